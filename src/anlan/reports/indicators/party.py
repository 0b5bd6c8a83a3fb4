"""The party-building programme: bodies, posts, teams and activities."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Facts
from anlan.reports.figures.dimensions import Term
from anlan.reports.figures.measures import Distinct, Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by

bodies = Facts(
    "party-body",
    by={**by.AREA, "类别": Term("kind", dictionary="party-body-kind"), "领域": Term("area", dictionary="party-area")},
).indicator(
    "party-bodies",
    _("党组织数"),
    _("个"),
    where=lambda period: by.lasting(period, "founded_on", "ended_on"),
    definition=_("本期存在的党组织数，按成立和撤销日期计。"),
    answers=("S0-054",),
)
posts = Facts("party-post", by={**by.AREA, "类别": Term("kind", dictionary="party-post-kind")}).indicator(
    "party-posts",
    _("党员示范岗数"),
    _("个"),
    where=lambda period: by.lasting(period, "from_on", "to_on"),
    definition=_("本期设立的党员示范岗数。"),
    answers=("S0-053",),
)
teams = Facts("party-team", by={**by.AREA, "类别": Term("kind", dictionary="party-team-kind")})
party_teams = teams.indicator(
    "party-teams",
    _("党员队伍数"),
    _("支"),
    where=lambda period: by.lasting(period, "founded_on", "ended_on"),
    definition=_("本期存在的党员宣讲团、志愿服务队等队伍数。"),
    answers=("S0-050",),
)
team_units = teams.indicator(
    "party-team-units",
    _("组建党员队伍单位数"),
    _("家"),
    Distinct("unit"),
    lambda period: by.lasting(period, "founded_on", "ended_on"),
    definition=_("本期有党员队伍的不同单位数。"),
    answers=("S0-049",),
)
activities = Facts(
    "party-activity", on="held_on", by={**by.AREA, "类别": Term("kind", dictionary="party-activity-kind")}
)
held = activities.indicator(
    "party-activities",
    _("党建活动数"),
    _("次"),
    Sum("quantity"),
    definition=_("本期党建活动的数量（次、期、份）之和，按活动日期计。"),
    answers=("S3-090", "S3-091", "S3-092", "S3-093", "S3-094", "S3-095"),
)
people = activities.indicator(
    "party-activity-people",
    _("党建活动参加人数"),
    _("名"),
    Sum("participants"),
    definition=_("本期党建活动登记的参加人数之和；一次活动中每人计一次。"),
    answers=("S0-056",),
)
documents = Facts(
    "document", on="dated_on", by={**by.AREA, **by.campaign(), "类别": Term("kind", dictionary="document-kind")}
).indicator(
    "document-units",
    _("印发文件单位数"),
    _("家"),
    Distinct("issuer"),
    Q(status="issued") & ~Q(issuer=""),
    definition=_("本期印发文件的不同单位数，按成文日期计。"),
    answers=("S0-047",),
)
register(bodies, posts, party_teams, team_units, held, people, documents)
