"""Which team is near: known distances and journeys, and the order in which teams are offered."""

import pytest

from anlan.subjects.resources.models import Team
from anlan.subjects.resources.queries import nearest
from anlan.subjects.resources.rules import travel_minutes, travel_time


@pytest.mark.parametrize(("metres", "minutes"), [(0, 1), (1000, 2), (10_000, 21), (20_000, 42)])
def test_a_journey_is_the_straight_line_and_two_fifths_at_forty_an_hour(metres: float, minutes: int) -> None:
    assert travel_minutes(metres) == minutes


def test_a_distance_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        travel_time(-1)


def test_the_nearest_comes_first_and_who_has_no_point_comes_last() -> None:
    far = Team(name="远队", longitude=112.7, latitude=30.2)
    near = Team(name="近队", longitude=112.51, latitude=30.2)
    nowhere = Team(name="未定位队")
    found = nearest([nowhere, far, near], 112.5, 30.2)
    assert [each.team.name for each in found] == ["近队", "远队", "未定位队"]
    assert found[0].metres == pytest.approx(962, abs=5)
    assert found[0].kilometres == "1.0"
    assert (found[2].metres, found[2].minutes, found[2].kilometres) == (None, None, "")


def test_without_a_point_teams_stand_by_name() -> None:
    found = nearest([Team(name="乙队"), Team(name="甲队", longitude=112.5, latitude=30.2)], None, None)
    assert [each.team.name for each in found] == ["乙队", "甲队"]
    assert {each.metres for each in found} == {None}
