"""Who confirms a past figure."""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.reports.history import services
from anlan.reports.history.choices import FigureStatus

CLERKS = (roles.SAFETY_OFFICE,)
PROPOSED, CONFIRMED, REFUSED = FigureStatus.PROPOSED, FigureStatus.CONFIRMED, FigureStatus.REFUSED

confirming = Flow(
    "status",
    (
        Move("confirm", _("确认"), {PROPOSED}, CONFIRMED, CLERKS, effect=services.confirm, tone="primary"),
        Move("refuse", _("不采用"), {PROPOSED}, REFUSED, CLERKS, tone="danger"),
        Move("reopen", _("重新核对"), {CONFIRMED, REFUSED}, PROPOSED, CLERKS, effect=services.reopen),
    ),
    final={CONFIRMED, REFUSED},
)
