"""What each move of an alarm or fault asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.subjects.monitoring.choices import Checked


class GoForm(forms.Form):
    """派人核查: who goes."""

    who = forms.CharField(label=_("核查人员"), max_length=80)


class CheckForm(forms.Form):
    """What somebody saw, and how."""

    how = forms.ChoiceField(label=_("核查方式"), choices=Checked.choices)
    finding = forms.CharField(label=_("核查情况"), max_length=500, widget=forms.Textarea)


class DispatchForm(CheckForm):
    """属实处置: what was seen and who was sent."""

    measure = forms.CharField(label=_("处置措施"), max_length=500, widget=forms.Textarea)


class OutcomeForm(forms.Form):
    """办结: what came of it."""

    outcome = forms.CharField(label=_("处置结果"), max_length=500, widget=forms.Textarea)


class ReasonForm(forms.Form):
    """A reason that must be given."""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea)


class RepairForm(forms.Form):
    """派修: who repairs."""

    who = forms.CharField(label=_("维修单位或人员"), max_length=80)


class RemedyForm(forms.Form):
    """恢复: what was done."""

    remedy = forms.CharField(label=_("处理情况"), max_length=300, widget=forms.Textarea)
