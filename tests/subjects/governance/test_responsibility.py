"""Lists in force by unit, letters against those who should sign, leaders' areas and visits."""

from datetime import date
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.governance import queries, services
from anlan.subjects.governance.models import LeaderContact, LeaderVisit, Letter, ResponsibilityList
from tests.factories import COUNTY, STONE, STONE_VILLAGE, a_term, an_enterprise, an_organisation
from tests.subjects.governance.world import a_round, entered

FIRST, NEXT = date(2026, 11, 1), date(2026, 12, 1)


def everyone(drive: Any) -> list[tuple[str, int, int, str]]:
    found = queries.rounds_covered([drive], Letter.objects.all())
    return [(one.label, one.should, one.done, one.share) for one in found]


def test_who_should_sign_is_listed_once_however_often_it_is_asked(world: Any) -> None:
    drive = a_round(world)
    firms = [world.stone.firm, world.cloud.firm]
    assert services.enlist(drive, units=[world.stone.unit], enterprises=firms, actor=None) == 3
    assert services.enlist(drive, units=[world.stone.unit, world.cloud.unit], enterprises=firms, actor=None) == 1
    assert sorted(Letter.objects.values_list("party", flat=True)) == [
        "云溪镇化工厂", "云溪镇应急办", "石泉镇化工厂", "石泉镇应急办",
    ]  # fmt: skip


def test_coverage_is_signed_of_should_and_nothing_where_nobody_should(world: Any) -> None:
    drive = a_round(world)
    assert everyone(drive) == [(drive.name, 0, 0, "—")]
    services.enlist(drive, units=[world.stone.unit, world.cloud.unit], enterprises=[world.stone.firm], actor=None)
    services.sign(Letter.objects.get(party="石泉镇应急办"), actor=None, signer="石主任")
    assert everyone(drive) == [(drive.name, 3, 1, "33.3%")]
    names = {STONE: "石泉镇", world.cloud.place: "云溪镇"}
    towns = queries.towns_covered(drive, Letter.objects.all(), names)
    assert [(one.label, one.should, one.done, one.missing) for one in towns] == [
        ("石泉镇", 2, 1, 1),
        ("云溪镇", 1, 0, 1),
    ]


def test_a_letter_is_signed_once_and_the_second_hand_reads_who_was_first(world: Any) -> None:
    drive = a_round(world)
    services.enlist(drive, units=[world.stone.unit], actor=None)
    letter = Letter.objects.get()
    signed = services.sign(letter, actor=world.users["stone"], signer="石主任")
    assert (signed.signed_on, signed.signer, signed.party) == (clock.today(), "石主任", "石泉镇应急办")
    with pytest.raises(Refused, match="已于 2026-11-22 由 石主任 签订"):
        services.sign(letter, actor=world.users["stone"], signer="别人")
    assert Letter.objects.get().signer == "石主任"


def test_an_unsigned_letter_waits_for_its_unit_alone(world: Any) -> None:
    services.enlist(a_round(world), units=[world.stone.unit, world.cloud.unit], actor=None)
    waiting = ledger_by_code("letter").waiting(world.users["stone"])
    assert waiting is not None
    assert [one.party for one in Letter.objects.filter(waiting)] == ["石泉镇应急办"]


def test_a_new_day_of_the_round_is_its_letters_day_and_lateness_follows(world: Any) -> None:
    drive = a_round(world)
    services.enlist(drive, units=[world.stone.unit], actor=None)
    ledger = ledger_by_code("letter")
    assert ledger.deadline(Letter.objects.get()) == date(2026, 11, 30)
    before = writing.values_of(drive)
    drive.due_on = date(2026, 11, 21)
    writing.change(drive, before, actor=None)
    assert ledger.deadline(Letter.objects.get()) == date(2026, 11, 21)
    services.sign(Letter.objects.get(), actor=None, signer="石主任")
    assert ledger.deadline(Letter.objects.get()) is None


def test_letters_are_signed_in_the_past_by_somebody(world: Any) -> None:
    check = ledger_by_code("letter").check
    assert list(check({"enterprise": None, "unit": None, "signer": ""})) == ["signer"]
    assert list(check({"signed_on": date(2026, 11, 23)})) == ["signed_on"]
    assert list(check({"signed_on": date(2026, 11, 20), "until_on": date(2026, 11, 19)})) == ["until_on"]


def a_contact(world: Any, **values: Any) -> LeaderContact:
    values = {"leader": world.stone.person, "kind": a_term("contact-kind", "包片", "area"), "place_id": STONE} | values
    return entered(LeaderContact(**({"from_on": date(2026, 1, 1)} | values)))


def a_visit(world: Any, day: str, **values: Any) -> LeaderVisit:
    values = {"leader": world.stone.person, "place_id": STONE_VILLAGE} | values
    return entered(LeaderVisit(visited_on=date.fromisoformat(day), **values))


def test_a_months_visits_stand_beside_the_fewest_there_should_be(world: Any) -> None:
    a_contact(world, visits_a_month=2)
    a_contact(world, leader=world.cloud.person, place_id=world.cloud.place, visits_a_month=1)
    a_contact(world, visits_a_month=9, to_on=date(2026, 10, 31))  # over before the month
    a_visit(world, "2026-11-03", problems=2)
    a_visit(world, "2026-10-31", problems=5)
    a_visit(world, "2026-11-20", leader=world.cloud.person, problems=1)
    a_visit(world, "2026-12-01", leader=world.cloud.person)
    rows = queries.leaders_month(LeaderContact.objects.all(), LeaderVisit.objects.all(), FIRST, NEXT)
    assert [(row.leader.name, row.visits, row.least, row.short, row.problems, row.last_on) for row in rows] == [
        ("石主任", 1, 2, 1, 2, date(2026, 11, 3)),
        ("云主任", 1, 1, 0, 1, date(2026, 11, 20)),
    ]


def test_a_contacts_visits_are_those_within_it_while_it_held(world: Any) -> None:
    area = a_contact(world, to_on=date(2026, 11, 10))
    firm = a_contact(world, enterprise=world.stone.firm)
    a_visit(world, "2026-11-03")
    a_visit(world, "2026-11-11")
    a_visit(world, "2026-11-04", place_id=world.cloud.place)
    a_visit(world, "2026-11-12", enterprise=world.stone.firm)
    a_visit(world, "2026-11-12", enterprise=an_enterprise(STONE_VILLAGE))
    assert (area.visits(), firm.visits()) == (1, 1)


def test_units_lack_lists_that_are_not_in_force(world: Any) -> None:
    kinds = [
        a_term("responsibility-list-kind", name, code) for name, code in (("职责清单", "duty"), ("任务清单", "task"))
    ]

    def a_list(unit: Any, kind: Any, name: str, **values: Any) -> ResponsibilityList:
        values = {"from_on": date(2026, 1, 1), "place_id": unit.place_id} | values
        return entered(ResponsibilityList(unit=unit, kind=kind, name=name, **values))

    whole = a_list(world.stone.unit, kinds[0], "石泉职责")
    a_list(world.stone.unit, kinds[1], "石泉任务", owner=world.stone.person)
    a_list(world.cloud.unit, kinds[0], "云溪职责")
    a_list(world.cloud.unit, kinds[1], "云溪旧任务", to_on=date(2026, 6, 30))
    rows = queries.lists_by_unit(ResponsibilityList.objects.all(), kinds, clock.today())
    assert [(row.unit.name, [str(one) for one in row.lists], row.whole) for row in rows] == [
        ("石泉镇应急办", ["石泉职责", "石泉任务"], True),
        ("云溪镇应急办", ["云溪职责", "None"], False),
    ]
    assert rows[0].lists[0] == whole


def test_a_list_that_is_a_ledger_names_one_that_exists(world: Any) -> None:
    check = ledger_by_code("responsibility-list").check
    assert (list(check({"ledger": "hazard"})), list(check({"ledger": "no-such"}))) == ([], ["ledger"])


def test_units_of_a_kind_are_the_active_ones_within_the_range(world: Any) -> None:
    an_organisation("停用办", COUNTY, kind=world.town_kind, active=False)
    found = queries.units_of_kinds(["town-office"], "990121100", "990121101")
    assert [unit.name for unit in found] == ["石泉镇应急办"]
