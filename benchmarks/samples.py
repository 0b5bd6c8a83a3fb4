"""What the cases ask for: picked from the demonstration county once, by rules that any size of it answers."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from anlan.base import clock
from anlan.base.dictionaries.models import Term
from anlan.base.people.models import Posting
from anlan.base.places.codes import code_range
from anlan.base.places.models import Place, PlaceLevel
from anlan.subjects.hazards.models import Hazard


@dataclass(frozen=True)
class Samples:
    """Users, a town, a sector, words and points of the table."""

    county_user: str
    town_user: str
    town: str
    town_range: tuple[str, str]
    sector: int
    common: str
    rare: str
    code: str
    middle: tuple[str, int]
    export_from: str
    centre: tuple[float, float]
    hazards: int
    today: str


def picked() -> Samples:
    """Read them."""
    town = Posting.objects.get(user__username="township").place_id
    hazards = Hazard.objects.count()
    middle = _nth(hazards // 2)
    county = Place.objects.get(level=PlaceLevel.COUNTY)
    sector = Term.objects.get(dictionary_id="sector", code="chemical")
    return Samples(
        county_user="safety",
        town_user="township",
        town=town,
        town_range=code_range(town),
        sector=sector.pk,
        common="消防",
        rare="接入联锁",
        code=Hazard.objects.get(pk=middle[1]).number,
        middle=(middle[0].isoformat(), middle[1]),
        export_from=_nth(min(50_000, hazards - 1))[0].isoformat(),
        centre=(county.longitude or 0.0, county.latitude or 0.0),
        hazards=hazards,
        today=clock.today().isoformat(),
    )


def _nth(place: int) -> tuple[Any, int]:
    """Day and key of the n-th newest hazard."""
    with connection.cursor():
        found: tuple[Any, int] = Hazard.objects.order_by("-found_on", "-pk").values_list("found_on", "pk")[place]
    return found
