"""The ledger of what is sealed, seized or kept as evidence in cases."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.enforcement.choices import MeasureKind, MeasureStatus
from anlan.subjects.enforcement.flows import holding
from anlan.subjects.enforcement.ledgers.cases import GRANTS
from anlan.subjects.enforcement.ledgers.officers import SECTION
from anlan.subjects.enforcement.models import CoerciveMeasure
from anlan.subjects.enforcement.rules import measures as rules
from anlan.subjects.enforcement.services import measures

SOON = timedelta(days=7)
HELD = ~Q(status=MeasureStatus.DISPOSED)


def _days(row: Any) -> tuple[Any, Any]:
    return (row.due_on, None) if row.status == MeasureStatus.RUNNING else (None, row.disposed_on)


@register
class CoerciveMeasureLedger(Ledger):
    """查封、扣押、先行登记保存：各有法定期限，到期前提醒，延长须批准，处理要有去向。"""

    model = CoerciveMeasure
    code = "coercive-measure"
    unit = _("项")
    section = SECTION
    icon = "packages"
    headline = "objects_taken"
    columns = (
        "number", "objects_taken", "kind", "case", "place", "status", "taken_on",
        Column(
            "due_on", _("期限"), text_of=lambda row: cells.deadline_text(*_days(row)),
            html_of=lambda row: cells.deadline(*_days(row)),
        ),
        "document", "disposal", "disposed_on",
    )  # fmt: skip
    chips = {
        _("在期"): HELD,
        _("七天内届满"): lambda: Q(status=MeasureStatus.RUNNING, due_on__lte=clock.today() + SOON),
        _("超期未处理"): lambda: Q(status=MeasureStatus.RUNNING, due_on__lt=clock.today()),
        _("延长待批"): Q(asked_until_on__isnull=False),
        _("先行登记保存"): Q(kind=MeasureKind.STORE),
    }
    search = ("number", "objects_taken", "document", "case__number", "case__cause", "keeper")
    filters = {
        "case": ["exact"], "kind": ["exact"], "status": ["exact"], "taken_on": ["range"], "due_on": ["range"],
        "disposal": ["exact"], "disposed_on": ["range"], "place": ["subtree"], "line": ["subtree"],
    }  # fmt: skip
    sorts = ("-taken_on", "-id", "due_on")
    groups = (
        Group(_("措施"), ("case", "kind", "objects_taken", "quantity", "location", "keeper")),
        Group(_("实施"), ("taken_on", "urgent", "approver", "approved_on", "document", "lead", "second")),
        Group(_("处理"), ("disposal", "disposed_on", "disposal_document")),
        Group(_("属地"), ("place", "line", "note")),
    )
    import_keys = (("number",), ("case", "kind", "taken_on", "objects_taken"))
    synonyms = {
        "case": ("案件编号", "所属案件"),
        "kind": ("强制措施种类", "措施类型", "种类"),
        "objects_taken": ("查封扣押物品", "物品名称", "保存证据名称", "证据名称", "财物名称"),
        "location": ("保存地点", "查封地点"),
        "taken_on": ("查封日期", "扣押日期", "保存日期", "实施时间"),
        "document": ("决定书文号", "通知书文号", "文书文号"),
        "disposal": ("处理方式", "处理意见"),
        "disposed_on": ("解除日期", "处理时间"),
        "disposal_document": ("解除决定文号", "处理决定书文号"),
        "place": ("乡镇", "所属乡镇"),
    }
    unlinked = {"lead": "note", "second": "note"}
    flow = holding
    settled = ("disposed_on",)
    grants = GRANTS
    number = "QZ"
    photographs = (("scene", _("现场和物品照片")), ("list", _("清单和文书")))
    chart = ("kind", "status", "disposal", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.contradictions(values)

    def prepare(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.line_id = row.line_id or row.case.line_id
            row.lead_id = row.lead_id or row.case.lead_id
            row.second_id = row.second_id or row.case.second_id
            row.due_on = row.due_on or measures.first_end(row)
            if row.disposed_on:
                row.status = MeasureStatus.DISPOSED

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == MeasureStatus.RUNNING else None

    def due_by(self, until: Any) -> Q:
        """While an appraisal runs, the term does not."""
        return Q(status=MeasureStatus.RUNNING, due_on__lte=until)

    def waiting(self, user: Any) -> Q | None:
        """Whoever holds it, from a week before its end; whoever decides, while more time is asked for."""
        mine = Q(pk__in=[])
        if access.can(user, f"{self.code}.move.dispose"):
            mine |= Q(status=MeasureStatus.RUNNING, due_on__lte=clock.today() + SOON)
        if access.can(user, f"{self.code}.move.grant"):
            mine |= Q(asked_until_on__isnull=False, status=MeasureStatus.RUNNING)
        return mine
