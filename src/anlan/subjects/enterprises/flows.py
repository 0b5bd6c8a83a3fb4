"""The tables of moves: filing of major-hazard sources, risk points, services of insurers and experts, 三同时."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base.people import access, roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.enterprises import forms, services
from anlan.subjects.enterprises.choices import PointStatus, ServiceStatus, SourceLevel, SourceStatus, Stage

BUREAU = (roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.TOWNSHIP)
OFFICE = (roles.SAFETY_OFFICE, roles.ENFORCEMENT)
BOTH = (*BUREAU, roles.ENTERPRISE)
GIVERS = (*BOTH, roles.EXPERT)


def supervises(user: Any, row: Any) -> bool:
    """Anybody with the grant who is not the firm itself."""
    return not access.only(user, roles.ENTERPRISE)


def is_the_firm(user: Any, row: Any) -> bool:
    """The firm itself, and nobody in its stead."""
    return access.only(user, roles.ENTERPRISE)


def constitutes(user: Any, row: Any) -> bool:
    """A unit below S = 1, or with a substance undetermined, has nothing to file."""
    return supervises(user, row) and row.level not in (SourceLevel.NONE, SourceLevel.OPEN)


def unpaid(user: Any, row: Any) -> bool:
    """The fee is still owed."""
    return row.paid_on is None


filing = Flow(
    "status",
    (
        Move("file", _("备案"), {SourceStatus.UNFILED}, SourceStatus.FILED, OFFICE, constitutes, forms.FilingForm,
             services.file_source, "primary"),
        Move("refile", _("重新备案"), {SourceStatus.FILED}, None, OFFICE, supervises, forms.FilingForm,
             services.file_source),
        Move("retire", _("核销"), {SourceStatus.UNFILED, SourceStatus.FILED}, SourceStatus.RETIRED, OFFICE, supervises,
             forms.RetirementForm, services.retire_source, "danger"),
        Move("restore", _("恢复使用"), {SourceStatus.RETIRED}, SourceStatus.UNFILED, OFFICE, supervises,
             forms.ReasonForm, services.restore_source),
    ),
    final={SourceStatus.RETIRED},
)  # fmt: skip

control = Flow(
    "status",
    (
        Move("check", _("登记排查"), {PointStatus.CONTROLLED}, None, (*BOTH, roles.VILLAGE), form=forms.CheckForm,
             effect=services.check_point, tone="primary"),
        Move("treat", _("整治完成"), {PointStatus.CONTROLLED}, PointStatus.TREATED, BUREAU, supervises,
             forms.TreatmentForm, services.treat_point, photographs="check"),
        Move("reopen", _("重新管控"), {PointStatus.TREATED}, PointStatus.CONTROLLED, BUREAU, supervises,
             forms.ReasonForm, services.reopen_point),
    ),
    final={PointStatus.TREATED},
)  # fmt: skip

PLANNED, DELIVERED = ServiceStatus.PLANNED, ServiceStatus.DELIVERED
CONFIRMED, CANCELLED = ServiceStatus.CONFIRMED, ServiceStatus.CANCELLED

insurance_service = Flow(
    "status",
    (
        Move("deliver", _("登记服务"), {PLANNED}, DELIVERED, BUREAU, supervises, forms.DeliveryForm, services.deliver,
             "primary", photographs="report"),
        Move("rate", _("企业评价"), {DELIVERED}, CONFIRMED, BOTH, form=forms.RatingForm,
             effect=services.rate_insurance, tone="primary", own=is_the_firm),
        Move("cancel", _("取消"), {PLANNED}, CANCELLED, BUREAU, supervises, forms.ReasonForm),
    ),
    final={CONFIRMED, CANCELLED},
)  # fmt: skip

expert_service = Flow(
    "status",
    (
        Move("serve", _("登记服务"), {PLANNED}, DELIVERED, GIVERS, form=forms.VisitForm, effect=services.serve,
             tone="primary", photographs="report"),
        Move("rate", _("评价"), {DELIVERED}, CONFIRMED, BOTH, form=forms.RatingForm, effect=services.rate_service,
             tone="primary", own=is_the_firm),
        Move("pay", _("支付服务费"), {CONFIRMED}, None, OFFICE, unpaid, forms.PaymentForm, services.pay),
        Move("cancel", _("取消"), {PLANNED}, CANCELLED, BUREAU, supervises, forms.ReasonForm),
    ),
    final={CONFIRMED, CANCELLED},
)  # fmt: skip

LIVE = {Stage.PROPOSED, Stage.CONDITIONS, Stage.DESIGN, Stage.TRIAL}

three_at_once = Flow(
    "status",
    (
        Move("conditions", _("安全条件审查通过"), {Stage.PROPOSED}, Stage.CONDITIONS, OFFICE, supervises,
             forms.StageForm, services.pass_conditions, "primary", photographs="paper"),
        Move("design", _("设计审查通过"), {Stage.CONDITIONS}, Stage.DESIGN, OFFICE, supervises, forms.StageForm,
             services.pass_design, "primary", photographs="paper"),
        Move("trial", _("开始试生产"), {Stage.DESIGN}, Stage.TRIAL, OFFICE, supervises, forms.TrialForm,
             services.start_trial, "primary"),
        Move("accept", _("竣工验收"), {Stage.DESIGN, Stage.TRIAL}, Stage.ACCEPTED, OFFICE, supervises,
             forms.AcceptanceForm, services.accept, "primary", photographs="paper"),
        Move("stop", _("终止"), LIVE, Stage.STOPPED, OFFICE, supervises, forms.ReasonForm, services.stop_project,
             "danger"),
    ),
    final={Stage.ACCEPTED, Stage.STOPPED},
)  # fmt: skip
