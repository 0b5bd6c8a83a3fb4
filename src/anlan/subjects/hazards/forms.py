"""What each move of a hazard asks for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock

DAY = forms.DateInput(attrs={"type": "date"})


class OrderForm(forms.Form):
    """下达整改: by when, and on what paper."""

    due_on = forms.DateField(label=_("整改期限"), widget=DAY)
    person = forms.CharField(label=_("整改责任人"), max_length=40, required=False)
    paper = forms.CharField(label=_("指令书文号"), max_length=80, required=False)
    opinion = forms.CharField(label=_("整改要求"), max_length=500, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = clock.today() + timedelta(days=15)

    def clean_due_on(self) -> Any:
        """The deadline lies ahead."""
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("整改期限不能早于今天。"))
        return self.cleaned_data["due_on"]


class EvidenceForm(forms.Form):
    """报请复查: what was done and when; photographs are attached beside it."""

    rectified_on = forms.DateField(label=_("整改完成日期"), widget=DAY)
    measure = forms.CharField(label=_("整改情况"), max_length=1000, widget=forms.Textarea)
    funds = forms.DecimalField(
        label=_("投入资金（万元）"), min_value=0, max_digits=12, decimal_places=4, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rectified_on"].initial = clock.today()

    def clean_rectified_on(self) -> Any:
        """Nothing is rectified in the future."""
        if self.cleaned_data["rectified_on"] > clock.today():
            raise forms.ValidationError(_("整改完成日期不能晚于今天。"))
        return self.cleaned_data["rectified_on"]


class CorrectionForm(EvidenceForm):
    """更正报送: the same again, beginning from what was reported."""

    @staticmethod
    def starting(hazard: Any) -> dict[str, Any]:
        """What was reported."""
        return {"rectified_on": hazard.rectified_on, "measure": hazard.outcome, "funds": hazard.funds}


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea)


class AgainForm(OpinionForm):
    """Why it goes back to rectification, and until when; the old deadline stands where none is given."""

    due_on = forms.DateField(label=_("新的整改期限"), widget=DAY, required=False)

    def clean_due_on(self) -> Any:
        """The deadline lies ahead."""
        if self.cleaned_data["due_on"] and self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("整改期限不能早于今天。"))
        return self.cleaned_data["due_on"]


class RemarkForm(forms.Form):
    """An opinion that may be given."""

    opinion = forms.CharField(label=_("意见"), max_length=500, required=False, widget=forms.Textarea)


class ExtensionForm(forms.Form):
    """延期申请: until when and why."""

    new_due_on = forms.DateField(label=_("申请延至"), widget=DAY)
    reason = forms.CharField(label=_("申请理由"), max_length=500, widget=forms.Textarea)

    def clean_new_due_on(self) -> Any:
        """The new deadline lies ahead."""
        if self.cleaned_data["new_due_on"] <= clock.today():
            raise forms.ValidationError(_("申请的期限必须晚于今天。"))
        return self.cleaned_data["new_due_on"]


class PlanForm(forms.Form):
    """五落实: the five parts of a major hazard's plan, all of them."""

    person = forms.CharField(label=_("责任：整改责任人"), max_length=40)
    measure = forms.CharField(label=_("措施：治理方法和措施"), max_length=2000, widget=forms.Textarea)
    funds = forms.DecimalField(label=_("资金：整改资金（万元）"), min_value=0, max_digits=12, decimal_places=4)
    due_on = forms.DateField(label=_("时限：整改期限"), widget=DAY)
    contingency = forms.CharField(label=_("预案：应急预案与防范措施"), max_length=2000, widget=forms.Textarea)

    @staticmethod
    def starting(hazard: Any) -> dict[str, Any]:
        """What is written down already."""
        return {name: getattr(hazard, name) for name in ("person", "measure", "funds", "due_on", "contingency")}


class LoweringForm(forms.Form):
    """申请降级: why it is no major hazard (any more)."""

    reason = forms.CharField(
        label=_("降级理由"), max_length=500, widget=forms.Textarea,
        help_text=_("对照判定标准写明为什么不构成重大隐患；由另一人审批后才生效。"),
    )  # fmt: skip


class UndertakeForm(forms.Form):
    """自行整改: until when and who answers for it."""

    due_on = forms.DateField(label=_("计划完成日期"), widget=DAY)
    person = forms.CharField(label=_("整改责任人"), max_length=40)

    def clean_due_on(self) -> Any:
        """The deadline lies ahead."""
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("计划完成日期不能早于今天。"))
        return self.cleaned_data["due_on"]


class HandOverForm(forms.Form):
    """移送执法: why."""

    reason = forms.CharField(label=_("移送理由"), max_length=500, widget=forms.Textarea)


class ResumeForm(forms.Form):
    """恢复生产经营: the re-inspection that allows it."""

    reinspected_on = forms.DateField(label=_("复查日期"), widget=DAY)
    reinspectors = forms.CharField(label=_("复查人员"), max_length=120)
    opinion = forms.CharField(label=_("复查意见"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reinspected_on"].initial = clock.today()

    def clean_reinspected_on(self) -> Any:
        """Nothing was inspected in the future."""
        if self.cleaned_data["reinspected_on"] > clock.today():
            raise forms.ValidationError(_("复查日期不能晚于今天。"))
        return self.cleaned_data["reinspected_on"]
