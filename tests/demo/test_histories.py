"""Two invented years: exact counts, believable rhythm, and no hazard whose dates contradict its state."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
import shapely

from anlan.base import clock
from anlan.demo import geography
from anlan.demo.firms import FIRST, Firm, firms
from anlan.demo.histories import DAYS, Story, Subject, visits
from anlan.subjects.hazards.flows import rectification

TODAY = date(2026, 11, 22)
HAZARDS = 6000

pytestmark = pytest.mark.django_db  # working days ask for the bureau's own holidays


@pytest.fixture(scope="module")
def register() -> list[Firm]:
    return list(firms(1, geography.county(1), 1200))


def subjects_of(register: list[Firm]) -> list[Subject]:
    return [
        Subject(
            f.number + 1, f.name, f.sector, f.risk, f.place, f.town, f.line, f.officer, f.phone, f.longitude, f.latitude
        )
        for f in register
    ]


@pytest.fixture(scope="module")
def stories(register: list[Firm], django_db_setup: None, django_db_blocker: Any) -> list[Story]:
    with django_db_blocker.unblock():
        return [story for visit in visits(1, subjects_of(register), TODAY, HAZARDS) for story in visit.stories]


def test_enterprises_stand_within_their_village(register: list[Firm]) -> None:
    shapes = {area.code: area.shape for area in (*geography.county(1).villages, *geography.county(1).towns)}
    placed = [firm for firm in register if firm.longitude is not None]
    assert all(shapely.contains_xy(shapes[firm.place], firm.longitude, firm.latitude) for firm in placed)


def test_every_town_has_enterprises_and_names_do_not_repeat(register: list[Firm]) -> None:
    assert len({firm.town for firm in register}) == 16
    assert len({firm.name for firm in register}) == len(register)
    assert [firm.name for firm in register[: len(FIRST)]] == [name for name, *_ in FIRST]


def test_about_three_in_a_hundred_enterprises_carry_a_mistake(register: list[Firm]) -> None:
    wrong = [
        firm
        for firm in register
        if not firm.phone or firm.longitude is None or firm.note or not firm.address or firm.employees is None
    ]
    assert 0.015 < len(wrong) / len(register) < 0.045


def test_small_enterprises_are_many_and_red_ones_few(register: list[Firm]) -> None:
    sizes, risks = Counter(firm.size for firm in register), Counter(firm.risk for firm in register)
    assert sizes["micro"] > sizes["small"] > sizes["medium"] > sizes["large"] > 0
    assert risks["blue"] > risks["yellow"] > risks["orange"] > risks["red"] > 0


def test_exactly_as_many_hazards_as_asked_for_in_the_order_of_days(stories: list[Story]) -> None:
    assert len(stories) == HAZARDS
    days = [story.found_on for story in stories]
    assert days == sorted(days)
    assert days[0] >= TODAY - timedelta(days=DAYS - 1)
    assert days[-1] <= TODAY


def test_states_and_dates_agree(stories: list[Story]) -> None:
    for story in stories:
        assert (story.status == "closed") == (story.closed_on is not None)
        assert (story.status in ("reviewing", "passed", "closed")) == (story.rectified_on is not None)
        past = [story.found_on, *(step.on for step in story.steps)]
        assert all(earlier <= later <= TODAY for earlier, later in pairwise(past)), story
        if story.due_on is not None:
            assert story.due_on > story.found_on
        if story.status != "found" and story.mode == "deadline":
            assert story.due_on is not None
        assert (story.level == "major") == bool(story.text.basis)


def test_the_moves_told_are_moves_of_the_flow(stories: list[Story]) -> None:
    for story in stories:
        state = "found"
        for step in story.steps:
            move = rectification.move(step.move)
            assert move is not None
            assert state in move.sources, (step, state)
            state = move.target or state
        assert state == story.status


def test_nearly_half_is_put_right_on_the_spot_and_few_of_the_open_ones_are_late(stories: list[Story]) -> None:
    at_once = sum(story.mode == "on_the_spot" for story in stories)
    assert 0.40 < at_once / len(stories) < 0.50
    waiting = [story for story in stories if story.status in ("found", "ordered", "rectifying")]
    late = [story for story in waiting if story.due_on is not None and story.due_on < TODAY]
    assert 0.01 <= len(late) / len(waiting) <= 0.10
    majors = sum(story.level == "major" for story in stories)
    assert 0.001 < majors / len(stories) < 0.007


def test_the_year_has_its_seasons(stories: list[Story]) -> None:
    months = Counter((story.found_on.year, story.found_on.month) for story in stories)
    assert months[2026, 6] > 1.5 * months[2026, 5]
    assert months[2026, 6] > 1.5 * months[2026, 7]
    festival = [date(2026, 2, 16) + timedelta(days=n) for n in range(7)]
    assert not any(clock.is_working_day(day) for day in festival)
    in_festival = sum(story.found_on in festival for story in stories)
    week_before = sum(story.found_on in [day - timedelta(days=14) for day in festival] for story in stories)
    assert in_festival < week_before / 4


def test_people_make_mistakes(stories: list[Story]) -> None:
    assert any(story.returned for story in stories)
    assert any(story.longitude is None for story in stories)
    assert any(story.named_only for story in stories)
    seen = Counter((story.subject.key, story.found_on, story.content, story.location) for story in stories)
    assert any(times > 1 for times in seen.values())


def test_the_same_seed_tells_the_same_story(register: list[Firm], stories: list[Story]) -> None:
    def told(seed: int) -> Iterator[tuple[object, ...]]:
        for visit in visits(seed, subjects_of(register), TODAY, HAZARDS):
            for story in visit.stories:
                yield story.subject.key, story.found_on, story.content, story.status, story.closed_on, story.finders

    again = list(told(1))
    assert again == [(s.subject.key, s.found_on, s.content, s.status, s.closed_on, s.finders) for s in stories]
    assert list(told(2)) != again


def test_the_chemical_works_has_a_late_major_hazard_waiting(stories: list[Story]) -> None:
    waiting = [s for s in stories if s.subject.name == FIRST[0][0] and s.level == "major" and s.status == "rectifying"]
    assert [story.content for story in waiting] == ["可燃气体报警器未接入联锁"]
    assert waiting[0].due_on is not None
    assert waiting[0].due_on < TODAY
