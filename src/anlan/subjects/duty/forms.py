"""What moves of swaps, hand-overs and reports ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=200, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("备注"), max_length=200, required=False, widget=forms.Textarea)


class FileForm(forms.Form):
    """报送: the report in words. Where the form has fields of its own, the filing page asks for them."""

    text = forms.CharField(label=_("报告内容"), max_length=4000, widget=forms.Textarea)
    zero = forms.BooleanField(label=_("无情况（零报告）"), required=False)
