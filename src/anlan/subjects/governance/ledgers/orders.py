"""The ledgers of supervision orders, listed matters, and who is told when they are late."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Ledger
from anlan.kit.ledger.registry import register
from anlan.subjects.campaigns.rules import bodies_of
from anlan.subjects.governance import rules
from anlan.subjects.governance.choices import ORDER_OPEN, ListingStatus, Mode, OrderStatus
from anlan.subjects.governance.flows import listing, supervision
from anlan.subjects.governance.ledgers.held import (
    BY_OFFICE,
    EVERYBODY,
    OF_PLACE,
    OF_TARGET,
    SECTION,
    deadline,
    firm_into,
)
from anlan.subjects.governance.models import EscalationRule, Listing, SupervisionOrder

SOON = timedelta(days=3)
UNLINKED = {"target": "target_name", "enterprise": "target_name"}
SYNONYMS = {
    "title": ("督办事项", "事项名称", "问题名称", "任务", "隐患名称"),
    "target": ("责任单位", "承办单位", "被督办单位", "整改单位"),
    "enterprise": ("企业名称", "单位名称", "被挂牌单位"),
    "place": ("乡镇", "镇街", "所属乡镇"),
    "due_on": ("完成时限", "期限", "整改期限", "治理期限", "办结时限"),
    "content": ("问题描述", "存在的问题", "隐患情况"),
    "requirement": ("整改要求", "督办要求", "工作要求"),
    "paper": ("文件号", "发文字号", "通知文号"),
    "issuer": ("督办部门", "挂牌单位", "发文单位"),
}


@register
class SupervisionOrderLedger(Ledger):
    """督办事项：建议、提醒、督办、交办四种方式，签收、回复、审核、办结。"""

    model = SupervisionOrder
    code = "supervision-order"
    unit = _("件")
    section = SECTION
    icon = "clipboard-text"
    headline = "title"
    columns = (
        "number", "title", "mode", "party", "place", "issuer", "status", "issued_on",
        deadline(lambda row: row.status in ORDER_OPEN, "closed_on"), "returned",
    )  # fmt: skip
    chips = {
        _("在办"): Q(status__in=ORDER_OPEN),
        _("超期"): lambda: Q(status__in=ORDER_OPEN, due_on__lt=clock.today()),
        _("3 天内到期"): lambda: Q(status__in=ORDER_OPEN, due_on__gte=clock.today(), due_on__lte=clock.today() + SOON),
        _("待审核"): Q(status=OrderStatus.REPLIED),
        **{mode.label: Q(mode=mode) for mode in Mode},
    }
    search = ("number", "title", "content", "paper", "target__name", "enterprise__name", "target_name")
    filters = {
        "place": ["subtree"],
        "mode": ["exact"],
        "status": ["exact"],
        "source": ["exact"],
        "issued_on": ["range"],
        "due_on": ["range"],
        "closed_on": ["range"],
        "line": ["subtree"],
        "target": ["exact"],
        "enterprise": ["exact"],
        "campaign": ["exact"],
        "about": ["exact"],
        "about_id": ["exact"],
    }
    sorts = ("-issued_on", "-id", "due_on")
    groups = (
        Group(_("事项"), ("title", "mode", "source", "paper", "content", "requirement")),
        Group(_("责任单位"), ("target", "enterprise", "target_name", "place", "line")),
        Group(_("下发"), ("issuer", "issued_on", "due_on", "campaign", "closed_on", "note")),
    )
    import_keys = (("number",), ("title", "issued_on", "target"))
    synonyms = SYNONYMS | {
        "mode": ("督办类型", "方式"),
        "issued_on": ("交办日期", "交办时间", "督办日期", "下发时间"),
        "closed_on": ("办结时间", "完成时间"),
        "source": ("来源",),
    }
    unlinked = UNLINKED | {"source": "note"}
    flow = supervision
    settled = ("closed_on",)
    scope = OF_TARGET
    grants = {"view": EVERYBODY}
    photographs = (("paper", _("督办文书")), ("evidence", _("办理佐证")))
    number = "DD"
    chart = ("mode", "status", "place", "source")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.order_contradictions(values) | rules.in_order(values, "issued_on", "closed_on")

    def prepare(self, rows: Sequence[Any]) -> None:
        firm_into(rows, "target")
        for row in rows:
            row.status = OrderStatus.CLOSED if row.closed_on else OrderStatus.ISSUED

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status in ORDER_OPEN else None

    def due(self) -> Any:
        return Case(When(status__in=ORDER_OPEN, then="due_on"))

    def waiting(self, user: Any) -> Q | None:
        """One's own unit: to answer. Those over the issuer: to judge answers, and to chase what is late."""
        return _waiting(self, user, "accept", "reply", ORDER_OPEN, OrderStatus.REPLIED)


@register
class ListingLedger(Ledger):
    """挂牌督办：级别、督办单位、公示、治理期限，到摘牌为止。"""

    model = Listing
    code = "listing"
    unit = _("件")
    section = SECTION
    icon = "bookmark"
    headline = "title"
    columns = (
        "number", "title", "level", "party", "place", "issuer", "status", "listed_on",
        deadline(lambda row: row.status == ListingStatus.LISTED, "removed_on"), "publicised_on",
    )  # fmt: skip
    chips = {
        _("未摘牌"): ~Q(status=ListingStatus.REMOVED),
        _("超期"): lambda: Q(status=ListingStatus.LISTED, due_on__lt=clock.today()),
        _("申请摘牌"): Q(status=ListingStatus.ASKED),
        _("未公示"): Q(publicised_on=None),
    }
    search = ("number", "title", "content", "paper", "target__name", "enterprise__name", "target_name")
    filters = {
        "place": ["subtree"],
        "level": ["exact"],
        "status": ["exact"],
        "listed_on": ["range"],
        "due_on": ["range"],
        "removed_on": ["range"],
        "line": ["subtree"],
        "target": ["exact"],
        "enterprise": ["exact"],
        "campaign": ["exact"],
        "about": ["exact"],
        "about_id": ["exact"],
    }
    sorts = ("-listed_on", "-id", "due_on")
    groups = (
        Group(_("事项"), ("title", "level", "paper", "content", "requirement")),
        Group(_("责任单位"), ("target", "enterprise", "target_name", "place", "line")),
        Group(_("挂牌"), ("issuer", "listed_on", "publicised_on", "due_on", "campaign", "removed_on", "note")),
    )
    import_keys = (("number",), ("title", "listed_on", "target"))
    synonyms = SYNONYMS | {
        "level": ("级别", "督办级别"),
        "listed_on": ("挂牌时间", "督办日期"),
        "removed_on": ("摘牌时间", "销号日期"),
        "publicised_on": ("公示时间",),
    }
    unlinked = UNLINKED
    flow = listing
    settled = ("removed_on",)
    scope = OF_TARGET
    grants = {"view": EVERYBODY}
    photographs = (("paper", _("挂牌文书")), ("evidence", _("治理佐证")))
    number = "GP"
    chart = ("level", "status", "place")

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        return rules.listing_contradictions(values) | rules.in_order(values, "listed_on", "removed_on")

    def prepare(self, rows: Sequence[Any]) -> None:
        firm_into(rows, "target")
        for row in rows:
            row.status = ListingStatus.REMOVED if row.removed_on else ListingStatus.LISTED

    def deadline(self, row: Any) -> Any:
        return row.due_on if row.status == ListingStatus.LISTED else None

    def due(self) -> Any:
        return Case(When(status=ListingStatus.LISTED, then="due_on"))

    def waiting(self, user: Any) -> Q | None:
        """As with orders."""
        return _waiting(self, user, "remove", "ask", (ListingStatus.LISTED,), ListingStatus.ASKED)


def _waiting(ledger: Ledger, user: Any, judge: str, answer: str, open_states: Any, answered: Any) -> Q | None:
    mine = Q(pk__in=[])
    if access.can(user, grant := f"{ledger.code}.move.{judge}"):
        over = rules.judged_by(user, grant)
        mine |= over & (Q(status=answered) | Q(status__in=open_states, due_on__lt=clock.today()))
    if access.can(user, f"{ledger.code}.move.{answer}"):
        mine |= Q(status__in=open_states, target_id__in=bodies_of(user))
    return mine


@register
class EscalationRuleLedger(Ledger):
    """督办升级规则：超期几天，报告给谁。"""

    model = EscalationRule
    code = "escalation-rule"
    unit = _("条")
    section = SECTION
    icon = "adjustments-horizontal"
    columns = ("name", "place", "mode", "listings", "days_late", "whom", "active")
    search = ("name",)
    filters = {"place": ["subtree"], "whom": ["exact"], "active": ["exact"]}
    sorts = ("days_late", "-id")
    groups = (Group(_("规则"), ("name", "place", "mode", "listings", "days_late", "whom", "active")),)
    import_keys = (("name",),)
    scope = OF_PLACE
    grants = BY_OFFICE | {"view": (*DEFAULT_GRANTS["view"],), "export": (roles.SAFETY_OFFICE, roles.LEADER)}
