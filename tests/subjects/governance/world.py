"""The little world of supervision: the county's committee office, two towns with offices and firms, and people."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.notify.channels.defaults import in_app
from anlan.subjects.governance.models import (
    Assessment,
    LetterRound,
    Milestone,
    Programme,
    Sheet,
    SheetItem,
    SupervisionOrder,
)
from tests.factories import (
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    a_person,
    a_place,
    a_term,
    a_user,
    an_enterprise,
    an_organisation,
)

NOW = "2026-11-22 09:00"
KIND = "organisation-kind"


def entered(row: Any) -> Any:
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=None)


def moved(world: Any, row: Any, code: str, who: str = "office", **data: Any) -> Any:
    """The row after somebody made a move."""
    ledger = ledger_of(type(row))
    assert ledger is not None
    assert ledger.flow is not None
    move = ledger.flow.move(code)
    assert move is not None
    return making.make(ledger.flow, move, row, actor=world.users[who], data=data)


def a_governance_world() -> SimpleNamespace:
    clock.set_for_tests(clock.at(NOW))
    in_app()
    for code, name in (
        (COUNTY, "澜川县"), (STONE, "石泉镇"), (STONE_VILLAGE, "石塘村"), (CLOUD, "云溪镇"), (CLOUD_VILLAGE, "云口村"),
    ):  # fmt: skip
        a_place(code, name)
    town = a_term(KIND, "乡镇应急办", "town-office")
    county = an_organisation("县安委办", COUNTY, kind=a_term(KIND, "部门", "department"))
    world = SimpleNamespace(county=county, users={}, town_kind=town)
    world.users["office"] = a_user(roles.SAFETY_OFFICE, COUNTY, organisation=county, name="安委办甲")
    world.users["leader"] = a_user(roles.LEADER, COUNTY, organisation=county, name="周局长")
    world.users["warehouse"] = a_user(roles.WAREHOUSE, COUNTY, organisation=county)
    world.users["expert"] = a_user(roles.EXPERT, COUNTY, organisation=an_organisation("专家组"))
    a_person(county, "安委办甲", phone="13800000001")
    leader = a_person(county, "周局长", phone="13800000002")
    Person.objects.filter(pk=leader.pk).update(user=world.users["leader"])
    for number, (side, place, village, name) in enumerate(
        (("stone", STONE, STONE_VILLAGE, "石泉镇"), ("cloud", CLOUD, CLOUD_VILLAGE, "云溪镇")), 3
    ):
        unit = an_organisation(f"{name}应急办", place, kind=town, superior=county)
        own = an_organisation(f"{name}化工厂账号", village)
        firm = an_enterprise(village, f"{name}化工厂", organisation=own)
        person = a_person(unit, f"{name[0]}主任", phone=f"1380000000{number}")
        setattr(world, side, SimpleNamespace(unit=unit, firm=firm, own=own, person=person, place=place))
        world.users[side] = a_user(roles.TOWNSHIP, place, organisation=unit)
        world.users[f"{side}-firm"] = a_user(roles.ENTERPRISE, village, organisation=own)
    return world


def an_order(world: Any, side: str = "stone", **values: Any) -> SupervisionOrder:
    at = getattr(world, side)
    values = {"title": f"{at.unit.name}整改道路塌方", "target": at.unit, "due_on": date(2026, 11, 30)} | values
    values = {"issuer": world.county, "issued_on": date(2026, 11, 20), "place_id": at.place} | values
    return entered(SupervisionOrder(**values))


def a_round(world: Any, **values: Any) -> LetterRound:
    values = {"name": "2026 年森林草原防灭火责任状", "kind": a_term("letter-kind", "责任状", "pledge")} | values
    values = {"place_id": COUNTY, "begins_on": date(2026, 11, 1), "due_on": date(2026, 11, 30)} | values
    return entered(LetterRound(**values))


def a_sheet(*items: tuple[str, Any, bool], start: bool = True, world: Any = None, **values: Any) -> Sheet:
    """Items are (content, points or None, veto)."""
    values = {
        "name": "乡镇六有",
        "family": "乡镇六有",
        "kind": a_term("assessment-kind", "能力建设", "capacity"),
    } | values
    sheet = entered(Sheet(unit_kinds=("town-office",), **values))
    for position, (content, points, veto) in enumerate(items, 1):
        entered(SheetItem(sheet=sheet, position=position, content=content, points=points, veto=veto))
    return moved(world, sheet, "start") if start else sheet


def an_assessment(world: Any, sheet: Sheet, side: str = "stone", **values: Any) -> Assessment:
    at = getattr(world, side)
    values = {"year": 2026, "assessed_on": date(2026, 11, 20)} | values
    return entered(Assessment(sheet=sheet, unit=at.unit, place_id=at.place, **values))


def a_programme(*names: str, **values: Any) -> Programme:
    values = {"name": "党建+安全生产", "begins_on": date(2026, 3, 1), "place_id": COUNTY} | values
    programme = entered(Programme(**values))
    for position, name in enumerate(names, 1):
        entered(Milestone(programme=programme, position=position, name=name, due_on=date(2026, 6, 30)))
    return programme
