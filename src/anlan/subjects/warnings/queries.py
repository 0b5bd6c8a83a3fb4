"""What pages ask about warnings: which are in force where, whom an area holds, who has heard. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from shapely.geometry import shape as shape_of

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.geo import shapes
from anlan.kit.notify.models import Addressee, ListMember, Notice, RecipientList
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.warnings import signals
from anlan.subjects.warnings.choices import MessageKind, Status
from anlan.subjects.warnings.models import CONTENT, OPEN, Alert, WarningTemplate

KIND = "warning"
MOST_RULES = 400
ALERTING = (MessageKind.ALERT, MessageKind.UPDATE)
"""Messages that warn; the others take a warning back."""


@dataclass(frozen=True, slots=True)
class Affected:
    """What an area holds. ``population`` is ``None`` where no village's is known."""

    villages: int
    population: int | None
    enterprises: int
    recipients: int
    towns: tuple[str, ...]
    village_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TownRow:
    """One town on the board of a warning; all but ``minutes`` are numbers of people or villages."""

    code: str
    name: str
    should: int
    delivered: int
    answered: int
    villages: int
    silent_villages: int
    minutes: float | None

    @property
    def share(self) -> float | None:
        return self.answered / self.should if self.should else None


def changes_what_is_closed(values: Mapping[str, Any]) -> bool:
    """Would these values, as an import enters them, change the words of a warning that is approved or issued?"""
    kept = (
        Alert.objects.filter(identifier=values["identifier"]).exclude(status__in=OPEN).values(*CONTENT).first()
        if values.get("identifier")
        else None
    )
    if kept is None:
        return False
    told = {f"{name}_id": getattr(values.get(name), key, None) for name, key in (("kind", "pk"), ("place", "code"))}
    told |= {name: values[name] for name in CONTENT if name in values}
    asked = {name.removesuffix("_id") for name in told} & set(values)
    return any(kept[name] != value for name, value in told.items() if name.removesuffix("_id") in asked)


def in_force(at: datetime | None = None) -> QuerySet[Alert]:
    """Warnings that count now, or counted at a past moment; those of drills too, marked as such."""
    counting = (
        Q(status=Status.ISSUED, expires_at__gt=clock.now())
        if at is None
        else Q(issued_at__lte=at, expires_at__gt=at) & (Q(ended_at=None) | Q(ended_at__gt=at))
    )
    return Alert.objects.filter(counting, message__in=ALERTING).select_related("kind", "place")


def touching(alerts: Iterable[Alert], territories: Sequence[str]) -> list[Alert]:
    """Those whose area lies in, or holds, one of these territories."""
    return [
        alert
        for alert in alerts
        if any(
            codes.holds(territory, area) or codes.holds(area, territory)
            for territory in territories
            for area in (alert.areas or [alert.place_id])
        )
    ]


def concerning(user: Any, at: datetime | None = None) -> list[Alert]:
    """What is, or was, in force for somebody's territory. A warning for the county concerns each of its villages."""
    reach = [one.place_code for one in access.reach(user, f"{KIND}.view") if one.place_code]
    return sorted(
        touching(in_force(at).order_by("-issued_at"), reach), key=lambda alert: list(LEVEL_ORDER).index(alert.level)
    )


LEVEL_ORDER = ("red", "orange", "yellow", "blue")


def villages_of(areas: Sequence[str], drawn: Sequence[dict[str, Any]]) -> list[str]:
    """Codes of the villages in chosen places and in drawn shapes: those whose boundary the shape touches, or whose
    point lies in it where no boundary is known."""
    villages = Place.objects.filter(level=PlaceLevel.VILLAGE, valid_to_on=None)
    found: set[str] = set()
    for area in areas:
        low, high = codes.code_range(area)
        found.update(villages.filter(code__gte=low, code__lt=high).values_list("code", flat=True))
    if drawn:
        found.update(_touched(villages, drawn))
    return sorted(found)


def _touched(villages: QuerySet[Place], drawn: Sequence[dict[str, Any]]) -> set[str]:
    whole = shapely.union_all([shapely.make_valid(shape_of(item)) for item in drawn])
    shapely.prepare(whole)
    west, south, east, north = whole.bounds
    near = villages.filter(
        Q(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
        | Q(shape__isnull=True, longitude__range=(west, east), latitude__range=(south, north))
    )
    return {
        place.code
        for place in near
        if (
            whole.intersects(shape_of(place.shape))
            if place.shape
            else whole.intersects(shapely.Point(place.longitude, place.latitude))
        )
    }


def affected(areas: Sequence[str], drawn: Sequence[dict[str, Any]], lists: Sequence[int] = ()) -> Affected:
    """Counted before a warning goes out."""
    found = villages_of(areas, drawn)
    population = Place.objects.filter(_codes("code", found)).aggregate(sum=Sum("population"))["sum"]
    return Affected(
        villages=len(found),
        population=population,
        enterprises=_enterprises(areas, drawn),
        recipients=len(recipients(lists, found)),
        towns=tuple(sorted({codes.town_of(code) for code in found})),
        village_codes=tuple(found),
    )


def _codes(field: str, wanted: Sequence[str]) -> Q:
    """Whole towns as ranges would be shorter, but a list of a county's villages is short enough."""
    return Q(**{f"{field}__in": list(wanted)})


def _enterprises(areas: Sequence[str], drawn: Sequence[dict[str, Any]]) -> int:
    within = Q(pk__in=[])
    for area in areas:
        low, high = codes.code_range(area)
        within |= Q(place_id__gte=low, place_id__lt=high)
    found = set(Enterprise.objects.filter(within).values_list("pk", flat=True))
    polygons = [item for item in drawn if item.get("type") in ("Polygon", "MultiPolygon")]
    for item in polygons:
        outline = shapes.polygon(shapely.make_valid(shape_of(item)))
        found.update(row.pk for row in shapes.rows_within(Enterprise.objects.only("pk"), outline))
    return len(found)


def lists_for(user: Any) -> QuerySet[RecipientList]:
    """Lists that somebody may send to: those of the own territory."""
    return access.visible(user, f"{KIND}.view", RecipientList.objects.filter(active=True), access.Scope()).order_by(
        "name"
    )


def recipients(lists: Sequence[int], villages: Sequence[str]) -> list[dict[str, Any]]:
    """Members of the lists who answer for one of these villages or a household there, each person once."""
    rows: Any = (
        ListMember.objects.filter(_codes("place_id", villages), list_id__in=list(lists), person__active=True)
        .order_by("place_id", "id")
        .values("person_id", "deputy_id", "place_id", "household", "list__name", "person__organisation_id")
    )
    seen: dict[int, dict[str, Any]] = {}
    for row in rows.iterator(chunk_size=5000):
        seen.setdefault(row["person_id"], row)
    return list(seen.values())


def notices_of(alert: Alert) -> QuerySet[Notice]:
    """What has been sent about a warning, newest first."""
    return Notice.objects.filter(about=KIND, about_id=alert.pk).order_by("-id")


def towns(notice: Notice, within: Sequence[str] = ()) -> list[TownRow]:
    """Delivery and answers by town, best first; ``within`` limits the territories shown."""
    names = dict(Place.objects.filter(level=PlaceLevel.TOWN).values_list("code", "name"))
    people: dict[str, list[dict[str, Any]]] = {}
    for row in _by_village(notice):
        code = row["place_id"] or ""
        if within and not any(codes.holds(one, code) for one in within):
            continue
        people.setdefault(codes.town_of(code) if code else "", []).append(row)
    made = [_town(notice, code, names.get(code, ""), rows) for code, rows in people.items()]
    return sorted(made, key=lambda row: (-(row.share or 0), row.minutes or 1e9, row.code))


def _by_village(notice: Notice) -> Any:
    return (
        Addressee.objects.filter(notice=notice)
        .values("place_id", "place__name")
        .annotate(
            should=Count("id", filter=Q(required=True)),
            delivered=Count("delivered_at"),
            answered=Count("answered_at"),
            first_at=Min("answered_at"),
            last_at=Max("answered_at"),
        )
        .order_by("place_id")
    )


def _town(notice: Notice, code: str, name: str, rows: Sequence[dict[str, Any]]) -> TownRow:
    answered = [row for row in rows if row["answered"]]
    last = max((row["last_at"] for row in answered), default=None)
    return TownRow(
        code=code,
        name=name or "—",
        should=sum(row["should"] for row in rows),
        delivered=sum(row["delivered"] for row in rows),
        answered=sum(row["answered"] for row in rows),
        villages=len(rows),
        silent_villages=len(rows) - len(answered),
        minutes=(last - notice.created_at).total_seconds() / 60 if last else None,
    )


def silent_villages(notice: Notice, within: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Villages where nobody has answered, in the order of their codes (无人答复的村)."""
    return [
        {"code": row["place_id"], "name": row["place__name"], "should": row["should"], "delivered": row["delivered"]}
        for row in _by_village(notice)
        if row["place_id"]
        and not row["answered"]
        and (not within or any(codes.holds(one, row["place_id"]) for one in within))
    ]


def outlines(alert: Alert) -> list[dict[str, Any]]:
    """The shapes of a warning for the map: as drawn, else the boundaries of its places."""
    if alert.shapes:
        return list(alert.shapes)
    rows = Place.objects.filter(_codes("code", alert.areas or [alert.place_id]), shape__isnull=False)
    return [row.shape for row in rows if row.shape]


def template_of(kind: Any, level: str, place: str, act: str) -> WarningTemplate | None:
    """The template for a kind, colour and act that is kept nearest above a place."""
    above = [codes.pad(part) for part in codes.prefixes(place)]
    found = WarningTemplate.objects.filter(kind=kind, level=level, act=act, active=True, place_id__in=above)
    return max(found, key=lambda row: len(codes.prefix(row.place_id)), default=None)


def filled(text: str, place: str, kind: str, level: str) -> str:
    """The template with 〈地点〉, 〈种类〉, 〈颜色〉 replaced; whatever else stands in brackets is for the author."""
    for mark, value in (("〈地点〉", place), ("〈种类〉", kind), ("〈颜色〉", signals.LEVELS[level])):
        text = text.replace(mark, value)
    return text


def usual_lists(user: Any) -> list[int]:
    """Lists of this person's territory that are for warnings, or for nothing in particular; else all of them."""
    return meant_for_warnings(lists_for(user))


def meant_for_warnings(lists: QuerySet[RecipientList]) -> list[int]:
    """Those of some lists whose purpose is warnings, or nothing in particular; else all of them."""
    meant = Q(purpose=None) | Q(purpose__name__contains="预警") | Q(purpose__name__contains="气象")
    return list(lists.filter(meant).values_list("pk", flat=True)) or list(lists.values_list("pk", flat=True))
