"""Score sheets and assessments: marks with known sums, versions that leave the past alone, places and coverage."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anlan.kit.flow.making import Refused
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records.writing import Conflict
from anlan.subjects.governance import counting, queries, rules, services
from anlan.subjects.governance.choices import AssessmentStatus, SheetStatus
from anlan.subjects.governance.models import Assessment, Sheet
from anlan.subjects.governance.rules import Mark
from anlan.subjects.governance.services import Given
from tests.subjects.governance.world import a_sheet, an_assessment, moved

SIX = tuple((f"有{name}", None, False) for name in ("班子", "机制", "预案", "队伍", "物资", "培训演练"))


def given(assessment: Assessment, *values: Any, version: int = 0) -> Assessment:
    """Marks by position: True or False where the item is only met or not, else points; ``None`` leaves one out."""
    items = assessment.sheet.items.order_by("position")
    marks = {
        item.pk: Given(met=bool(value)) if item.points is None else Given(met=False, points=Decimal(str(value)))
        for item, value in zip(items, values, strict=True)
        if value is not None
    }
    return services.answer(assessment, marks, actor=None, version=version or assessment.version)


@pytest.mark.parametrize(
    ("marks", "least", "every", "expected"),
    [
        (
            [Mark(Decimal(60), False, True, Decimal(60)), Mark(Decimal(40), False, False, Decimal("25.5"))],
            Decimal(80),
            False,
            (Decimal("85.50"), 1, True),
        ),
        (
            [Mark(Decimal(60), False, True, Decimal(60)), Mark(Decimal(40), False, False, Decimal("19.99"))],
            Decimal(80),
            False,
            (Decimal("79.99"), 1, False),
        ),
        (
            [Mark(Decimal(100), False, True, Decimal(100)), Mark(None, True, False, None)],
            Decimal(80),
            False,
            (Decimal("100.00"), 1, False),
        ),
        ([Mark(None, False, True, None)] * 6, None, True, (None, 6, True)),
        ([Mark(None, False, True, None)] * 5 + [Mark(None, False, False, None)], None, True, (None, 5, False)),
        ([], None, True, (None, 0, False)),
    ],
)
def test_marks_add_up(marks: list[Mark], least: Decimal | None, every: bool, expected: tuple[Any, ...]) -> None:
    result = rules.scored(marks, pass_score=least, all_needed=every)
    assert (result.score, result.met, result.passed) == expected


def test_equal_scores_share_a_place_and_the_next_is_left_out() -> None:
    assert rules.ranked([Decimal(90), None, Decimal(95), Decimal(90), Decimal(80)]) == [2, None, 1, 2, 4]


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, "—"), (29, 29, "100%"), (1999, 2000, "99.9%"), (0, 5, "0.0%"), (2, 3, "66.7%")]
)
def test_a_share_is_whole_only_when_nothing_is_missing(part: int, whole: int, said: str) -> None:
    assert rules.share(part, whole) == said


def test_six_things_are_there_or_the_town_does_not_pass(world: Any) -> None:
    sheet = a_sheet(*SIX, all_needed=True, world=world)
    assessment = an_assessment(world, sheet)
    assert (assessment.of_items, assessment.answered, assessment.passed) == (6, 0, None)
    half = given(assessment, True, True, True, None, None, None)
    assert (half.answered, half.met, half.passed) == (3, 3, None)
    whole = given(half, None, None, None, True, True, False)
    assert (whole.answered, whole.met, whole.score, whole.passed) == (6, 5, None, False)
    assert given(whole, None, None, None, None, None, True).passed is True


def test_it_is_handed_in_whole_confirmed_by_somebody_else_and_then_stands(world: Any) -> None:
    assessment = given(an_assessment(world, a_sheet(*SIX[:2], world=world)), True, None)
    with pytest.raises(Refused):
        moved(world, assessment, "submit", "stone")
    assessment = moved(world, given(assessment, None, True), "submit", "stone")
    with pytest.raises(Refused, match="已经提交"):
        given(assessment, False, False)
    world.users["leader"].organisation = world.stone.unit
    with pytest.raises(Refused):
        moved(world, assessment, "confirm", "leader")
    assessment = moved(world, assessment, "confirm")
    assert (assessment.status, assessment.passed) == (AssessmentStatus.CONFIRMED, True)


@pytest.mark.parametrize("points", ["-0.01", "10.01"])
def test_no_mark_is_above_its_item_or_below_nothing(world: Any, points: str) -> None:
    assessment = an_assessment(world, a_sheet(("培训", Decimal(10), False), world=world))
    with pytest.raises(Refused, match="第 1 项的得分应在 0 到 10 之间"):
        given(assessment, points)
    assert assessment.answers.count() == 0


def test_two_people_scoring_at_once_one_wins_and_the_other_reads_why(world: Any) -> None:
    assessment = an_assessment(world, a_sheet(*SIX[:2], world=world))
    seen = assessment.version
    given(assessment, True, None)
    with pytest.raises(Conflict):
        given(assessment, False, True, version=seen)
    assert [one.met for one in assessment.answers.all()] == [True]


def test_a_sheet_in_use_is_frozen_and_its_next_version_is_a_copy(world: Any) -> None:
    sheet = a_sheet(*SIX, ("培训", Decimal("12.5"), True), all_needed=True, world=world)
    check = ledger_by_code("score-item").check
    assert list(check({"sheet": sheet})) == ["sheet"]
    old = given(an_assessment(world, sheet), *[True] * 6, "12.5")
    moved(world, sheet, "revise")
    fresh = Sheet.objects.get(revision=2)
    assert (fresh.name, fresh.status, fresh.all_needed) == ("乡镇六有（第2版）", SheetStatus.DRAFT, True)
    assert list(check({"sheet": fresh})) == []
    assert [(one.content, one.points, one.veto) for one in fresh.items.order_by("position")] == [
        (one.content, one.points, one.veto) for one in sheet.items.order_by("position")
    ]
    with pytest.raises(Refused, match="先停用它"):
        moved(world, fresh, "start")
    moved(world, sheet, "retire")
    moved(world, fresh, "start")
    old.refresh_from_db()
    assert (old.sheet, old.score, old.passed) == (sheet, Decimal("12.50"), True)


def test_units_are_ranked_by_score_and_without_points_by_items_met(world: Any) -> None:
    sheet = a_sheet(("培训", Decimal(60), False), ("演练", Decimal(40), False), world=world)
    given(an_assessment(world, sheet), 60, 30)
    given(an_assessment(world, sheet, "cloud"), 50, 40)
    assert [(row.rank, row.assessment.unit.name) for row in queries.ranking(Assessment.objects.all())] == [
        (1, "石泉镇应急办"), (1, "云溪镇应急办"),
    ]  # fmt: skip
    plain = a_sheet(*SIX[:2], name="三有", family="三有", world=world)
    given(an_assessment(world, plain), True, False)
    an_assessment(world, plain, "cloud")
    rows = queries.ranking(Assessment.objects.filter(sheet=plain))
    assert [(row.rank, row.assessment.unit.name) for row in rows] == [(1, "石泉镇应急办"), (None, "云溪镇应急办")]


def test_coverage_counts_confirmed_units_of_all_that_the_sheet_is_for(world: Any) -> None:
    sheet = a_sheet(*SIX[:2], all_needed=True, world=world)
    units = [world.stone.unit, world.cloud.unit]

    def covered() -> tuple[int, int, int, str, tuple[int, ...]]:
        made = counting.sheet_coverage(sheet, 2026, units, Assessment.objects.all())
        return len(made.rows), made.assessed, made.passed, made.share, made.met

    assert covered() == (2, 0, 0, "0.0%", (0, 0))
    passing = given(an_assessment(world, sheet), True, True)
    assert covered() == (2, 0, 0, "0.0%", (0, 0))  # still being scored
    passing = moved(world, passing, "submit", "stone")
    assert covered() == (2, 1, 0, "0.0%", (1, 1))  # nobody has confirmed it
    moved(world, passing, "confirm")
    moved(world, moved(world, given(an_assessment(world, sheet, "cloud"), True, False), "submit", "cloud"), "confirm")
    assert covered() == (2, 2, 1, "50.0%", (2, 1))


def test_the_latest_assessment_of_a_year_counts(world: Any) -> None:
    sheet = a_sheet(*SIX[:1], all_needed=True, world=world)
    for period, day, met in (("上半年", date(2026, 6, 30), True), ("下半年", date(2026, 11, 20), False)):
        made = given(an_assessment(world, sheet, period=period, assessed_on=day), met)
        moved(world, moved(world, made, "submit", "stone"), "confirm")
    assert counting.sheet_coverage(sheet, 2026, [world.stone.unit], Assessment.objects.all()).passed == 0


def test_a_draft_sheet_scores_nobody(world: Any) -> None:
    sheet = a_sheet(*SIX, start=False, world=world)
    assert list(ledger_by_code("assessment").check({"sheet": sheet})) == ["sheet"]
