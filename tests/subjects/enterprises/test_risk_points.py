"""Risk points: colour by the bureau's thresholds, the firm as bad as its worst point, checks that come round again."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.enterprises.choices import PointStatus
from anlan.subjects.enterprises.flows import control
from anlan.subjects.enterprises.models import RiskPoint, RiskScheme
from tests.factories import STONE_VILLAGE

pytestmark = pytest.mark.django_db


def a_point(enterprise: Any, factors: tuple[Any, Any, Any] = (3, 6, 15), **values: Any) -> RiskPoint:
    names = ("likelihood", "exposure", "consequence")
    values |= {name: None if value is None else Decimal(str(value)) for name, value in zip(names, factors, strict=True)}
    values = {"name": "反应釜", "found_on": date(2026, 10, 1), "place_id": STONE_VILLAGE} | values
    made: RiskPoint = entry.enter(ledger_by_code("risk-point"), RiskPoint(enterprise=enterprise, **values), actor=None)
    return made


def changed(row: Any, **values: Any) -> Any:
    before = writing.values_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    writing.change(row, before, actor=None)
    row.refresh_from_db()
    return row


def make(world: Any, point: RiskPoint, code: str, role: str = roles.SAFETY_OFFICE, **data: Any) -> RiskPoint:
    move = control.move(code)
    assert move is not None
    made: Any = making.make(control, move, point, actor=world.users[role], data=data)
    return made


def risk_of(world: Any) -> str:
    world.stone.enterprise.refresh_from_db()
    return str(world.stone.enterprise.risk)


def test_score_and_colour_follow_over_every_door(world: Any) -> None:
    point = a_point(world.stone.enterprise)
    assert (point.score, point.level, point.number) == (Decimal(270), "orange", "FX-2026-00001")
    point = changed(point, likelihood=Decimal(6))
    assert (point.score, point.level) == (Decimal(540), "red")
    writing.change_many(
        [writing.Change(row, writing.values_of(row), {"_bulk": 1}) for row in RiskPoint.objects.all()], actor=None
    )
    point = RiskPoint.objects.get()
    assert point.level == "red"
    assert changed(point, method="ls", likelihood=Decimal(3), exposure=None, consequence=Decimal(4)).level == "yellow"
    assert changed(point, likelihood=None).level == ""


def test_what_the_law_says_stands_over_the_score(world: Any) -> None:
    point = a_point(world.stone.enterprise, (1, 6, 7), direct="red", direct_basis="涉及剧毒化学品")
    assert (point.score, point.level) == (Decimal(42), "red")


def test_a_firm_is_as_risky_as_its_worst_point(world: Any) -> None:
    changed(world.stone.enterprise, risk="yellow")
    low = a_point(world.stone.enterprise, (1, 6, 7))
    assert risk_of(world) == "blue"
    high = a_point(world.stone.enterprise, (6, 6, 15), name="液氯库")
    assert risk_of(world) == "red"
    assert AuditEntry.objects.filter(kind="enterprise", object_id=str(world.stone.enterprise.pk)).count() == 4
    make(world, high, "treat", treated_on=date(2026, 11, 20), measure="改用次氯酸钠")
    assert risk_of(world) == "blue"
    high = make(world, RiskPoint.objects.get(pk=high.pk), "reopen", reason="又储存液氯")
    assert risk_of(world) == "red"
    changed(high, enterprise=world.cloud.enterprise)
    world.cloud.enterprise.refresh_from_db()
    assert (risk_of(world), world.cloud.enterprise.risk) == ("blue", "red")
    writing.remove_many([low], actor=None)
    assert risk_of(world) == "blue"  # nobody says otherwise: what stood last stands


def test_other_thresholds_colour_all_points_anew(world: Any) -> None:
    point = a_point(world.stone.enterprise)
    ledger = ledger_by_code("risk-scheme")
    scheme = RiskScheme(name="省标", method="lec", red=160, orange=70, yellow=20, preferred=True)
    entry.enter(ledger, scheme, actor=None)
    point.refresh_from_db()
    assert (point.level, risk_of(world)) == ("red", "red")
    changed(RiskScheme.objects.get(), red=Decimal(320))
    point.refresh_from_db()
    assert (point.level, risk_of(world)) == ("orange", "orange")
    own = RiskScheme(name="化工", method="lec", red=200, orange=100, yellow=50)
    entry.enter(ledger, own, actor=None)
    point.refresh_from_db()
    assert changed(point, scheme=own).level == "red"


def test_thresholds_must_fall(world: Any) -> None:
    errors = ledger_by_code("risk-scheme").check({"red": Decimal(70), "orange": Decimal(160), "yellow": Decimal(160)})
    assert set(errors) == {"orange", "yellow"}


def test_checks_come_round_with_their_cadence(world: Any) -> None:
    point = a_point(world.stone.enterprise, cadence="month", found_on=date(2026, 10, 31))
    assert point.due_on == date(2026, 11, 30)
    point = make(world, point, "check", roles.ENTERPRISE, checked_on=date(2026, 11, 22), in_place=True)
    assert (point.checked_on, point.due_on) == (date(2026, 11, 22), date(2026, 12, 22))
    with pytest.raises(making.Refused, match="2026-11-22"):
        make(world, point, "check", checked_on=date(2026, 11, 21), in_place=True)
    point = make(world, point, "treat", treated_on=date(2026, 11, 22), measure="拆除")
    assert (point.due_on, point.status) == (None, PointStatus.TREATED)
    with pytest.raises(making.Refused):
        make(world, point, "check", checked_on=date(2026, 11, 22), in_place=True)


def test_a_firm_checks_its_points_and_treats_none(world: Any) -> None:
    point = a_point(world.stone.enterprise)
    with pytest.raises(making.Refused):
        make(world, point, "treat", roles.ENTERPRISE, treated_on=date(2026, 11, 22), measure="拆除")
    other = a_point(world.cloud.enterprise)
    with pytest.raises(making.Refused):
        make(world, other, "check", roles.ENTERPRISE, checked_on=date(2026, 11, 22), in_place=True)


def test_the_form_refuses_what_the_tables_do_not_have(world: Any) -> None:
    data = {
        "name": "反应釜", "found_on": "2026-11-01", "place": STONE_VILLAGE, "method": "lec",
        "likelihood": "3", "exposure": "15", "consequence": "6", "direct": "red",
    }  # fmt: skip
    form = form_class(ledger_by_code("risk-point"))(data, user=world.users[roles.SAFETY_OFFICE])
    assert not form.is_valid()
    assert set(form.errors) == {"exposure", "consequence", "direct_basis"}


def test_of_two_who_treat_a_point_one_wins(world: Any) -> None:
    point = a_point(world.stone.enterprise)
    mine, yours = RiskPoint.objects.get(pk=point.pk), RiskPoint.objects.get(pk=point.pk)
    make(world, mine, "treat", treated_on=date(2026, 11, 20), measure="拆除")
    with pytest.raises(making.Refused, match="整治完成"):
        make(world, yours, "treat", treated_on=date(2026, 11, 21), measure="拆除")
    with pytest.raises(writing.Conflict):
        changed(yours, person="别人")
