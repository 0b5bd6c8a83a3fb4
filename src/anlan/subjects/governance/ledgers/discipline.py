"""The ledgers of interviews and their parties, accountability, lessons and their receipts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.text import mask_phone
from anlan.kit.ledger.declaration import Group, Ledger, Related
from anlan.kit.ledger.registry import register
from anlan.subjects.campaigns.rules import bodies_of
from anlan.subjects.governance import rules
from anlan.subjects.governance.choices import FollowUp, LessonStatus, ReceiptStatus
from anlan.subjects.governance.flows import following_up, learning, teaching
from anlan.subjects.governance.ledgers.held import (
    BY_OFFICE,
    BY_TOWNS,
    EVERYBODY,
    OF_PLACE,
    OF_UNIT,
    SECTION,
    deadline,
    firm_into,
)
from anlan.subjects.governance.models import Accountability, Interview, Interviewee, Lesson, LessonReceipt


@register
class InterviewLedger(Ledger):
    """约谈：谁、为什么、约谈了谁，一次可以约谈多家。"""

    model = Interview
    code = "interview"
    unit = _("次")
    section = SECTION
    icon = "headset"
    headline = "title"
    columns = ("number", "title", "held_on", "kind", "reason", "host", "organisation", "place", "campaign")
    chips = {_("今年"): lambda: Q(held_on__gte=clock.today().replace(month=1, day=1))}
    search = ("number", "title", "host", "content")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "reason": ["exact"], "held_on": ["range"], "line": ["subtree"],
        "campaign": ["exact"], "about": ["exact"], "about_id": ["exact"],
    }  # fmt: skip
    sorts = ("-held_on", "-id")
    groups = (
        Group(_("约谈"), ("title", "kind", "reason", "held_on", "host", "organisation", "campaign", "content")),
        Group(_("范围"), ("place", "line")),
    )
    import_keys = (("number",), ("title", "held_on"))
    synonyms = {"title": ("约谈主题", "事由"), "held_on": ("约谈时间",), "host": ("主持人", "约谈领导")}
    related = (Related("interviewee", "interview"),)
    photographs = (("paper", _("约谈记录")), ("scene", _("现场照片")))
    number = "YT"
    chart = ("kind", "reason", "place")


@register
class IntervieweeLedger(Ledger):
    """被约谈方：每一家的要求和落实情况。"""

    model = Interviewee
    code = "interviewee"
    unit = _("家")
    section = SECTION
    icon = "user"
    headline = "party"
    columns = (
        "party", "status", "interview__title", "interview__held_on", "place", "name", "phone",
        "present", deadline(lambda row: row.status == FollowUp.OPEN, "done_on"), "measure",
    )  # fmt: skip
    chips = {
        _("待落实"): Q(status=FollowUp.OPEN),
        _("超期"): lambda: Q(status=FollowUp.OPEN, due_on__lt=clock.today()),
        _("待核实"): Q(status=FollowUp.REPORTED),
        _("未到场"): Q(present=False),
    }
    search = ("name", "measure", "unit__name", "enterprise__name", "interview__title")
    filters = {
        "interview": ["exact"], "place": ["subtree"], "status": ["exact"], "interview__held_on": ["range"],
        "interview__reason": ["exact"], "enterprise": ["exact"], "due_on": ["range"],
    }  # fmt: skip
    sorts = ("-id", "due_on")
    groups = (
        Group(_("被约谈方"), ("interview", "enterprise", "unit", "name", "post", "phone", "place", "present")),
        Group(_("要求"), ("measure", "due_on", "done_on")),
    )
    import_keys = (("interview", "enterprise", "name"), ("interview", "unit", "name"))
    synonyms = {
        "enterprise": ("企业名称", "被约谈单位名称", "单位名称"), "name": ("姓名", "被约谈人姓名"),
        "phone": ("电话", "联系方式"), "measure": ("要求", "整改措施"), "interview": ("约谈",),
        "place": ("乡镇", "镇街"),
    }  # fmt: skip
    masked = {"phone": mask_phone}
    flow = following_up
    settled = ("done_on",)
    scope = OF_UNIT
    grants = BY_TOWNS | {"view": EVERYBODY}
    photographs = (("evidence", _("落实佐证")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.somebody(values, ("enterprise", "unit", "name"), "name")

    def prepare(self, rows: Sequence[Any]) -> None:
        firm_into(rows, "unit")
        for row in rows:
            row.status = FollowUp.DONE if row.done_on else FollowUp.OPEN

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == FollowUp.OPEN else None

    def due(self) -> Any:
        return Case(When(status=FollowUp.OPEN, then="due_on"))

    def waiting(self, user: Any) -> Q | None:
        """One's own unit: to report. The office: to look whether it is so."""
        own = Q(unit_id__in=bodies_of(user))
        mine = Q(status=FollowUp.REPORTED) & ~own if access.can(user, "interviewee.move.accept") else Q(pk__in=[])
        return mine | Q(status=FollowUp.OPEN) & own


@register
class AccountabilityLedger(Ledger):
    """责任追究：对人、对单位采取了什么措施。"""

    model = Accountability
    code = "accountability"
    unit = _("人（家）次")
    section = SECTION
    icon = "gavel"
    headline = "number"
    columns = (
        "number", "decided_on", "measure", "person", "post", "party",
        "of_unit", "reason", "decided_by", "place",
    )  # fmt: skip
    chips = {
        _("今年"): lambda: Q(decided_on__gte=clock.today().replace(month=1, day=1)),
        _("对单位"): Q(of_unit=True),
        _("对个人"): Q(of_unit=False),
    }
    search = ("number", "person", "paper", "content", "unit__name", "enterprise__name", "unit_name")
    filters = {
        "place": ["subtree"], "measure": ["exact"], "reason": ["exact"], "decided_on": ["range"],
        "of_unit": ["exact"], "about": ["exact"], "about_id": ["exact"],
    }  # fmt: skip
    sorts = ("-decided_on", "-id")
    groups = (
        Group(_("对象"), ("person", "post", "unit", "enterprise", "unit_name", "of_unit", "place")),
        Group(_("问责"), ("measure", "reason", "decided_on", "decided_by", "paper", "content")),
    )
    import_keys = (("number",), ("decided_on", "person", "measure"))
    synonyms = {
        "person": ("姓名",), "measure": ("处理方式", "处分种类", "问责形式"), "decided_on": ("处理时间", "决定时间"),
        "decided_by": ("处理机关",), "unit": ("单位", "工作单位"), "content": ("主要问题", "事由"),
    }  # fmt: skip
    unlinked = {"unit": "unit_name", "enterprise": "unit_name"}
    scope = OF_PLACE
    grants = BY_OFFICE | {
        "view": (roles.SAFETY_OFFICE, roles.LEADER),
        "export": (roles.SAFETY_OFFICE, roles.LEADER),
        "reveal": (roles.SAFETY_OFFICE, roles.LEADER),
    }
    photographs = (("paper", _("问责文书")),)
    number = "WZ"
    chart = ("measure", "reason", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        errors = rules.somebody(values, ("person", "unit", "enterprise", "unit_name"), "person")
        if "person" in values and not values["person"] and values.get("of_unit") is False:
            errors["person"] = _now("对个人问责请填写姓名；对单位问责请勾选“对单位问责”。")
        return errors


@register
class LessonLedger(Ledger):
    """警示教育：把案例推送到有关单位，阅读并举一反三自查。"""

    model = Lesson
    code = "lesson"
    unit = _("期")
    section = SECTION
    icon = "school"
    headline = "title"
    columns = ("number", "title", "status", "issued_on", "due_on", "issuer", "place")
    chips = {_("已下发"): Q(status=LessonStatus.ISSUED)}
    search = ("number", "title", "content", "requirement")
    filters = {
        "place": ["subtree"],
        "status": ["exact"],
        "issued_on": ["range"],
        "about": ["exact"],
        "about_id": ["exact"],
    }
    sorts = ("-id", "-issued_on")
    groups = (
        Group(_("警示"), ("title", "content", "requirement", "issuer")),
        Group(_("推送范围"), ("place", "unit_kinds", "sectors", "due_on")),
    )
    import_keys = (("number",), ("title",))
    synonyms = {"title": ("标题", "名称"), "content": ("案例", "内容")}
    flow = teaching
    scope = OF_PLACE
    grants = BY_TOWNS
    related = (Related("lesson-receipt", "lesson"),)
    photographs = (("paper", _("通报与材料")),)
    number = "JS"

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        if "unit_kinds" in values and "sectors" in values and not values["unit_kinds"] and not values["sectors"]:
            return {"unit_kinds": _now("请选择推送单位类别或推送企业行业。")}
        return {}


@register
class LessonReceiptLedger(Ledger):
    """警示教育回执：哪些单位看了，自查发现了什么。"""

    model = LessonReceipt
    code = "lesson-receipt"
    unit = _("家")
    section = SECTION
    icon = "eye"
    headline = "lesson__title"
    columns = (
        "lesson__title", "status", "party", "place", "read_at", "problems",
        deadline(lambda row: row.status != ReceiptStatus.CHECKED, "checked_on"), "note",
    )  # fmt: skip
    chips = {
        _("待阅"): Q(status=ReceiptStatus.SENT),
        _("待自查"): Q(status=ReceiptStatus.READ),
        _("超期"): lambda: ~Q(status=ReceiptStatus.CHECKED) & Q(due_on__lt=clock.today()),
        _("发现问题"): Q(problems__gt=0),
    }
    search = ("note", "unit__name", "enterprise__name", "lesson__title")
    filters = {
        "lesson": ["exact"], "place": ["subtree"], "status": ["exact"], "checked_on": ["range"],
        "enterprise": ["exact"],
    }  # fmt: skip
    sorts = ("-id", "due_on")
    groups = (Group(_("回执"), ("lesson", "enterprise", "unit", "place", "due_on", "note")),)
    import_keys = (("lesson", "enterprise"), ("lesson", "unit"))
    synonyms = {"lesson": ("警示",), "enterprise": ("企业名称",), "unit": ("单位名称",)}
    flow = learning
    scope = OF_UNIT
    grants = BY_TOWNS | {"view": EVERYBODY}
    photographs = (("evidence", _("自查佐证")),)

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.somebody(values, ("enterprise", "unit"), "unit")

    def prepare(self, rows: Sequence[Any]) -> None:
        firm_into(rows, "unit")

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status != ReceiptStatus.CHECKED else None

    def waiting(self, user: Any) -> Q | None:
        """What one's own unit has to read and to look at; of others, whoever is late with it."""
        left = ~Q(status=ReceiptStatus.CHECKED)
        own = Q(unit_id__in=bodies_of(user))
        mine = left & own if access.can(user, "lesson-receipt.move.check") else Q(pk__in=[])
        if access.can(user, "lesson-receipt.move.chase"):
            mine |= left & ~own & Q(due_on__lt=clock.today())
        return mine
