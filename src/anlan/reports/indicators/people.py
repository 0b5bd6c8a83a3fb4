"""Bodies and people of the contacts book, as they stand."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Facts
from anlan.reports.figures.dimensions import Area, Term, Words
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by

organisations = Facts(
    "organisation",
    where=Q(active=True),
    by={**by.AREA, "类别": Term("kind", dictionary="organisation-kind"), **by.LINE},
).indicator(
    "organisations",
    _("单位数"),
    _("个"),
    definition=_("单位台账中启用的单位数，为现有数，与统计期无关。"),
    answers=(
        "S4-018",
        "S4-055",
    ),
)
persons = Facts(
    "person", by={"属地": Area("organisation__place"), "职务": Words("post")}, where=Q(active=True)
).indicator(
    "persons",
    _("在岗人员数"),
    _("名"),
    definition=_("人员台账中在岗的人员数，为现有数，与统计期无关；职务按台账所写的职务。"),
    answers=("S2-028",),
)
register(organisations, persons)
