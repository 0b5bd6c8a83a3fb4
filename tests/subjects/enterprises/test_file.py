"""一企一册: whatever leads to the firm stands in it, within what the reader may see; projects and what expires."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Notice
from anlan.subjects.enterprises import expiring, file
from anlan.subjects.enterprises.choices import Stage
from anlan.subjects.enterprises.models import Contractor
from tests.factories import a_hazard, a_person, an_inspection
from tests.subjects.enterprises.world import (
    a_certificate,
    a_policy,
    a_project,
    a_provider,
    a_service,
    a_source,
    entered,
    moved,
)

pytestmark = pytest.mark.django_db


def page(client: Client, world: Any, role: str, side: str = "stone") -> Any:
    client.force_login(world.users[role])
    return client.get(reverse("enterprise-file", args=[getattr(world, side).enterprise.pk]))


def test_everything_known_of_a_firm_stands_on_one_page(client: Client, world: Any) -> None:
    stone = world.stone.enterprise
    a_hazard(stone, content="反应釜安全阀未校验")
    an_inspection(stone, inspectors="吴晓、周建")
    a_source(stone)
    service = a_service(a_policy(stone, a_provider(), date(2026, 1, 1), date(2026, 12, 31)), date(2026, 11, 1))
    a_certificate(stone, date(2026, 12, 1), "XK-0001")
    a_hazard(world.cloud.enterprise, content="别家的隐患")
    text = page(client, world, roles.SAFETY_OFFICE).content.decode()
    for words in ("反应釜安全阀未校验", "液氨储罐区", "AZX-1", str(service.kind), "XK-0001", "专项检查"):
        assert words in text
    assert "别家的隐患" not in text
    assert text.index("反应釜安全阀未校验") < text.index("没有记录。")  # what is empty stands last


def test_phones_in_the_file_are_masked(client: Client, world: Any) -> None:
    entered(
        Contractor(
            enterprise=world.stone.enterprise, name="安装队", work="管道安装", phone="13800003456", leader="吴晓"
        )
    )
    text = page(client, world, roles.SAFETY_OFFICE).content.decode()
    assert "138****3456" in text
    assert "13800003456" not in text


def test_a_firm_sees_its_own_file_and_no_other(client: Client, world: Any) -> None:
    a_hazard(world.stone.enterprise, content="反应釜安全阀未校验")
    answer = page(client, world, roles.ENTERPRISE)
    assert answer.status_code == 200
    assert "反应釜安全阀未校验" in answer.content.decode()
    assert page(client, world, roles.ENTERPRISE, "cloud").status_code == 404
    assert client.get(reverse("enterprise-mine")).url == reverse("enterprise-file", args=[world.stone.enterprise.pk])
    assert page(client, world, roles.TOWNSHIP, "cloud").status_code == 404
    assert page(client, world, roles.SYSADMIN).status_code == 403
    assert client.get(reverse("enterprise-mine")).status_code == 403
    client.force_login(world.users[roles.SAFETY_OFFICE])
    assert client.get(reverse("enterprise-mine")).status_code == 403


def test_the_first_page_of_a_firm_leads_to_its_file_and_that_of_others_does_not(client: Client, world: Any) -> None:
    door = f'href="{reverse("enterprise-mine")}"'
    for role, doors in ((roles.ENTERPRISE, True), (roles.TOWNSHIP, False)):
        client.force_login(world.users[role])
        text = client.get("/").content.decode()
        assert (door in text[text.index("<main") :]) is doors, role


def test_what_waits_for_the_firm_leads_its_file(client: Client, world: Any) -> None:
    a_certificate(world.stone.enterprise, date(2026, 12, 1), "XK-0001")
    a_certificate(world.stone.enterprise, date(2027, 12, 1), "XK-0002")
    text = page(client, world, roles.ENTERPRISE).content.decode()
    waiting = text[text.index('id="waiting"') : text.index("基本情况")]
    assert "XK-0001" in waiting
    assert "XK-0002" not in waiting


def test_other_subjects_add_sections(client: Client, world: Any) -> None:
    file.register_section(-1, "最近约谈", lambda request, firm: [("/", [f"{firm.name}约谈记录"])], ("事由",))
    file.register_section(1, "不给看", lambda request, firm: None)
    try:
        text = page(client, world, roles.SAFETY_OFFICE).content.decode()
    finally:
        file.forget_section("最近约谈")
        file.forget_section("不给看")
    assert f"{world.stone.enterprise.name}约谈记录" in text
    assert "不给看" not in text


def test_rows_lead_to_a_firm_over_one_link() -> None:
    assert file.path_to_firm(ledger_by_code("hazard")) == "enterprise"
    assert file.path_to_firm(ledger_by_code("insurance-service")) == "policy__enterprise"
    assert file.path_to_firm(ledger_by_code("source-substance")) == "source__enterprise"
    assert file.path_to_firm(ledger_by_code("place")) == ""


def counted(world: Any, code: str, role: str = roles.SAFETY_OFFICE) -> list[int]:
    user = world.users[role]
    return [Listing(ledger_by_code(code), user, {"chip": str(number)}).queryset.count() for number in range(1, 5)]


def test_chips_of_what_ends_soon(world: Any) -> None:
    for days in (-1, 0, 30, 31, 60, 61, 90, 91):
        a_certificate(world.stone.enterprise, date.fromordinal(date(2026, 11, 22).toordinal() + days))
    a_certificate(world.stone.enterprise, date(2026, 11, 1), ended_on=date(2026, 10, 1))
    assert counted(world, "certificate") == [1, 2, 4, 6]


def test_a_policy_that_was_renewed_is_not_expired(world: Any) -> None:
    insurer = a_provider()
    a_policy(world.stone.enterprise, insurer, date(2025, 1, 1), date(2025, 12, 31))
    assert counted(world, "insurance-policy") == [1, 0, 0, 0]
    a_policy(world.stone.enterprise, insurer, date(2026, 1, 1), date(2026, 12, 31))
    assert counted(world, "insurance-policy") == counted(world, "insurance-policy", roles.TOWNSHIP) == [0, 0, 1, 1]
    listing = Listing(ledger_by_code("insurance-policy"), world.users[roles.TOWNSHIP], {})
    assert list(listing.counts().values()) == [2, 0, 0, 1, 1]


def test_the_firm_is_told_ahead_once_a_step(world: Any) -> None:
    a_person(world.stone.organisation, phone="13800005678")
    due = a_certificate(world.stone.enterprise, date(2026, 12, 23), "XK-0001")
    a_certificate(world.cloud.enterprise, date(2026, 12, 23), "XK-0002")  # nobody there to be told
    a_certificate(world.stone.enterprise, date(2026, 12, 23), "XK-0003", ended_on=date(2026, 11, 1))
    assert expiring.tell() == 0  # Sunday
    clock.set_for_tests(clock.at("2026-11-23 08:00"))
    assert expiring.tell() == 0  # too early
    clock.set_for_tests(clock.at("2026-11-23 09:00"))
    expiring.tell()
    expiring.tell()
    clock.set_for_tests(clock.at("2026-11-24 09:00"))
    expiring.tell()
    told = list(Notice.objects.filter(topic=expiring.TOPIC))
    assert [(notice.about, notice.about_id) for notice in told] == [("certificate", due.pk)]
    assert "2026-12-23 到期" in told[0].title


def test_a_project_takes_every_stage_in_order(world: Any) -> None:
    office = world.users[roles.SAFETY_OFFICE]
    project = a_project(world.stone.enterprise)
    with pytest.raises(making.Refused, match="立项"):
        moved(project, "trial", office, passed_on=date(2026, 5, 1), due_on=date(2026, 8, 1))
    with pytest.raises(making.Refused, match="2026-03-01"):
        moved(project, "conditions", office, passed_on=date(2026, 2, 1), paper="安审1", due_on=None)
    project = moved(project, "conditions", office, passed_on=date(2026, 4, 1), paper="安审1", due_on=date(2026, 6, 1))
    assert (project.status, project.due_on) == (Stage.CONDITIONS, date(2026, 6, 1))
    with pytest.raises(making.Refused, match="2026-04-01"):
        moved(project, "design", office, passed_on=date(2026, 3, 1), paper="设审1", due_on=None)
    project = moved(project, "design", office, passed_on=date(2026, 5, 1), paper="设审1", due_on=None)
    project = moved(project, "trial", office, passed_on=date(2026, 8, 1), due_on=date(2027, 2, 1))
    project = moved(project, "accept", office, passed_on=date(2026, 11, 1), paper="验1", opinion="合格")
    assert (project.status, project.conditions_on, project.design_on, project.trial_on, project.accepted_on) == (
        Stage.ACCEPTED, date(2026, 4, 1), date(2026, 5, 1), date(2026, 8, 1), date(2026, 11, 1),
    )  # fmt: skip
    assert project.due_on is None
    with pytest.raises(making.Refused):
        moved(a_project(world.stone.enterprise, name="二期"), "conditions", world.users[roles.ENTERPRISE],
              passed_on=date(2026, 4, 1), paper="安审2", due_on=None)  # fmt: skip


def test_what_is_done_is_not_late(world: Any) -> None:
    ledger = ledger_by_code("insurance-service")
    column = next(column for column in ledger.listed if column.name == "due_on")
    policy = a_policy(world.stone.enterprise, a_provider(), date(2026, 1, 1), date(2026, 12, 31))
    row = a_service(policy, date(2026, 11, 12))
    assert (column.text(row), "late" in column.cell(row)) == ("超期 10 天", True)
    row = moved(row, "cancel", world.users[roles.SAFETY_OFFICE], reason="停产")
    assert (column.text(row), "late" in column.cell(row)) == ("2026-11-12", False)
    ended = a_certificate(world.stone.enterprise, date(2026, 11, 1), ended_on=date(2026, 10, 1))
    column = next(column for column in ledger_by_code("certificate").listed if column.name == "due_on")
    assert (column.text(ended), column.cell(ended)) == ("2026-11-01", "2026-11-01")
