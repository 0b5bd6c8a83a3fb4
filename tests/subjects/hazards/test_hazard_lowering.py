"""A major hazard becomes a general one by the word of two persons, whichever door is tried."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.imports.models import State
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards.choices import Level
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard, Lowering
from tests.contracts.doors import Door, Visitor
from tests.contracts.test_writes import typed
from tests.factories import a_hazard, a_world
from tests.kit.imports.ledgers import confirmed, previewed, undone
from tests.kit.imports.sheets import workbook

pytestmark = pytest.mark.django_db
FORBIDDEN = "不能直接改为一般"


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    made.major = a_hazard(made.stone.enterprise, level=Level.MAJOR, basis="第三条", found_on=date(2026, 11, 10))
    return made


def make(world: Any, code: str, role: str, **data: Any) -> Any:
    move = rectification.move(code)
    assert move is not None
    return making.make(rectification, move, world.major, actor=world.users[role], data=data)


def still_major(world: Any) -> bool:
    return Hazard.objects.get(pk=world.major.pk).level == Level.MAJOR


def test_who_proposes_it_does_not_agree_to_it(world: Any) -> None:
    asked = make(world, "lower", roles.TOWNSHIP, reason="复核后不符合判定条件")
    assert (asked.level, asked.lowering_by) == (Level.MAJOR, world.users[roles.TOWNSHIP])
    for again in ("lower", "agree-lower"):
        with pytest.raises(making.Refused):
            make(world, again, roles.TOWNSHIP, reason="再报")
    with pytest.raises(making.Refused):
        make(world, "agree-lower", roles.ENTERPRISE)
    assert still_major(world)
    done = make(world, "agree-lower", roles.SAFETY_OFFICE, opinion="同意")
    assert (done.level, done.criteria, done.lowering_by) == (Level.GENERAL, None, None)
    kept = Lowering.objects.get(hazard=world.major)
    assert (kept.asked_by, kept.decided_by, kept.granted, kept.opinion) == (
        world.users[roles.TOWNSHIP], world.users[roles.SAFETY_OFFICE], True, "同意",
    )  # fmt: skip
    page = Visitor(world.users[roles.LEADER]).knock(Door("clocks", f"/hazards/{world.major.pk}/clocks")).text
    assert "复核后不符合判定条件" in page


def test_a_refused_proposal_leaves_it_major_and_may_be_made_again(world: Any) -> None:
    make(world, "lower", roles.TOWNSHIP, reason="不符合")
    make(world, "refuse-lower", roles.LEADER, opinion="仍符合第三条")
    assert still_major(world)
    make(world, "lower", roles.SAFETY_OFFICE, reason="已按新标准复核")
    make(world, "agree-lower", roles.LEADER)
    assert [one.granted for one in world.major.lowerings.order_by("pk")] == [False, True]
    assert not still_major(world)


def test_the_proposal_waits_for_everybody_but_who_made_it(world: Any) -> None:
    make(world, "order", roles.SAFETY_OFFICE, due_on=date(2026, 12, 1))
    make(world, "lower", roles.TOWNSHIP, reason="不符合")
    ledger = ledger_by_code("hazard")
    waits = {
        role: Hazard.objects.filter(ledger.waiting(world.users[role]), lowering_by__isnull=False).exists()  # type: ignore[arg-type]
        for role in (roles.TOWNSHIP, roles.SAFETY_OFFICE, roles.LEADER)
    }
    assert waits == {roles.TOWNSHIP: False, roles.SAFETY_OFFICE: True, roles.LEADER: True}


def test_no_door_lowers_it_at_once(world: Any, tmp_path: Path) -> None:
    office, row, ledger = world.users[roles.SAFETY_OFFICE], world.major, ledger_by_code("hazard")
    make(world, "lower", roles.TOWNSHIP, reason="不符合")  # what waits opens no other door
    row.refresh_from_db()
    visitor = Visitor(office)
    form = typed(ledger, row, office, level="general")
    assert FORBIDDEN in visitor.knock(Door("edit", f"/l/hazard/{row.pk}/edit", method="post", body=form)).text
    bulk = {"id": [row.pk, world.stone.hazard.pk], "field": "level", "value": "general", "confirm": "1"}
    assert FORBIDDEN in visitor.knock(Door("bulk", "/l/hazard/bulk", method="post", body=bulk)).text
    body = {"version": row.version, "level": "general"}
    told = visitor.knock(Door("api", f"/api/v1/hazard/{row.pk}", method="patch", body=body))
    assert (told.status, FORBIDDEN in told.text) == (409, True)
    sheet = workbook(tmp_path / "a.xlsx", [["隐患编号", "隐患级别"], [row.number, "一般"]])
    session = confirmed(previewed(sheet, office))
    assert (session.state, FORBIDDEN in session.error) == (State.READY, True)
    assert still_major(world)


def test_an_import_that_raised_it_may_be_undone(world: Any, tmp_path: Path) -> None:
    row = world.stone.hazard
    sheet = workbook(tmp_path / "a.xlsx", [["隐患编号", "隐患级别", "判定依据"], [row.number, "重大", "第三条"]])
    session = confirmed(previewed(sheet, world.users[roles.SAFETY_OFFICE]))
    assert Hazard.objects.get(pk=row.pk).level == Level.MAJOR
    undone(session)
    assert Hazard.objects.get(pk=row.pk).level == Level.GENERAL
