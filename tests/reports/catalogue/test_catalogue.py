"""Every figure opens the rows that it counted, for those who may see them; the commands say the same numbers."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import escape

from anlan.base.people import roles
from anlan.base.periods import Period
from anlan.base.places.models import Place
from anlan.reports.figures import addresses, registry
from anlan.reports.figures.counting import Ask
from anlan.reports.indicators import hazards
from tests.factories import CLOUD, STONE, a_hazard, a_world

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def world(db: None) -> Any:
    """Two hazards of November, one a town, and a third in Stone."""
    made = a_world()
    a_hazard(made.stone.enterprise, content="安全出口堵塞")
    return made


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_figure_leads_to_exactly_the_rows_that_it_counted(world: Any) -> None:
    office = browser(world.users[roles.SAFETY_OFFICE])
    page = office.get("/indicators/hazard-found/?period=2026-11&split=属地&by.属地=石泉镇").content.decode()
    ask = Ask(hazards.found, NOVEMBER, (("属地", "石泉镇"),))
    assert f'<a href="{escape(addresses.rows_address(ask))}">2</a>' in page
    rows = office.get(addresses.rows_address(ask)).content.decode()
    assert ("安全出口堵塞" in rows, "stone储罐" in rows, "cloud储罐" in rows) == (True, True, False)
    assert "只列出计入这个数的记录" in rows
    assert "发现隐患数 · 2026年11月 · 属地：石泉镇" in rows
    counted = office.get(addresses.rows_address(ask).replace("/l/hazard/", "/l/hazard/counts")).content.decode()
    assert ">2<" in counted.replace(" ", "").replace("\n", "")
    export = office.get(addresses.rows_address(ask).replace("/l/hazard/", "/l/hazard/export.csv"))
    assert len(export.getvalue().decode().strip().splitlines()) == 1 + 2


def test_questions_survive_being_written_down(world: Any) -> None:
    ask = Ask(hazards.found, NOVEMBER, (("专项", "甲;乙=丙&丁 100%"), ("属地", "石泉镇")))
    assert addresses.read(addresses.written(ask)) == ask


@pytest.mark.parametrize(
    "asked", ["x", "hazard-found", "hazard-found;99", "nothing;2026", "hazard-found;2026;颜色=红", "hazard-rate;2026"]
)
def test_what_is_no_question_gets_a_sentence(world: Any, asked: str) -> None:
    answer = browser(world.users[roles.SAFETY_OFFICE]).get("/l/hazard/", {addresses.PARAMETER: asked})
    assert answer.status_code == 200
    assert "筛选条件有问题" in answer.content.decode()
    assert "储罐" not in answer.content.decode(), "and no row"


def test_everybody_sees_the_figures_of_their_own_rows(world: Any) -> None:
    found = "/indicators/hazard-found/?period=2026-11"
    values = "/indicators/values?group=事故隐患&period=2026-11"
    for user, number in ((world.cloud_user, 1), (world.users[roles.TOWNSHIP], 2), (world.users[roles.LEADER], 3)):
        assert f">{number}</a> <small>处" in browser(user).get(found).content.decode()
        assert f">{number}处</a>" in browser(user).get(values).content.decode()
    rows = browser(world.cloud_user).get(addresses.rows_address(Ask(hazards.found, NOVEMBER))).content.decode()
    assert ("cloud储罐" in rows, "stone储罐" in rows) == (True, False)


@pytest.mark.parametrize("role", [roles.ENTERPRISE, roles.EXPERT, roles.AUDITOR, roles.SYSADMIN])
def test_those_outside_the_bureau_are_refused(world: Any, role: str) -> None:
    client = browser(world.users[role])
    for path in ("/indicators/", "/indicators/values?group=事故隐患", "/indicators/hazard-found/"):
        assert client.get(path).status_code == 403
    rows = client.get(addresses.rows_address(Ask(hazards.found, NOVEMBER)))
    assert 'href="/indicators/' not in rows.content.decode(), "no page leads to one that is refused"


def test_the_catalogue_finds_by_name_code_and_definition(world: Any) -> None:
    office = browser(world.users[roles.SAFETY_OFFICE])
    whole = office.get("/indicators/").content.decode()
    assert "事故隐患" in whole
    assert "等待台账的指标" in whole
    nothing = office.get("/indicators/?q=没有这种东西").content.decode()
    assert "没有这样的指标" in nothing
    wrong = office.get("/indicators/?period=明天").content.decode()
    assert "看不懂的时段" in wrong


def test_the_map_by_town_says_what_the_table_says(world: Any) -> None:
    """Two hazards of Stone and one of Cloud, on two squares; the lowest first where that is asked for."""
    for code, east in ((STONE, 0), (CLOUD, 1)):
        ring = [[east, 0], [east + 1, 0], [east + 1, 1], [east, 1], [east, 0]]
        box = {"west": east, "east": east + 1, "south": 0, "north": 1, "longitude": east + 0.5, "latitude": 0.5}
        Place.objects.filter(code=code).update(shape={"type": "Polygon", "coordinates": [ring]}, **box)
    office = browser(world.users[roles.SAFETY_OFFICE])
    answer = office.get("/indicators/hazard-found/?period=2026-11&order=low")
    lines, drawn = answer.context["lines"], answer.context["map"]
    assert [(line["name"], line["place"], line["value"].digits) for line in lines] == [
        ("云溪镇", 1, "1"),
        ("石泉镇", 2, "2"),
    ]
    assert {(town["name"], town["text"], town["rows"]) for town in drawn["towns"]} == {
        (line["name"], line["value"].digits, line["rows"]) for line in lines
    }
    assert [one["text"] for one in drawn["legend"]] == ["1", "2"]
    rates = office.get("/indicators/hazard-rate/?period=2026-10").context["map"]
    assert rates is None, "no figure, no map"
    cloud = browser(world.cloud_user).get("/indicators/hazard-found/?period=2026-11").context["map"]
    assert {(town["name"], town["text"]) for town in cloud["towns"]} == {("云溪镇", "1"), ("石泉镇", "—")}


def test_every_indicator_has_a_page(world: Any) -> None:
    """The composite ones name their parts; none needs more than its own ledgers."""
    office = browser(world.users[roles.SAFETY_OFFICE])
    wrong = {
        one.code: answer.status_code
        for one in registry.indicators()
        if (answer := office.get(f"/indicators/{one.code}/?period=2026-11")).status_code != 200
    }
    assert wrong == {}
    rate = office.get("/indicators/hazard-rate/?period=2026-11").content.decode()
    assert "整改隐患数" in rate
    assert "发现隐患数" in rate


def said(*arguments: str) -> Any:
    out = StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_commands_say_what_the_pages_say(world: Any) -> None:
    one = said("figure", "hazard-found", "--period", "2026-11", "--by", "属地")
    assert (one["value"], one["by"]) == (3, [{"name": "石泉镇", "value": 2}, {"name": "云溪镇", "value": 1}])
    assert said("figure", "发现隐患数", "--period", "2026-11", "--area", "云溪镇")["value"] == 1
    listed = {line["code"]: line for line in said("figures", "--period", "2026-11")}
    assert listed["hazard-found"]["value"] == 3
    assert "S0-023" in listed["hazard-found"]["report_figures"]
    assert all(line["waiting_for"] is None or line["value"] is None for line in listed.values())
    for wrong in (("figure", "没有"), ("figure", "hazard-found", "--area", "天上"), ("figures", "--period", "x")):
        with pytest.raises(CommandError):
            call_command(*wrong)
