"""Questions to campaigns and tasks: what belongs to a campaign, how units stand, whom to tell."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import roles
from anlan.base.people.models import Organisation, Person
from anlan.base.places import codes
from anlan.base.places.queries import place_choices
from anlan.kit.notify.targets import Target
from anlan.subjects.campaigns.boards import TOWN_DIGITS, By
from anlan.subjects.campaigns.choices import OPEN, TaskStatus
from anlan.subjects.campaigns.models import Campaign, Task, WorkGroup
from anlan.subjects.campaigns.rules import Standing

SOON_DAYS = 3
NOT_GIVEN = (TaskStatus.DRAFT, TaskStatus.CANCELLED)


def with_strands(campaign: Campaign) -> tuple[int, ...]:
    """The keys of a campaign and all below it; one query a level."""
    found, level = [campaign.pk], [campaign.pk]
    while level:
        below = list(Campaign.objects.filter(parent_id__in=level).order_by("pk").values_list("pk", flat=True))
        level = [key for key in below if key not in found]
        found += level
    return tuple(found)


def under() -> list[tuple[int, int]]:
    """Every campaign with itself and with each that it stands under, in one query."""
    parents = dict(Campaign.objects.order_by("pk").values_list("pk", "parent_id"))
    found = []
    for key in parents:
        top: int | None = key
        seen = set[int]()
        while top is not None and top not in seen:
            seen.add(top)
            found.append((key, top))
            top = parents.get(top)
    return found


def tasks_of(campaigns: Sequence[int], among: QuerySet[Task] | None = None) -> QuerySet[Task]:
    """The tasks of campaigns that were given, without those taken back; both lists, whole tasks and parts of them."""
    rows = Task.objects.all() if among is None else among
    return rows.filter(campaign_id__in=campaigns).exclude(status__in=NOT_GIVEN)


def tasks_within(place: str) -> QuerySet[Task]:
    """All tasks given to organisations of a territory, whatever campaign they belong to or none."""
    low, high = codes.code_range(place)
    rows = Task.objects.filter(organisation__place_id__gte=low, organisation__place_id__lt=high)
    return rows.exclude(status__in=NOT_GIVEN)


def standings(tasks: QuerySet[Task], by: str, on: date | None = None) -> list[Standing]:
    """How each unit stands, now or at the end of a day, in one query; units without a task are not among them."""
    key, name = _KEYS[by]
    if on is None:
        day = clock.today()
        done = Q(status=TaskStatus.DONE)
    else:
        day = on + timedelta(days=1)
        tasks = tasks.filter(ordered_on__lte=on)
        done = Q(status=TaskStatus.DONE, completed_on__lte=on)
    left = ~done
    rows: Any = (
        tasks.order_by()
        .annotate(board_key=key)
        .values("board_key")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=done),
            late=Count("pk", filter=left & Q(due_on__lt=day)),
            reviewing=Count("pk", filter=Q(status=TaskStatus.REVIEWING)),
            soon=Count("pk", filter=left & Q(due_on__gte=day, due_on__lt=day + timedelta(days=SOON_DAYS + 1))),
        )
    )
    found = {str(row.pop("board_key") or ""): row for row in rows}
    names = name(found)
    return [Standing(unit, names.get(unit) or str(_REST[by]), **row) for unit, row in found.items()]


def _town_names(keys: Iterable[str]) -> dict[str, str]:
    known = dict(place_choices())
    return {key: known.get(key, key) for key in keys if key}


def _unit_names(keys: Iterable[str]) -> dict[str, str]:
    rows = Organisation.objects.filter(pk__in=[key for key in keys if key])
    return {str(row.pk): str(row) for row in rows}


def _sector_names(keys: Iterable[str]) -> dict[str, str]:
    return {term.code: term.name for term in terms.every("sector")}


def _group_names(keys: Iterable[str]) -> dict[str, str]:
    rows = WorkGroup.objects.filter(pk__in=[key for key in keys if key])
    return {str(row.pk): row.name for row in rows}


_TOWN = Concat(Substr("organisation__place_id", 1, TOWN_DIGITS), Value("000"))
_KEYS: dict[str, tuple[Any, Any]] = {
    By.TOWN: (_TOWN, _town_names),
    By.UNIT: (F("organisation_id"), _unit_names),
    By.SECTOR: (F("sector__code"), _sector_names),
    By.GROUP: (F("group_id"), _group_names),
}
_REST: dict[str, Any] = {By.TOWN: "—", By.UNIT: "—", By.SECTOR: _("未分行业"), By.GROUP: _("未分组")}


def names_of(by: str, keys: Iterable[str]) -> dict[str, str]:
    """What rows of a board are called."""
    names: dict[str, str] = _KEYS[by][1](keys)
    return names


def towns_within(reaches: Sequence[str]) -> list[tuple[str, str]]:
    """(code, name) of the towns that territories hold or lie in."""
    return [
        (code, name)
        for code, name in place_choices()
        if len(codes.prefix(code)) == TOWN_DIGITS
        and any(codes.holds(one, code) or codes.holds(code, one) for one in reaches)
    ]


def people_of(organisations: Iterable[Organisation]) -> list[Target]:
    """Who is told for organisations: their own people with a log-in, and the clerks of their very town or village."""
    bodies = {one.pk: one for one in organisations}
    local = {one.place_id: one.pk for one in bodies.values() if len(codes.prefix(one.place_id)) >= TOWN_DIGITS}
    clerks = Q(user__postings__place_id__in=local, user__postings__role__code__in=(roles.TOWNSHIP, roles.VILLAGE))
    rows = (
        Person.objects.filter(Q(organisation_id__in=bodies) | clerks, active=True, user__is_active=True)
        .select_related("organisation")
        .order_by("pk")
        .distinct()
    )
    return [Target(row.pk, row.organisation_id, "", row.organisation.place_id) for row in rows]


def late(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Those over their deadline and not done."""
    return tasks.filter(status__in=OPEN, due_on__lt=clock.today())
