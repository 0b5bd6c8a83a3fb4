"""Inspections in rounds and campaigns, and hazards found by them and otherwise."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from anlan.subjects.hazards.choices import Mode, Status
from anlan.subjects.hazards.models import Hazard, Inspection, Round
from tests.reports.world import World

BOTH, FIRST, THIRD = "赵安、钱宁", "赵安", "孙和"
YEARS, GREAT, MUTUAL, HUNDRED = "专项整治三年行动", "安全生产大检查", "属地交叉互查", "百日行动"
SEARCH, FIRE, THIRTEEN = "大排查大整治", "消防百日攻坚", "13个方面大排查大整治"
# Day, unit (in the ledger F1 …, or a name), campaign, round, inspectors. Behind each row: whether it is another
# 户次 of 2026, and how many 人次 of 2026 it adds.
VISITS: tuple[tuple[date, str, str, str, str], ...] = (
    # 三年行动: F1, F2, F3 and the granary: 4 units.
    (date(2025, 5, 10), "F1", YEARS, "", BOTH),
    (date(2026, 2, 10), "F1", YEARS, "", BOTH),  # 1, 2
    (date(2026, 2, 10), "F2", YEARS, "", BOTH),  # 2
    (date(2026, 2, 10), "石塘粮站", YEARS, "", "赵安、孙和"),  # 3, 3
    (date(2026, 2, 11), "石塘粮站", YEARS, "", THIRD),  # 4, 4
    (date(2026, 3, 3), "F3", "本质安全提升", "", FIRST),  # 5, 5
    # 大检查: F1 to F6: 6 units.
    (date(2026, 5, 6), "F1", GREAT, "", BOTH),  # 6, 7
    (date(2026, 5, 6), "F1", GREAT, "", FIRST),  # the same unit on the same day
    (date(2026, 5, 6), "F2", GREAT, "", THIRD),  # 7, 8
    (date(2026, 5, 7), "F3", GREAT, "", THIRD),  # 8, 9
    (date(2026, 5, 7), "F4", GREAT, "", THIRD),  # 9
    (date(2026, 5, 7), "F5", GREAT, "", THIRD),  # 10
    (date(2026, 5, 8), "F6", GREAT, "", THIRD),  # 11, 10
    # 交叉互查: two rounds and one inspection by itself: 3 times; F1, F2, F3, F4, F7: 5 units.
    (date(2026, 5, 20), "F1", MUTUAL, "first", FIRST),  # 12, 11
    (date(2026, 5, 20), "F2", MUTUAL, "first", FIRST),  # 13
    (date(2026, 5, 20), "F3", MUTUAL, "first", FIRST),  # 14
    (date(2026, 5, 21), "F1", MUTUAL, "second", FIRST),  # 15, 12
    (date(2026, 5, 21), "F4", MUTUAL, "second", FIRST),  # 16
    (date(2026, 5, 22), "F7", MUTUAL, "", FIRST),  # 17, 13
    # 百日行动: F1 to F7 and the brickyard: 8 units.
    *((date(2026, 7, 1), f"F{n}", HUNDRED, "", BOTH) for n in range(1, 8)),  # 24, 15
    (date(2026, 7, 2), "云口砖厂", HUNDRED, "", FIRST),  # 25, 16
    # 大排查: F1 and F2: 2 units.
    (date(2026, 8, 3), "F1", SEARCH, "", "李川"),  # 26, 17
    (date(2026, 8, 3), "F2", SEARCH, "", "李川"),  # 27
    (date(2026, 8, 4), "F2", SEARCH, "", "李川"),  # 28, 18
    # 培训领域: F1, F2, F3: 3 units by its two strands.
    (date(2026, 9, 1), "F1", "培训走过场专项整治", "", "周原"),  # 29, 19
    (date(2026, 9, 1), "F2", "培训走过场专项整治", "", "周原"),  # 30
    (date(2026, 9, 2), "F2", "假冒政府网站专项打击整治", "", "周原"),  # 31, 20
    (date(2026, 9, 2), "F3", "假冒政府网站专项打击整治", "", "周原"),  # 32
    (date(2026, 8, 20), "F8", "", "", "周原"),  # 33, 21
    # After the time that is asked about.
    (date(2027, 1, 4), "F8", YEARS, "", BOTH),
    (date(2027, 1, 4), "云溪鞋厂", HUNDRED, "", BOTH),
    (date(2027, 1, 4), "F8", MUTUAL, "", BOTH),
)  # 2026: 33 户次, 21 人次, of 10 units
# Campaign, month of finding, and how many are still open, rectified soon, and rectified on a given later day.
FOUND: tuple[tuple[str, date, int, int, tuple[int, date]], ...] = (
    # 三年行动 has 9 with its strand and those below: 3 open, 6 rectified; 7 found in 2026, 5 of them rectified.
    (YEARS, date(2025, 6, 1), 1, 1, (0, date.max)),
    (YEARS, date(2026, 2, 1), 1, 1, (0, date.max)),
    ("本质安全提升", date(2026, 3, 1), 0, 3, (0, date.max)),
    (GREAT, date(2026, 5, 1), 2, 5, (0, date.max)),  # 7 found, 5 rectified
    (MUTUAL, date(2026, 5, 20), 1, 3, (0, date.max)),  # 4 found, 3 rectified
    (HUNDRED, date(2026, 7, 1), 3, 2, (1, date(2026, 10, 1))),  # 6 found, 2 rectified within the campaign
    (SEARCH, date(2026, 8, 1), 0, 4, (1, date(2027, 1, 5))),  # 5 found, 4 rectified
    (FIRE, date(2026, 10, 1), 6, 2, (0, date.max)),  # 8 found
    (THIRTEEN, date(2026, 11, 1), 3, 7, (0, date.max)),  # 10 found
)
# Of those of 13个方面大排查大整治 some count for further campaigns as well: still open, rectified.
ALSO: tuple[tuple[str, int, int], ...] = (
    ("党员带头除隐患", 2, 4),  # 6 found, 4 rectified
    ("防汛隐患排查整治", 1, 3), ("森林草原防火督查", 1, 2), ("疫情防控和安全生产一体推进", 0, 6),
)  # fmt: skip
# 2026: 7 + 7 + 4 + 6 + 5 + 8 + 10 and 3 by experts: 50 found; 5 + 5 + 3 + 3 + 4 + 2 + 7 + 2: 31 rectified by its end.


def build(world: World) -> None:
    """All of it."""
    kind = world.term("inspection-kind", "专项检查", "special")
    rounds = {
        name: world.keep(
            f"{name} round",
            Round(
                name=name, kind=kind, begins_on=on, ends_on=on, place_id=world.stone, campaign=world.named[MUTUAL],
            ),
        )
        for name, on in (("first", date(2026, 5, 20)), ("second", date(2026, 5, 21)))
    }  # fmt: skip
    own = world.term("inspection-kind", "企业自查", "self")
    rows = [
        Inspection(
            inspected_on=on, kind=kind, place_id=world.stone, inspectors=who, round=rounds.get(outing),
            enterprise=world.named.get(unit), unit="" if unit in world.named else unit,
            campaign=world.named.get(campaign),
        )
        for on, unit, campaign, outing, who in VISITS
    ]  # fmt: skip
    rows[5].experts = "吴师"  # no inspector
    rows += [  # what firms do themselves is none of the bureau's
        Inspection(
            inspected_on=on, kind=own, place_id=world.stone, inspectors="郑平", campaign=world.named[campaign],
            enterprise=world.named.get(unit), unit="" if unit in world.named else unit,
        )
        for on, unit, campaign in (
            (date(2026, 7, 3), "F8", HUNDRED), (date(2026, 7, 3), "石塘作坊", HUNDRED),
            (date(2026, 5, 23), "F8", MUTUAL),
        )
    ]  # fmt: skip
    world.enter(rows)
    _hazards(world, rows[1])


def _hazards(world: World, visit: Inspection) -> None:
    expert = world.term("hazard-source", "专家指导")

    def hazard(on: date, done: date | None, campaign: str = "", **more: Any) -> Hazard:
        return Hazard(
            content="护栏缺失", unit="采石场", place_id=world.stone, found_on=on, rectified_on=done,
            status=Status.CLOSED if done else Status.RECTIFYING, campaign=world.named.get(campaign), **more,
        )  # fmt: skip

    def of_campaigns() -> Iterable[Hazard]:
        for campaign, on, still, soon, (later, day) in FOUND:
            yield from (hazard(on, None, campaign) for _n in range(still))
            yield from (hazard(on, on, campaign) for _n in range(soon))
            yield from (hazard(on, day, campaign) for _n in range(later))

    by_hand = hazard(date(2026, 7, 1), None)  # counted for the three years too, below
    found = list(of_campaigns())
    world.enter([
        *found, by_hand, hazard(date(2026, 5, 1), date(2026, 6, 1), inspection=visit),
        hazard(date(2026, 4, 1), None, source=expert), hazard(date(2026, 4, 1), date(2026, 4, 2), source=expert),
        hazard(date(2026, 4, 1), date(2026, 4, 3), source=expert), hazard(date(2025, 4, 1), None, source=expert),
        *(hazard(date(2026, 5, 1), date(2026, 5, 1), name, mode=Mode.ON_THE_SPOT) for name in (GREAT, GREAT, YEARS)),
        hazard(date(2026, 5, 1), None, YEARS, mode=Mode.ON_THE_SPOT), hazard(date(2027, 1, 5), None, YEARS),
    ])  # fmt: skip
    by_hand.campaigns.add(world.named[YEARS])
    searched = [row for row in found if row.campaign == world.named[THIRTEEN]]
    for name, still, done in ALSO:
        left = [row for row in searched if row.rectified_on is None][:still]
        for row in left + [row for row in searched if row.rectified_on is not None][:done]:
            row.campaigns.add(world.named[name])
