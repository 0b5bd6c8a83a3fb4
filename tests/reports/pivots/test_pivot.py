"""Any list counted by two of its fields: the cells add up, open their rows, and hold nobody else's."""

import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from anlan.base.people import roles
from anlan.base.places.models import Place
from anlan.kit.ledger.registry import ledger_by_code, ledgers
from anlan.reports.pivots.drawings import towns
from anlan.reports.pivots.fields import fields_of
from anlan.reports.pivots.tables import counted
from anlan.subjects.hazards.choices import Level
from anlan.subjects.hazards.models import Hazard
from tests.factories import CLOUD, STONE, STONE_VILLAGE, a_hazard, a_world


@pytest.fixture
def world(db: None) -> Any:
    """November: Stone 1 general (the world's own) and 2 major of 1.5 and 2 万元, Cloud 1 general; October: Stone 1."""
    made = a_world()
    for funds in ("1.5", "2"):
        a_hazard(made.stone.enterprise, level=Level.MAJOR, funds=Decimal(funds))
    a_hazard(made.stone.enterprise, found_on="2026-10-20")
    return made


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_cells_lines_and_columns_add_up(world: Any) -> None:
    known = fields_of(ledger_by_code("hazard"))
    with CaptureQueriesContext(connection) as asked:
        table = counted(Hazard.objects.all(), known["place.town"], known["found_on.month"])
    assert len(asked) == 2, "one for the numbers, one for the names of towns"
    assert [name for _key, name in table.columns] == ["2026年10月", "2026年11月"]
    assert [(line.name, line.cells, line.total) for line in table.lines] == [
        ("石泉镇", (1, 3), 4),
        ("云溪镇", (0, 1), 1),
    ]
    assert (table.foot.cells, table.foot.total) == ((1, 4), 5)
    funds = counted(Hazard.objects.all(), known["level"], None, "funds")
    assert [(line.name, line.total) for line in funds.lines] == [("重大", Decimal("3.5")), ("一般", 0)]


def test_a_cell_opens_the_rows_that_it_counted(world: Any) -> None:
    office = browser(world.users[roles.SAFETY_OFFICE])
    page = office.get("/pivot/hazard/?down=place.town&across=level&as=map").content.decode()
    address = "/l/hazard/?cell=place.town~990121100%3Blevel~major".replace("~", "%7E")
    address = address if escape(address) in page else address.replace("%7E", "~")
    assert f'<a href="{escape(address)}">2</a>' in page
    rows = office.get(address).content.decode()
    assert "只列出计入这个数的记录" in rows
    assert rows.count('class="cell-tick"') == 2 + 1, "two rows and the heading"
    narrowed = office.get("/pivot/hazard/?down=place.town&level=general").content.decode()
    assert "level=general&amp;cell=" in narrowed, "the list's own filters hold on"


def test_a_person_counts_own_rows_only(world: Any) -> None:
    page = browser(world.cloud_user).get("/pivot/hazard/?down=place.town").content.decode()
    assert ("云溪镇" in page, "石泉镇" in page) == (True, False)
    assert browser(world.users[roles.AUDITOR]).get("/pivot/hazard/").status_code == 403
    assert browser(world.users[roles.VILLAGE]).get("/pivot/hazard/pivot.xlsx").status_code == 403, "no export there"


def test_the_workbook_has_the_table_and_a_real_chart(world: Any, tmp_path: Any) -> None:
    answer = browser(world.users[roles.SAFETY_OFFICE]).get("/pivot/hazard/pivot.xlsx?down=place.town&across=level")
    path = tmp_path / "pivot.xlsx"
    path.write_bytes(answer.getvalue())
    with zipfile.ZipFile(path) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "统计!$B$2:$B$3" in chart
    assert "石泉镇" in words


def test_a_period_narrows_the_table_the_workbook_and_the_rows_behind_it(world: Any) -> None:
    office = browser(world.users[roles.SAFETY_OFFICE])
    for asked in ("period=2026-10", "from=2026-10-01&to=2026-10-31", "period=2026-10&on=found_on.days"):
        answer = office.get(f"/pivot/hazard/?down=place.town&{asked}")
        assert [(line.name, line.total) for line in answer.context["table"].lines] == [("石泉镇", 1)]
        rows = office.get(answer.context["lines"][0]["rows"]).content.decode()
        assert rows.count('class="cell-tick"') == 1 + 1
        assert "发现日期：2026" in rows
    months = office.get("/pivot/hazard/?down=found_on.month&as=line").context["chart"]
    assert [label["name"] for label in months["labels"]] == ["26-10", "26-11"]
    assert "看不懂的时段" in office.get("/pivot/hazard/?period=明天").content.decode()
    village = browser(world.users[roles.VILLAGE]).get("/pivot/hazard/").content.decode()
    assert "导出 Excel" not in village, "what is refused is not offered"


@pytest.mark.parametrize(
    "query",
    [
        "cell=found_on.days~0001",
        "cell=found_on.month~0001-01",
        "period=0001",
        "from=x",
        "on=x&period=2026",
        "cell=x",
        "cell=level~",
        "cell=found_on.month~2026-13",
        "cell=category~abc",
        "cell=place.town~天",
        "down=phone",
    ],
)
def test_what_means_nothing_breaks_nothing(world: Any, query: str) -> None:
    office = browser(world.users[roles.SAFETY_OFFICE])
    assert office.get(f"/pivot/hazard/?{query}").status_code == 200
    assert office.get(f"/l/hazard/?{query}").status_code == 200


def test_no_masked_field_is_offered_and_every_ledger_can_be_counted(world: Any) -> None:
    office = browser(world.users[roles.SAFETY_OFFICE])
    offered = {ledger.code: fields_of(ledger) for ledger in ledgers()}
    assert not [
        (ledger.code, name)
        for ledger in ledgers()
        for name in offered[ledger.code]
        if name.split(".")[0] in ledger.masked
    ]
    for code, fields in offered.items():
        names = list(fields)
        answer = office.get(
            f"/pivot/{code}/", {"down": names[0] if names else "", "across": names[-1] if names else ""}
        )
        assert answer.status_code in (200, 403), code


def test_towns_are_drawn_darker_for_more_and_those_without_rows_pale(world: Any) -> None:
    square = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
    for code, east in ((STONE, 0), (CLOUD, 1)):
        shape = {"type": "Polygon", "coordinates": [[[x + east, y] for x, y in square[0]]]}
        box = {"west": east, "east": east + 1, "south": 0, "north": 1, "longitude": east + 0.5, "latitude": 0.5}
        Place.objects.filter(code=code).update(shape=shape, **box)
    known = fields_of(ledger_by_code("hazard"))
    drawn = towns(counted(Hazard.objects.filter(place=STONE_VILLAGE), known["place.town"], None))
    assert drawn is not None
    assert [(one["name"], one["text"], one["shade"]) for one in drawn["towns"]] == [
        ("石泉镇", "4", 5),
        ("云溪镇", "0", "none"),
    ]
    assert (drawn["legend"], drawn["empty"]) == ([{"shade": 5, "text": "4"}], "0")
    assert drawn["towns"][1]["path"].startswith("M480.0,"), "the second square begins in the middle"
