"""What ledgers of things that expire share: chips of 30, 60 and 90 days, the deadline, and what waits for the firm."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.ledger.cells import deadline, deadline_text
from anlan.kit.ledger.columns import Column, plain_html
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Ledger

BY_FIRM = Scope("enterprise__place", "enterprise__line", "enterprise__organisation")
SEEN = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE, roles.EXPERT)}
KEPT_BY_FIRMS = SEEN | {
    "add": (*DEFAULT_GRANTS["add"], roles.ENTERPRISE),
    "change": (*DEFAULT_GRANTS["change"], roles.ENTERPRISE),
}
FIRM_NAMES = ("企业名称", "单位名称", "生产经营单位", "生产经营单位名称", "公司名称")
WAIT_DAYS = 30
STEPS = (30, 60, 90)


def _ended(row: Any) -> bool:
    return getattr(row, "ended_on", None) is not None


def due_column(label: Any, over: Callable[[Any], bool] = _ended) -> Column:
    """The last day, red once past; the bare day where ``over`` says that nothing is due any more."""

    def text(row: Any) -> str:
        if row.due_on is None:
            return ""
        return str(row.due_on.isoformat()) if over(row) else deadline_text(row.due_on)

    def cell(row: Any) -> SafeString:
        return plain_html(text(row)) if over(row) and row.due_on else deadline(row.due_on)

    return Column("due_on", label, "date", text_of=text, html_of=cell)


def within(days: int) -> Q:
    """Ends within so many days, and has not ended yet."""
    today = clock.today()
    return Q(due_on__gte=today, due_on__lte=today + timedelta(days=days))


def still_open(model: type[Model], *, renewed: bool) -> Q:
    """Rows whose end matters: not ended before and, where each round is a row of its own, not followed by a later one
    of the same firm."""
    condition = Q(ended_on=None)
    if renewed:
        later = model._default_manager.filter(
            enterprise=OuterRef("enterprise"), due_on__gt=OuterRef("due_on"), ended_on=None
        )
        condition &= ~Q(Exists(later))
    return condition


def chips_of(model: type[Model], *, renewed: bool = False) -> dict[Any, Any]:
    """Expired, and ending within 30, 60 and 90 days."""

    def chip(condition: Callable[[], Q]) -> Callable[[], Q]:
        return lambda: still_open(model, renewed=renewed) & condition()

    return {
        _("已过期"): chip(lambda: Q(due_on__lt=clock.today())),
        _("30 天内到期"): chip(lambda: within(30)),
        _("60 天内到期"): chip(lambda: within(60)),
        _("90 天内到期"): chip(lambda: within(90)),
    }


class Expiring(Ledger):
    """A ledger of things that end on ``due_on`` unless they ended before, on ``ended_on``."""

    renewed: ClassVar[bool] = False  # is each round a row of its own, so that a later one of the firm takes its place?

    def deadline(self, row: Any) -> Any:
        return None if row.ended_on else row.due_on

    def waiting(self, user: Any) -> Q | None:
        """The firm itself: what ends within a month or has ended."""
        if not access.only(user, roles.ENTERPRISE):
            return None
        soon = clock.today() + timedelta(days=WAIT_DAYS)
        return still_open(self.model, renewed=self.renewed) & Q(due_on__lte=soon)
