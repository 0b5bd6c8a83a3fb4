"""Known answers about a hazard's dates, states and lateness."""

from datetime import date
from typing import Any

import pytest
from django.utils.html import strip_tags

from anlan.base import clock
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards import rules
from anlan.subjects.hazards.choices import Mode, Status
from anlan.subjects.hazards.models import Hazard
from tests.factories import a_hazard, a_world

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("mode", "rectified_at_entry", "rectified_on", "expected"),
    [
        (Mode.DEADLINE, False, None, Status.FOUND),
        (Mode.DEADLINE, False, DAY, Status.FOUND),
        (Mode.DEADLINE, True, None, Status.CLOSED),
        (Mode.DEADLINE, True, DAY, Status.CLOSED),
        (Mode.ON_THE_SPOT, False, None, Status.FOUND),
        (Mode.ON_THE_SPOT, False, DAY, Status.CLOSED),
        (Mode.ON_THE_SPOT, True, None, Status.CLOSED),
    ],
)
def test_what_state_a_hazard_is_entered_in(
    mode: str, rectified_at_entry: bool, rectified_on: date | None, expected: str
) -> None:
    found = rules.state_on_entry(mode=mode, rectified_at_entry=rectified_at_entry, rectified_on=rectified_on)
    assert found == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"found_on": date(2026, 11, 22)}, {}),
        ({"found_on": date(2026, 11, 23)}, {"found_on": "发现日期不能晚于今天。"}),
        ({"found_on": DAY, "due_on": DAY, "rectified_on": DAY}, {}),
        ({"found_on": DAY, "due_on": date(2026, 11, 4)}, {"due_on": "整改期限不能早于发现日期。"}),
        ({"found_on": DAY, "rectified_on": date(2026, 11, 4)}, {"rectified_on": "整改完成日期不能早于发现日期。"}),
        ({"level": "major", "basis": ""}, {"basis": "重大隐患必须写明判定依据。"}),
        ({"level": "major", "basis": "工贸企业重大事故隐患判定标准第三条"}, {}),
        ({"level": "general", "basis": ""}, {}),
        ({"level": "major"}, {}),
        ({"enterprise": None, "unit": ""}, {"unit": "请选择所在企业，或填写责任单位。"}),
        ({"enterprise": None, "unit": "石泉建材厂"}, {}),
        ({"enterprise": object(), "unit": ""}, {}),
    ],
)
def test_what_contradicts_itself_gets_a_sentence_at_its_field(values: dict[str, Any], expected: dict[str, str]) -> None:
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    assert rules.contradictions(values) == expected


def told(hazard: Hazard) -> str:
    column = next(column for column in ledger_by_code("hazard").listed if column.name == "due_on")
    assert strip_tags(column.cell(hazard)) in (column.text(hazard), column.text(hazard) or "—")
    return column.text(hazard)


@pytest.mark.parametrize(
    ("status", "due_on", "rectified_on", "closed_on", "expected"),
    [
        (Status.FOUND, None, None, None, ""),
        (Status.ORDERED, date(2026, 11, 22), None, None, "今天到期"),
        (Status.RECTIFYING, date(2026, 11, 25), None, None, "还剩 3 天"),
        (Status.RECTIFYING, date(2026, 11, 19), None, None, "超期 3 天"),
        (Status.REVIEWING, date(2026, 11, 19), date(2026, 11, 18), None, "11-18 完成"),
        (Status.CLOSED, date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 20), "11-20 完成"),
        (Status.CLOSED, date(2025, 11, 19), date(2025, 11, 18), date(2025, 11, 20), "2025-11-20 完成"),
        (Status.CLOSED, date(2026, 11, 1), None, None, ""),  # entered as done, nobody knows when: not late for ever
    ],
)
def test_how_a_deadline_reads(
    status: str, due_on: date | None, rectified_on: date | None, closed_on: date | None, expected: str
) -> None:
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    assert told(Hazard(status=status, due_on=due_on, rectified_on=rectified_on, closed_on=closed_on)) == expected


@pytest.mark.django_db
def test_late_is_what_runs_and_is_past_its_day() -> None:
    world = a_world()
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    due = {"late": date(2026, 11, 21), "today": date(2026, 11, 22), "none": None}
    rows = {name: a_hazard(world.stone.enterprise, due_on=day) for name, day in due.items()}
    done = a_hazard(world.stone.enterprise, due_on=date(2026, 11, 10), rectified_at_entry=True)
    user = world.users["safety_office"]
    late = list(Listing(ledger_by_code("hazard"), user, {"chip": "2"}).queryset)
    assert late == [rows["late"]]
    assert done not in late
    clock.set_for_tests(clock.at("2026-11-23 00:01"))
    assert set(Listing(ledger_by_code("hazard"), user, {"chip": "2"}).queryset) == {rows["late"], rows["today"]}


@pytest.mark.django_db
def test_a_hazard_takes_its_line_from_its_enterprise_unless_told_otherwise() -> None:
    world = a_world()
    assert a_hazard(world.stone.enterprise).line == world.line
    assert a_hazard().line is None
