"""What was handed to units to see to: supervision orders and matters on a supervision list (挂牌督办)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Facts
from anlan.reports.figures.dimensions import Choice, Term
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.governance.choices import ListingLevel, Mode, OrderStatus

orders = Facts(
    "supervision-order", on="issued_on", where=~Q(status=OrderStatus.WITHDRAWN),
    by={
        **by.AREA, **by.campaign(), "方式": Choice("mode", choices=tuple(Mode.choices)),
        "来源": Term("source", dictionary="supervision-source"), **by.LINE,
    },
).indicator(
    "supervision-orders", _("督办交办问题数"), _("条"),
    definition=_("本期下发的建议、提醒、督办和交办事项数，按下发日期计，一家责任单位计一条，不含已撤销的。"),
    answers=("S3-021",),
)  # fmt: skip
listings = Facts(
    "listing", on="listed_on",
    by={**by.AREA, **by.campaign(), "级别": Choice("level", choices=tuple(ListingLevel.choices)), **by.LINE},
).indicator(
    "listings", _("挂牌督办问题数"), _("条"), definition=_("本期挂牌督办的问题数，按挂牌日期计。"),
    answers=("S3-072",),
)  # fmt: skip
register(orders, listings)
