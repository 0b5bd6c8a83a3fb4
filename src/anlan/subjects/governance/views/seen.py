"""What a person may see of supervision: the first step of every page here."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.base.people.models import Organisation
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.pages.door import a_key


def units(request: HttpRequest, grant: str) -> QuerySet[Organisation]:
    """Active organisations within the territory in which the person has the grant."""
    found = Organisation.objects.filter(active=True)
    return access.visible(request.user, grant, found, Scope(line=None)).order_by("place", "id")


def chosen(found: QuerySet[Any], key: str) -> Any:
    """The row of that key, else the first; ``None`` where there is none at all."""
    return found.filter(pk=a_key(key)).first() or found.first()


def town_names() -> dict[str, str]:
    """Names of the county and its towns by code."""
    levels = (PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.TOWN)
    return dict(Place.objects.filter(level__in=levels).values_list("code", "name"))
