"""Working days of permits, their terms, and the share that promises save: known answers."""

from datetime import date

import pytest

from anlan.base import clock
from anlan.subjects.permits import rules
from anlan.subjects.permits.choices import Kind

pytestmark = pytest.mark.django_db  # the bureau's own holidays are asked for


def test_a_promise_counts_working_days_after_the_day_of_acceptance() -> None:
    assert rules.decision_due_on(date(2026, 11, 20), 1) == date(2026, 11, 23)  # a Friday, then Monday
    assert rules.decision_due_on(date(2026, 11, 16), 8) == date(2026, 11, 26)
    assert rules.decision_due_on(date(2026, 11, 16), 8, 3) == date(2026, 12, 1)


def test_the_clock_stands_still_for_the_working_days_between() -> None:
    assert rules.stood_still(date(2026, 11, 18), date(2026, 11, 23)) == 3
    assert rules.stood_still(date(2026, 11, 21), date(2026, 11, 22)) == 0  # a weekend
    assert rules.stood_still(date(2026, 11, 18), date(2026, 11, 18)) == 0


@pytest.mark.parametrize(
    ("begins", "years", "ends"),
    [
        (date(2026, 11, 22), 3, date(2029, 11, 21)),
        (date(2028, 2, 29), 3, date(2031, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2026, 11, 22), None, None),
    ],
)
def test_a_permit_ends_on_the_day_before_its_anniversary(begins: date, years: int | None, ends: date | None) -> None:
    assert rules.expires_on(begins, years) == ends


@pytest.mark.parametrize(("legal", "promised", "share"), [(20, 8, 60.0), (20, 20, 0.0), (0, 0, None)])
def test_the_share_saved_has_no_value_without_legal_days(legal: int, promised: int, share: float | None) -> None:
    assert rules.saved_share(legal, promised) == share


def test_a_promise_is_not_longer_than_the_law() -> None:
    assert rules.item_faults({"legal_days": 20, "promised_days": 20}) == {}
    assert list(rules.item_faults({"legal_days": 20, "promised_days": 21})) == ["promised_days"]


def test_a_renewal_names_the_permit_it_renews() -> None:
    assert list(rules.application_faults({"kind": Kind.RENEWAL, "permit": None})) == ["permit"]
    assert rules.application_faults({"kind": Kind.FIRST, "permit": None}) == {}


def test_an_anonymous_report_keeps_nobody() -> None:
    assert rules.complaint_faults({"anonymous": True, "reporter": "", "phone": ""}) == {}
    assert list(rules.complaint_faults({"anonymous": True, "reporter": "何敏", "phone": ""})) == ["anonymous"]
    assert list(rules.complaint_faults({"anonymous": True, "reporter": "", "phone": "13800001234"})) == ["anonymous"]


def test_the_sender_is_answered_when_he_wants_it() -> None:
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    assert rules.check_due_on(date(2026, 11, 22), 60, None) == date(2027, 1, 21)
    assert rules.check_due_on(date(2026, 11, 22), 60, date(2026, 12, 7)) == date(2026, 12, 7)
    assert rules.check_due_on(date(2026, 11, 22), 60, date(2027, 3, 1)) == date(2027, 1, 21)
