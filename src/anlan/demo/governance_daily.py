"""Targets of three years, committees with their members, and a week of grassroots acts in the demonstration county."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from anlan.base.dictionaries import terms
from anlan.base.people.models import Organisation, Person
from anlan.base.places.models import Place, PlaceLevel
from anlan.demo import names
from anlan.demo.governance import Maker
from anlan.kit.records import writing
from anlan.subjects.governance.choices import Bound
from anlan.subjects.governance.models import CommitteeMember, GrassrootsAct, Target

TARGETS = (  # name, measured in, bound, base, goal of the first year, yearly step
    ("生产安全事故死亡人数", "人", Bound.AT_MOST, 12, 11, -1),
    ("重大事故隐患按期整改率", "%", Bound.AT_LEAST, 92, 95, 1),
    ("乡镇“六有”达标率", "%", Bound.AT_LEAST, 60, 75, 10),
    ("安全生产宣传活动", "场次", Bound.AT_LEAST, 48, 60, 6),
    ("高危行业安责险覆盖率", "%", Bound.AT_LEAST, 80, 90, 5),
)
COMMITTEES = ("道路交通", "消防安全", "建设施工", "工贸行业", "危险化学品", "城镇燃气")
DAYS = 7


def create(maker: Maker) -> None:
    """All of it, after supervision's own rows; counted by the maker."""
    _targets(maker)
    _committees(maker)
    _acts(maker)


def _targets(maker: Maker) -> None:
    rows = []
    for name, unit, bound, base, goal, step in TARGETS:
        for number, year in enumerate(range(maker.today.year - 1, maker.today.year + 2)):
            wanted = Decimal(goal + step * number)
            known = year <= maker.today.year
            actual = wanted + maker.rng.choice((-1, 0, 1, 2)) * (-1 if bound == Bound.AT_MOST else 1)
            rows.append(
                Target(
                    name=name, kind=maker.term("target-kind", "plan"), plan="“十五五”应急管理规划", year=year,
                    due_on=date(year, 12, 31), measured_in=unit, bound=bound, base=Decimal(base), goal=wanted,
                    actual=actual if known else None, organisation=maker.office, place_id=maker.office.place_id,
                    measured_on=min(maker.today, date(year, 12, 31)) if known else None,
                )
            )  # fmt: skip
    maker.put(rows)


def _committees(maker: Maker) -> None:
    place = maker.office.place_id
    kinds = {term.code: term for term in terms.active("organisation-kind")}
    bodies = [
        Organisation(name=name, kind=kinds[kind], place_id=place)
        for name, kind in (
            ("澜川县安全生产委员会", "committee"),
            *((f"{one}安全生产专业委员会", "specialist-committee") for one in COMMITTEES),
        )
    ]
    writing.add_many(bodies, actor=None, keep_values=False)
    roles = {term.code: term for term in terms.active("committee-role")}
    rows = []
    for number, body in enumerate(bodies):
        members = maker.departments if number == 0 else maker.rng.sample(maker.departments, 5)
        for at, unit in enumerate(members):
            inner = number == 0 and at % 4 != 3
            rows.append(
                CommitteeMember(
                    committee=body, unit=unit, role=roles["head" if at == 0 else "member"], key=number == 0 and at < 8,
                    duty="按“三管三必须”负责本行业领域安全生产监督管理。", inner_unit="安全监督管理股" if inner else "",
                    inner_unit_on=date(maker.today.year - 1, 6, 1) if inner else None, inner_staff=3 if inner else None,
                    contact=names.person(maker.rng), phone=names.phone(maker.rng), place_id=place,
                    from_on=date(maker.today.year - 1, 1, 10),
                )
            )  # fmt: skip
    maker.put(rows)


def _acts(maker: Maker) -> None:
    """What was done day by day, firms visited, and two consultation days."""
    kinds = {term.code: term for term in terms.active("grassroots-act")}
    rows = _daily(maker, kinds)
    rows += [
        GrassrootsAct(
            kind=kinds["publicity"], done_on=maker.ago(1, 200), place_id=firm.place_id, enterprise=firm,
            person=names.person(maker.rng), people=maker.rng.randint(3, 30), materials=maker.rng.randint(5, 60),
        )
        for firm in maker.firms[:120]
    ]  # fmt: skip
    rows += [
        GrassrootsAct(
            kind=kinds["consultation"], done_on=maker.ago(100, 200), place_id=maker.office.place_id, unit=maker.office,
            people=320, materials=1500, content="安全生产月集中咨询日，现场解答群众咨询，受理举报线索。",
        )
        for _number in range(2)
    ]  # fmt: skip
    maker.put(rows)


def _daily(maker: Maker, kinds: dict[str, Any]) -> list[GrassrootsAct]:
    """A week of the daily acts: villages patrol and report, towns dispatch and tell."""
    villages = list(Place.objects.filter(level=PlaceLevel.VILLAGE).order_by("code").values_list("code", flat=True))
    of_villages = Person.objects.filter(organisation__place_id__in=villages)
    people: dict[Any, str] = dict(of_villages.values_list("organisation__place_id", "name"))
    days = [maker.today - timedelta(days=back) for back in range(1, DAYS + 1)]
    rows = [
        GrassrootsAct(
            kind=kinds[code], done_on=day, place_id=village, person=people.get(village, ""),
            problems=maker.rng.choice((0, 0, 0, 1)) if code == "patrol" else 0,
        )
        for day in days for village in villages for code in ("patrol", "report") if maker.rng.random() < 0.93
    ]  # fmt: skip
    rows += [
        GrassrootsAct(kind=kinds[code], done_on=day, place_id=office.place_id, unit=office)
        for day in days for office in maker.offices for code in ("dispatch", "bulletin") if maker.rng.random() < 0.96
    ]  # fmt: skip
    return rows
