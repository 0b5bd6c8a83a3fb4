"""Permits, how applications for them were handled against what was promised, and complaints from the public."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Facts, Ratio
from anlan.reports.figures.dimensions import Choice, Dimension, Link, Term
from anlan.reports.figures.measures import Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.permits.choices import Handling, Kind, Result, Validity
from anlan.subjects.permits.models import PermitItem

CATEGORIES = "permit-category"
ITEM: dict[str, Dimension] = {
    "事项": Link("item", model=PermitItem, by=("name", "code")),
    "类别": Term("item__category", dictionary=CATEGORIES),
}
permits = Facts("permit", on="issued_on", by={**by.AREA, **ITEM, **by.LINE})
issued = permits.indicator(
    "permits-issued", _("核发许可证数"), _("件"), definition=_("本期发出的许可证数，按发证日期计，含延续换发的。"),
)  # fmt: skip
lapsed = permits.indicator(
    "permits-not-renewed", _("不再核发许可数"), _("家"), where=Q(status=Validity.NOT_RENEWED), on="ended_on",
    definition=_("本期到期后不再核发的许可证数，按终止日期计。"), answers=("S2-038",),
)  # fmt: skip

items = Facts("permit-item", by={"类别": Term("category", dictionary=CATEGORIES)}, where=Q(active=True))
legal = items.indicator(
    "permit-legal-days", _("法定办结时限合计"), _("工作日"), Sum("legal_days"),
    definition=_("在用许可事项的法定时限之和，为现有数，与统计期无关。"),
)  # fmt: skip
saved = items.indicator(
    "permit-saved-days", _("压缩办结时限合计"), _("工作日"), Sum(F("legal_days") - F("promised_days")),
    definition=_("在用许可事项的法定时限减去承诺时限之和，为现有数，与统计期无关。"),
)  # fmt: skip
saved_rate = Ratio(
    code="permit-saved-rate", name=_("承诺办结时限压缩率"), top=saved, bottom=legal,
    definition=_("压缩办结时限合计 ÷ 法定办结时限合计 × 100%。"), answers=("S4-014",),
)  # fmt: skip
register(issued, lapsed, legal, saved, saved_rate)

applications = Facts(
    "permit-application", on="accepted_on",
    by={**by.AREA, **ITEM, "申请类型": Choice("kind", choices=tuple(Kind.choices)), **by.LINE},
)  # fmt: skip
accepted = applications.indicator(
    "applications-accepted", _("受理许可申请数"), _("件"), definition=_("本期受理的许可申请数，按受理日期计。"),
    answers=("S4-015",),
)  # fmt: skip
decided = applications.indicator(
    "applications-decided", _("办结许可申请数"), _("件"), on="decided_on",
    definition=_("本期作出许可决定的申请数，按决定日期计。"),
)  # fmt: skip
in_time = decided.narrowed(
    "applications-in-time", _("按时办结许可申请数"), Q(in_time=True),
    definition=_("本期作出许可决定的申请中，在承诺时限内办结的，依法不计时的天数已扣除。"),
)  # fmt: skip
in_time_rate = Ratio(
    code="applications-in-time-rate", name=_("许可按时办结率"), top=in_time, bottom=decided,
    definition=_("按时办结许可申请数 ÷ 办结许可申请数 × 100%。"), answers=("S4-016",),
)  # fmt: skip

complaints = Facts(
    "complaint", on="received_at",
    by={
        **by.AREA, "来源": Term("source", dictionary="complaint-source"),
        "类别": Term("category", dictionary="complaint-category"),
        "核查结果": Choice("result", choices=tuple(Result.choices)),
        **by.LINE,
    },
)  # fmt: skip
complained = complaints.indicator(
    "complaints", _("接到举报投诉数"), _("起"), definition=_("本期接到的举报投诉数，按接到时间计。"),
)  # fmt: skip
complaints_closed = complaints.indicator(
    "complaints-closed", _("办结举报投诉数"), _("起"), where=Q(status=Handling.CLOSED), on="closed_on",
    definition=_("本期办结的举报投诉数，按办结日期计，不论何时接到。"), answers=("S0-041",),
)  # fmt: skip
register(accepted, decided, in_time, in_time_rate, complained, complaints_closed)
