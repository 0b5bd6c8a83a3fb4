"""The ledgers of measures and of the tasks that they are broken down into."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.audit.context import current
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.base.places import codes
from anlan.base.places.models import PlaceLevel
from anlan.base.text import mask_phone
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.campaigns.choices import ANSWERABLE, OPEN, TaskStatus
from anlan.subjects.campaigns.flows import task
from anlan.subjects.campaigns.models import Measure, Task
from anlan.subjects.campaigns.rules import TOWN_DIGITS, bodies_of

SECTION = _("责任督办")
OF_THE_COUNTY = Q(parent__isnull=True) | Q(parent__organisation__place__level__lt=PlaceLevel.TOWN)
"""Tasks that the county gave: what a town passed down to its villages, the town looks after."""


def places_of(user: Any, grant: str) -> list[str]:
    """The towns and villages for which somebody acts by territory: never a county, which many departments serve."""
    places = [one.place_code for one in access.reach(user, grant) if one.place_code]
    return [place for place in places if len(codes.prefix(place)) >= TOWN_DIGITS]


@register
class MeasureLedger(Ledger):
    """工作措施（条）：上级文件的措施，逐条分解成任务（项）。"""

    model = Measure
    code = "measure"
    unit = _("条")
    section = SECTION
    icon = "list"
    headline = "content"
    columns = ("position", "content", "document", "campaign", "lead", "issued_on")
    search = ("content", "lead")
    filters = {
        "document": ["exact"],
        "campaign": ["exact"],
        "issued_on": ["range"],
        "place": ["subtree"],
        "line": ["subtree"],
    }
    sorts = ("-id", "position")
    groups = (
        Group(_("措施"), ("position", "content", "document", "campaign", "lead", "issued_on")),
        Group(_("范围"), ("place", "line")),
    )
    import_keys = (("document", "position"), ("campaign", "position"), ("content",))
    synonyms = {
        "content": ("措施", "硬措施", "主要措施", "重点措施", "重点工作"),
        "position": ("条目", "条", "序"),
        "document": ("文件", "依据文件"),
        "lead": ("牵头部门",),
        "issued_on": ("提出时间", "日期"),
    }
    related = (Related("task", "measure"),)
    chart = ("document", "campaign")


def _due(row: Any) -> tuple[date | None, date | None]:
    if row.status == TaskStatus.DONE:
        return None, row.completed_on
    return (row.due_on if row.status in OPEN else None), None


def _progress_cell(row: Any) -> Any:
    return format_html(
        '<progress class="task-progress" max="100" value="{}"></progress> {}%', row.progress, row.progress
    )


@register
class TaskLedger(Ledger):
    """工作任务（项）：责任单位、时限、佐证、验收，可分解下达。"""

    model = Task
    code = "task"
    unit = _("项")
    section = SECTION
    icon = "clipboard-check"
    headline = "content"
    columns = (
        "number",
        "content",
        "organisation",
        "campaign",
        "status",
        Column("progress", _("进度"), text_of=lambda row: f"{row.progress}%", html_of=_progress_cell),
        Column(
            "due_on",
            _("时限"),
            text_of=lambda row: cells.deadline_text(*_due(row)),
            html_of=lambda row: cells.deadline(*_due(row)),
        ),
        "ordered_on",
        "group",
    )
    chips = {
        _("未完成"): Q(status__in=OPEN),
        _("超期"): lambda: Q(status__in=OPEN, due_on__lt=clock.today()),
        _("待验收"): Q(status=TaskStatus.REVIEWING),
        _("延期待批"): Q(extension_asked=True, status__in=OPEN),
        _("待下达"): Q(status=TaskStatus.DRAFT),
        _("分解下达的"): Q(parent__isnull=False),
    }
    search = ("number", "content", "organisation__name", "leader", "person", "phone")
    filters = {
        "organisation__place": ["subtree"],
        "organisation__place__level": ["exact"],
        "campaign": ["exact"],
        "status": ["exact"],
        "sector": ["exact"],
        "due_on": ["range"],
        "organisation": ["exact"],
        "group": ["exact"],
        "measure": ["exact"],
        "document": ["exact"],
        "meeting": ["exact"],
        "parent": ["exact"],
        "assigner": ["exact"],
        "assigner__place__level": ["exact"],
        "ordered_on": ["range"],
        "completed_on": ["range"],
        "line": ["subtree"],
    }
    sorts = ("due_on", "-ordered_on", "-id")
    groups = (
        Group(_("任务"), ("content", "requirement", "sector", "due_on")),
        Group(_("来源"), ("campaign", "measure", "document", "meeting", "group")),
        Group(_("责任"), ("organisation", "assigner", "partners", "leader", "person", "phone", "line")),
    )
    import_keys = (("number",), ("content", "organisation", "campaign"))
    synonyms = {
        "number": ("编号",),
        "content": ("任务", "具体任务", "工作任务", "重点任务", "工作举措", "任务清单", "具体措施"),
        "requirement": ("要求", "工作标准", "目标要求"),
        "organisation": ("责任部门", "牵头单位", "牵头部门", "落实单位", "承办单位"),
        "assigner": ("下达单位", "督办单位"),
        "partners": ("协办单位", "配合部门", "参与单位"),
        "leader": ("牵头领导", "分管领导"),
        "person": ("责任人", "联络员"),
        "phone": ("电话", "联系方式"),
        "due_on": ("完成时间", "截止时间", "时限", "要求完成时间", "期限"),
        "measure": ("措施", "所属措施"),
        "document": ("文件", "来源"),
        "sector": ("行业领域", "领域"),
        "line": ("条线",),
    }
    masked = {"phone": mask_phone}
    flow = task
    scope = Scope(place="organisation__place", organisation="organisation")
    grants = {
        "view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE),
        **dict.fromkeys(("change", "import"), (roles.SAFETY_OFFICE, roles.ENFORCEMENT)),
    }
    related = (Related("task", "parent"),)
    photographs = (("evidence", _("佐证材料")), ("paper", _("任务附件")))
    number = "RW"
    chart = ("organisation", "status", "campaign", "sector", "group")

    def prepare(self, rows: Sequence[Any]) -> None:
        """Where it belongs follows from its measure or meeting; it is given by whoever leads the campaign, else by the
        organisation of whoever enters it."""
        actor = current().actor()
        for row in rows:
            if row.measure_id is not None:
                row.campaign_id = row.campaign_id or row.measure.campaign_id
                row.document_id = row.document_id or row.measure.document_id
            if row.meeting_id is not None:
                row.campaign_id = row.campaign_id or row.meeting.campaign_id
            if row.assigner_id is None:
                row.assigner_id = (row.campaign.organiser_id if row.campaign_id else None) or getattr(
                    actor, "organisation_id", None
                )

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in OPEN else None

    def waiting(self, user: Any) -> Q | None:
        """The responsible side: to sign for and to do; the other: to give, accept, decide, and chase what is late."""
        mine = Q(organisation_id__in=bodies_of(user))
        if own := places_of(user, "task.move.submit"):
            mine |= Q(organisation__place_id__in=own)
        waits = mine & Q(status__in=ANSWERABLE) if access.can(user, "task.move.submit") else Q(pk__in=[])
        if access.can(user, "task.move.accept"):
            judged = Q(status__in=(TaskStatus.DRAFT, TaskStatus.REVIEWING)) | Q(extension_asked=True, status__in=OPEN)
            late = Q(status__in=ANSWERABLE, due_on__lt=clock.today())
            waits |= ~mine & (judged | late) & (Q() if own else OF_THE_COUNTY)
        return waits
