"""The clock runs on both sides: the firm's until it reports, then the bureau's; lateness is told of its own side."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.html import strip_tags

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.files import services as files
from anlan.kit.flow import making
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards import queries, rules
from anlan.subjects.hazards.choices import Level, Needed, Side, Status
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard, ReviewTerm
from tests.contracts.doors import Door, Visitor
from tests.factories import a_hazard, a_term, a_world
from tests.kit.files import samples

pytestmark = pytest.mark.django_db
DONE = {"rectified_on": date(2026, 11, 20), "measure": "已接地"}


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-20 09:00"))  # a Friday
    return made


def make(world: Any, hazard: Hazard, code: str, role: str = roles.SAFETY_OFFICE, **data: Any) -> Hazard:
    move = rectification.move(code)
    assert move is not None
    made: Any = making.make(rectification, move, hazard, actor=world.users[role], data=data)
    return made


def a_term_of(days: int, photographs: str = Needed.NONE, valid_from_on: date = date(2026, 1, 1)) -> None:
    ReviewTerm.objects.create(
        level=Level.GENERAL, valid_from_on=valid_from_on, working_days=days, photographs=photographs
    )


def ordered(world: Any, due_on: date = date(2026, 12, 1), **values: Any) -> Hazard:
    hazard = a_hazard(world.stone.enterprise, found_on=date(2026, 11, 10), **values)
    return make(world, hazard, "order", due_on=due_on)


def test_the_bureaus_clock_begins_when_the_firm_reports_and_counts_working_days(world: Any) -> None:
    a_term_of(3)
    hazard = make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    assert (hazard.submitted_on, hazard.review_due_on) == (date(2026, 11, 20), date(2026, 11, 25))
    assert rules.clock_of(hazard) == (Side.BUREAU, date(2026, 11, 25))


def test_the_rule_of_the_day_counts(world: Any) -> None:
    a_term_of(3)
    a_term_of(1, valid_from_on=date(2026, 11, 20))
    a_term_of(9, valid_from_on=date(2026, 11, 21))
    assert make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE).review_due_on == date(2026, 11, 23)


def test_without_a_rule_of_its_own_the_bureau_has_ten_working_days(world: Any) -> None:
    hazard = make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    assert hazard.review_due_on == date(2026, 12, 4)


def test_a_return_stops_the_bureaus_clock_and_the_firms_runs_on_to_its_new_day(world: Any) -> None:
    hazard = make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    hazard = make(world, hazard, "return", opinion="仍未接地", due_on=date(2026, 12, 10))
    assert (hazard.review_due_on, hazard.submitted_on, hazard.rectified_on) == (None, None, None)
    assert (rules.clock_of(hazard), hazard.returned) == ((Side.FIRM, date(2026, 12, 10)), 1)


def test_each_side_answers_for_its_own_days(world: Any) -> None:
    a_term_of(1)
    hazard = ordered(world, date(2026, 11, 20))
    clock.set_for_tests(clock.at("2026-11-23 09:00"))
    assert (rules.days_late(hazard, clock.today()), rules.days_taken(hazard, clock.today())) == (3, (3, 0))
    hazard = make(world, hazard, "submit", roles.ENTERPRISE, **DONE)
    clock.set_for_tests(clock.at("2026-11-26 09:00"))
    assert rules.days_taken(hazard, clock.today()) == (3, 2)
    hazard = make(world, hazard, "pass")
    clock.set_for_tests(clock.at("2026-12-26 09:00"))
    assert (rules.days_taken(hazard, clock.today()), rules.days_late(hazard, clock.today())) == ((3, 2), 0)


def test_the_list_says_whose_deadline_it_is(world: Any) -> None:
    hazard = make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    column = next(column for column in ledger_by_code("hazard").listed if column.name == "due_on")
    assert column.text(hazard) == "复查 还剩 14 天"
    assert strip_tags(column.cell(hazard)) == "复查 还剩 14 天"
    clock.set_for_tests(clock.at("2026-12-06 09:00"))
    assert column.text(hazard) == "复查 超期 2 天"


def test_the_chip_of_late_re_inspections_holds_those_and_no_others(world: Any) -> None:
    waiting = make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    ordered(world, date(2026, 11, 21))
    number = list(map(str, ledger_by_code("hazard").chips)).index("复查超期") + 1
    listing = {"chip": str(number)}
    user = world.users[roles.SAFETY_OFFICE]
    assert list(Listing(ledger_by_code("hazard"), user, listing).queryset) == []
    clock.set_for_tests(clock.at("2026-12-05 09:00"))
    assert list(Listing(ledger_by_code("hazard"), user, listing).queryset) == [waiting]
    town = Listing(ledger_by_code("hazard"), world.cloud_user, listing)
    assert (list(town.queryset), town.counts()[str(number)]) == ([], 0)


def test_a_reminder_counts_the_clock_that_runs(world: Any) -> None:
    ledger = ledger_by_code("hazard")
    late = ordered(world, date(2026, 11, 20))
    reviewing = make(world, ordered(world, date(2026, 11, 20)), "submit", roles.ENTERPRISE, **DONE)
    clock.set_for_tests(clock.at("2026-11-30 09:00"))
    due = Hazard.objects.filter(ledger.due_by(clock.today()))
    assert (late in due, reviewing in due) == (True, False)
    clock.set_for_tests(clock.at("2026-12-04 09:00"))
    assert reviewing in Hazard.objects.filter(ledger.due_by(clock.today()))


def test_a_report_is_corrected_before_anybody_has_looked(world: Any) -> None:
    hazard = make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    fixed = make(world, hazard, "correct", roles.ENTERPRISE, rectified_on=date(2026, 11, 19), measure="已接地并测试")
    assert (fixed.status, fixed.rectified_on, fixed.outcome) == (Status.REVIEWING, date(2026, 11, 19), "已接地并测试")
    assert (fixed.review_due_on, fixed.returned) == (hazard.review_due_on, 0)
    passed = make(world, fixed, "pass")
    with pytest.raises(making.Refused, match="待销号"):
        make(world, passed, "correct", roles.ENTERPRISE, **DONE)


def test_reopening_is_counted_and_dated(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise, rectified_at_entry=True, found_on=date(2026, 11, 10))
    hazard = make(world, hazard, "reopen", opinion="复发", due_on=date(2026, 12, 15))
    assert (hazard.reopened, hazard.reopened_on, hazard.due_on) == (1, date(2026, 11, 20), date(2026, 12, 15))
    assert hazard.passed_on is None


def test_the_photographs_that_the_rule_asks_for_must_be_there(world: Any) -> None:
    a_term_of(5, Needed.BOTH)
    hazard = ordered(world)
    with pytest.raises(making.Refused, match="整改前、整改后"):
        make(world, hazard, "submit", roles.ENTERPRISE, **DONE)
    for slot, lacking in (("before", "整改后"), ("after", None)):
        files.keep_bytes(samples.photograph(), "现场.jpg", kind="hazard", object_id=hazard.pk, slot=slot)
        if lacking:
            with pytest.raises(making.Refused, match=f"还缺：{lacking}。"):
                make(world, hazard, "submit", roles.ENTERPRISE, **DONE)
    assert make(world, hazard, "submit", roles.ENTERPRISE, **DONE).status == Status.REVIEWING


def test_photographs_sent_with_the_report_count_for_it(world: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    a_term_of(5, Needed.AFTER)
    hazard = ordered(world)
    sent = {"rectified_on": "2026-11-20", "measure": "已接地"}
    door = f"/l/hazard/{hazard.pk}/move/submit"
    refused = Visitor(world.users[roles.ENTERPRISE]).knock(Door("move", door, method="post", body=sent))
    assert refused.status == 409
    assert "还缺：整改后" in refused.text
    with_photo = sent | {"file-after": SimpleUploadedFile("after.jpg", samples.photograph(), "image/jpeg")}
    taken = Visitor(world.users[roles.ENTERPRISE]).knock(Door("move", door, method="post", body=with_photo))
    assert taken.status == 302
    assert Hazard.objects.get(pk=hazard.pk).status == Status.REVIEWING


def test_what_a_firm_finds_itself_it_sets_out_to_rectify(world: Any) -> None:
    own = a_hazard(world.stone.enterprise, source=a_term("hazard-source", "企业自查", "self"))
    told = a_hazard(world.stone.enterprise, source=a_term("hazard-source", "日常检查", "routine"))
    asked = {"due_on": date(2026, 11, 30), "person": "何敏"}
    with pytest.raises(making.Refused, match="自行整改"):
        make(world, told, "undertake", roles.ENTERPRISE, **asked)
    done = make(world, own, "undertake", roles.ENTERPRISE, **asked)
    assert (done.status, done.due_on, done.person) == (Status.RECTIFYING, date(2026, 11, 30), "何敏")


def test_a_firm_registers_what_it_found_and_only_for_itself(world: Any) -> None:
    firm = world.users[roles.ENTERPRISE]
    sent = {
        "content": "车间通道堆放杂物", "found_on": "2026-11-19", "level": "general", "mode": "deadline",
        "place": "990121100200",
    }  # fmt: skip
    own = Visitor(firm).knock(
        Door("new", "/l/hazard/new", method="post", body=sent | {"enterprise": world.stone.enterprise.pk})
    )
    other = Visitor(firm).knock(
        Door("new", "/l/hazard/new", method="post", body=sent | {"enterprise": world.cloud.enterprise.pk})
    )
    assert (own.status, other.status) == (302, 422)
    assert list(Hazard.objects.filter(content="车间通道堆放杂物").values_list("enterprise", flat=True)) == [
        world.stone.enterprise.pk
    ]


def test_the_figures_reconcile_on_a_small_world_counted_by_hand(world: Any) -> None:
    Hazard.objects.all().delete()
    late = ordered(world, date(2026, 11, 20))
    make(world, ordered(world), "submit", roles.ENTERPRISE, **DONE)
    closed = make(world, make(world, ordered(world), "submit", **DONE), "pass")
    make(world, closed, "close")
    make(world, a_hazard(world.stone.enterprise), "fix", rectified_on=date(2026, 11, 20), measure="当场清理")
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    counted = queries.counts(Hazard.objects.all())
    assert (counted.found, counted.rectified, counted.rectifying, counted.waiting) == (3, 1, 2, 1)
    assert (counted.overdue, counted.review_overdue, counted.on_the_spot) == (1, 0, 1)
    assert counted.rate == pytest.approx(1 / 3)
    assert queries.counts(Hazard.objects.none()).rate is None
    assert rules.days_late(late, clock.today()) == 2
