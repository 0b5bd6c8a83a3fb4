"""A hazard's way through its closed loop, step by step as people take it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.subjects.hazards.choices import Mode, Status
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard
from tests.factories import a_hazard, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-22 09:00"))
    return made


def make(world: Any, hazard: Hazard, code: str, role: str = roles.SAFETY_OFFICE, **data: Any) -> Hazard:
    move = rectification.move(code)
    assert move is not None
    made: Any = making.make(rectification, move, hazard, actor=world.users[role], data=data)
    return made


def ordered(world: Any, due_on: date = date(2026, 12, 1)) -> Hazard:
    return make(
        world, a_hazard(world.stone.enterprise, found_on=date(2026, 11, 10)), "order", due_on=due_on, person="何敏"
    )


def test_from_finding_to_closing(world: Any) -> None:
    hazard = ordered(world)
    assert (hazard.status, hazard.due_on, hazard.person, hazard.mode) == (
        Status.ORDERED,
        date(2026, 12, 1),
        "何敏",
        Mode.DEADLINE,
    )
    hazard = make(world, hazard, "start", roles.ENTERPRISE)
    assert hazard.status == Status.RECTIFYING
    hazard = make(
        world, hazard, "submit", roles.ENTERPRISE, rectified_on=date(2026, 11, 21), measure="已接地", funds=None
    )
    assert (hazard.status, hazard.rectified_on, hazard.measure) == (Status.REVIEWING, date(2026, 11, 21), "已接地")
    hazard = make(world, hazard, "pass", opinion="")
    hazard = make(world, hazard, "close")
    assert (hazard.status, hazard.closed_on, hazard.returned) == (Status.CLOSED, date(2026, 11, 22), 0)


def test_each_return_is_counted_and_takes_the_date_back(world: Any) -> None:
    hazard = ordered(world)
    for times in (1, 2):
        hazard = make(world, hazard, "submit", rectified_on=date(2026, 11, 21), measure="已整改")
        hazard = make(world, hazard, "return", opinion="接地电阻仍超标")
        assert (hazard.status, hazard.returned, hazard.rectified_on) == (Status.RECTIFYING, times, None)


def test_nothing_is_rectified_before_it_was_found(world: Any) -> None:
    hazard = ordered(world)
    with pytest.raises(making.Refused, match="不能早于发现日期 2026-11-10"):
        make(world, hazard, "submit", rectified_on=date(2026, 11, 9), measure="已整改")
    hazard.refresh_from_db()
    assert (hazard.status, hazard.rectified_on) == (Status.ORDERED, None)


def test_more_time_is_asked_for_and_granted(world: Any) -> None:
    hazard = make(world, ordered(world), "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 20), reason="等待配件")
    assert (hazard.due_on, hazard.extension_asked, hazard.status) == (date(2026, 12, 1), True, Status.ORDERED)
    with pytest.raises(making.Refused):
        make(world, hazard, "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 25), reason="再等")
    with pytest.raises(making.Refused):
        make(world, hazard, "grant", roles.ENTERPRISE)
    hazard = make(world, hazard, "grant", opinion="同意")
    assert (hazard.due_on, hazard.extension_asked) == (date(2026, 12, 20), False)
    kept = hazard.extensions.get()
    assert (kept.granted, kept.old_due_on, kept.decided_by) == (True, date(2026, 12, 1), world.users["safety_office"])


def test_more_time_is_asked_for_and_refused(world: Any) -> None:
    hazard = make(world, ordered(world), "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 20), reason="等待配件")
    hazard = make(world, hazard, "refuse", opinion="按期完成")
    assert (hazard.due_on, hazard.extension_asked) == (date(2026, 12, 1), False)
    assert (hazard.extensions.get().granted, hazard.extensions.get().opinion) == (False, "按期完成")
    hazard = make(world, hazard, "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 21), reason="再申请")
    assert hazard.extensions.count() == 2


def test_who_reports_it_done_needs_no_more_time(world: Any) -> None:
    hazard = make(world, ordered(world), "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 20), reason="等待配件")
    hazard = make(world, hazard, "submit", roles.ENTERPRISE, rectified_on=date(2026, 11, 21), measure="已接地")
    assert (hazard.due_on, hazard.extension_asked) == (date(2026, 12, 1), False)
    assert (hazard.extensions.get().granted, hazard.extensions.get().decided_by) == (False, world.users["enterprise"])
    hazard = make(world, hazard, "return", opinion="接地电阻仍超标")
    hazard = make(world, hazard, "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 22), reason="再申请")
    assert hazard.extension_asked


def test_more_time_must_be_more(world: Any) -> None:
    with pytest.raises(making.Refused, match="必须晚于原期限 2026-12-01"):
        make(world, ordered(world), "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 1), reason="等待配件")


def test_a_hazard_without_a_deadline_has_none_to_extend(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise)
    Hazard.objects.filter(pk=hazard.pk).update(status=Status.ORDERED, due_on=None)
    with pytest.raises(making.Refused):
        make(world, hazard, "extend", roles.ENTERPRISE, new_due_on=date(2026, 12, 20), reason="等待配件")


def test_fixed_on_the_spot_is_closed_at_once(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise, found_on=date(2026, 11, 10))
    hazard = make(world, hazard, "fix", rectified_on=date(2026, 11, 10), measure="当场清理")
    assert (hazard.status, hazard.mode, hazard.closed_on) == (Status.CLOSED, Mode.ON_THE_SPOT, date(2026, 11, 22))
    assert hazard.rectified_on == date(2026, 11, 10)


def test_an_enterprise_closes_nothing_itself(world: Any) -> None:
    hazard = a_hazard(world.stone.enterprise)
    for code in ("order", "fix", "pass", "return", "close", "reopen", "grant", "refuse"):
        Hazard.objects.filter(pk=hazard.pk).update(
            status=next(iter(rectification.move(code).sources)), extension_asked=True
        )  # type: ignore[union-attr]
        with pytest.raises(making.Refused):
            make(world, hazard, code, roles.ENTERPRISE)


def test_reopened_is_neither_rectified_nor_closed(world: Any) -> None:
    hazard = a_hazard(
        world.stone.enterprise, rectified_at_entry=True, rectified_on=date(2026, 11, 12), found_on=date(2026, 11, 10)
    )
    assert (hazard.status, hazard.closed_on) == (Status.CLOSED, date(2026, 11, 12))
    hazard = make(world, hazard, "reopen", opinion="复发")
    assert (hazard.status, hazard.closed_on, hazard.rectified_on, hazard.rectified_at_entry) == (
        Status.RECTIFYING,
        None,
        None,
        False,
    )


def test_a_village_answers_for_its_own_hazards_and_no_others(world: Any) -> None:
    own, other = ordered(world), a_hazard(world.cloud.enterprise)
    Hazard.objects.filter(pk=other.pk).update(status=Status.ORDERED)
    assert make(world, own, "start", roles.VILLAGE).status == Status.RECTIFYING
    with pytest.raises(making.Refused, match="权限"):
        make(world, other, "start", roles.VILLAGE)
