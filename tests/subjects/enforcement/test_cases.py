"""A case from clue to closing: two officers, limits, review, hearing, money, transfers, closed firms, delegation."""

import threading
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.kit.flow import making
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.enforcement import flows
from anlan.subjects.enforcement.choices import CaseStatus, Direction, TransferStatus
from anlan.subjects.enforcement.models import (
    Case,
    CaseTransfer,
    Delegation,
    FirmClosure,
    Officer,
    Payment,
    StatutoryLimit,
)
from anlan.subjects.enforcement.services import cases
from anlan.subjects.enterprises.choices import Operation
from anlan.subjects.enterprises.models import Enterprise
from tests.api.caller import Caller
from tests.factories import COUNTY, STONE, STONE_VILLAGE, a_hazard, a_user
from tests.subjects.enforcement.world import a_case, an_enforcement_world, an_officer, day, entered, move


def served(world: Any, amount: str = "30000", **values: Any) -> Case:
    """As far as the fine is to be paid."""
    case = move(a_case(world, **values), "take", world.leader, day=day("2026-11-03"))
    case = move(case, "submit", world.brigadier, day=day("2026-11-06"))
    case = move(case, "notify", world.brigadier, day=day("2026-11-09"))
    case = move(
        case, "decide", world.leader, day=day("2026-11-18"), amount=Decimal(amount), decision_number="应急罚〔2026〕3号"
    )
    return move(case, "serve", world.brigadier, day=day("2026-11-19"))


@pytest.mark.django_db
def test_the_clock_of_each_stage_follows_the_statutory_limits(world: Any) -> None:
    case = a_case(world)
    assert (case.due_on, case.due_for) == (None, "")
    case = move(case, "take", world.leader, day=day("2026-11-03"))
    assert (case.due_on, case.due_for) == (date(2027, 2, 1), "办结")  # 90 days
    case = move(case, "submit", world.brigadier, day=day("2026-11-06"))
    case = move(case, "notify", world.brigadier, day=day("2026-11-09"))
    case = move(case, "decide", world.leader, day=day("2026-11-18"), amount=Decimal(30000), decision_number="1号")
    assert (case.due_on, case.due_for) == (date(2026, 11, 27), "送达")  # 7 working days
    case = move(case, "serve", world.brigadier, day=day("2026-11-19"))
    assert (case.due_on, case.due_for) == (date(2026, 12, 4), "缴纳罚款")  # 15 days
    case = move(case, "collect", world.brigadier, day=day("2026-11-20"), amount=Decimal(30000))
    case = move(case, "finish", world.brigadier, day=day("2026-11-20"))
    assert (case.due_on, case.due_for) == (date(2026, 12, 20), "结案归档")  # 30 days, our own
    case = move(case, "close", world.leader, day=day("2026-11-23"))
    assert (case.due_on, case.status, case.closed_on) == (None, CaseStatus.CLOSED, date(2026, 11, 23))
    case = move(case, "revisit", world.brigadier, day=day("2026-11-23"), revisit="kept")
    assert (case.revisited_on, case.revisit) == (date(2026, 11, 23), "kept")


@pytest.mark.django_db
def test_a_limit_that_the_bureau_edits_holds_from_then_on(world: Any) -> None:
    StatutoryLimit.objects.filter(code="ENF-01").update(amount=30)
    assert move(a_case(world), "take", world.leader, day=day("2026-11-03")).due_on == date(2026, 12, 3)
    StatutoryLimit.objects.filter(code="ENF-01").delete()
    assert move(a_case(world), "take", world.leader, day=day("2026-11-03")).due_on is None


@pytest.mark.django_db
def test_an_extension_only_lengthens(world: Any) -> None:
    case = move(a_case(world), "take", world.leader, day=day("2026-11-03"))
    with pytest.raises(Refused, match="延期必须晚于原期限 2027-02-01"):
        move(case, "extend", world.leader, until_on=day("2027-01-05"), opinion="案情复杂")
    assert move(case, "extend", world.leader, until_on=day("2027-03-03"), opinion="案情复杂").due_on == date(2027, 3, 3)


@pytest.mark.django_db
def test_no_case_without_two_officers_with_valid_certificates(world: Any) -> None:
    with pytest.raises(Refused, match="执法人员不得少于两名"):
        move(a_case(world, second=None), "take", world.leader, day=day("2026-11-03"))
    with pytest.raises(Refused, match="执法人员不得少于两名"):
        move(a_case(world, second=world.officers[0]), "take", world.leader, day=day("2026-11-03"))
    expired = an_officer("钱进", world, valid_until_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="钱进的执法证已过期"):
        move(a_case(world, second=expired), "take", world.leader, day=day("2026-11-03"))


@pytest.mark.django_db
def test_what_is_too_old_is_not_punished(world: Any) -> None:
    old = a_case(world, violated_on=date(2024, 10, 31))
    with pytest.raises(Refused, match="到 2026-10-31 已过追溯时效"):
        move(old, "take", world.leader, day=day("2026-11-03"))
    grave = a_case(world, violated_on=date(2024, 10, 31), major=True)
    assert move(grave, "take", world.leader, day=day("2026-11-03")).status == CaseStatus.FILED


@pytest.mark.django_db
def test_a_major_case_needs_review_and_discussion(world: Any) -> None:
    case = move(a_case(world, major=True), "take", world.leader, day=day("2026-11-03"))
    case = move(case, "submit", world.brigadier, day=day("2026-11-06"))
    unreviewed = move(case, "notify", world.brigadier, day=day("2026-11-09"))
    decision = {"day": day("2026-11-18"), "amount": Decimal(90000), "decision_number": "2号"}
    with pytest.raises(Refused, match="未经法制审核"):
        move(unreviewed, "decide", world.leader, **decision)
    with pytest.raises(Refused, match="未经法制审核"):
        move(unreviewed, "spare", world.leader, day=day("2026-11-18"))
    other = move(a_case(world, major=True), "take", world.leader, day=day("2026-11-03"))
    other = move(other, "submit", world.brigadier, day=day("2026-11-06"))
    other = move(other, "review", world.office, day=day("2026-11-07"))
    told = move(other, "notify", world.brigadier, day=day("2026-11-09"))
    with pytest.raises(Refused, match="未经集体讨论"):
        move(told, "decide", world.leader, **decision)


@pytest.mark.django_db
def test_the_hearing_comes_before_the_decision(world: Any) -> None:
    def told() -> Case:
        case = move(a_case(world, hearing_right=True), "take", world.leader, day=day("2026-11-03"))
        case = move(case, "submit", world.brigadier, day=day("2026-11-06"))
        return move(case, "notify", world.brigadier, day=day("2026-11-16"))

    decision = {"amount": Decimal(90000), "decision_number": "2号"}
    case = told()
    with pytest.raises(Refused, match="期限到 2026-11-23 为止"):  # five working days
        move(case, "decide", world.leader, day=day("2026-11-23"), **decision)
    assert move(case, "decide", world.leader, day=day("2026-11-24"), **decision).status == CaseStatus.DECIDED
    case = told()
    with pytest.raises(Refused, match="期限已于 2026-11-23 届满"):
        move(case, "ask", world.brigadier, day=day("2026-11-24"))
    case = move(case, "ask", world.brigadier, day=day("2026-11-20"))
    with pytest.raises(Refused, match="听证举行前不得作出决定"):
        move(case, "decide", world.leader, day=day("2026-11-30"), **decision)
    case = move(case, "hear", world.brigadier, day=day("2026-11-30"))
    assert move(case, "decide", world.leader, day=day("2026-11-30"), **decision).status == CaseStatus.DECIDED


@pytest.mark.django_db
def test_never_more_is_collected_than_was_imposed(world: Any) -> None:
    case = served(world)
    case = move(case, "collect", world.brigadier, day=day("2026-11-20"), amount=Decimal("12000.50"), receipt="0001")
    with pytest.raises(Refused, match=r"还欠 17999\.50 元，不能收 18000 元"):
        move(case, "collect", world.brigadier, day=day("2026-11-21"), amount=Decimal(18000))
    with pytest.raises(Refused, match=r"还有 17999\.50 元罚款没有收缴"):
        move(case, "finish", world.brigadier, day=day("2026-11-21"))
    case = move(case, "collect", world.brigadier, day=day("2026-11-21"), amount=Decimal("17999.50"))
    assert case.collected == Decimal(30000)
    assert list(Payment.objects.values_list("paid_on", "amount", "receipt", "entered_by")) == [
        (date(2026, 11, 20), Decimal("12000.50"), "0001", "大队长"),
        (date(2026, 11, 21), Decimal("17999.50"), "", "大队长"),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(collected=30001)
    assert move(case, "finish", world.brigadier, day=day("2026-11-21")).status == CaseStatus.EXECUTED


def both(case: Case, code: str, users: tuple[Any, Any], **data: Any) -> list[str]:
    """Two people make the same move at the same instant: what each is told."""
    found = flows.handling.move(code)
    assert found is not None
    ready = threading.Barrier(2)
    told: list[str] = []

    def one(user: Any) -> None:
        try:
            ready.wait()
            making.make(flows.handling, found, case, actor=user, data=data)
            told.append("made")
        except (Refused, writing.Conflict) as refused:
            told.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_collect_or_close_at_the_same_instant_one_wins_and_the_other_reads_why(morning: None) -> None:
    world = an_enforcement_world()
    case = served(world)
    pair = (world.brigadier, a_user(roles.ENFORCEMENT, COUNTY, name="副大队长"))
    part = {"day": day("2026-11-20"), "amount": Decimal(20000)}
    assert both(case, "collect", pair, **part) == ["made", "还欠 10000.00 元，不能收 20000 元。"]
    rest = {"day": day("2026-11-20"), "amount": Decimal(10000)}
    assert both(case, "collect", pair, **rest) == ["made", "罚款已经缴清，没有再记账。"]
    assert list(Payment.objects.values_list("amount", flat=True)) == [Decimal(20000), Decimal(10000)]
    assert Case.objects.get(pk=case.pk).collected == Decimal(30000)
    assert both(case, "finish", pair, day=day("2026-11-21")) == ["made", "当前状态是“待结案”，不能“执行完毕”。"]
    closers = (world.leader, world.brigadier)
    assert both(case, "close", closers, day=day("2026-11-22")) == ["made", "当前状态是“已结案”，不能“结案”。"]
    assert AuditEntry.objects.filter(act="case.close").count() == 1
    client = Client()
    client.force_login(world.brigadier)
    late = client.post(f"/l/case/{case.pk}/move/close", {"day": "2026-11-22"})
    assert (late.status_code, "当前状态是“已结案”" in late.content.decode()) == (409, True)


@pytest.mark.django_db
def test_who_comes_too_late_to_collect_reads_why_on_the_page(world: Any) -> None:
    case = served(world)
    move(case, "collect", world.brigadier, day=day("2026-11-20"), amount=Decimal(30000))
    client = Client()
    client.force_login(world.brigadier)
    for answer in (
        client.post(f"/l/case/{case.pk}/move/collect", {"day": "2026-11-20", "amount": "30000"}),
        Caller(world.brigadier).post(f"case/{case.pk}/moves/collect", {"day": "2026-11-20", "amount": 30000}),
    ):
        assert (answer.status_code, "罚款已经缴清" in answer.content.decode()) == (409, True), answer.content.decode()
    assert Payment.objects.count() == 1


@pytest.mark.django_db
def test_who_handles_a_case_does_not_review_it(world: Any) -> None:
    person = Person.objects.create(name="法制员", organisation=world.brigade, user=world.office)
    Officer.objects.filter(pk=world.officers[1].pk).update(person=person)
    case = move(a_case(world, major=True), "take", world.leader, day=day("2026-11-03"))
    case = move(case, "submit", world.brigadier, day=day("2026-11-06"))
    with pytest.raises(Refused, match="办案人员不能审核自己的案件"):
        move(case, "review", world.office, day=day("2026-11-07"))


@pytest.mark.django_db
def test_a_fine_in_instalments_is_due_part_by_part(world: Any) -> None:
    case = served(world, "10000")
    case = move(case, "divide", world.leader, first_on=day("2026-11-30"), parts=3, opinion="经营困难")
    parts = list(case.instalments.values_list("due_on", "amount"))
    assert parts == [
        (date(2026, 11, 30), Decimal("3333.33")), (date(2026, 12, 30), Decimal("3333.33")),
        (date(2027, 1, 30), Decimal("3333.34")),
    ]  # fmt: skip
    assert (case.due_on, case.due_for) == (date(2026, 11, 30), "缴纳分期罚款")
    case = move(case, "collect", world.brigadier, day=day("2026-11-20"), amount=Decimal("3333.33"))
    assert case.due_on == date(2026, 12, 30)
    case = move(case, "collect", world.brigadier, day=day("2026-11-21"), amount=Decimal("6666.67"))
    assert case.collected == case.fine


@pytest.mark.django_db
def test_on_the_spot_only_small_fines(world: Any) -> None:
    given = {"day": day("2026-11-20"), "decision_number": "当1号"}
    with pytest.raises(Refused, match="不得超过 3000 元"):
        move(a_case(world), "once", world.brigadier, amount=Decimal(3001), **given)
    person = a_case(world, party_kind="person", party="何某", enterprise=None)
    with pytest.raises(Refused, match="不得超过 200 元"):
        move(person, "once", world.brigadier, amount=Decimal(201), **given)
    case = move(a_case(world), "once", world.brigadier, amount=Decimal(3000), **given)
    assert (case.status, case.simple, case.filed_on, case.due_on) == (
        CaseStatus.SERVED, True, date(2026, 11, 20), date(2026, 12, 5),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_township_needs_a_delegation(world: Any) -> None:
    case = a_case(world, organisation=world.town)
    with pytest.raises(Refused, match="石泉镇应急办没有有效的执法委托"):
        move(case, "take", world.leader, day=day("2026-11-03"))
    given = {"organisation": world.town, "place_id": STONE, "begins_on": date(2026, 1, 1)}
    entered(Delegation(name="已到期", document="委〔2025〕1号", ends_on=date(2026, 6, 30), **given))
    with pytest.raises(Refused, match="没有有效的执法委托"):
        move(case, "take", world.leader, day=day("2026-11-03"))
    held = entered(Delegation(name="石泉镇委托执法", document="委〔2026〕2号", **given))
    assert move(case, "take", world.leader, day=day("2026-11-03")).delegation == held


@pytest.mark.django_db
def test_a_crime_goes_to_the_police_and_comes_back(world: Any) -> None:
    case = move(a_case(world), "take", world.leader, day=day("2026-11-03"))
    case = move(
        case, "transfer", world.leader, day=day("2026-11-10"), counterpart="police", crime="dangerous",
        document="移〔2026〕1号", opinion="涉嫌危险作业罪",
    )  # fmt: skip
    sent = CaseTransfer.objects.get(case=case)
    assert (case.status, sent.direction, sent.counterpart.name, sent.crime.name, sent.sent_on) == (
        CaseStatus.MOVED, Direction.OUT, "公安机关", "危险作业罪", date(2026, 11, 10),
    )  # fmt: skip
    case = move(case, "back", world.leader, day=day("2026-11-20"))
    assert (case.status, case.due_on) == (CaseStatus.FILED, date(2027, 2, 1))


@pytest.mark.django_db
def test_what_the_procuratorate_sends_becomes_a_clue_once(world: Any) -> None:
    sent = entered(
        CaseTransfer(
            direction=Direction.IN,
            title="企业重大处罚案件",
            sent_on=date(2026, 11, 5),
            place_id=STONE_VILLAGE,
            major=True,
        )
    )
    accept = flows.transferring.move("accept")
    assert accept is not None
    done = making.make(flows.transferring, accept, sent, actor=world.brigadier, data={"day": day("2026-11-06")})
    case = Case.objects.get()
    assert (done.status, done.case, case.cause, case.major, case.source.name) == (
        TransferStatus.ACCEPTED, case, "企业重大处罚案件", True, "机关移送",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_closed_firm_is_closed_in_its_file_and_open_again_if_it_relapses(world: Any) -> None:
    closure = entered(
        FirmClosure(enterprise=world.firms[3], reason="无证生产", proposed_on=date(2026, 11, 1), place_id=STONE_VILLAGE)
    )

    def step(code: str, user: Any, **data: Any) -> None:
        found = flows.closing.move(code)
        assert found is not None
        making.make(flows.closing, found, closure, actor=user, data=data)

    step("decide", world.leader, day=day("2026-11-05"))
    assert Enterprise.objects.get(pk=world.firms[3].pk).operation == Operation.OPEN
    step("carry", world.brigadier, day=day("2026-11-10"))
    assert Enterprise.objects.get(pk=world.firms[3].pk).operation == Operation.CLOSED
    step("verify", world.leader, day=day("2026-11-20"))
    step("relapse", world.brigadier, opinion="夜间偷开")
    assert Enterprise.objects.get(pk=world.firms[3].pk).operation == Operation.OPEN
    closure.refresh_from_db()
    assert (closure.status, closure.decided_on, closure.carried_out_on) == ("decided", date(2026, 11, 5), None)


@pytest.mark.django_db
def test_a_hazard_handed_over_becomes_one_clue(world: Any) -> None:
    hazard = a_hazard(world.firms[0])
    case = cases.open_from_hazard(hazard, actor=world.brigadier)
    assert (case.hazard, case.enterprise, case.status, case.found_on) == (
        hazard, world.firms[0], CaseStatus.CLUE, hazard.found_on,
    )  # fmt: skip
    assert cases.open_from_hazard(hazard, actor=world.brigadier) == case


@pytest.mark.django_db
def test_a_case_with_money_booked_is_not_reopened(world: Any) -> None:
    case = served(world)
    case = move(case, "collect", world.brigadier, day=day("2026-11-20"), amount=Decimal(30000))
    case = move(case, "finish", world.brigadier, day=day("2026-11-20"))
    case = move(case, "close", world.leader, day=day("2026-11-21"))
    with pytest.raises(Refused, match="已经收缴罚款"):
        move(case, "reopen", world.leader, opinion="复议撤销")
    spared = move(a_case(world), "take", world.leader, day=day("2026-11-03"))
    spared = move(spared, "submit", world.brigadier, day=day("2026-11-05"))
    spared = move(spared, "spare", world.leader, day=day("2026-11-06"))
    again = move(spared, "reopen", world.leader, opinion="新证据")
    assert (again.status, again.closed_on, again.unpunished, again.due_on) == (
        CaseStatus.FILED, None, False, date(2027, 2, 1),
    )  # fmt: skip


@pytest.mark.django_db
def test_one_who_read_an_older_version_does_not_write_over(world: Any) -> None:
    case = a_case(world)
    mine, yours = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    for row, text in ((mine, "甲改"), (yours, "乙改")):
        before = writing.values_of(row)
        row.note = text
        if row is mine:
            writing.change(row, before, actor=None)
        else:
            with pytest.raises(writing.Conflict):
                writing.change(row, before, actor=None)
    assert Case.objects.get(pk=case.pk).note == "甲改"
