"""A bureau begins in 2026 and brings forty open hazards of 2025 along: its report of 2025 said 1,234."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.periods import Period
from anlan.kit.records import writing
from anlan.reports.catalogue.views import group_of
from anlan.reports.figures import counting, splitting
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Change, Difference, Indicator, Total
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.models import PastFigure
from anlan.reports.indicators import hazards
from anlan.subjects.hazards.choices import Status
from anlan.subjects.hazards.models import Hazard
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE, a_world

YEAR, LAST = Period.parse("2026"), Period.parse("2025")
MAY = date(2025, 5, 1)


def reported(code: str, value: str, unit: str = "处", place: str = COUNTY, **values: Any) -> None:
    given = {"from_on": LAST.first, "to_on": LAST.last, "status": FigureStatus.CONFIRMED}
    row = PastFigure(name=code, indicator=code, value=Decimal(value), unit=unit, place_id=place, **given | values)
    writing.add_many([row], actor=None)


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    """Forty found in 2025, ten of them rectified then; of 2026 the two of the world, both open."""
    clock.set_for_tests(clock.at("2027-01-10 09:00"))
    made = a_world()
    writing.add_many(
        [
            Hazard(
                number=f"YH-{n}", content="护栏缺失", unit="采石场", found_on=MAY,
                place_id=STONE_VILLAGE if n < 25 else CLOUD_VILLAGE,
                **({"status": Status.CLOSED, "rectified_on": MAY} if n < 10 else {}),
            )
            for n in range(40)
        ],
        actor=None,
    )  # fmt: skip
    reported("hazard-found", "1234")
    yield made
    clock.set_for_tests(None)


def before(one: Indicator, user: Any = None, **qualifiers: str) -> Value:
    ask = Ask(one, YEAR, tuple(qualifiers.items())).against(LAST)
    return counting.compute([ask], user)[ask]


def test_what_is_compared_with_reads_as_it_was_reported_and_the_year_itself_as_it_is_counted(world: Any) -> None:
    then, itself = before(hazards.found), counting.value(hazards.found, LAST)
    assert (then.text, then.apart) == ("1234处", "上报数 1234处，台账内计 40处")
    assert (itself.text, itself.past, itself.apart) == ("40处", False, "台账内计 40处，上报数 1234处")
    change = Change(code="c", name="c", of=hazards.found, definition="增幅")
    assert counting.value(change, YEAR).number == Decimal(2 - 1234) * 100 / 1234
    assert counting.value(hazards.found, Period.parse("2025H1")).apart == "", "of this half nothing was reported"


def test_both_questions_together_are_still_counted_once(world: Any) -> None:
    ask = Ask(hazards.found, LAST)
    with CaptureQueriesContext(connection) as seen:
        made = counting.compute([ask, ask.against(LAST), Ask(hazards.found, YEAR)])
    assert [made[one].number for one in (ask, ask.against(LAST))] == [40, 1234]
    assert len(seen) == 3, "the rows, for what times anything was reported, and what"


def test_only_exactly_this_figure_stands_in(world: Any) -> None:
    assert before(hazards.found, 属地="石泉镇").text == "25处"
    reported("hazard-found", "700", place=STONE)
    assert before(hazards.found, 属地="石泉镇").text == "700处"
    assert before(hazards.found).text == "1234处"
    assert before(hazards.found, 级别="一般").number == 40, "no figure of a level was reported"
    towns = splitting.split(Ask(hazards.found, YEAR).against(LAST), "属地")
    assert [(part.name, part.value.text, part.value.apart) for part in towns] == [
        ("石泉镇", "700处", "上报数 700处，台账内计 25处"), ("云溪镇", "15处", ""),
    ]  # fmt: skip
    reported("hazard-rectified", "12", place=CLOUD)  # where no row says so
    towns = splitting.split(Ask(hazards.rectified, YEAR).against(LAST), "属地")
    assert [(part.name, part.value.text) for part in towns] == [("云溪镇", "12处"), ("石泉镇", "10处")]


def test_who_sees_a_part_of_the_rows_is_told_what_they_come_to(world: Any) -> None:
    then = before(hazards.found, world.cloud_user)
    assert (then.number, then.past, then.apart) == (15, False, "")
    assert before(hazards.found, world.users[roles.SAFETY_OFFICE]).number == 1234


def test_a_share_takes_both_its_parts_as_reported_or_both_as_counted(world: Any) -> None:
    assert before(hazards.rate).text == "25%", "10 of 40; never 10 of 1,234"
    less = Difference(code="d", name="d", unit="处", whole=hazards.found, less=hazards.rectified, definition="d")
    assert before(less).number == 30
    reported("hazard-rectified", "1111")
    assert (before(hazards.rate).text, before(less).number) == ("90.03%", 123)
    assert before(hazards.rate).apart == "上报数 90.03%，台账内计 25%"
    reported("hazard-rate", "93.6", "%")
    assert before(hazards.rate).apart == "上报数 93.6%，台账内计 25%"
    assert counting.value(hazards.rate, LAST).apart == "台账内计 25%，上报数 93.6%"
    assert counting.value(hazards.rate, Period.parse("2024")).text == "—"


def test_a_total_adds_what_was_reported_of_one_part_to_what_is_counted_of_another(world: Any) -> None:
    both = Total(code="t", name="t", unit="处", of=(hazards.found, hazards.rectified), definition="t")
    assert before(both).apart == "上报数 1244处，台账内计 50处"


def test_a_difference_of_rounding_is_none() -> None:
    told = Value(Decimal("93.6000"), "%", past=True, other=Decimal("93.568"))
    assert (told.apart, Value(Decimal(94), "%", past=True, other=Decimal("93.4")).apart) == (
        "", "上报数 94%，台账内计 93.4%",
    )  # fmt: skip
    assert Value(40, "处", other=None).apart == ""


def test_pages_and_the_command_show_both(world: Any) -> None:
    client = Client()
    client.force_login(world.users[roles.SAFETY_OFFICE])
    page = client.get("/indicators/hazard-found/?period=2026").content.decode()
    assert "1234处" in page
    assert "（上报数 1234处，台账内计 40处）" in page
    assert "/indicators/hazard-found/?period=2025" in page
    assert "台账内计 40处，上报数 1234处" in client.get("/indicators/hazard-found/?period=2025").content.decode()
    group = {"group": group_of(hazards.found), "period": "2026", "q": hazards.found.code}
    assert "上报数 1234处，台账内计 40处" in client.get("/indicators/values", group).content.decode()
    out = StringIO()
    call_command("figure", "hazard-found", "--period", "2025", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["value"], told["counted"], told["reported"]) == (40, 40, 1234)
