"""The double-decline monitor: the same months last year, by sector and town; a figure's link opens what it counted."""

from typing import Any

import pytest
from django.test import Client

from anlan.base import clock
from anlan.base.clock import Period
from anlan.base.people import roles
from anlan.base.places.models import Place
from anlan.kit.ledger.lists import Listing, visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.accidents import queries, services
from anlan.subjects.accidents.choices import Finding
from anlan.subjects.accidents.models import Accident, InquiryAnswer, InquiryItem
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, a_user, a_world
from tests.subjects.accidents.world import a_sector, an_accident, an_investigation, settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    clock.set_for_tests(clock.at("2026-11-22 10:00"))
    made = a_world()
    settings()
    rows = [  # when, sector, place, deaths
        ("2026-03-01 08:00", "industry-03", None, 1),
        ("2026-05-01 08:00", "road-08", CLOUD_VILLAGE, 0),
        ("2025-02-01 08:00", "industry-03", None, 2),
        ("2025-11-22 23:30", "industry-08", None, 1),
        ("2025-04-01 08:00", "road-08", CLOUD_VILLAGE, 1),
        ("2025-11-23 00:30", "industry-03", None, 5),  # after the same day last year
        ("2024-12-31 23:59", "industry-03", None, 7),  # the year before
    ]
    for number, (moment, sector, place, deaths) in enumerate(rows):
        more = {"place_id": place} if place else {}
        an_accident(moment, sector=a_sector(sector), deaths=deaths, title=f"第 {number} 起", **more)
    struck = an_accident("2026-06-01 08:00", deaths=9, title="核销的")
    Accident.objects.filter(pk=struck.pk).update(counted=False)
    made.period = Period.parse("2026-01-01..2026-11-22")
    return made


def test_the_same_days_last_year_are_compared(world: Any) -> None:
    whole = queries.compare(Accident.objects.all(), world.period)
    assert (whole.now.accidents, whole.now.deaths) == (2, 1)
    assert (whole.before.accidents, whole.before.deaths) == (3, 4)
    assert (whole.accidents_less, whole.deaths_less) == (-1, -3)
    assert whole.accidents_change == pytest.approx(-100 / 3)
    assert (whole.deaths_change, whole.verdict) == (-75.0, "both")


def test_sectors_add_up_to_their_groups_and_groups_to_the_whole(world: Any) -> None:
    lines = queries.by_sector(Accident.objects.all(), world.period)
    shown = [
        (line.label, line.now.accidents, line.before.accidents, line.now.deaths, line.before.deaths) for line in lines
    ]
    assert shown == [
        ("工矿商贸", 1, 2, 1, 3),
        ("化工", 1, 1, 1, 2),
        ("其他工矿商贸", 0, 1, 0, 1),
        ("道路运输", 1, 1, 0, 1),
        ("货运", 1, 1, 0, 1),
    ]  # fmt: skip
    groups = [line for line in lines if line.key.startswith("g")]
    whole = queries.compare(Accident.objects.all(), world.period)
    assert sum(line.now.accidents for line in groups) == whole.now.accidents
    assert sum(line.before.deaths for line in groups) == whole.before.deaths


def test_towns_without_accidents_stand_there_with_nothing(world: Any) -> None:
    towns = Place.objects.filter(code__in=(STONE, CLOUD))
    lines = {line.key: line for line in queries.by_town(Accident.objects.all(), world.period, towns)}
    assert (lines[STONE].now.accidents, lines[STONE].before.deaths, lines[STONE].verdict) == (1, 3, "both")
    assert (lines[CLOUD].now.accidents, lines[CLOUD].before.accidents, lines[CLOUD].verdict) == (1, 1, "deaths")
    march = Period.parse("2026-08-01..2026-08-31")
    assert {line.verdict for line in queries.by_town(Accident.objects.all(), march, towns)} == {"flat"}


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [((1, 1), (2, 2), "both"), ((0, 0), (3, 0), "nobody"), ((1, 2), (2, 2), "accidents"), ((2, 0), (2, 1), "deaths"),
     ((2, 2), (2, 1), "neither"), ((0, 0), (0, 0), "flat"), ((0, 0), (1, 1), "both")],
)  # fmt: skip
def test_what_cannot_fall_below_none_is_not_held_against_a_town(now: Any, before: Any, verdict: str) -> None:
    line = queries.Compared("x", "x", queries.Figures(*now), queries.Figures(*before))
    assert line.verdict == verdict


def test_years_are_those_of_the_same_days(world: Any) -> None:
    told = queries.years(Accident.objects.all(), world.period, 3)
    assert [(each.first.year, figures.accidents, figures.deaths) for each, figures in told] == [
        (2026, 2, 1), (2025, 3, 4), (2024, 0, 0),
    ]  # fmt: skip


def test_the_rate_of_direct_reports_has_no_value_without_accidents(world: Any) -> None:
    first = Accident.objects.get(title="第 0 起")
    Accident.objects.filter(pk=first.pk).update(direct_reported_at=clock.now())
    rows = Accident.objects.all()
    assert queries.direct_rate(rows, world.period).rate == 50.0
    assert queries.direct_rate(rows, world.period, "industry").rate == 100.0
    assert queries.direct_rate(rows, world.period, "other").rate is None


def page(user: Any, address: str = "/accidents/monitor") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_each_figure_opens_the_rows_that_it_counted(world: Any) -> None:
    leader = a_user(roles.LEADER, COUNTY)
    answer = page(leader)
    assert answer.status_code == 200
    ledger = ledger_by_code("accident")
    from django.http import QueryDict

    counted = []
    for each in [answer.context["whole"], *answer.context["sectors"], *answer.context["towns"]]:
        for figure, url in ((each["line"].now, each["now_url"]), (each["line"].before, each["before_url"])):
            rows = Listing(ledger, leader, QueryDict(url.partition("?")[2])).queryset
            counted.append((figure.accidents, rows.count()))
    assert len(counted) == 2 * (1 + 5 + 2)
    assert all(told == opened for told, opened in counted), counted


def test_a_town_sees_its_own_accidents_only(world: Any) -> None:
    answer = page(a_user(roles.TOWNSHIP, CLOUD))
    assert answer.context["whole"]["line"].now.accidents == 1
    assert [each["line"].label for each in answer.context["towns"]] == ["云溪镇"]
    assert "石泉镇" not in answer.content.decode()


def test_nobody_without_the_grant_sees_the_page(world: Any) -> None:
    assert page(world.users[roles.ENTERPRISE]).status_code == 403
    assert page(world.users[roles.SYSADMIN]).status_code == 403


@pytest.mark.parametrize("asked", ["from=2026-05-01&to=2026-01-01", "from=x", "to=0001-01-01"])
def test_a_span_that_cannot_be_is_told_and_this_year_shown(world: Any, asked: str) -> None:
    answer = page(a_user(roles.LEADER, COUNTY), f"/accidents/monitor?{asked}")
    assert "时段不对" in answer.content.decode()
    assert answer.context["period"] == world.period


def test_inquiry_lines_are_answered_on_their_page_by_those_who_may(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    row = an_investigation(Accident.objects.get(title="第 0 起"))
    address = f"/accidents/investigations/{row.pk}/inquiries"
    item = InquiryItem.objects.order_by("pk").first()
    assert item is not None
    sent = {f"finding-{item.pk}": Finding.PROBLEM, f"text-{item.pk}": "未落实动火审批"}
    client = Client()
    client.force_login(office)
    assert client.post(address, sent).status_code == 302
    kept = InquiryAnswer.objects.get()
    assert (kept.finding, kept.text, kept.answered_by) == (Finding.PROBLEM, "未落实动火审批", office)
    assert "未落实动火审批" in page(a_user(roles.LEADER, COUNTY), address).content.decode()
    assert page(a_user(roles.TOWNSHIP, CLOUD), address).status_code == 404, "another town's"
    town = Client()
    town.force_login(world.users[roles.TOWNSHIP])
    assert town.post(address, sent).status_code == 403
    assert visible(ledger_by_code("investigation"), office).count() == 1
    assert services.seed() == 0, "what stands is not put there twice"
