"""Hazards found and rectified. 立行立改 is not counted among hazards found unless asked for."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base.periods import Period
from anlan.reports.figures.declaration import Facts, Ratio
from anlan.reports.figures.dimensions import Area, Choice, Dimension, Members, Term
from anlan.reports.figures.registry import register
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.campaigns.queries import with_strands
from anlan.subjects.hazards.choices import VERIFIED, Level, Mode
from anlan.subjects.hazards.queries import of_campaigns

BY: dict[str, Dimension] = {
    "属地": Area(),
    "专项": Members(
        "campaign", model=Campaign, by=("name", "short_name"), within=with_strands, rows=of_campaigns
    ),
    "类别": Term("category", dictionary="hazard-category"),
    "来源": Term("source", dictionary="hazard-source"),
    "级别": Choice("level", choices=tuple(Level.choices)),
}  # fmt: skip

every = Facts("hazard", on="found_on", by=BY)
hazards = Facts("hazard", on="found_on", by=BY, where=~Q(mode=Mode.ON_THE_SPOT))


def _rectified(period: Period) -> Q:
    """As of the last day of the period."""
    return Q(status__in=VERIFIED) & (Q(rectified_on__isnull=True) | Q(rectified_on__lte=period.last))


found = hazards.indicator(
    "hazard-found", _("发现隐患数"), _("处"),
    definition=_("本期登记的事故隐患，按发现日期计，不含立行立改的；一处隐患只计一次。"),
)  # fmt: skip
rectified = found.narrowed(
    "hazard-rectified", _("整改隐患数"), _rectified,
    definition=_("本期登记的隐患中，截至期末已整改并复查合格的，不含立行立改的。"),
)  # fmt: skip
rectifying = found.narrowed(
    "hazard-rectifying", _("正在整改隐患数"), lambda period: ~_rectified(period),
    definition=_("本期登记的隐患中，截至期末尚未整改或尚未复查合格的，不含立行立改的。"),
)  # fmt: skip
rate = Ratio(
    code="hazard-rate", name=_("隐患整改率"), top=rectified, bottom=found,
    definition=_("整改隐患数 ÷ 发现隐患数 × 100%。"),
)  # fmt: skip
register(found, rectified, rectifying, rate)
