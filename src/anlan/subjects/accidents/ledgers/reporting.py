"""Reports upwards with their clocks, and the limits that they run against."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.accidents import flows, services
from anlan.subjects.accidents.choices import Step
from anlan.subjects.accidents.ledgers.accident import BY_ACCIDENT, GRANTS, SECTION
from anlan.subjects.accidents.models import AccidentReport, ReportingLimit


@register
class AccidentReportLedger(Ledger):
    """事故报告：每个环节何时接报、应何时报、何时报的。"""

    model = AccidentReport
    code = "accident-report"
    unit = _("次")
    section = SECTION
    icon = "broadcast"
    headline = "recipient"
    columns = ("accident", "step", "sender", "recipient", "way", "known_at", "due_at", "sent_at")
    chips = {
        _("未报"): Q(sent_at=None),
        _("迟报"): lambda: Q(sent_at__gt=F("due_at")) | Q(sent_at=None, due_at__lt=clock.now()),
        _("首次上报"): Q(step=Step.UPWARD),
    }
    search = ("sender", "recipient", "content")
    filters = {"step": ["exact"], "way": ["exact"], "accident": ["exact"], "known_at": ["range"], "sent_at": ["range"]}
    sorts = ("-known_at", "-id")
    groups = (Group(_("报告"), ("accident", "step", "sender", "recipient", "way", "known_at", "sent_at", "content")),)
    import_keys = (("accident", "step", "recipient", "known_at"),)
    synonyms = {"accident": ("事故名称", "事故编号"), "sent_at": ("上报时间",), "known_at": ("接报时间", "起算时间")}
    scope = BY_ACCIDENT
    grants = GRANTS | {"add": flows.REPORTERS, "change": flows.REPORTERS}

    def prepare(self, rows: Sequence[Any]) -> None:
        services.set_report_limits(rows)

    def deadline(self, row: Any) -> Any:
        return row.due_at if row.sent_at is None else None

    def waiting(self, user: Any) -> Q | None:
        """Reports that are noted as owed and have not gone out."""
        return Q(sent_at=None) if access.can(user, f"{self.code}.change") else None


@register
class ReportingLimitLedger(Ledger):
    """事故报告时限：每个环节多少分钟，按等级可不同。"""

    model = ReportingLimit
    code = "accident-limit"
    section = SECTION
    icon = "alarm"
    columns = ("name", "step", "gravest", "lightest", "minutes", "basis", "active")
    search = ("name", "basis")
    filters = {"step": ["exact"], "active": ["exact"]}
    sorts = ("-id",)
    groups = (Group(_("时限"), ("name", "step", "gravest", "lightest", "minutes", "basis", "active")),)
    import_keys = (("name",),)
    scope = Scope(place=None, line=None)
    grants = {
        "view": DEFAULT_GRANTS["view"],
        **dict.fromkeys(("add", "change", "delete", "import", "export"), flows.BUREAU),
        "reveal": (),
    }

    def prepare(self, rows: Sequence[Any]) -> None:
        services.forget_limits()
