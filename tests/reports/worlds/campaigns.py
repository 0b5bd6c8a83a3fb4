"""Campaigns with their strands, groups, measures, documents and tasks."""

from datetime import date
from typing import Any

from anlan.subjects.campaigns.choices import Cadence, DocumentStatus, TaskStatus
from anlan.subjects.campaigns.models import Campaign, Document, Measure, Task, WorkGroup
from tests.factories import STONE, an_organisation
from tests.reports.world import World

Days = tuple[date, date]
YEAR: Days = (date(2026, 1, 1), date(2026, 12, 31))
THREE_YEARS: Days = (date(2024, 4, 1), date(2026, 12, 31))  # 2024, 2025, 2026: three years
LONG = "遏事故、强基础、促发展百日攻坚"
WHOLE: tuple[tuple[str, Days], ...] = (
    ("专项整治三年行动", THREE_YEARS),
    ("安全生产大检查", (date(2026, 3, 1), date(2026, 10, 31))),
    ("属地交叉互查", (date(2026, 5, 1), date(2026, 6, 30))),
    ("集中整治六十天行动", (date(2026, 4, 1), date(2026, 5, 30))),  # 30 + 30 = 60
    ("百日行动", (date(2026, 6, 1), date(2026, 9, 8))),  # 30 + 31 + 31 + 8 = 100
    ("百日攻坚", (date(2026, 1, 1), date(2026, 4, 10))),  # 31 + 28 + 31 + 10 = 100
    (LONG, (date(2026, 3, 10), date(2026, 6, 17))),  # 22 + 30 + 31 + 17 = 100
    ("消防百日攻坚", (date(2026, 9, 1), date(2026, 12, 9))),  # 30 + 31 + 30 + 9 = 100, and its strand begins 2 before
    ("安全生产大检查百日攻坚", (date(2026, 7, 1), date(2026, 10, 8))),  # 31 + 31 + 30 + 8 = 100
    ("百日大会战", (date(2026, 8, 15), date(2026, 11, 25))),  # 17 + 30 + 31 + 25 = 103
    ("国庆前后专项检查整治", (date(2026, 9, 20), date(2026, 10, 19))),  # 11 + 19 = 30 days: 1 month
    ("集中整治", (date(2025, 6, 1), date(2026, 12, 31))),
    ("大排查大整治", YEAR),
    ("13个方面大排查大整治", (date(2025, 6, 1), date(2026, 12, 31))),
    ("培训领域专项整治", YEAR),
    ("强执法防事故", YEAR),
    *(
        (name, YEAR)
        for name in ("党员带头除隐患", "防汛隐患排查整治", "森林草原防火督查", "疫情防控和安全生产一体推进")
    ),
)
STRANDS: tuple[tuple[str, str, Days], ...] = (
    # Over before the periods that are asked about: they make no campaign longer.
    ("专项整治三年行动", "三年行动试点", (date(2023, 12, 1), date(2023, 12, 31))),
    ("百日行动", "百日行动试点", (date(2025, 11, 1), date(2025, 11, 30))),
    ("国庆前后专项检查整治", "国庆前后试点", (date(2025, 9, 1), date(2025, 9, 30))),
    # Three below the three-year campaign; the last two reach into 2026 by one day.
    ("专项整治三年行动", "本质安全提升", YEAR),
    ("专项整治三年行动", "基础管理规范", (date(2025, 1, 1), date(2026, 1, 1))),
    ("专项整治三年行动", "顽瘴痼疾扫荡", (date(2026, 12, 31), date(2026, 12, 31))),
    ("消防百日攻坚", "消防宣传月", (date(2026, 8, 30), date(2026, 9, 30))),
    # Four of 集中整治 in 2026, one only in 2025.
    *(("集中整治", f"集中整治{name}", YEAR) for name in ("交通", "消防", "特种设备", "燃气")),
    ("集中整治", "集中整治旅游", (date(2025, 6, 1), date(2025, 12, 31))),
    ("13个方面大排查大整治", "大排查燃气", YEAR),
    ("13个方面大排查大整治", "大排查水旱", YEAR),
    ("13个方面大排查大整治", "大排查校园", (date(2025, 6, 1), date(2025, 12, 31))),
    ("培训领域专项整治", "培训走过场专项整治", YEAR),
    ("培训领域专项整治", "假冒政府网站专项打击整治", YEAR),
)
SECTORS = {  # five different ones in 2026: chemical, mine, gas, fire, flood
    "13个方面大排查大整治": ("chemical", "mine"), "大排查燃气": ("mine", "gas", "fire"), "大排查水旱": ("flood",),
    "大排查校园": ("school",), "安全生产大检查": ("farm",),
}  # fmt: skip
CADENCES = {"集中整治六十天行动": Cadence.WEEKLY, "强执法防事故": Cadence.MONTHLY}  # 1 a week; 3 a quarter


def build(world: World) -> None:
    """All of it."""

    def campaign(name: str, days: Days, above: str = "") -> Campaign:
        return Campaign(
            name=name, begins_on=days[0], ends_on=days[1], place_id=world.county, sectors=SECTORS.get(name, ()),
            cadence=CADENCES.get(name, Cadence.NONE), parent=world.named[above] if above else None,
        )  # fmt: skip

    for rows in ([campaign(*one) for one in WHOLE], None):
        made: list[Any] = rows or [campaign(name, days, above) for above, name, days in STRANDS]
        world.enter(made)
        world.named |= {row.name: row for row in made}
    _groups(world)
    _papers(world)
    _tasks(world)


def _groups(world: World) -> None:
    """Of 六十天行动 3 that look after areas: one was re-formed, one was over in 2025. In 2026 5 that inspect.

    Of the three years 2 that supervise and 1 unannounced; of 大排查 4 that supervise: 6 in all.
    """

    def group(kind: str, name: str, campaign: str = "", until: date | None = None, **more: Any) -> WorkGroup:
        return WorkGroup(
            name=f"{kind}{name}", kind=world.term("work-group-kind", kind), campaign=world.named.get(campaign),
            place_id=world.county, formed_on=more.pop("formed_on", date(2026, 1, 5)), dissolved_on=until, **more,
        )  # fmt: skip

    sixty, years, search = "集中整治六十天行动", "专项整治三年行动", "大排查大整治"
    first = world.keep("first group", group("包联督导组", "一", sixty, date(2026, 5, 1)))
    world.enter([
        group("包联督导组", "一改", sixty, predecessor=first, formed_on=date(2026, 5, 1)),
        group("包联督导组", "二", sixty), group("包联督导组", "三", sixty, date(2026, 4, 1)),
        group("包联督导组", "四", sixty, date(2025, 12, 31), formed_on=date(2025, 1, 1)),
        *(group("检查组", str(n)) for n in range(5)), group("检查组", "晚", formed_on=date(2027, 1, 1)),
        group("暗访组", "四", sixty), group("包联督导组", "五", search),
        group("督查组", "一", years), group("督查组", "二", "本质安全提升"), group("暗访组", "一", years),
        group("暗访组", "二", years, date(2025, 6, 1), formed_on=date(2025, 1, 1)),
        *(group("督查组", f"查{n}", search) for n in range(4)), group("暗访组", "三", search),
    ])  # fmt: skip


def _papers(world: World) -> None:
    """Four measures of 2026 under the three-year campaign; five rules issued under it, three of them in 2026."""
    years, strand = world.named["专项整治三年行动"], world.named["本质安全提升"]
    measures = ((years, 2026), (years, 2026), (years, 2026), (strand, 2026), (years, 2025), (None, 2026))
    world.enter([
        Measure(content=f"措施{n}", campaign=campaign, issued_on=date(year, 4, 1), place_id=world.county)
        for n, (campaign, year) in enumerate(measures)
    ])  # fmt: skip
    rule, notice = world.term("document-kind", "制度措施"), world.term("document-kind", "通知")
    issued, draft = DocumentStatus.ISSUED, DocumentStatus.DRAFT
    papers = (
        (rule, years, 2026, issued), (rule, years, 2026, issued), (rule, strand, 2026, issued),
        (rule, years, 2025, issued), (rule, years, 2025, issued), (rule, years, 2027, issued),
        (rule, years, 2026, draft), (notice, years, 2026, issued), (rule, None, 2026, issued),
    )  # fmt: skip
    world.enter([
        Document(
            title=f"文件{n}", kind=kind, campaign=campaign, dated_on=date(year, 5, 1), status=status,
            place_id=world.county,
        )
        for n, (kind, campaign, year, status) in enumerate(papers)
    ])  # fmt: skip


def _tasks(world: World) -> None:
    """Of 百日攻坚 in 2026 the county finished 3 (one is open, one another campaign's), towns 5 (one later)."""
    town = an_organisation("石泉镇政府", STONE)
    hundred, other = world.named["百日攻坚"], world.named["百日行动"]
    done: tuple[tuple[Any, Any, date | None], ...] = (
        *((world.bureau, hundred, date(2026, 3, day)) for day in (1, 2, 3)),
        (world.bureau, hundred, None), (world.bureau, other, date(2026, 7, 1)),
        *((town, hundred, date(2026, 4, day)) for day in (1, 2, 3, 4, 5)), (town, hundred, date(2027, 1, 4)),
        (town, other, date(2026, 7, 2)),
    )  # fmt: skip
    world.enter([
        Task(
            content=f"任务{n}", campaign=campaign, organisation=body, ordered_on=date(2026, 1, 2), completed_on=on,
            status=TaskStatus.DONE if on else TaskStatus.WORKING,
        )
        for n, (body, campaign, on) in enumerate(done)
    ])  # fmt: skip
    back = world.named["百日攻坚"].tasks.filter(organisation=world.bureau, status=TaskStatus.WORKING)
    back.update(completed_on=date(2026, 3, 4))  # sent back after it had been finished
