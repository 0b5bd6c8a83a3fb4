"""Meetings, interviews, letters, money, daily acts, assessments, awards and the party programme."""

from datetime import date
from decimal import Decimal
from typing import Any

from anlan.subjects.campaigns.choices import Cadence, DocumentStatus, TaskStatus
from anlan.subjects.campaigns.models import Campaign, Document, Measure, Meeting, Task, WorkGroup
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.governance.models import (
    Assessment,
    Award,
    CommitteeMember,
    Fund,
    GrassrootsAct,
    Interview,
    Interviewee,
    LeaderContact,
    Letter,
    LetterRound,
    PartyActivity,
    PartyBody,
    PartyPost,
    PartyTeam,
    Sheet,
)
from tests.factories import a_person, an_organisation
from tests.reports.world import World

DAY, BEFORE = date(2026, 5, 6), date(2025, 5, 6)


def build(world: World) -> None:
    """All of it."""
    units = [an_organisation(f"成员单位{name}") for name in "甲乙丙"]
    firms = list(Enterprise.objects.order_by("pk")[:3])
    _campaigns(world)
    _documents(world)
    _meetings(world, units)
    _interviews(world, firms, units)
    _letters(world, firms, units)
    _money(world)
    _committees(world, units)
    _grass_roots(world, firms)
    _assessments(world, units)
    _party(world, units)


def _campaigns(world: World) -> None:
    """Three years; three hard measures and four tasks of 2026; one rhythm of a quarter and one of two months."""
    given: dict[str, Any] = {"place_id": world.county, "begins_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    plan = given | {"begins_on": date(2024, 1, 1)}
    world.enter([Campaign(name="乡镇应急能力达标建设三年计划", **plan)])
    hard = world.keep("hard measures", Campaign(name="落实十五条硬措施", **given))
    world.enter([Campaign(name="按季通报行动", cadence=Cadence.QUARTERLY, **given)])
    world.enter([Campaign(name="乡镇履职通报", cadence=Cadence.TWO_MONTHLY, **given)])
    world.enter(
        [
            Measure(content=f"硬措施{n}", position=n, campaign=hard, issued_on=day, place_id=world.county)
            for n, day in enumerate([DAY, DAY, DAY, BEFORE], 1)
        ]
    )
    world.enter(
        [
            Task(
                content=f"任务{n}",
                campaign=hard,
                organisation=world.bureau,
                due_on=date(2026, 12, 1),
                ordered_on=day,
                status=TaskStatus.ORDERED,
            )
            for n, day in enumerate([DAY, DAY, DAY, DAY, BEFORE], 1)
        ]
    )
    world.enter(
        [
            WorkGroup(name=f"{kind}{n}", kind=world.term("work-group-kind", kind), place_id=world.county, formed_on=DAY)
            for kind, count in (("安全生产大检查组", 2), ("普查技术组", 3), ("检查小分队", 4))
            for n in range(count)
        ]
    )


def _documents(world: World) -> None:
    """Two on floods, three rules, plans of two units (one of them two, a third only a draft)."""
    rows = [
        *(("防汛抗旱文件", "澜川县应急管理局", DocumentStatus.ISSUED) for _ in range(2)),
        *(("管理制度", "澜川县应急管理局", DocumentStatus.ISSUED) for _ in range(3)),
        ("党建方案", "甲局", DocumentStatus.ISSUED), ("党建方案", "甲局", DocumentStatus.ISSUED),
        ("党建方案", "乙局", DocumentStatus.ISSUED), ("党建方案", "丙局", DocumentStatus.DRAFT),
    ]  # fmt: skip
    world.enter(
        [
            Document(
                title=f"{kind}{n}",
                kind=world.term("document-kind", kind),
                issuer=issuer,
                status=status,
                dated_on=DAY,
                place_id=world.county,
            )
            for n, (kind, issuer, status) in enumerate(rows)
        ]
    )


def _meetings(world: World, units: list[Any]) -> None:
    """党建+安全生产: two calls, three meetings of two units; four of the committee, five regular, six of another."""
    rows = [
        *(("调度会", "党建+安全生产", units[0]) for _ in range(2)),
        ("专题会议", "党建+安全生产", units[0]), ("专题会议", "党建+安全生产", units[1]),
        ("专题会议", "党建+安全生产", units[1]),
        *(("常委会", "安全生产汇报", units[0]) for _ in range(4)), *(("例会", "安全生产", units[0]) for _ in range(5)),
        *(("部署会", "疫情防控和安全生产", units[2]) for _ in range(6)),
    ]  # fmt: skip
    world.enter(
        [
            Meeting(
                title=f"{kind}{n}",
                kind=world.term("meeting-kind", kind),
                topic=world.term("meeting-topic", topic),
                organisation=unit,
                held_on=DAY,
                place_id=world.county,
            )
            for n, (kind, topic, unit) in enumerate(rows)
        ]
    )


def _interviews(world: World, firms: list[Any], units: list[Any]) -> None:
    """Together: the first firm twice, the second once, a unit; alone: the third firm."""
    made = []
    for n, kind in enumerate(("集中约谈", "集中约谈", "个别约谈")):
        row = Interview(
            title=f"约谈{n}",
            kind=world.term("interview-kind", kind),
            held_on=DAY,
            host="周明远",
            organisation=world.bureau,
            reason=world.term("interview-reason", "隐患较多"),
            place_id=world.county,
        )
        made.append(world.keep(f"interview {n}", row))
    seen = ((0, firms[0], None), (1, firms[0], None), (1, firms[1], None), (1, None, units[0]), (2, firms[2], None))
    world.enter(
        [
            Interviewee(interview=made[at], enterprise=firm, unit=unit, name="罗平", place_id=world.stone)
            for at, firm, unit in seen
        ]
    )


def _letters(world: World, firms: list[Any], units: list[Any]) -> None:
    """责任书: two of three firms have signed; 承诺书: three units have."""
    rounds = {}
    for kind in ("责任书", "承诺书"):
        row = LetterRound(
            name=kind,
            kind=world.term("letter-kind", kind),
            issuer=world.bureau,
            place_id=world.county,
            begins_on=date(2026, 1, 10),
            due_on=date(2026, 3, 31),
        )
        rounds[kind] = world.keep(kind, row)
    signed = [(firms[0], None, DAY), (firms[1], None, DAY), (firms[2], None, None)]
    promised = [(None, unit, DAY) for unit in units]
    world.enter(
        [
            Letter(
                round=rounds[kind],
                enterprise=firm,
                unit=unit,
                signed_on=day,
                due_on=date(2026, 3, 31),
                place_id=world.stone,
                signer="何敏" if day else "",
            )
            for kind, rows in (("责任书", signed), ("承诺书", promised))
            for firm, unit, day in rows
        ]
    )


def _money(world: World) -> None:
    """安全生产 120.5 + 30 after 100 in the year before; 救灾补助 80; 应急物资 45."""
    rows = (
        ("安全生产", DAY, "120.5"),
        ("安全生产", DAY, "30"),
        ("安全生产", BEFORE, "100"),
        ("救灾补助", DAY, "80"),
        ("应急物资", DAY, "45"),
    )
    world.enter(
        [
            Fund(
                name=f"{use}{n}",
                use=world.term("fund-use", use),
                year=day.year,
                allocated_on=day,
                amount=Decimal(amount),
                place_id=world.county,
            )
            for n, (use, day, amount) in enumerate(rows)
        ]
    )
    world.enter(
        [
            Award(
                name="安全生产月优秀单位",
                kind=world.term("award-kind", "集体"),
                level=world.term("award-level", "省级"),
                year=year,
                conferred_on=date(year, 12, 1),
                conferred_by="省安委办",
                place_id=world.county,
            )
            for year in (2022, 2024, 2025, 2026)
        ]
    )


def _committees(world: World, units: list[Any]) -> None:
    """Two of three members have an office of their own now; three special committees; at least two visits a month."""
    kind = world.term("organisation-kind", "安全生产专业委员会")
    bodies = [an_organisation(f"专委会{n}", kind=kind) for n in range(3)]
    rows = ((units[0], "安监股", None), (units[1], "安全科", None), (units[2], "", None), (units[2], "旧科", BEFORE))
    role = world.term("committee-role", "成员单位")
    world.enter(
        [
            CommitteeMember(
                committee=bodies[at == 3],
                unit=unit,
                inner_unit=inner,
                from_on=date(2024, 1, 1),
                to_on=ended,
                role=role,
                place_id=world.county,
            )
            for at, (unit, inner, ended) in enumerate(rows)
        ]
    )
    leader = a_person(world.bureau, "周明远")
    world.enter(
        [
            LeaderContact(
                leader=leader,
                kind=world.term("contact-kind", "包片"),
                visits_a_month=visits,
                from_on=date(2026, 1, 1),
                place_id=world.stone,
            )
            for visits in (3, 2, 0)
        ]
    )


def _grass_roots(world: World, firms: list[Any]) -> None:
    """Of two days: 巡查 3 of 4 (two villages), 调度 2 of 2, 报告 1 of 2, 通报 3 of 2; 宣传 3 times at two firms."""
    stone, cloud, next_day = world.stone, world.cloud, date(2026, 5, 7)
    rows = [
        ("巡查", stone, DAY, None), ("巡查", stone, next_day, None), ("巡查", cloud, DAY, None),
        ("调度", stone, DAY, None), ("调度", stone, DAY, None), ("报告", cloud, DAY, None), ("通报", cloud, DAY, None),
        ("通报", cloud, DAY, None), ("通报", cloud, next_day, None), ("宣传", stone, DAY, firms[0]),
        ("宣传", stone, DAY, firms[0]), ("宣传", stone, next_day, firms[1]),
    ]  # fmt: skip
    world.enter(
        [
            GrassrootsAct(kind=world.term("grassroots-act", kind), done_on=day, place_id=place, enterprise=firm)
            for kind, place, day, firm in rows
        ]
    )


def _assessments(world: World, units: list[Any]) -> None:
    """Two units reach the sheet's mark, one does not."""
    sheet = Sheet(
        name="乡镇应急能力达标建设", family="town", kind=world.term("assessment-kind", "能力达标"), from_on=DAY
    )
    world.keep("sheet", sheet)
    world.enter(
        [
            Assessment(
                sheet=sheet,
                unit=unit,
                year=2026,
                assessed_on=DAY,
                confirmed_on=DAY,
                passed=passed,
                place_id=world.stone,
            )
            for unit, passed in zip(units, (True, True, False), strict=True)
        ]
    )


def _party(world: World, units: list[Any]) -> None:
    """Two bodies in key areas (a third ended), three posts, three teams of two units, activities by kind."""
    key = world.term("party-area", "重点领域")
    world.enter(
        [
            PartyBody(
                name=f"支部{n}",
                kind=world.term("party-body-kind", "党支部"),
                area=key,
                place_id=world.stone,
                founded_on=date(2020, 1, 1),
                ended_on=ended,
            )
            for n, ended in enumerate((None, None, BEFORE))
        ]
    )
    world.enter(
        [
            PartyPost(
                name=f"示范岗{n}",
                kind=world.term("party-post-kind", "示范岗"),
                from_on=date(2026, 1, 1),
                place_id=world.stone,
            )
            for n in range(3)
        ]
    )
    world.enter(
        [
            PartyTeam(
                name=f"宣讲团{n}",
                kind=world.term("party-team-kind", "宣讲团"),
                unit=unit,
                founded_on=date(2026, 1, 1),
                place_id=world.stone,
            )
            for n, unit in enumerate((units[0], units[0], units[1]))
        ]
    )
    kinds = (
        ("研讨交流", 1, 9),
        ("研讨交流", 2, 9),
        ("应急讲堂", 33, None),
        ("党课", 4, None),
        ("提醒卡", 14, None),
        ("警示教育", 2, None),
        ("廉政谈话", 5, None),
        ("除隐患", 1, 20),
        ("除隐患", 1, 15),
    )
    world.enter(
        [
            PartyActivity(
                title=f"{kind}{n}",
                kind=world.term("party-activity-kind", kind),
                held_on=DAY,
                quantity=quantity,
                participants=people,
                place_id=world.county,
            )
            for n, (kind, quantity, people) in enumerate(kinds)
        ]
    )
