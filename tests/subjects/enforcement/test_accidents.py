"""Cases that arose from accidents: begun from the accident's page, counted by its sector, money by the day it came."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from anlan.base.people import roles
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.accidents.models import Accident
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.models import Case, Payment
from tests.factories import CLOUD_VILLAGE, COUNTY, STONE, a_term, a_user
from tests.subjects.accidents.world import a_sector, an_accident, national_lists
from tests.subjects.enforcement.test_cases import served
from tests.subjects.enforcement.world import a_case, day, move

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def accidents(world: Any) -> list[Accident]:
    """One of industry in Stone, one on the road in Cloud."""
    national_lists()
    return [
        an_accident("2026-10-20 08:00", sector=a_sector("industry-03"), enterprise=world.firms[0], deaths=1),
        an_accident("2026-10-21 08:00", sector=a_sector("road-08"), place_id=CLOUD_VILLAGE, deaths=0),
    ]


def the_cases(world: Any, accidents: list[Accident]) -> None:
    """Of industry two filed this year, one closed; of the road one; one of no accident; one of last year."""
    paid = served(world, accident=accidents[0])
    paid = move(paid, "collect", world.brigadier, day=day("2026-11-20"), amount=Decimal(30000))
    paid = move(paid, "finish", world.brigadier, day=day("2026-11-20"))
    move(paid, "close", world.leader, day=day("2026-11-23"))
    part = served(world, "50000", accident=accidents[0], enterprise=world.firms[2])
    move(part, "collect", world.brigadier, day=day("2026-11-21"), amount=Decimal("12000.50"))
    move(a_case(world, accident=accidents[1]), "take", world.leader, day=day("2026-11-03"))
    served(world, "7000")
    Case.objects.filter(pk=a_case(world, accident=accidents[0]).pk).update(filed_on=date(2025, 12, 31))


def test_cases_by_the_sector_of_their_accident_are_counted_by_hand(world: Any, accidents: list[Accident]) -> None:
    the_cases(world, accidents)
    cases, payments = Case.objects.all(), Payment.objects.all()
    found = queries.case_figures(cases, payments, *YEAR, "accident__sector_group__code")
    industry = found["industry"]
    assert (industry.filed, industry.closed, industry.done, industry.penalised) == (2, 1, 1, 2)
    assert (industry.imposed, industry.collected, industry.closure_rate) == (
        Decimal(80000), Decimal("42000.50"), Decimal(50),
    )  # fmt: skip
    assert (found["road"].filed, found["road"].imposed, found["road"].collected) == (1, 0, 0)
    assert (found[None].filed, found[None].imposed) == (1, Decimal(7000))
    whole = queries.case_figures(cases, payments, *YEAR)[None]
    assert (whole.filed, whole.closed, whole.penalised, whole.imposed) == (4, 1, 2, Decimal(87000))
    none_yet = queries.case_figures(cases, payments, date(2026, 1, 1), date(2026, 10, 31))
    assert none_yet == {}


def test_the_page_counts_what_one_may_see_and_opens_what_it_counted(world: Any, accidents: list[Accident]) -> None:
    the_cases(world, accidents)
    client = Client()
    client.force_login(world.leader)
    answer = client.get("/enforcement/cases?from=2026-01-01&to=2026-12-31")
    assert (answer.status_code, "42000.50" in answer.content.decode(), "50.0%" in answer.content.decode()) == (
        200, True, True,
    )  # fmt: skip
    lines = [line for _title, lines in answer.context["tables"] for line in lines]
    industry = next(line for line in lines if line[0] == "工矿商贸")
    opened = Listing(ledger_by_code("case"), world.leader, QueryDict(urlsplit(industry[1]).query)).queryset
    assert (opened.count(), industry[2].filed) == (2, 2)
    client.force_login(world.cloud)
    assert client.get("/enforcement/cases").context["whole"].filed == 0
    client.force_login(a_user(roles.VILLAGE, STONE))
    assert client.get("/enforcement/cases").status_code == 403


def test_a_case_is_begun_from_the_page_of_its_accident(world: Any, accidents: list[Accident]) -> None:
    source = a_term("case-source", "事故", "accident")
    client = Client()
    client.force_login(world.brigadier)
    page = client.get(f"/l/accident/{accidents[0].pk}/").content.decode()
    assert f"/enforcement/cases/about/accident/{accidents[0].pk}" in page
    leads = client.get(f"/enforcement/cases/about/accident/{accidents[0].pk}")
    assert leads.status_code == 302
    given = {name: values[0] for name, values in parse_qs(urlsplit(leads.url).query).items()}
    assert (given["enterprise"], given["source"], given["found_on"], given["violated_on"]) == (
        str(world.firms[0].pk), str(source.pk), "2026-10-20", "2026-10-20",
    )  # fmt: skip
    assert client.get(leads.url).status_code == 200
    saved = client.post("/l/case/new", given | {"party_kind": "unit"})
    assert saved.status_code == 302, saved.context["form"].errors
    case = Case.objects.get()
    assert (case.accident, case.enterprise, case.place_id) == (accidents[0], world.firms[0], accidents[0].place_id)
    assert case.number in client.get(f"/l/accident/{accidents[0].pk}/").content.decode()
    client.force_login(world.cloud)
    assert client.get(f"/enforcement/cases/about/accident/{accidents[0].pk}").status_code == 404
    client.force_login(a_user(roles.DUTY, COUNTY))
    assert client.get(f"/enforcement/cases/about/accident/{accidents[0].pk}").status_code == 403
