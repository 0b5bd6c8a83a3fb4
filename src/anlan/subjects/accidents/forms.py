"""What the moves of accidents, investigations and measures ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.subjects.accidents.choices import Assessment, Nature, Step, Way

DAY = forms.DateInput(attrs={"type": "date"})
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class SentForm(forms.Form):
    """When it was reported; empty means now."""

    sent_at = forms.DateTimeField(label=_("报告时间"), widget=MOMENT, required=False, help_text=_("不填即为现在。"))

    def clean_sent_at(self) -> Any:
        """Nothing was reported in the future."""
        if (moment := self.cleaned_data["sent_at"]) and moment > clock.now():
            raise forms.ValidationError(_("报告时间不能晚于现在。"))
        return moment


class StepForm(SentForm):
    """One step of reporting."""

    step = forms.ChoiceField(label=_("报告环节"), choices=Step.choices, initial=Step.UPWARD)
    recipient = forms.CharField(label=_("接收单位"), max_length=80)
    sender = forms.CharField(label=_("报告单位"), max_length=80, required=False)
    way = forms.ChoiceField(label=_("方式"), choices=Way.choices)
    content = forms.CharField(label=_("报告内容"), max_length=2000, required=False, widget=forms.Textarea)
    field_order = ("step", "recipient", "sender", "way", "sent_at", "content")


class ReviseForm(forms.Form):
    """Figures as they are known now; what is left empty stays as it was."""

    deaths = forms.IntegerField(label=_("死亡（人）"), min_value=0, required=False)
    missing = forms.IntegerField(label=_("下落不明（人）"), min_value=0, required=False)
    serious_injuries = forms.IntegerField(label=_("重伤（人）"), min_value=0, required=False)
    minor_injuries = forms.IntegerField(label=_("轻伤（人）"), min_value=0, required=False)
    loss = forms.DecimalField(
        label=_("直接经济损失（万元）"), min_value=0, max_digits=12, decimal_places=4, required=False
    )
    reason = forms.CharField(label=_("变更原因"), max_length=300, widget=forms.Textarea)


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea)


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class DaysForm(forms.Form):
    """So many days more, on which paper and why."""

    days = forms.DecimalField(label=_("天数"), min_value=1, max_value=400, decimal_places=0)
    paper = forms.CharField(label=_("批准文号"), max_length=80, required=False)
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea)


class SubmitForm(forms.Form):
    """The report in its four conclusions; what is left empty stays as written on the record."""

    nature = forms.ChoiceField(label=_("事故性质"), choices=Nature.choices)
    direct_cause = forms.CharField(label=_("直接原因"), max_length=2000, widget=forms.Textarea)
    indirect_cause = forms.CharField(label=_("间接原因"), max_length=2000, required=False, widget=forms.Textarea)
    opinion = forms.CharField(label=_("责任认定和处理建议"), max_length=4000, required=False, widget=forms.Textarea)


class ApproveForm(forms.Form):
    """批复."""

    paper = forms.CharField(label=_("批复文号"), max_length=80)
    opinion = forms.CharField(label=_("批复意见"), max_length=500, required=False, widget=forms.Textarea)


class PublishForm(forms.Form):
    """Where the report was published."""

    where = forms.CharField(label=_("公布网址或载体"), max_length=200)


class AssessForm(forms.Form):
    """整改评估 with the revisit."""

    assessment = forms.ChoiceField(label=_("评估结论"), choices=Assessment.choices)
    note = forms.CharField(label=_("评估和回访情况"), max_length=2000, widget=forms.Textarea)


class FinishForm(forms.Form):
    """A measure was carried out."""

    rectified_on = forms.DateField(label=_("完成日期"), widget=DAY)
    evidence = forms.CharField(label=_("落实情况"), max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rectified_on"].initial = clock.today()

    def clean_rectified_on(self) -> Any:
        """Nothing is finished in the future."""
        if self.cleaned_data["rectified_on"] > clock.today():
            raise forms.ValidationError(_("完成日期不能晚于今天。"))
        return self.cleaned_data["rectified_on"]
