"""What the moves of enterprise records ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base import clock


class Day(forms.DateField):
    """A day that is not ahead."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("不能晚于今天。"))
        return day


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)


def _words(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, required=required, widget=forms.Textarea)


class ReasonForm(forms.Form):
    """Why."""

    reason = _words(_("原因"), required=True)


class FilingForm(forms.Form):
    """备案."""

    filed_on = Day(label=_("备案日期"))
    file_number = forms.CharField(label=_("备案编号"), max_length=60)
    opinion = _words(_("审核意见"))


class RetirementForm(forms.Form):
    """核销."""

    retired_on = Day(label=_("核销日期"))
    reason = _words(_("核销原因"), required=True)


class CheckForm(forms.Form):
    """风险点排查."""

    checked_on = Day(label=_("排查日期"))
    in_place = forms.BooleanField(label=_("管控措施全部落实"), required=False)
    finding = _words(_("发现的问题"))

    def clean(self) -> dict[str, Any]:
        """Measures that are not in place are named."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("in_place") and not data.get("finding"):
            self.add_error("finding", _("措施没有全部落实的，请写明发现的问题。"))
        return data


class TreatmentForm(forms.Form):
    """整治完成."""

    treated_on = Day(label=_("整治完成日期"))
    measure = _words(_("整治情况"), required=True)


class DeliveryForm(forms.Form):
    """保险服务完成."""

    delivered_on = Day(label=_("服务日期"))
    people = _count(_("服务人数"))
    issues_found = _count(_("发现问题隐患数"))
    issues_fixed = _count(_("指导整改数"))
    fee = forms.DecimalField(label=_("服务费用（元）"), min_value=0, max_digits=12, decimal_places=2, required=False)
    summary = _words(_("服务情况"), required=True)


class RatingForm(forms.Form):
    """评价."""

    rating = forms.TypedChoiceField(
        label=_("评价"),
        coerce=int,
        choices=[(5, _("5 分")), (4, _("4 分")), (3, _("3 分")), (2, _("2 分")), (1, _("1 分"))],
    )
    opinion = _words(_("意见"))


class VisitForm(forms.Form):
    """专家服务完成."""

    served_on = Day(label=_("服务日期"))
    days = forms.DecimalField(label=_("服务天数"), min_value=0, max_digits=4, decimal_places=1, required=False)
    issues_found = _count(_("发现问题隐患数"))
    issues_fixed = _count(_("指导治理数"))
    trained = _count(_("培训人次"))
    summary = _words(_("服务情况"), required=True)


class PaymentForm(forms.Form):
    """支付服务费."""

    fee = forms.DecimalField(label=_("服务费（元）"), min_value=0, max_digits=12, decimal_places=2)
    paid_on = Day(label=_("支付日期"))

    @staticmethod
    def starting(row: Any) -> dict[str, Any]:
        """The fee that follows from days and rate."""
        return {"fee": row.fee, "paid_on": clock.today()}


class StageForm(forms.Form):
    """A stage of 三同时 was passed; until when the next."""

    passed_on = Day(label=_("通过日期"))
    paper = forms.CharField(label=_("文号"), max_length=80)
    due_on = forms.DateField(label=_("下一阶段期限"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class TrialForm(forms.Form):
    """试生产."""

    passed_on = Day(label=_("试生产开始日期"))
    due_on = forms.DateField(label=_("试生产截止日期"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("passed_on") and data.get("due_on") and data["due_on"] <= data["passed_on"]:
            self.add_error("due_on", _("截止日期必须晚于开始日期。"))
        return data


class AcceptanceForm(forms.Form):
    """竣工验收."""

    passed_on = Day(label=_("验收日期"))
    paper = forms.CharField(label=_("验收报告编号"), max_length=80)
    opinion = _words(_("验收结论"), required=True)


def _money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=12, decimal_places=4)


class AcceptanceOfClaimForm(forms.Form):
    """认定有效: when, and the loss as estimated."""

    day = Day(label=_("认定有效日期"))
    estimated = _money(_("估损金额（万元）"))

    @staticmethod
    def starting(claim: Any) -> dict[str, Any]:
        """What was reported."""
        return {"estimated": claim.estimated, "day": clock.today()}


class SettlementForm(forms.Form):
    """理赔结案: when, and what was paid."""

    day = Day(label=_("结案日期"))
    paid = _money(_("赔付金额（万元）"))
    opinion = _words(_("说明"))


class ClaimRefusalForm(forms.Form):
    """不予赔付: when and why."""

    day = Day(label=_("决定日期"))
    reason = _words(_("理由"), required=True)
