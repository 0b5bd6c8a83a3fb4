"""A county with two towns and two villages, a campaign, and the five people who run it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Person, User
from anlan.base.places.models import Place
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.campaigns.models import Campaign, Task
from tests.factories import (
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    a_place,
    a_term,
    a_user,
    an_organisation,
)

MONDAY = "2026-11-02 09:00"


KINDS = {"department": "县级部门", "town": "乡镇政府", "town-office": "乡镇应急办", "village": "村委会"}


def a_square(west: float) -> dict[str, Any]:
    """A boundary a fifth of a degree wide."""
    east = west + 0.2
    return {"type": "Polygon", "coordinates": [[[west, 30], [east, 30], [east, 30.2], [west, 30.2], [west, 30]]]}


def entered(row: Any, actor: User | None = None) -> Any:
    """A row as a person would enter it."""
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=actor)


def moved(row: Any, code: str, actor: User, **data: Any) -> Any:
    """A move of the row's flow, made by somebody."""
    ledger = ledger_of(type(row))
    assert ledger is not None
    assert ledger.flow is not None
    move = ledger.flow.move(code)
    assert move is not None
    return making.make(ledger.flow, move, row, actor=actor, data=data)


def a_campaign_world() -> SimpleNamespace:
    """Everything stands on Monday morning, 2 November 2026."""
    clock.set_for_tests(clock.at(MONDAY))
    a_place(COUNTY, "澜川县")
    a_place(STONE, "石泉镇", shape=a_square(112.0))
    a_place(CLOUD, "云溪镇", shape=a_square(112.2))
    a_place(STONE_VILLAGE, "石塘村")
    a_place(CLOUD_VILLAGE, "云口村")
    kinds = {code: a_term("organisation-kind", name, code) for code, name in KINDS.items()}
    county = an_organisation("澜川县人民政府", COUNTY, kind=kinds["department"])
    bureau = an_organisation("澜川县安委办", COUNTY, kind=kinds["department"], superior=county)
    housing = an_organisation("澜川县住建局", COUNTY, kind=kinds["department"], superior=county)
    world = SimpleNamespace(county=county, bureau=bureau, housing=housing)
    for side, town, village, name, hamlet in (
        ("stone", STONE, STONE_VILLAGE, "石泉镇", "石塘村"),
        ("cloud", CLOUD, CLOUD_VILLAGE, "云溪镇", "云口村"),
    ):
        government = an_organisation(f"{name}人民政府", town, kind=kinds["town"], superior=county)
        office = an_organisation(f"{name}应急办", town, kind=kinds["town-office"], superior=government)
        committee = an_organisation(f"{hamlet}村民委员会", village, kind=kinds["village"], superior=government)
        clerk = a_user(roles.TOWNSHIP, town, organisation=office, name=f"{name}何敏")
        grid = a_user(roles.VILLAGE, village, organisation=committee, name=f"{hamlet}毛小军")
        for number, user in enumerate((clerk, grid)):
            phone = f"1380000{side == 'stone':d}{number:03d}"
            Person.objects.create(name=user.name, organisation=user.organisation, user=user, phone=phone)
        sides = SimpleNamespace(town=government, office=office, village=committee, clerk=clerk, grid=grid)
        setattr(world, side, sides)
    world.office = a_user(roles.SAFETY_OFFICE, COUNTY, organisation=bureau, name="李文静")
    world.leader = a_user(roles.LEADER, COUNTY, organisation=bureau, name="周明远")
    world.campaign = a_campaign(world)
    return world


def a_campaign(world: SimpleNamespace, **values: Any) -> Campaign:
    values = {
        "name": "百日攻坚行动", "short_name": "百日攻坚", "organiser": world.bureau, "cadence": "weekly",
        "place": Place.objects.get(code=COUNTY), "begins_on": date(2026, 11, 2), "ends_on": date(2027, 2, 9),
    } | values  # fmt: skip
    campaign: Campaign = entered(Campaign(**values), world.office)
    return campaign


def a_task(world: SimpleNamespace, organisation: Any, **values: Any) -> Task:
    """A task of the campaign, not given yet."""
    values = {
        "content": "排查燃气使用场所", "organisation": organisation, "campaign": world.campaign,
        "due_on": date(2026, 11, 20),
    } | values  # fmt: skip
    task: Task = entered(Task(**values), world.office)
    return task


def an_ordered_task(world: SimpleNamespace, organisation: Any, **values: Any) -> Task:
    """A task that its organisation has on its list."""
    task = a_task(world, organisation, **values)
    done: Task = moved(task, "order", world.office, due_on=task.due_on)
    return done


def a_finished_task(world: SimpleNamespace, side: SimpleNamespace, **values: Any) -> Task:
    """A town's task from its order to its acceptance, all today."""
    task = moved(an_ordered_task(world, side.town, **values), "receive", side.clerk)
    task = moved(task, "submit", side.clerk, completed_on=clock.today(), result="已办结")
    done: Task = moved(task, "accept", world.office)
    return done
