"""Complaints from the first call to the answer: clocks, towns, reward, what comes of them, and who reported."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.search import query as search
from anlan.subjects.hazards.models import Hazard
from anlan.subjects.permits import services
from anlan.subjects.permits.choices import Handling, Result
from anlan.subjects.permits.models import Complaint, ComplaintLimit
from tests.factories import CLOUD, COUNTY, a_term, a_user, a_world, an_organisation
from tests.subjects.permits.world import a_complaint, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    clock.set_for_tests(clock.at("2026-11-20 10:00"))  # a Friday
    made_world = a_world()
    made_world.office = made_world.users[roles.SAFETY_OFFICE]
    made_world.cloud_office = an_organisation("云溪镇应急办", CLOUD)
    return made_world


def checked(row: Complaint, actor: Any, result: str = Result.TRUE) -> Complaint:
    return made("check", made("accept", row, actor), actor, result=result, finding="现场查看属实")


def test_its_clock_is_acceptance_then_the_check(world: Any) -> None:
    row = a_complaint()
    assert row.accept_due_on == row.due_on == date(2026, 12, 1), "seven working days where nothing is laid down"
    row = made("accept", row, world.office)
    assert (row.accepted_at, row.due_on) == (clock.now(), clock.today() + timedelta(days=60))


def test_what_was_transferred_is_answered_when_the_sender_wants_it(world: Any) -> None:
    city = a_term("complaint-source", "市局转办", "city")
    row = a_complaint(source=city, sender_number="市转〔2026〕88号", return_due_on=date(2026, 12, 4))
    row = made("accept", row, world.office)
    assert row.due_on == date(2026, 12, 4)
    row = made("assign", row, world.office, handler=str(world.cloud_office.pk), due_on=date(2026, 12, 20))
    assert row.due_on == date(2026, 12, 4), "no later than the sender wants it"


def test_a_source_has_its_own_limit_before_the_general_one(world: Any) -> None:
    province = a_term("complaint-source", "省厅转办", "province")
    ComplaintLimit.objects.create(name="一般", accept_days=7, check_days=60)
    ComplaintLimit.objects.create(name="省厅", source=province, accept_days=1, check_days=20)
    services.forget_limits()
    row = a_complaint(source=province)
    assert row.due_on == date(2026, 11, 23)
    assert made("accept", row, world.office).due_on == clock.today() + timedelta(days=20)


def test_a_town_sees_what_is_given_to_it(world: Any) -> None:
    row = a_complaint(place_id=COUNTY)
    ledger = ledger_by_code("complaint")
    assert list(visible(ledger, world.cloud_user)) == []
    row = made("assign", made("accept", row, world.office), world.office, handler=str(world.cloud_office.pk))
    assert (row.place_id, row.handler) == (CLOUD, world.cloud_office)
    assert list(visible(ledger, world.cloud_user)) == [row]
    assert list(visible(ledger, world.users[roles.TOWNSHIP])) == []
    row = made("check", row, world.cloud_user, result=Result.PARTLY, finding="已责令清理")
    assert (row.status, row.checked_on) == (Handling.CHECKED, clock.today())


def test_the_answer_closes_it_and_only_who_needs_none_is_closed_without(world: Any) -> None:
    row = checked(a_complaint(reporter="何敏", phone="13800001234"), world.office)
    with pytest.raises(Refused):
        made("close", row, world.office)
    row = made("answer", row, world.office, text="已查处，感谢监督")
    assert (row.status, row.answered_on, row.closed_on) == (Handling.CLOSED, clock.today(), clock.today())
    nameless = checked(a_complaint(anonymous=True), world.office)
    assert made("close", nameless, world.office).status == Handling.CLOSED
    sent = checked(a_complaint(anonymous=True, sender_number="88号"), world.office)
    with pytest.raises(Refused):
        made("close", sent, world.office)


def test_a_check_that_does_not_do_is_done_again(world: Any) -> None:
    row = made("return", checked(a_complaint(), world.office), world.office, opinion="没有到现场")
    assert (row.status, row.result, row.checked_on) == (Handling.ASSIGNED, "", None)


def test_a_reward_is_given_once_and_only_for_what_is_true(world: Any) -> None:
    false = checked(a_complaint(), world.office, Result.FALSE)
    with pytest.raises(Refused):
        made("reward", false, world.users[roles.LEADER], amount=Decimal(500))
    true = checked(a_complaint(title="另一件"), world.office)
    true = made("reward", true, world.users[roles.LEADER], amount=Decimal(500))
    assert (true.reward, true.rewarded_on) == (Decimal(500), clock.today())
    with pytest.raises(Refused):
        made("reward", true, world.users[roles.LEADER], amount=Decimal(500))


def test_a_hazard_comes_of_it_once_and_tells_nothing_of_the_reporter(world: Any) -> None:
    before = Hazard.objects.count()
    row = checked(
        a_complaint(content="二楼仓库存放烟花爆竹", reporter="何敏", phone="13800001234", unit="石塘日杂店"),
        world.office,
    )
    row = made("hazard", row, world.users[roles.TOWNSHIP])
    assert Hazard.objects.count() == before + 1
    hazard = row.hazard
    assert (hazard.content, hazard.place_id, hazard.unit) == ("二楼仓库存放烟花爆竹", row.place_id, "石塘日杂店")
    assert hazard.number
    told = str([getattr(hazard, field.attname) for field in hazard._meta.concrete_fields])
    assert "何敏" not in told
    assert "1380000" not in told.replace(str(hazard.phone), "")
    with pytest.raises(Refused):
        made("hazard", row, world.office)


def test_a_clue_comes_of_it_in_the_ledger_of_cases(world: Any) -> None:
    row = made("clue", checked(a_complaint(unit="石塘日杂店"), world.office), world.office)
    case = ledger_by_code("case").model._base_manager.get(about="complaint", about_id=row.pk)
    assert (row.clue_on, row.clue_number) == (clock.today(), case.number)
    with pytest.raises(Refused):
        made("clue", row, world.office)


def test_who_reported_is_masked_found_by_no_search_and_told_to_few(world: Any) -> None:
    row = a_complaint(reporter="皇甫清风", phone="13800004321")
    town = world.users[roles.TOWNSHIP]
    client = Client()
    client.force_login(town)
    page = client.get(f"/l/complaint/{row.pk}/").content.decode()
    assert row.title in page
    assert "皇甫清风" not in page
    assert "13800004321" not in page
    assert client.post(f"/l/complaint/{row.pk}/reveal/reporter").status_code == 403
    assert search.matching_ids("complaint", "皇甫清风") == []
    assert search.matching_ids("complaint", "违规存放") == [row.pk]
    client.force_login(world.office)
    assert client.post(f"/l/complaint/{row.pk}/reveal/reporter").json() == {"value": "皇甫清风"}
    assert "皇甫清风" not in str(list(AuditEntry.objects.values_list("before", "after", "label")))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_the_same_complaint_one_wins_and_the_other_reads_why(world: Any) -> None:
    row = a_complaint()
    users = [a_user(roles.SAFETY_OFFICE, COUNTY), a_user(roles.ENFORCEMENT, COUNTY)]
    ready = threading.Barrier(2)
    outcomes: list[str] = []

    def one(user: Any) -> None:
        try:
            ready.wait()
            made("accept", row, user)
            outcomes.append("made")
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert min(outcomes, key=len) == "made"
    assert "当前状态是“待交办”" in max(outcomes, key=len)
    kept = Complaint.objects.get(pk=row.pk)
    assert (kept.status, kept.version) == (Handling.ACCEPTED, row.version + 1)
    assert AuditEntry.objects.filter(act="complaint.accept", object_id=str(row.pk)).count() == 1
