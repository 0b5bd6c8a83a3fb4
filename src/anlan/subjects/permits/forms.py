"""What the moves of applications, permits and complaints ask for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.subjects.permits import queries
from anlan.subjects.permits.choices import Pause, Result

DAY = forms.DateInput(attrs={"type": "date"})
STOPS = [(value, label) for value, label in Pause.choices if value != Pause.SUPPLEMENT]


class TextForm(forms.Form):
    """What is missing, said once and wholly."""

    text = forms.CharField(label=_("需要补正的内容（一次告知）"), max_length=500, widget=forms.Textarea)


class ReasonForm(forms.Form):
    """A reason that must be given."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea)


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class PauseForm(forms.Form):
    """Why the clock stops."""

    cause = forms.ChoiceField(label=_("原因"), choices=STOPS)
    text = forms.CharField(label=_("说明"), max_length=500, required=False, widget=forms.Textarea)


class GrantForm(forms.Form):
    """准予许可: papers and term; what is left empty follows from the item."""

    paper = forms.CharField(label=_("决定书文号"), max_length=80, required=False)
    certificate = forms.CharField(
        label=_("证书编号"), max_length=60, required=False, help_text=_("不填则按事项的编号系列自动取号。")
    )
    expires_on = forms.DateField(
        label=_("有效期止"), widget=DAY, required=False, help_text=_("不填则按事项的有效期计算。")
    )

    def clean_expires_on(self) -> Any:
        """A certificate is good for the future."""
        if (day := self.cleaned_data["expires_on"]) and day <= clock.today():
            raise forms.ValidationError(_("有效期止要在今天之后。"))
        return day


class DenyForm(ReasonForm):
    """不予许可."""

    paper = forms.CharField(label=_("决定书文号"), max_length=80)
    field_order = ("paper", "reason")


class AssignForm(forms.Form):
    """交办: to whom, by when."""

    handler = forms.ChoiceField(label=_("承办单位"), choices=queries.handler_choices)
    due_on = forms.DateField(label=_("核查期限"), widget=DAY, required=False)
    opinion = forms.CharField(label=_("交办意见"), max_length=500, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = clock.today() + timedelta(days=15)

    def clean_due_on(self) -> Any:
        """The deadline lies ahead."""
        if (day := self.cleaned_data["due_on"]) and day < clock.today():
            raise forms.ValidationError(_("核查期限不能早于今天。"))
        return day


class MoveOnForm(forms.Form):
    """移送: to whom and why."""

    recipient = forms.CharField(label=_("移送单位"), max_length=120)
    opinion = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea)


class CheckForm(forms.Form):
    """核查结果."""

    result = forms.ChoiceField(label=_("核查结果"), choices=Result.choices)
    finding = forms.CharField(label=_("核查情况"), max_length=4000, widget=forms.Textarea)


class AnswerForm(forms.Form):
    """反馈."""

    text = forms.CharField(label=_("反馈内容"), max_length=2000, widget=forms.Textarea)


class RewardForm(forms.Form):
    """举报奖励."""

    amount = forms.DecimalField(label=_("奖励金额（元）"), min_value=1, max_digits=10, decimal_places=2)
    opinion = forms.CharField(label=_("依据"), max_length=300, required=False, widget=forms.Textarea)


class HazardForm(forms.Form):
    """转为隐患: how the hazard is worded; empty takes the complaint's own words."""

    content = forms.CharField(label=_("隐患内容"), max_length=1000, required=False, widget=forms.Textarea)


class ClueForm(forms.Form):
    """转为执法线索: the cause of the case; empty takes the complaint's title."""

    cause = forms.CharField(label=_("案由"), max_length=300, required=False)
