"""Targets that notices bring themselves: single persons and recipient lists, whole or within one territory."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from anlan.base.people.models import Person
from anlan.base.places import codes
from anlan.kit.notify.models import ListMember, RecipientList
from anlan.kit.notify.targets import Kind, Target, register

MOST = 500


def of_person(key: str) -> Iterable[Target]:
    """One person of the contacts book."""
    found = Person.objects.filter(pk=int(key)).values_list("pk", "organisation_id", "organisation__place_id")
    return [Target(person, unit, "", str(place)) for person, unit, place in found]


def of_list(key: str) -> Iterable[Target]:
    """The members of a list; ``12@990121100000`` takes those within that territory only."""
    number, _at, place = key.partition("@")
    members = ListMember.objects.filter(list_id=int(number))
    if place:
        low, high = codes.code_range(place)
        members = members.filter(place_id__gte=low, place_id__lt=high)
    rows = members.order_by("place_id", "id").values_list(
        "person_id", "person__organisation_id", "list__name", "place_id", "deputy_id"
    )
    return [
        Target(person, unit, name, str(village), deputy)
        for person, unit, name, village, deputy in rows.iterator(chunk_size=5000)
    ]


def _persons() -> Iterable[tuple[str, str]]:
    found = Person.objects.filter(active=True).order_by("name").values_list("pk", "name", "organisation__name")
    return [(str(pk), f"{name}（{unit}）") for pk, name, unit in found[:MOST]]


def _lists() -> Iterable[tuple[str, str]]:
    return [(str(pk), name) for pk, name in RecipientList.objects.filter(active=True).values_list("pk", "name")]


def register_kinds() -> None:
    """Called once at start-up."""
    register(Kind("person", _("人员"), of_person, _persons))
    register(Kind("list", _("接收名单"), of_list, _lists))
