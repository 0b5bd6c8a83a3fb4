"""Offices of towns and grid workers in the contacts book."""

from anlan.base.people.models import Organisation, Person
from tests.reports.world import World


def build(world: World) -> None:
    """Three offices of towns (one more is closed), four grid workers (one more has left)."""
    kind = world.term("organisation-kind", "乡镇应急办", "town-office")
    offices = [
        Organisation(name=f"第{n}应急办", kind=kind, place_id=world.stone, active=n != 3) for n in range(4)
    ]  # fmt: skip
    world.enter(offices)
    world.enter([
        Person(name=f"人员{n}", organisation=offices[0], post=post, active=active)
        for n, (post, active) in enumerate((*((("网格员", True),) * 4), ("网格员", False), ("副镇长", True)))
    ])  # fmt: skip
