"""Who inspected whom and when hangs together; who took part, which campaigns count it and what is revisited follow."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.hazards import visiting
from anlan.subjects.hazards.models import Inspection, InspectionCampaign, InspectionPerson, Round
from tests.factories import (
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    a_line,
    a_place,
    a_term,
    an_enterprise,
    an_inspection,
)
from tests.factories import _entered as entered

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today() -> Any:
    clock.set_for_tests(clock.at("2026-11-22T09:00:00"))
    yield
    clock.set_for_tests(None)


def a_campaign(name: str = "百日行动") -> Campaign:
    return Campaign.objects.create(name=name, place_id=COUNTY, begins_on=date(2026, 9, 1), ends_on=date(2026, 12, 31))


def a_round(**values: Any) -> Round:
    given = {
        "name": "十一月第一轮", "kind": a_term("inspection-kind", "专项检查", "special"), "place_id": COUNTY,
        "begins_on": date(2026, 11, 1), "ends_on": date(2026, 11, 30),
    }  # fmt: skip
    made: Round = entered(Round(**given | values))
    return made


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("吴晓、周建", ("吴晓", "周建")),
        ("吴晓，周建;吴晓", ("吴晓", "周建")),
        ("吴晓 周建", ("吴晓", "周建")),
        ("吴 晓、周建（组长）等3人", ("吴晓", "周建")),
        ("欧阳明、司马兰(专家)", ("欧阳明", "司马兰")),
        ("吴晓/周建\n何敏", ("吴晓", "周建", "何敏")),
        ("", ()),
        ("、、 ", ()),
    ],
)
def test_names_are_read_as_people_write_them(text: str, names: tuple[str, ...]) -> None:
    assert visiting.names_in(text) == names


def values(**given: Any) -> dict[str, Any]:
    return {
        "inspected_on": TODAY, "kind": SimpleNamespace(code="routine"), "enterprise": SimpleNamespace(pk=1), "unit": "",
        "home": None, "rank": None, "place": SimpleNamespace(code=STONE_VILLAGE),
    } | given  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"inspected_on": date(2026, 11, 23)}, "inspected_on"),
        ({"due_on": date(2026, 11, 21)}, "due_on"),
        ({"published_on": date(2026, 11, 21)}, "published_on"),
        ({"notified_on": date(2026, 11, 23)}, "notified_on"),
        ({"kind": SimpleNamespace(code="covert"), "notified_on": TODAY}, "notified_on"),
        ({"enterprise": None}, "unit"),
        ({"kind": SimpleNamespace(code="self")}, "rank"),
        ({"kind": SimpleNamespace(code="mutual")}, "home"),
        ({"kind": SimpleNamespace(code="mutual"), "home": SimpleNamespace(code=STONE)}, "home"),
        ({"kind": SimpleNamespace(code="mutual"), "home": SimpleNamespace(code=STONE_VILLAGE)}, "home"),
        (
            {"round": SimpleNamespace(begins_on=date(2026, 11, 1), ends_on=date(2026, 11, 20), home=None)},
            "round",
        ),
    ],
)
def test_what_contradicts_itself_is_told_at_its_field(given: dict[str, Any], field: str) -> None:
    assert set(visiting.contradictions(values(**given))) == {field}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"enterprise": None, "unit": "县水利局"},
        {"due_on": TODAY, "published_on": TODAY, "notified_on": TODAY},
        {"kind": SimpleNamespace(code="self"), "rank": SimpleNamespace(code="team")},
        {"kind": SimpleNamespace(code="mutual"), "home": SimpleNamespace(code=CLOUD)},
        {
            "kind": SimpleNamespace(code="mutual"),
            "round": SimpleNamespace(
                begins_on=TODAY, ends_on=TODAY, home=SimpleNamespace(code=CLOUD), place=SimpleNamespace(code=STONE)
            ),
        },
    ],
)
def test_what_hangs_together_passes(given: dict[str, Any]) -> None:
    assert visiting.contradictions(values(**given)) == {}


def test_a_round_of_mutual_inspection_comes_from_elsewhere() -> None:
    kind = SimpleNamespace(code="mutual")
    place, home = SimpleNamespace(code=STONE), SimpleNamespace(code=CLOUD)
    assert set(visiting.round_contradictions({"kind": kind, "home": None, "place": place})) == {"home"}
    assert set(visiting.round_contradictions({"kind": kind, "home": place, "place": place})) == {"home"}
    assert visiting.round_contradictions({"kind": kind, "home": home, "place": place}) == {}
    assert set(visiting.round_contradictions({"begins_on": TODAY, "ends_on": date(2026, 11, 1)})) == {"ends_on"}


@pytest.fixture
def _county(db: None) -> None:
    a_place(COUNTY, "澜川县")
    for town, name, village in ((STONE, "石泉镇", STONE_VILLAGE), (CLOUD, "云溪镇", CLOUD_VILLAGE)):
        a_place(town, name)
        a_place(village, f"{name}一村")


def parts(inspection: Inspection) -> set[tuple[str, str]]:
    return set(inspection.people.values_list("part", "name"))


@pytest.mark.usefixtures("_county")
def test_everybody_named_is_kept_once_as_the_highest_that_he_was() -> None:
    inspection = an_inspection(an_enterprise(), inspectors="吴晓、周建、何敏", leader="何敏", experts="陈专")
    assert parts(inspection) == {("leader", "何敏"), ("expert", "陈专"), ("inspector", "吴晓"), ("inspector", "周建")}
    before = writing.values_of(inspection)
    inspection.inspectors = "吴晓"
    writing.change(inspection, before, actor=None)
    assert parts(inspection) == {("leader", "何敏"), ("expert", "陈专"), ("inspector", "吴晓")}


@pytest.mark.usefixtures("_county")
def test_an_inspection_counts_for_its_campaign_for_its_rounds_and_for_those_added_by_hand() -> None:
    own, of_round, added = a_campaign("甲"), a_campaign("乙"), a_campaign("丙")
    outing = a_round(campaign=of_round)
    inspection = an_inspection(an_enterprise(), campaign=own, round=outing)
    InspectionCampaign.objects.create(inspection=inspection, campaign=added, by_hand=True)
    assert set(inspection.campaigns.all()) == {own, of_round, added}
    before = writing.values_of(inspection)
    inspection.campaign = added
    writing.change(inspection, before, actor=None)
    assert set(inspection.campaigns.all()) == {of_round, added}
    before = writing.values_of(outing)
    outing.campaign = None
    writing.change(outing, before, actor=None)
    assert set(inspection.campaigns.all()) == {added}


@pytest.mark.usefixtures("_county")
def test_an_inspection_takes_from_its_round_and_its_firm_what_is_not_told() -> None:
    line, campaign = a_line(), a_campaign()
    outing = a_round(campaign=campaign, leader="何敏", home_id=CLOUD)
    inspection = an_inspection(an_enterprise(line=line), round=outing)
    assert (inspection.line_id, inspection.campaign_id, inspection.leader, inspection.home_id) == (
        line.code, campaign.pk, "何敏", CLOUD,
    )  # fmt: skip
    assert an_inspection(an_enterprise(), round=outing, leader="罗平").leader == "罗平"


@pytest.mark.usefixtures("_county")
def test_a_revisit_ends_the_deadline_of_the_visit_before_until_it_is_deleted() -> None:
    ledger = ledger_by_code("inspection")
    firm = an_enterprise()
    first = an_inspection(firm, due_on=date(2026, 11, 18))
    other = an_inspection(firm)
    late = list(ledger.chips.values())[2]
    assert ledger.deadline(first) == date(2026, 11, 18)
    assert list(Inspection.objects.filter(late())) == [first]
    again = an_inspection(firm, inspected_on=date(2026, 11, 20), revisit_of=first)
    first.refresh_from_db()
    assert first.revisited_by == again
    assert ledger.deadline(first) is None
    assert not Inspection.objects.filter(late()).exists()
    before = writing.values_of(again)
    again.revisit_of = other
    writing.change(again, before, actor=None)
    first.refresh_from_db()
    assert ledger.deadline(first) == date(2026, 11, 18)
    other.refresh_from_db()
    assert other.revisited_by == again
    writing.remove_many([again], actor=None)
    other.refresh_from_db()
    assert other.revisited_by is None
    assert InspectionPerson.objects.filter(inspection=again.pk).count() == 0


@pytest.mark.usefixtures("_county")
def test_a_revisit_sees_the_same_unit_and_not_before() -> None:
    firm, other = an_enterprise(), an_enterprise()
    first = an_inspection(firm, inspected_on=date(2026, 11, 2))
    same = values(revisit_of=first, enterprise=firm)
    assert visiting.contradictions(same) == {}
    assert set(visiting.contradictions(same | {"enterprise": other})) == {"revisit_of"}
    assert set(visiting.contradictions(same | {"inspected_on": date(2026, 11, 1)})) == {"revisit_of"}
