"""次, 家, 户次, 家次 and 人次: counted by hand in a little world, and never out of order in any other."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.hazards.counting import Counts, counts, turns
from anlan.subjects.hazards.models import Inspection, Round
from tests.factories import COUNTY, STONE, STONE_VILLAGE, a_place, a_term, an_enterprise, an_organisation
from tests.factories import _entered as entered

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _county(db: None) -> None:
    a_place(COUNTY, "澜川县")
    a_place(STONE, "石泉镇")
    a_place(STONE_VILLAGE, "石塘村")


def a_round() -> Round:
    made: Round = entered(
        Round(
            name="大检查", kind=a_term("inspection-kind", "专项检查", "special"), place_id=COUNTY, begins_on=DAY,
            ends_on=DAY + timedelta(days=60),
        )
    )  # fmt: skip
    return made


def visits(rows: list[dict[str, Any]]) -> None:
    kind = a_term("inspection-kind", "专项检查", "special")
    made = [Inspection(kind=kind, place_id=STONE_VILLAGE, number=f"JC-{n}", **row) for n, row in enumerate(rows)]
    ledger_by_code("inspection").prepare(made)
    writing.add_many(made, actor=None)


def test_a_little_world_counted_by_hand() -> None:
    """Two rounds and one visit alone; a firm seen twice on one day; the team of the first day is two, then three."""
    first, second = a_round(), a_round()
    plant, mill = an_enterprise(), an_enterprise()
    next_day = DAY + timedelta(days=1)
    visits(
        [
            {"round": first, "enterprise": plant, "inspected_on": DAY, "inspectors": "吴晓、周建"},
            {"round": first, "enterprise": mill, "inspected_on": DAY, "inspectors": "周建、吴晓"},
            {"round": first, "enterprise": plant, "inspected_on": DAY, "inspectors": "吴晓", "experts": "陈专"},
            {"round": second, "enterprise": plant, "inspected_on": next_day, "inspectors": "吴晓、周建、何敏"},
            {"unit": "县水利局", "inspected_on": next_day, "inspectors": "罗平", "leader": "何敏"},
        ]
    )
    assert counts(Inspection.objects.all()) == Counts(
        rounds=3, firms=3, unit_days=4, visits=5, person_days=6, expert_days=1
    )
    assert counts(Inspection.objects.filter(round=first)) == Counts(1, 2, 2, 3, 2, 1)
    assert counts(Inspection.objects.none()) == Counts(0, 0, 0, 0, 0, 0)


def test_two_people_of_one_name_in_two_organisations_are_two() -> None:
    firm = an_enterprise()
    for body in (an_organisation(), an_organisation()):
        entered(
            Inspection(
                kind=a_term("inspection-kind", "专项检查", "special"), enterprise=firm, place_id=STONE_VILLAGE,
                inspected_on=DAY, inspectors="吴晓", organisation=body,
            )
        )  # fmt: skip
    assert counts(Inspection.objects.all()).person_days == 2


@pytest.mark.parametrize("seed", range(8))
def test_the_measures_keep_their_order_in_any_history(seed: int) -> None:
    rng = random.Random(seed)
    rounds = [a_round() for _ in range(3)]
    firms = [an_enterprise() for _ in range(4)]
    names = ["吴晓", "周建", "何敏", "罗平", "陈专"]
    rows = []
    for _ in range(rng.randrange(1, 60)):
        firm = rng.choice([*firms, None])
        rows.append(
            {
                "round": rng.choice([*rounds, None]),
                "enterprise": firm,
                "unit": "" if firm else rng.choice(["县水利局", "云口村委会"]),
                "inspected_on": DAY + timedelta(days=rng.randrange(20)),
                "inspectors": "、".join(rng.sample(names, rng.randrange(1, 4))),
            }
        )
    visits(rows)
    found = counts(Inspection.objects.all())
    assert found.firms <= found.unit_days <= found.visits == len(rows)
    assert 0 < found.rounds <= found.visits
    seen = {(row["inspected_on"], row["enterprise"] and row["enterprise"].pk, row["unit"]) for row in rows}
    assert found.unit_days == len(seen)
    assert found.firms == len({(key, unit) for _on, key, unit in seen})
    turns = {(row["inspected_on"], name) for row in rows for name in str(row["inspectors"]).split("、")}
    assert found.person_days == len(turns)
    parts = [counts(Inspection.objects.filter(round=outing)) for outing in [*rounds, None]]
    assert sum(part.visits for part in parts) == found.visits
    assert sum(part.rounds for part in parts) == found.rounds
    assert sum(part.firms for part in parts) >= found.firms


def test_any_set_is_counted_in_two_queries() -> None:
    visits([{"enterprise": an_enterprise(), "inspected_on": DAY, "inspectors": "吴晓"}])
    with CaptureQueriesContext(connection) as asked:
        counts(Inspection.objects.filter(place_id=STONE_VILLAGE, inspected_on__year=2026))
    assert len(asked) == 2, "the inspections, and those who took part"


def test_an_expert_who_also_inspects_on_that_day_is_one_of_each_and_no_other_day_is_looked_at() -> None:
    firms = [an_enterprise(), an_enterprise()]
    days = [DAY - timedelta(days=1), DAY, date(2026, 12, 31), date(2027, 1, 1)]
    visits(
        [{"enterprise": firms[0], "inspected_on": day, "inspectors": "吴晓、周建"} for day in days]
        + [{"enterprise": firms[1], "inspected_on": day, "experts": "周建"} for day in days]
    )
    within = Inspection.objects.filter(inspected_on__range=(DAY, days[2]))
    assert turns(within, DAY, days[2]) == turns(within) == (4, 2)
    assert turns(Inspection.objects.all(), DAY, DAY) == (2, 1)
