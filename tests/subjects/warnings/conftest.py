"""A county of two towns with villages that have boundaries, lists of recipients, and the people of the duty room."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.base.places.models import Place
from anlan.base.places.queries import forget
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Channel, ListMember, RecipientList
from anlan.subjects.warnings import kinds, tasks  # noqa: F401 - the engine knows the parts that were imported
from anlan.subjects.warnings.models import Alert
from tests.factories import CLOUD, COUNTY, STONE, a_place, a_user, an_organisation

VILLAGES = 3  # in each town
NOON = "2026-07-05 09:00"


def square(west: float, south: float, side: float = 0.1) -> dict[str, Any]:
    """A closed square, longitude first."""
    east, north = west + side, south + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def a_village(code: str, name: str, west: float, south: float) -> Place:
    return a_place(
        code,
        name,
        shape=square(west, south),
        west=west,
        south=south,
        east=west + 0.1,
        north=south + 0.1,
        longitude=west + 0.05,
        latitude=south + 0.05,
        population=1000,
    )


@pytest.fixture
def county(db: None) -> SimpleNamespace:
    """Everything at nine o'clock of a July morning."""
    clock.set_for_tests(clock.at(NOON))
    terms.put(kinds.DICTIONARY, kinds.TITLE, kinds.entries())
    a_place(COUNTY, "澜川县", longitude=112.5, latitude=30.2)
    world = SimpleNamespace(villages=[], people=[], deputies=[])
    for town, name, west in ((STONE, "石泉镇", 112.0), (CLOUD, "云溪镇", 113.0)):
        a_place(town, name, longitude=west, latitude=30.0)
        for number in range(VILLAGES):
            code = f"{town[:9]}{200 + number}"
            a_village(code, f"{name[:2]}{number + 1}村", west + number * 0.1, 30.0)
            world.villages.append(code)
    forget()
    world.list = RecipientList.objects.create(name="预警责任人", place_id=COUNTY)
    for code in world.villages:
        body = an_organisation(place=code)
        for part in range(2):
            person = Person.objects.create(
                name=f"责任{code[-4:]}{part}", organisation=body, phone=f"1380000{len(world.people):04d}"
            )
            deputy = Person.objects.create(
                name=f"替补{code[-4:]}{part}", organisation=body, phone=f"1390000{len(world.people):04d}"
            )
            ListMember.objects.create(list=world.list, person=person, place_id=code, deputy=deputy)
            world.people.append(person)
            world.deputies.append(deputy)
    Channel.objects.create(code="console", name="演示手机", kind="console", rate=1000)
    for role in (roles.DUTY, roles.LEADER, roles.SAFETY_OFFICE, roles.WAREHOUSE):
        setattr(world, role, a_user(role, COUNTY))
    world.stone_town = a_user(roles.TOWNSHIP, STONE)
    world.cloud_town = a_user(roles.TOWNSHIP, CLOUD)
    return world


@pytest.fixture
def draft(county: SimpleNamespace) -> Alert:
    """A draft of the duty officer for the town of Stone."""
    return a_draft(county)


def a_draft(county: SimpleNamespace, **values: Any) -> Alert:
    given: dict[str, Any] = {
        "kind": kinds.term_of("11B03", "暴雨"),
        "level": "orange",
        "sender": "澜川县应急管理局",
        "description": "预计未来三小时降雨量将达五十毫米以上",
        "instruction": "停止户外活动。",
        "expires_at": clock.now() + timedelta(hours=12),
        "place_id": STONE,
        "areas": [STONE],
        "lists": [county.list.pk],
    }
    row: Alert = entry.enter(ledger_by_code("warning"), Alert(**given | values), actor=county.duty)
    return row
