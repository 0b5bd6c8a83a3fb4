"""Applications run against a promise in working days; a hearing stops it; a grant makes a certificate."""

from datetime import date, timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.clock import Period
from anlan.base.people import roles
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.lists import chip_condition
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.permits import queries
from anlan.subjects.permits.choices import Kind, Pause, Stage, Validity
from anlan.subjects.permits.models import Permit, PermitApplication, PermitItem, PermitPause
from tests.factories import a_world
from tests.subjects.permits.world import a_permit, an_application, an_item, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Any:
    clock.set_for_tests(clock.at("2026-11-16 09:00"))  # a Monday
    return a_world().users[roles.SAFETY_OFFICE]


def on(day: str) -> None:
    clock.tick(clock.at(f"{day} 09:00"))


def chip(code: str, name: str) -> Any:
    ledger = ledger_by_code(code)
    number = [str(label) for label in ledger.chips].index(name) + 1
    return ledger.model._base_manager.filter(chip_condition(ledger, str(number)))


def test_it_is_taken_up_within_five_working_days_and_decided_within_the_promise(clerk: Any) -> None:
    row = an_application()
    assert row.due_on == date(2026, 11, 23)
    on("2026-11-18")
    row = made("accept", row, clerk)
    assert (row.accepted_on, row.due_on, row.legal_due_on) == (
        date(2026, 11, 18),
        date(2026, 11, 30),
        date(2026, 12, 16),
    )
    on("2026-11-30")
    row = made("grant", row, clerk)
    assert (row.decided_on, row.used_days, row.in_time) == (date(2026, 11, 30), 8, True)


def test_a_day_too_late_breaks_the_promise(clerk: Any) -> None:
    row = made("accept", an_application(), clerk)
    on("2026-11-27")
    assert list(chip("permit-application", "超承诺时限")) == [row]
    row = made("deny", row, clerk, paper="澜应急许〔2026〕3号", reason="不符合布点规划")
    assert (row.in_time, row.status, row.certificate) == (False, Stage.DENIED, None)
    assert list(chip("permit-application", "逾期办结")) == [row]


def test_a_hearing_stops_the_clock_and_gives_the_same_days_back(clerk: Any) -> None:
    row = made("accept", an_application(), clerk)
    assert row.due_on == date(2026, 11, 26)
    on("2026-11-18")
    row = made("pause", row, clerk, cause=Pause.HEARING, text="利害关系人申请听证")
    ledger = ledger_by_code("permit-application")
    on("2026-11-27")
    assert ledger.deadline(row) is None
    assert list(chip("permit-application", "超承诺时限")) == []
    row = made("resume", row, clerk)
    assert (row.paused_days, row.due_on) == (7, date(2026, 12, 7))
    pause = PermitPause.objects.get()
    assert (pause.begun_on, pause.ended_on, pause.days) == (date(2026, 11, 18), date(2026, 11, 27), 7)
    on("2026-12-07")
    row = made("grant", row, clerk)
    assert (row.used_days, row.in_time) == (8, True)


def test_what_was_missing_lets_the_days_of_acceptance_begin_anew(clerk: Any) -> None:
    row = made("supplement", an_application(), clerk, text="缺经营场所平面图")
    on("2026-11-30")
    row = made("supplied", row, clerk)
    assert (row.status, row.due_on) == (Stage.RECEIVED, date(2026, 12, 7))
    row = made("accept", row, clerk)
    assert (row.paused_days, row.due_on) == (0, date(2026, 12, 10)), "days before acceptance shorten no promise"


def test_an_edited_item_changes_no_promise_that_runs(clerk: Any) -> None:
    row = made("accept", an_application(), clerk)
    PermitItem.objects.update(promised_days=1)
    row = made("resume", made("pause", row, clerk, cause=Pause.TESTS, text=""), clerk)
    assert row.due_on == date(2026, 11, 26)


def test_a_grant_makes_a_certificate_with_its_own_number_and_term(clerk: Any) -> None:
    first = made("grant", made("accept", an_application(), clerk), clerk)
    second = made("grant", made("accept", an_application(applicant="乙店"), clerk), clerk)
    assert [first.certificate.number, second.certificate.number] == ["YHLS-2026-00001", "YHLS-2026-00002"]
    assert (first.certificate.holder, first.certificate.expires_on) == ("石塘日杂店", date(2028, 11, 15))
    with pytest.raises(Refused, match="已经有了"):
        made("grant", made("accept", an_application(), clerk), clerk, certificate="YHLS-2026-00001")
    assert Permit.objects.count() == 2


def test_a_renewal_ends_the_old_certificate_and_an_ending_makes_none(clerk: Any) -> None:
    item = an_item()
    old = a_permit(item, expires_on=date(2026, 12, 31))
    made("grant", made("accept", an_application(item, kind=Kind.RENEWAL, permit=old), clerk), clerk)
    old.refresh_from_db()
    assert (old.status, old.ended_on) == (Validity.RENEWED, clock.today())
    assert Permit.objects.filter(status=Validity.VALID).count() == 1
    other = a_permit(item)
    row = made("grant", made("accept", an_application(item, kind=Kind.END, permit=other), clerk), clerk)
    other.refresh_from_db()
    assert (other.status, row.certificate) == (Validity.CANCELLED, None)


def test_what_expires_is_shown_before_and_after_and_ends_with_a_reason(clerk: Any) -> None:
    soon = a_permit(expires_on=clock.today() + timedelta(days=90))
    a_permit(expires_on=clock.today() + timedelta(days=91))
    gone = a_permit(expires_on=clock.today() - timedelta(days=1))
    last_day = a_permit(expires_on=clock.today())
    assert set(chip("permit", "90 天内到期")) == {soon, last_day}
    assert list(chip("permit", "已过期未处理")) == [gone]
    gone = made("lapse", gone, clerk, reason="零售点布点规划调整，到期不再核发")
    assert (gone.ended_on, gone.end_reason) == (clock.today(), "零售点布点规划调整，到期不再核发")
    assert list(chip("permit", "到期不再核发")) == [gone]
    assert list(chip("permit", "已过期未处理")) == []


def test_the_counts_of_a_period_are_each_by_their_own_day(clerk: Any) -> None:
    kept = made("grant", made("accept", an_application(), clerk), clerk)
    late = made("accept", an_application(applicant="乙店"), clerk)
    an_application(applicant="丙店")
    on("2026-12-01")
    made("grant", late, clerk)
    rows = PermitApplication.objects.all()
    november, december = (queries.kept(rows, Period.parse(month)) for month in ("2026-11", "2026-12"))
    assert (november.received, november.accepted, november.decided, november.in_time) == (3, 2, 1, 1)
    assert (december.received, december.decided, december.rate) == (0, 1, 0.0)
    assert queries.kept(rows, Period.parse("2025")).rate is None
    assert kept.in_time
    assert queries.saved(PermitItem.objects.all()) == 60.0


def test_an_enterprise_sees_its_own_applications_only(clerk: Any) -> None:
    from anlan.base.people.models import User
    from anlan.kit.ledger.lists import visible
    from anlan.subjects.enterprises.models import Enterprise

    firm = Enterprise.objects.get(name="澜川stone化工厂")
    own = an_application(enterprise=firm, applicant=firm.name)
    an_application(applicant="别家")
    user = User.objects.get(organisation=firm.organisation)
    assert list(visible(ledger_by_code("permit-application"), user)) == [own]
