"""Investigations run against three clocks, answer every line, and close only when every measure has been seen."""

from datetime import date, timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow.making import Refused
from anlan.subjects.accidents import queries, services
from anlan.subjects.accidents.choices import Assessment, Finding, Inquiry, Level, MeasureStatus, Nature
from anlan.subjects.accidents.models import InquiryAnswer, InquiryItem, Investigation
from tests.factories import a_world
from tests.subjects.accidents.world import a_measure, an_accident, an_investigation, made, settings

pytestmark = pytest.mark.django_db
REPORT = {"nature": Nature.LIABILITY, "direct_cause": "违章动火"}


@pytest.fixture
def world() -> Any:
    clock.set_for_tests(clock.at("2026-03-02 09:00"))
    made_world = a_world()
    settings()
    made_world.office = made_world.users[roles.SAFETY_OFFICE]
    return made_world


def answered(row: Investigation, actor: Any) -> Investigation:
    for item in InquiryItem.objects.all():
        services.answer(row, item, Finding.CLEAR, "已查", actor=actor)
    return row


def test_its_clock_is_the_report_then_the_reply_then_the_assessment(world: Any) -> None:
    row = answered(an_investigation(an_accident("2026-03-01 08:00", deaths=1)), world.office)
    assert row.due_on == date(2026, 4, 30)
    clock.tick(clock.at("2026-04-20 09:00"))
    row = made("submit", row, world.office, **REPORT)
    assert (row.status, row.submitted_on, row.due_on) == (Inquiry.REPORTED, date(2026, 4, 20), date(2026, 5, 5))
    clock.tick(clock.at("2026-05-06 09:00"))
    row = made("approve", row, world.users[roles.LEADER], paper="澜政函〔2026〕9号")
    assert (row.approved_on, row.due_on) == (date(2026, 5, 6), date(2027, 5, 6))
    row = made("close", row, world.office)
    assert (row.status, row.closed_on) == (Inquiry.CLOSED, date(2026, 5, 6))
    clock.tick(clock.at("2026-12-01 09:00"))
    row = made("assess", row, world.office, assessment=Assessment.ALL, note="逐条回访")
    assert (row.assessed_on, row.revisited_on, row.due_on) == (date(2026, 12, 1), date(2026, 12, 1), None)


def test_a_report_sent_back_runs_against_its_first_clock_again(world: Any) -> None:
    row = answered(an_investigation(an_accident("2026-03-01 08:00")), world.office)
    row = made("return", made("submit", row, world.office, **REPORT), world.users[roles.LEADER], opinion="补充")
    assert (row.status, row.submitted_on, row.due_on) == (Inquiry.RUNNING, None, date(2026, 4, 30))


def test_it_may_be_extended_by_sixty_days_in_all(world: Any) -> None:
    row = an_investigation(an_accident("2026-03-01 08:00"))
    row = made("extend", row, world.office, days=40, reason="情况复杂")
    with pytest.raises(Refused, match="60"):
        made("extend", row, world.office, days=21, reason="情况复杂")
    row = made("extend", row, world.office, days=20, reason="情况复杂")
    assert row.due_on == date(2026, 6, 29)


def test_expertise_does_not_count(world: Any) -> None:
    row = made("appraise", an_investigation(an_accident("2026-03-01 08:00")), world.office, days=15, reason="鉴定")
    assert row.report_due_on == row.due_on == date(2026, 5, 15)


def test_the_gravest_has_thirty_days_for_the_reply(world: Any) -> None:
    row = answered(an_investigation(an_accident("2026-03-01 08:00", deaths=30)), world.office)
    assert row.accident.level == Level.EXTREME
    assert made("submit", row, world.office, **REPORT).due_on == clock.today() + timedelta(days=30)


def test_no_report_leaves_while_a_line_is_unanswered(world: Any) -> None:
    row = an_investigation(an_accident())
    items = list(InquiryItem.objects.all())
    assert len(items) == 6
    for item in items[:-1]:
        services.answer(row, item, Finding.PROBLEM, "监管缺位", actor=world.office)
    with pytest.raises(Refused, match="还有 1 项"):
        made("submit", row, world.office, **REPORT)
    services.answer(row, items[-1], Finding.NONE, "", actor=world.office)
    assert not queries.unanswered(row).exists()
    made("submit", row, world.office, **REPORT)


def test_a_line_put_out_of_use_is_not_asked_and_answers_keep_their_words(world: Any) -> None:
    row = answered(an_investigation(an_accident()), world.office)
    item = InquiryItem.objects.order_by("pk").first()
    assert item is not None
    InquiryItem.objects.filter(pk=item.pk).update(content="另一句话")
    assert InquiryAnswer.objects.get(item=item).content == item.content
    InquiryAnswer.objects.filter(item=item).delete()
    assert queries.unanswered(row).count() == 1
    InquiryItem.objects.filter(pk=item.pk).update(active=False)
    assert queries.unanswered(row).count() == 0


def test_answers_stand_once_the_report_has_left(world: Any) -> None:
    row = made("submit", answered(an_investigation(an_accident()), world.office), world.office, **REPORT)
    item = InquiryItem.objects.order_by("pk").first()
    assert item is not None
    with pytest.raises(Refused):
        services.answer(row, item, Finding.PROBLEM, "改口", actor=world.office)
    assert InquiryAnswer.objects.get(item=item).finding == Finding.CLEAR


def test_it_closes_when_every_measure_has_been_seen_done(world: Any) -> None:
    row = answered(an_investigation(an_accident()), world.office)
    measure = a_measure(row.accident)
    row = made("approve", made("submit", row, world.office, **REPORT), world.office, paper="9号")
    with pytest.raises(Refused, match="还有 1 条"):
        made("close", row, world.office)
    measure = made("finish", measure, world.users[roles.TOWNSHIP], rectified_on=clock.today(), evidence="已建制度")
    with pytest.raises(Refused, match="还有 1 条"):
        made("close", row, world.office)
    measure = made("return", measure, world.office, opinion="现场没有执行")
    assert (measure.done_on, measure.returned, measure.status) == (None, 1, MeasureStatus.OPEN)
    measure = made("finish", measure, world.users[roles.TOWNSHIP], rectified_on=clock.today(), evidence="已执行")
    measure = made("verify", measure, world.office)
    assert measure.revisited_on == clock.today()
    assert made("close", row, world.office).status == Inquiry.CLOSED


def test_what_is_taken_over_from_paper_begins_where_its_days_put_it(world: Any) -> None:
    days = {
        "submitted_on": date(2026, 2, 1),
        "approved_on": date(2026, 2, 10),
        "closed_on": date(2026, 2, 20),
    }
    states = []
    for number in range(4):
        accident = an_accident("2026-01-05 08:00", title=f"第 {number} 起")
        known = dict(list(days.items())[:number])
        states.append(an_investigation(accident, begun_on=date(2026, 1, 6), **known).status)
    assert states == [Inquiry.RUNNING, Inquiry.REPORTED, Inquiry.APPROVED, Inquiry.CLOSED]
