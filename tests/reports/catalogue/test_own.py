"""A list's filters saved as an indicator count what the list shows, for each reader their own rows."""

from typing import Any

import pytest
from django.test import Client

from anlan.base.people import roles
from anlan.base.periods import Period
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.catalogue.models import Kind, OwnIndicator
from anlan.reports.catalogue.own import made
from anlan.reports.figures import counting, registry
from anlan.reports.figures.declaration import Waiting
from anlan.subjects.hazards.choices import Level
from tests.factories import COUNTY, a_hazard, a_world
from tests.factories import _entered as entered

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def world(db: None) -> Any:
    """Stone: the world's own hazard and two major ones, of 1.5 and 2 万元; Cloud: one."""
    one = a_world()
    for funds in ("1.5", "2"):
        a_hazard(one.stone.enterprise, level=Level.MAJOR, funds=funds)
    return one


def an_own(**values: Any) -> OwnIndicator:
    given = {"name": "重大隐患（自建）", "unit": "处", "definition": "列表里级别为重大的", "ledger": "hazard",
             "query": "level=major", "day": "found_on", "place_id": COUNTY}  # fmt: skip
    row: OwnIndicator = entered(OwnIndicator(**given | values))
    return row


def test_it_counts_what_the_list_shows(world: Any) -> None:
    an_own()
    found = registry.by_name("重大隐患（自建）")
    assert found is not None
    assert counting.value(found, NOVEMBER).number == 2
    assert counting.value(found, Period.parse("2026-10")).number == 0
    assert counting.value(found, NOVEMBER, world.cloud_user).number == 0
    assert counting.value(found, NOVEMBER, 属地="石泉镇").number == 2
    money = made(an_own(name="资金", query="", kind=Kind.SUM, column="funds"))
    assert counting.value(money, NOVEMBER).text == "3.5处"
    firms = made(an_own(name="单位数", query="", kind=Kind.DISTINCT, column="enterprise"))
    assert counting.value(firms, NOVEMBER).number == 2
    searched = made(an_own(name="储罐", query="q=储罐&chip=1"))
    assert counting.value(searched, NOVEMBER).number == 2


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


SENT = {"name": "新指标", "unit": "处", "definition": "口径", "ledger": "hazard", "query": "level=major",
        "day": "found_on", "kind": "count", "place": COUNTY, "active": "on"}  # fmt: skip


def test_the_lists_button_fills_the_form_and_saving_makes_the_indicator(world: Any) -> None:
    client = browser(world.users[roles.SAFETY_OFFICE])
    made = "/l/own-indicator/new?ledger=hazard&amp;query=level%3Dmajor&amp;day=found_on"
    for part in ("", "counts"):  # the counts come with every change of the filters
        assert (
            made in client.get(f"/l/hazard/{part}?level=major&category=&sort=-found_on&cols=content").content.decode()
        )
    form = client.get("/l/own-indicator/new?ledger=hazard&query=level%3Dmajor&day=found_on").content.decode()
    assert 'value="level=major"' in form
    assert '<option value="found_on" selected>发现日期</option>' in form
    assert "隐患级别：重大" in form
    assert ">\n本期的事故隐患，按发现日期计，隐患级别：重大。</textarea>" in form
    assert "2026年11月 <b>2</b>" in form, "the value is shown before anything is saved"
    assert client.post("/l/own-indicator/new", SENT).status_code == 302
    row = OwnIndicator.objects.get(name="新指标")
    assert (row.ledger, row.query, row.day) == ("hazard", "level=major", "found_on")
    page = client.get(f"/l/own-indicator/{row.pk}/").content.decode()
    assert all(words in page for words in ("{{ 新指标 }}", "隐患级别：重大", f"/indicators/own-{row.pk}/", "发现日期"))
    assert "新指标" in client.get("/indicators/values?group=事故隐患&period=2026-11").content.decode()
    assert client.get(f"/l/hazard/?figure=own-{row.pk}%3B2026-11").content.decode().count('class="cell-tick"') == 2 + 1


def test_another_way_to_measure_offers_its_columns_and_tells_its_value_unsaved(world: Any) -> None:
    client = browser(world.users[roles.SAFETY_OFFICE])
    told = client.post("/indicators/measuring", SENT | {"kind": "sum"}).content.decode()
    assert "请选择要计量的字段" in told
    assert '<option value="funds">整改资金' in told
    told = client.post("/indicators/measuring", SENT | {"kind": "sum", "column": "funds"}).content.decode()
    assert "2026年11月 <b>3.5</b>处" in told
    told = client.post("/indicators/measuring", SENT | {"ledger": "inspection"}).content.decode()
    assert "没有筛选条件“level”" in told
    assert 'value="level=major"' in told, "what was typed is kept"
    assert not OwnIndicator.objects.exists()
    mine = browser(world.cloud_user)
    assert mine.post("/indicators/measuring", SENT).status_code == 403
    assert "/l/own-indicator/new" not in mine.get("/l/hazard/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "重大 隐患"}, "name"),
        ({"name": "重大隐患（自建）"}, "name"),
        ({"query": "gone=1"}, "query"),
        ({"ledger": "没有"}, "ledger"),
        ({"query": "level=天大"}, "query"),
        ({"query": "figure=x"}, "query"),
        ({"day": "content"}, "day"),
        ({"kind": Kind.SUM, "column": "content"}, "column"),
        ({"name": "发现隐患数"}, "name"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(world: Any, wrong: dict[str, Any], field: str) -> None:
    ledger = ledger_by_code("own-indicator")
    given = {
        "name": "甲",
        "unit": "处",
        "definition": "口",
        "ledger": "hazard",
        "query": "",
        "day": "",
        "kind": "count",
    }
    values = given | {"column": ""} | wrong
    ledger.tidy(values)
    assert list(ledger.check(values)) == [field]


def test_one_that_no_longer_fits_waits_and_breaks_nothing(world: Any) -> None:
    row = an_own()
    OwnIndicator.objects.filter(pk=row.pk).update(query="level=天大", version=row.version + 1)
    found = registry.by_name("重大隐患（自建）")
    assert isinstance(found, Waiting)
    assert "筛选条件有误" in counting.value(found, NOVEMBER).why
