"""What the moves of supervision ask for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.subjects.governance.choices import BINDING, Mode

DAY = forms.DateInput(attrs={"type": "date"})


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class ReplyForm(forms.Form):
    """What was done; evidence is attached beside it."""

    reply = forms.CharField(label=_("办理情况"), max_length=4000, widget=forms.Textarea)


class DeadlineForm(forms.Form):
    """A new day, and why."""

    due_on = forms.DateField(label=_("新的期限"), widget=DAY)
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea)

    def clean_due_on(self) -> Any:
        """The new deadline lies ahead."""
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("期限不能早于今天。"))
        return self.cleaned_data["due_on"]


class RaiseForm(DeadlineForm):
    """建议 or 提醒 becomes binding."""

    mode = forms.ChoiceField(label=_("升级为"), choices=[(one.value, one.label) for one in Mode if one in BINDING])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = clock.today() + timedelta(days=7)


class CheckForm(forms.Form):
    """What a unit found when it looked at itself."""

    problems = forms.DecimalField(label=_("自查发现问题数"), min_value=0, max_digits=6, decimal_places=0)
    result = forms.CharField(label=_("自查及整改情况"), max_length=4000, widget=forms.Textarea)


class SignForm(forms.Form):
    """Who signs a letter."""

    signer = forms.CharField(label=_("签订人姓名"), max_length=60)
