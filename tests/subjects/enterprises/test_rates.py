"""The rates against worlds counted by hand; no whole, no rate."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enterprises import queries
from anlan.subjects.enterprises.models import (
    Enterprise,
    Expert,
    ExpertService,
    InsuranceService,
    MajorHazardSource,
    MonitoringEquipment,
)
from anlan.subjects.enterprises.queries import Rate
from tests.factories import an_enterprise
from tests.subjects.enterprises.world import (
    a_contract,
    a_grading,
    a_policy,
    a_provider,
    a_service,
    a_source,
    a_visit,
    an_expert,
    changed,
    moved,
    some_equipment,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
YEAR = date(2026, 1, 1)


def test_a_rate_has_two_decimals_and_needs_a_whole() -> None:
    assert (Rate(1, 3).percent, Rate(2, 3).percent, Rate(0, 4).percent) == (
        Decimal("33.33"), Decimal("66.67"), Decimal(0),
    )  # fmt: skip
    assert Rate(0, 0).percent is None


def test_insurance_covers_who_is_insured_on_that_day(world: Any) -> None:
    stone, cloud = world.stone.enterprise, world.cloud.enterprise
    an_enterprise(name="未参保厂")
    an_enterprise(name="关闭厂", operation="closed")
    insurer = a_provider()
    a_policy(stone, insurer, date(2025, 12, 1), date(2026, 11, 30))
    a_policy(stone, insurer, date(2026, 11, 1), date(2027, 10, 31))  # two policies, one firm
    a_policy(cloud, insurer, date(2025, 11, 1), date(2026, 11, 21))  # ran out yesterday
    firms = Enterprise.objects.all()
    assert queries.insured(firms, TODAY) == Rate(1, 3)
    assert queries.insured(firms, date(2026, 11, 21)) == Rate(2, 3)
    a_policy(cloud, insurer, date(2026, 11, 22), date(2027, 11, 21), ended_on=date(2026, 11, 22))
    assert queries.insured(firms, TODAY) == Rate(1, 3)
    assert queries.insured(firms.none(), TODAY).percent is None


def test_services_delivered_of_services_due(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    policy = a_policy(world.stone.enterprise, a_provider(), date(2026, 1, 1), date(2026, 12, 31))
    given, late, gone, ahead = (
        a_service(policy, day) for day in (date(2026, 3, 1), date(2026, 6, 1), date(2026, 7, 1), date(2026, 12, 1))
    )
    done = {"people": 3, "issues_found": 5, "issues_fixed": 4, "fee": Decimal(800), "summary": "查出五处"}
    given = moved(given, "deliver", office, delivered_on=date(2026, 3, 2), **done)
    moved(gone, "cancel", office, reason="企业停产")
    rows = InsuranceService.objects.all()
    assert queries.services_delivered(rows, YEAR, TODAY) == Rate(1, 2)
    assert queries.services_delivered(rows, YEAR, date(2026, 3, 1)) == Rate(0, 1)  # given a day later
    with pytest.raises(making.Refused, match="不能多于"):
        moved(late, "deliver", office, **done | {"delivered_on": TODAY, "issues_fixed": 6})
    assert moved(given, "rate", world.users[roles.ENTERPRISE], rating=4).rating == 4
    with pytest.raises(making.Refused):
        moved(ahead, "deliver", world.users[roles.ENTERPRISE], delivered_on=TODAY, **done)


def test_standardisation_contracts_and_systems(world: Any) -> None:
    stone, cloud = world.stone.enterprise, world.cloud.enterprise
    firms = Enterprise.objects.all()
    a_grading(
        stone, grade="3", graded_on=date(2023, 11, 22), due_on=date(2026, 11, 22), self_assessed_on=date(2025, 9, 1)
    )
    a_grading(cloud, self_assessed_on=date(2026, 9, 1))
    assert queries.standardised(firms, TODAY) == Rate(1, 2)
    assert queries.standardised(firms, date(2026, 11, 23)) == Rate(0, 2)
    assert queries.self_assessed(firms, YEAR, TODAY) == Rate(1, 2)
    a_contract(cloud, a_provider("澜安技术服务"), date(2026, 11, 22), date(2027, 11, 21))
    assert queries.contracted(firms, TODAY) == Rate(1, 2)
    assert queries.contracted(firms, date(2026, 11, 21)) == Rate(0, 2)
    changed(stone, risk_system_on=date(2026, 6, 30))
    assert queries.with_risk_system(firms, TODAY) == Rate(1, 2)
    assert queries.with_risk_system(firms, date(2026, 6, 29)) == Rate(0, 2)


def test_connected_and_filed_of_what_really_is_a_source(world: Any) -> None:
    stone = world.stone.enterprise
    connected = a_source(stone, connected_on=date(2026, 1, 1))
    a_source(stone, name="罐区二", connected_on=date(2026, 1, 1), disconnected_on=date(2026, 11, 1))
    a_source(stone, name="罐区三")
    a_source(stone, (("氨", "5"),), name="小罐", connected_on=date(2026, 1, 1))  # none by S
    rows = MajorHazardSource.objects.all()
    assert queries.connected(rows, TODAY) == Rate(1, 3)
    assert queries.connected(rows, date(2026, 10, 31)) == Rate(2, 3)
    office = world.users[roles.SAFETY_OFFICE]
    moved(connected, "retire", office, retired_on=date(2026, 11, 20), reason="拆除")
    assert queries.connected(rows, TODAY) == Rate(0, 2)
    assert queries.filed(rows, TODAY) == Rate(0, 2)


def test_installed_is_not_in_service(world: Any) -> None:
    some_equipment(world.stone.enterprise, "紧急切断", 4, 3, 1)
    some_equipment(world.cloud.enterprise, "紧急切断", 4, 4, 4)
    some_equipment(world.cloud.enterprise, "气体报警", 10, 0, 0)
    found = {
        one.system: (one.installed, one.in_service) for one in queries.equipment(MonitoringEquipment.objects.all())
    }
    assert found == {"紧急切断": (Rate(7, 8), Rate(5, 7)), "气体报警": (Rate(0, 10), Rate(0, 0))}


def test_cadence_is_kept_from_visit_to_visit(world: Any) -> None:
    stone, cloud = world.stone.enterprise, world.cloud.enterprise
    office = world.users[roles.SAFETY_OFFICE]
    quarterly = an_expert(stone, hired_on=date(2026, 1, 1), day_fee=Decimal(800))
    an_expert(cloud, ("企业内部", "inside"), name="李工", hired_on=date(2026, 10, 21), cadence="month")
    an_expert(None, ("省级", "province"), name="赵工")
    assert set(ledger_by_code("expert").check({"enterprise": cloud, "cadence": ""})) == {"cadence"}
    visit = a_visit(quarterly, stone, date(2026, 8, 20))
    served = {"days": Decimal("1.5"), "issues_found": 6, "issues_fixed": 5, "trained": 20, "summary": "工艺指导"}
    visit = moved(visit, "serve", office, served_on=date(2026, 8, 22), **served)
    assert visit.fee == Decimal(1200)
    kept = queries.cadences(Expert.objects.all(), TODAY)
    assert [(one.expert.name, one.next_on, one.met) for one in kept] == [
        ("李工", date(2026, 11, 21), False),
        ("陈工", date(2026, 11, 22), True),
    ]
    assert queries.cadence_rate(kept) == Rate(1, 2)
    assert queries.given(ExpertService.objects.all(), YEAR, TODAY) == queries.Given(1, 1, 1, 6, 5, 20)


def test_an_expert_is_rated_before_he_is_paid_and_paid_once(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    expert = an_expert(world.stone.enterprise, due_on=date(2026, 11, 10))
    visit = a_visit(expert, world.stone.enterprise, date(2026, 11, 1))
    served = {"days": Decimal(1), "issues_found": 1, "issues_fixed": 0, "trained": 0, "summary": "指导"}
    with pytest.raises(making.Refused, match="聘期"):
        moved(visit, "serve", office, served_on=date(2026, 11, 11), **served)
    visit = moved(visit, "serve", world.users[roles.ENTERPRISE], served_on=date(2026, 11, 10), **served)
    with pytest.raises(making.Refused, match="支付服务费"):
        moved(visit, "pay", office, fee=Decimal(500), paid_on=TODAY)
    assert (visit.issues_fixed, visit.trained) == (0, 0)  # none is an answer
    visit = moved(visit, "rate", world.users[roles.ENTERPRISE], rating=5)
    assert (visit.rating, visit.rated_on) == (5, TODAY)
    with pytest.raises(making.Refused, match="服务日期"):
        moved(visit, "pay", office, fee=Decimal(500), paid_on=date(2026, 11, 9))
    first, second = (ExpertService.objects.get(pk=visit.pk) for _number in range(2))
    moved(first, "pay", office, fee=Decimal(500), paid_on=TODAY)
    with pytest.raises(making.Refused):
        moved(second, "pay", office, fee=Decimal(600), paid_on=TODAY)
    visit.refresh_from_db()
    assert (visit.fee, visit.paid_on) == (Decimal(500), TODAY)


def test_the_page_counts_my_area_only(client: Client, world: Any) -> None:
    insurer = a_provider()
    a_policy(world.stone.enterprise, insurer, date(2026, 1, 1), date(2026, 12, 31))
    some_equipment(world.cloud.enterprise, "紧急切断", 4, 3, 1)
    client.force_login(world.users[roles.TOWNSHIP])
    page = client.get(reverse("enterprise-rates")).content.decode()
    assert "100.00%" in page
    assert "紧急切断" not in page
    client.force_login(world.cloud_user)
    page = client.get(reverse("enterprise-rates")).content.decode()
    assert "100.00%" not in page
    assert "紧急切断" in page
    for role in (roles.ENTERPRISE, roles.SYSADMIN):
        client.force_login(world.users[role])
        assert client.get(reverse("enterprise-rates")).status_code == 403
