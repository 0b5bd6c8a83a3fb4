"""Key periods hold from their first to their last moment, where they are set and below, and contradict nothing."""

from typing import Any

import pytest

from anlan.base import clock
from anlan.subjects.governance import rules
from anlan.subjects.governance.queries import everywhere, in_force, touching
from tests.factories import CLOUD, COUNTY, STONE, STONE_VILLAGE, a_place
from tests.subjects.duty.world import a_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> None:
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    for code, name in ((COUNTY, "澜川县"), (STONE, "石泉镇"), (CLOUD, "云溪镇"), (STONE_VILLAGE, "石塘村")):
        a_place(code, name)


@pytest.mark.parametrize(
    ("moment", "holds"),
    [("2026-11-21 23:59", False), ("2026-11-22 00:00", True), ("2026-11-28 23:59", True), ("2026-11-29 00:00", False)],
)
def test_it_switches_itself_on_and_off(places: None, moment: str, holds: bool) -> None:
    a_period()
    assert in_force(COUNTY, clock.at(moment)).exists() == holds
    assert everywhere(clock.at(moment)).exists() == holds


def test_it_holds_below_its_place_and_not_beside_it(places: None) -> None:
    a_period(STONE)
    assert {place: in_force(place).exists() for place in (COUNTY, STONE, STONE_VILLAGE, CLOUD)} == {
        COUNTY: False,
        STONE: True,
        STONE_VILLAGE: True,
        CLOUD: False,
    }


def test_periods_that_share_a_moment_with_a_span_are_found(places: None) -> None:
    a_period()
    assert touching(STONE, clock.at("2026-11-28"), clock.at("2026-12-05")).exists()
    assert not touching(STONE, clock.at("2026-11-29"), clock.at("2026-12-05")).exists()


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"begins_at": "2026-11-22", "ends_at": "2026-11-22"}, ["ends_at"]),
        ({"begins_at": "2026-11-22", "ends_at": "2026-11-23"}, []),
        ({"on_duty_parts": 4, "of_parts": 3}, ["on_duty_parts"]),
        ({"on_duty_parts": 2, "of_parts": 3}, []),
        ({"on_duty_parts": 0, "of_parts": 0}, []),
        ({}, []),
    ],
)
def test_what_contradicts_itself_is_refused(values: dict[str, Any], fields: list[str]) -> None:
    given = {name: clock.at(value) if isinstance(value, str) else value for name, value in values.items()}
    assert list(rules.contradictions(given)) == fields
