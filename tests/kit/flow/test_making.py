"""One move: what the audit keeps of it, what the engine may do without a person, and a row that is gone."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard
from tests.factories import a_hazard, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    return a_world()


def order(world: Any, hazard: Hazard, **more: Any) -> Any:
    move = rectification.move("order")
    assert move is not None
    return making.make(rectification, move, hazard, data={"due_on": date(2027, 1, 9), "opinion": "断电"}, **more)


def test_the_audit_keeps_what_was_said_and_what_changed(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise)
    actor = world.users[roles.TOWNSHIP]
    order(world, hazard, actor=actor)
    kept = AuditEntry.objects.get(act="hazard.order")
    assert (kept.actor, kept.object_id) == (actor, str(hazard.pk))
    assert kept.before == {"status": "found", "due_on": None}
    assert kept.after == {"status": "ordered", "due_on": "2027-01-09", "_due_on": "2027-01-09", "_opinion": "断电"}


def test_the_engine_moves_without_a_person(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise)
    with pytest.raises(making.Refused, match="权限"):
        order(world, hazard, actor=None)
    assert order(world, hazard, actor=None, trusted=True).status == "ordered"
    assert AuditEntry.objects.get(act="hazard.order").actor_name == ""


def test_a_row_deleted_meanwhile_cannot_move(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise)
    entry.delete(ledger_by_code("hazard"), Hazard.objects.get(pk=hazard.pk), actor=None)
    with pytest.raises(making.Refused, match="已经被删除"):
        order(world, hazard, actor=world.users[roles.TOWNSHIP])


def test_a_grant_in_one_town_moves_nothing_in_another(world: Any) -> None:
    """Whoever sees the whole county but works in one town has no buttons in the other."""
    leader = world.users[roles.LEADER]
    world.users[roles.TOWNSHIP].postings.update(user=leader)
    moves = {
        side: making.open_moves("hazard", rectification, leader, getattr(world, side).hazard)
        for side in ("stone", "cloud")
    }
    assert [move.code for move in moves["stone"]] == ["order", "fix", "hand-over"]
    assert moves["cloud"] == []
    with pytest.raises(making.Refused, match="权限"):
        order(world, world.cloud.hazard, actor=leader)
