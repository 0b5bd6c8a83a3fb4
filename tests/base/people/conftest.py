"""A county of two towns, two lines, and people of every kind in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from anlan.base.people import access
from anlan.base.people.models import Line, Organisation, Posting, Role, User
from anlan.base.places import services

COUNTY, STONE, CLOUD = "990121000000", "990121100000", "990121101000"
STONE_VILLAGE, CLOUD_VILLAGE = "990121100200", "990121101200"
CHEMICALS, FIREWORKS, MINES = "01", "0102", "02"

Appoint = Callable[..., User]


@pytest.fixture
def county(db: None) -> None:
    services.load(
        [
            (COUNTY, "澜川县"),
            (STONE, "石泉镇"),
            (CLOUD, "云溪镇"),
            (STONE_VILLAGE, "石塘村"),
            (CLOUD_VILLAGE, "云口村"),
        ]
    )
    Line.objects.create(code=CHEMICALS, name="危险化学品")
    Line.objects.create(code=FIREWORKS, name="烟花爆竹", parent_id=CHEMICALS)
    Line.objects.create(code=MINES, name="矿山")


@pytest.fixture
def appoint(county: None) -> Appoint:
    """A user with postings ``(role, place[, line])``, not kept from anything seen before."""

    def make(*postings: tuple[Any, ...], organisation: Organisation | None = None, **values: Any) -> User:
        number = User.objects.count() + 1
        user = User(username=f"person{number}", name=f"人员{number}", organisation=organisation, **values)
        user.set_unusable_password()
        user.save()
        for role, place, *line in postings:
            Posting.objects.create(
                user=user, role=Role.objects.get(code=role), place_id=place, line_id=line[0] if line else None
            )
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def declaring() -> Iterator[Callable[..., None]]:
    """Declare grants for one test alone."""
    before, system, reserved = dict(access._declared), set(access._system), set(access._reserved)
    yield access.declare
    access._declared.clear()
    access._declared.update(before)
    access._system.clear()
    access._system.update(system)
    access._reserved.clear()
    access._reserved.update(reserved)
