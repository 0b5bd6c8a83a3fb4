"""Hazards found and rectified. 立行立改 is not counted among hazards found unless asked for."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.reports.figures.declaration import Facts, Ratio
from anlan.reports.figures.dimensions import Choice, Dimension, Term
from anlan.reports.figures.measures import Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by
from anlan.subjects.hazards.choices import VERIFIED, Level, Mode
from anlan.subjects.hazards.queries import of_campaigns

BY: dict[str, Dimension] = {
    **by.AREA,
    **by.campaign(rows=of_campaigns, links=("campaign", "campaigns", "inspection__campaigns")),
    "类别": Term("category", dictionary="hazard-category"),
    "来源": Term("source", dictionary="hazard-source"),
    "级别": Choice("level", choices=tuple(Level.choices)),
    "行业": Term("enterprise__sector", dictionary="sector"),
    **by.LINE,
}

every = Facts("hazard", on="found_on", by=BY)
hazards = Facts("hazard", on="found_on", by=BY, where=~Q(mode=Mode.ON_THE_SPOT))


def _rectified(period: Period) -> Q:
    """As of the last day of the period."""
    return Q(status__in=VERIFIED) & (Q(rectified_on__isnull=True) | Q(rectified_on__lte=period.last))


def _late(period: Period) -> Q:
    """The clock of rectification has run out; what was handed in for re-inspection no longer runs."""
    undone = Q(rectified_on__isnull=True) | Q(rectified_on__gt=by.day(period))
    return ~_rectified(period) & undone & Q(due_on__lt=by.day(period))


found = hazards.indicator(
    "hazard-found",
    _("发现隐患数"),
    _("处"),
    definition=_("本期登记的事故隐患，按发现日期计，不含立行立改的；一处隐患只计一次。"),
    answers=(
        "S0-023",
        "S0-025",
        "S0-030",
        "S0-037",
        "S0-057",
        "S2-034",
        "S3-011",
        "S3-018",
        "S3-024",
        "S3-035",
        "S3-071",
    ),
)
rectified = found.narrowed(
    "hazard-rectified",
    _("整改隐患数"),
    _rectified,
    definition=_("本期登记的隐患中，截至期末已整改并复查合格的，不含立行立改的。"),
    answers=(
        "S0-026",
        "S0-031",
        "S0-038",
        "S0-058",
        "S1-020",
        "S2-036",
        "S3-012",
        "S3-019",
        "S3-033",
        "S3-089",
    ),
)
rectifying = found.narrowed(
    "hazard-rectifying",
    _("正在整改隐患数"),
    lambda period: ~_rectified(period),
    definition=_("本期登记的隐患中，截至期末尚未整改或尚未复查合格的，不含立行立改的。"),
    answers=("S3-013",),
)
rate = Ratio(
    code="hazard-rate",
    name=_("隐患整改率"),
    top=rectified,
    bottom=found,
    definition=_("整改隐患数 ÷ 发现隐患数 × 100%。"),
)
ordered = found.narrowed(
    "hazard-ordered",
    _("限期整改隐患数"),
    Q(mode=Mode.DEADLINE),
    definition=_("本期登记的隐患中，整改方式为限期整改的。"),
    answers=("S2-035",),
)
on_the_spot = every.indicator(
    "hazard-on-the-spot",
    _("立行立改隐患数"),
    _("处"),
    where=Q(mode=Mode.ON_THE_SPOT),
    definition=_("本期登记、整改方式为立行立改的隐患，按发现日期计，不计入发现隐患数。"),
)
major = found.narrowed(
    "hazard-major",
    _("重大隐患数"),
    Q(level=Level.MAJOR),
    definition=_("本期登记的隐患中，级别为重大的，不含立行立改的。"),
)
late = found.narrowed(
    "hazard-late",
    _("超期未整改隐患数"),
    _late,
    definition=_(
        "本期登记的隐患中，截至期末（本期未结束的截至今天）整改期限已过、尚未整改完成的；已整改、等待复查的不算。"
    ),
)
funds = hazards.indicator(
    "hazard-funds",
    _("整改投入资金"),
    _("万元"),
    Sum("funds"),
    _rectified,
    definition=_("本期登记、截至期末已整改并复查合格的隐患，其整改资金之和。"),
)
register(found, rectified, rectifying, rate, ordered, on_the_spot, major, late, funds)
