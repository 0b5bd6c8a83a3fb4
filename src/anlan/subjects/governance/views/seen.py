"""What a person may see of supervision: the first step of every page here."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.base.people.models import Organisation
from anlan.base.places.models import Place, PlaceLevel
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code

KEY_DIGITS = 18


def need(request: HttpRequest, grant: str) -> None:
    """Refuse whoever has not the grant anywhere."""
    if not access.can(request.user, grant):
        raise PermissionDenied(_("您没有这项权限。需要时请联系系统管理员。"))


def rows(request: HttpRequest, code: str, action: str = "view") -> QuerySet[Any]:
    """The rows of a ledger that the person's grant reaches."""
    return visible(ledger_by_code(code), request.user, action)


def units(request: HttpRequest, grant: str) -> QuerySet[Organisation]:
    """Active organisations within the territory in which the person has the grant."""
    found = Organisation.objects.filter(active=True)
    return access.visible(request.user, grant, found, Scope(line=None)).order_by("place", "id")


def a_day(text: str, default: date) -> date:
    """A day from an address; the default for what is no day of this age."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return default
    return found if 2000 <= found.year <= 2199 else default


def a_key(text: str) -> int:
    """A number of a row from an address; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= KEY_DIGITS else 0


def chosen(found: QuerySet[Any], key: str) -> Any:
    """The row of that key, else the first; ``None`` where there is none at all."""
    return found.filter(pk=a_key(key)).first() or found.first()


def town_names() -> dict[str, str]:
    """Names of the county and its towns by code."""
    levels = (PlaceLevel.CITY, PlaceLevel.COUNTY, PlaceLevel.TOWN)
    return dict(Place.objects.filter(level__in=levels).values_list("code", "name"))
