"""Interviews with many parties, accountability of persons and units, lessons read and acted on."""

from datetime import date
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Addressee
from anlan.subjects.governance.choices import FollowUp, LessonStatus, ReceiptStatus
from anlan.subjects.governance.models import Accountability, Interview, Interviewee, Lesson, LessonReceipt
from tests.factories import COUNTY, STONE, a_term, an_enterprise
from tests.subjects.governance.world import entered, moved


def an_interview(world: Any) -> Interview:
    kind = a_term("interview-kind", "集中约谈", "joint")
    return entered(
        Interview(title="百日行动约谈会", kind=kind, held_on=date(2026, 11, 20), host="周局长", place_id=COUNTY)
    )


def a_party(interview: Interview, firm: Any, **values: Any) -> Interviewee:
    values.setdefault("due_on", date(2026, 11, 30))
    return entered(Interviewee(interview=interview, enterprise=firm, place_id=firm.place_id, **values))


def a_lesson(**values: Any) -> Lesson:
    values = {"title": "某厂闪爆", "content": "动火未清洗", "place_id": COUNTY, "due_on": date(2026, 11, 30)} | values
    return entered(Lesson(**({"unit_kinds": ("town-office",), "sectors": ("chemical",)} | values)))


def test_firms_interviewed_are_counted_once_however_often_they_came(world: Any) -> None:
    first, second = an_interview(world), an_interview(world)
    for interview in (first, second):
        a_party(interview, world.stone.firm)
    a_party(first, world.cloud.firm)
    assert Interviewee.objects.count() == 3
    assert Interviewee.objects.values("enterprise").distinct().count() == 2


def test_a_party_reports_and_somebody_else_looks(world: Any) -> None:
    party = a_party(an_interview(world), world.stone.firm, measure="停产整顿")
    assert (party.party, party.status, party.unit) == ("石泉镇化工厂", FollowUp.OPEN, world.stone.own)
    with pytest.raises(Refused):
        moved(world, party, "report", "cloud-firm", reply="已停产")
    party = moved(world, party, "report", "stone-firm", reply="已停产")
    assert (party.status, party.result) == (FollowUp.REPORTED, "已停产")
    with pytest.raises(Refused):
        moved(world, party, "accept", "stone-firm")
    party = moved(world, party, "accept", "stone")
    assert (party.status, party.done_on) == (FollowUp.DONE, clock.today())


def test_a_measure_is_against_a_person_by_name_or_against_a_unit(world: Any) -> None:
    check = ledger_by_code("accountability").check
    nobody = {"person": "", "unit": None, "enterprise": None, "unit_name": ""}
    assert list(check(nobody)) == ["person"]
    assert list(check(nobody | {"unit_name": "某厂", "of_unit": False})) == ["person"]
    assert check(nobody | {"unit_name": "某厂", "of_unit": True}) == {}
    assert check(nobody | {"person": "赵某", "of_unit": False}) == {}


def test_persons_and_licences_are_told_apart(world: Any) -> None:
    criminal = a_term("accountability-measure", "刑事立案", "criminal")
    revoked = a_term("accountability-measure", "吊销证照", "revoked")
    common: dict[str, Any] = {"decided_on": date(2026, 11, 1), "place_id": STONE}
    for name in ("赵某", "赵某", "钱某"):
        entered(Accountability(person=name, measure=criminal, **common))
    entered(Accountability(enterprise=world.stone.firm, of_unit=True, measure=revoked, **common))
    found = Accountability.objects.filter(measure=criminal, of_unit=False)
    assert found.values("person").distinct().count() == 2
    assert [one.party for one in Accountability.objects.filter(measure=revoked)] == ["石泉镇化工厂"]


def test_a_lesson_reaches_units_of_its_kinds_and_running_firms_of_its_sectors_once(world: Any) -> None:
    an_enterprise(name="已关闭厂", operation="closed")
    an_enterprise(name="食品厂", sector=a_term("sector", "食品", "food"))
    lesson = moved(world, a_lesson(), "issue")
    assert (lesson.status, lesson.issued_on) == (LessonStatus.ISSUED, clock.today())
    assert sorted(LessonReceipt.objects.values_list("party", "status", "due_on")) == [
        (name, ReceiptStatus.SENT, date(2026, 11, 30))
        for name in ("云溪镇化工厂", "云溪镇应急办", "石泉镇化工厂", "石泉镇应急办")
    ]
    told = Addressee.objects.filter(notice__topic="lesson").order_by("person_id").values_list("person__name", flat=True)
    assert list(told) == ["石主任", "云主任"]
    with pytest.raises(Refused):
        moved(world, lesson, "issue")
    assert LessonReceipt.objects.count() == 4


def test_a_lesson_for_one_town_stays_in_it(world: Any) -> None:
    moved(world, a_lesson(place_id=STONE), "issue", "stone")
    assert sorted(LessonReceipt.objects.values_list("party", flat=True)) == ["石泉镇化工厂", "石泉镇应急办"]


def test_a_unit_reads_and_says_what_it_found_at_its_own_place(world: Any) -> None:
    moved(world, a_lesson(), "issue")
    receipt = LessonReceipt.objects.get(party="石泉镇化工厂")
    receipt = moved(world, receipt, "read", "stone-firm")
    assert (receipt.status, receipt.read_at) == (ReceiptStatus.READ, clock.now())
    receipt = moved(world, receipt, "check", "stone-firm", problems=2, result="两处动火未办票，已改")
    assert (receipt.status, receipt.problems, receipt.checked_on) == (ReceiptStatus.CHECKED, 2, clock.today())
    with pytest.raises(Refused):
        moved(world, LessonReceipt.objects.get(party="云溪镇化工厂"), "read", "stone-firm")


def test_a_lesson_is_for_somebody(world: Any) -> None:
    assert list(ledger_by_code("lesson").check({"unit_kinds": (), "sectors": ()})) == ["unit_kinds"]
