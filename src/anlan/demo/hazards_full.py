"""What stands around the invented hazards: clauses, rules of time, groups, stop-work orders, their campaign."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from anlan.base import clock
from anlan.demo import placenames
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.hazards.choices import Level, Needed, Status, Stop, StopScope
from anlan.subjects.hazards.models import Hazard, HazardGroup, LatenessRule, MajorCriteria, ReviewTerm, StopOrder
from anlan.subjects.hazards.queries import DEFAULT_RULES

TRADE = ("工贸企业重大事故隐患判定标准", "应急管理部令第10号", date(2023, 5, 15), None)
CHEMICAL = (
    "化工和危险化学品重大隐患判定标准（2017）",
    "安监总管三〔2017〕121号",
    date(2017, 11, 13),
    date(2026, 9, 30),
)
NEW_CHEMICAL = ("化工和危险化学品重大隐患判定准则（2026）", "AQ 3067-2026", date(2026, 9, 30), None)
DUSTY, COLD, FIRMS = ("wood", "plastic", "metal", "food"), ("food", "storage"), ("chemical", "fuel")

# (standard, section, item, what it is about in short, words that suggest it, sectors)
CLAUSES: tuple[tuple[tuple[str, str, date, date | None], str, str, str, str, tuple[str, ...]], ...] = (
    (TRADE, "第三条", "1", "对承包、承租单位的安全生产没有统一协调管理或定期检查",
     "承包+管理、承租+管理、外包+检查", ()),
    (TRADE, "第三条", "2", "特种作业人员未经培训考核、无证上岗", "无证上岗、特种作业+证、未持证", ()),
    (TRADE, "第三条", "3", "金属冶炼企业负责人和安全管理人员未考核合格", "冶炼+考核", ("metal",)),
    (TRADE, "第四条", "1", "人员聚集场所设在铁水、钢水吊运影响范围内",
     "钢水+休息室、铁水+会议室、吊运+聚集", ("metal",)),
    (TRADE, "第四条", "7", "煤气柜、煤气管道附近缺少隔断或报警", "煤气+报警、煤气+隔断", ("metal",)),
    (TRADE, "第六条", "3", "水泥筒型库清库未落实审批和防坍塌措施", "清库、筒仓+清理", ("cement",)),
    (TRADE, "第七条", "4", "使用易燃易爆稀释剂清洗设备且未清除残留", "稀释剂+清洗", ("machinery",)),
    (TRADE, "第七条", "6", "调漆间、喷漆室可燃气体报警或通风未投用", "喷漆+报警、喷漆+通风、调漆+报警", ("machinery",
     "wood")),
    (TRADE, "第十一条", "1", "粉尘爆炸危险场所设在不允许的建筑内或与居民区相邻", "粉尘+建筑、粉尘+居民", DUSTY),
    (TRADE, "第十一条", "3", "不同类别的可燃性粉尘共用除尘系统", "除尘+共用、除尘+混用", DUSTY),
    (TRADE, "第十一条", "4", "干式除尘系统未采取泄爆、隔爆等控爆措施", "泄爆、隔爆、除尘+泄爆", DUSTY),
    (TRADE, "第十一条", "10", "未落实粉尘清理制度，作业现场积尘严重", "积尘、粉尘+清理", DUSTY),
    (TRADE, "第十二条", "1", "包装、分割等场所的空调采用氨直接蒸发制冷", "氨+直接蒸发、氨+空调", COLD),
    (TRADE, "第十二条", "2", "快速冻结装置未单独设置，作业人数超过规定", "快速冻结、速冻+人数", COLD),
    (TRADE, "第十三条", "1", "未对有限空间辨识、建账或设置警示标志", "有限空间+辨识、有限空间+台账、有限空间+警示", ()),
    (TRADE, "第十三条", "2", "有限空间作业未审批或未先通风、再检测、后作业",
     "有限空间+审批、有限空间+检测、有限空间+通风", ()),
    (CHEMICAL, "第二条", "1", "主要负责人和安全管理人员未依法考核合格", "负责人+考核", FIRMS),
    (CHEMICAL, "第二条", "4", "重点监管工艺装置的自动化控制或紧急停车未投用", "紧急停车、自动化控制+未投用", FIRMS),
    (CHEMICAL, "第二条", "12", "可能泄漏可燃有毒气体的场所未设检测报警或爆炸危险区未用防爆电气",
     "可燃气体+报警、有毒气体+报警、防爆+电气", FIRMS),
    (CHEMICAL, "第二条", "15", "安全阀、爆破片等安全附件未正常投用", "安全阀、爆破片", FIRMS),
    (NEW_CHEMICAL, "5.1", "2", "主要负责人和安全管理人员的资格与考核", "负责人+考核、安全管理人员+资格", FIRMS),
    (NEW_CHEMICAL, "5.3", "1", "重点监管工艺的自动控制与紧急停车", "紧急停车、自动控制+未投用、联锁", FIRMS),
    (NEW_CHEMICAL, "5.4", "3", "可燃有毒气体检测报警与防爆电气", "可燃气体+报警、有毒气体+报警、防爆+电气", FIRMS),
    (NEW_CHEMICAL, "5.4", "5", "安全阀、爆破片、高低液位报警等安全设施停用", "安全阀、爆破片、液位+报警", FIRMS),
    (NEW_CHEMICAL, "5.6", "1", "动火、受限空间等特殊作业未审批或未监护", "动火+审批、受限空间+审批、动火+监护", FIRMS),
)  # fmt: skip
GROUPS, STOPS, RESUMED = 3, 6, 2
BASIS = "本局隐患复查办法"


def create(seed: int, people: Staff, today: date) -> dict[str, int]:
    """All of it; the caller holds the transaction."""
    rng = random.Random(f"hazards {seed}")
    actor, begun = people.users["safety"], date(today.year, 1, 1)
    clauses = [
        MajorCriteria(
            standard=name, document=document, section=section, item=item, text=text, keywords=words, sectors=sectors,
            valid_from_on=begins, valid_to_on=ends,
        )
        for (name, document, begins, ends), section, item, text, words, sectors in CLAUSES
    ]  # fmt: skip
    _enter(clauses, actor)
    _enter(
        [
            ReviewTerm(
                level=Level.GENERAL, valid_from_on=begun, working_days=10, photographs=Needed.AFTER, basis=BASIS
            ),
            ReviewTerm(level=Level.MAJOR, valid_from_on=begun, working_days=5, photographs=Needed.BOTH, basis=BASIS),
        ],
        actor,
    )
    told = [LatenessRule(side=s, level=v, after_days=d, receiver=r) for s, v, d, r in DEFAULT_RULES]
    for rule in told:
        rule.note = f"{rule.get_side_display()}超期满{rule.after_days}天告知{rule.get_receiver_display()}"
    _enter(told, actor)
    return {
        "clauses": len(clauses),
        "groups": _groups(people, today, actor),
        "stops": _stops(rng, today, actor),
        "tagged": _tag(),
    }


def _enter(rows: Sequence[Any], actor: Any) -> None:
    ledger: Any = ledger_of(type(rows[0]))
    ledger.prepare(rows)
    entry.number_rows(ledger, rows)
    writing.add_many(rows, actor=actor, keep_values=False)


def _groups(people: Staff, today: date, actor: Any) -> int:
    """The commonest open hazards, each gathered into one group."""
    common = (
        Hazard.objects.filter(status__in=(Status.ORDERED, Status.RECTIFYING))
        .values("content")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
        .order_by("-number", "content")[:GROUPS]
    )
    found = [one["content"] for one in common]
    groups = [
        HazardGroup(
            name=f"{content[:30]}（共性问题）", content=content, measure="各乡镇同步排查，按统一要求整改。",
            raised_on=today - timedelta(days=9), organisation=people.enforcement, place_id=placenames.COUNTY_CODE,
        )
        for content in found
    ]  # fmt: skip
    if groups:
        _enter(groups, actor)
    for group, content in zip(groups, found, strict=True):
        Hazard.objects.filter(content=content, status__in=(Status.ORDERED, Status.RECTIFYING)).update(group=group)
    return len(groups)


def _stops(rng: random.Random, today: date, actor: Any) -> int:
    """Firms that stand still for a major hazard, and some that were let go on."""
    rows = Hazard.objects.filter(level=Level.MAJOR, enterprise__isnull=False).select_related("enterprise")
    still = list(rows.filter(status__in=(Status.ORDERED, Status.RECTIFYING)).order_by("-found_on", "pk")[:STOPS])
    gone = list(rows.filter(status=Status.CLOSED, closed_on__isnull=False).order_by("-closed_on", "pk")[:RESUMED])
    orders = []
    for hazard in [*still, *gone]:
        done = hazard.closed_on if hazard.status == Status.CLOSED else None
        orders.append(
            StopOrder(
                enterprise=hazard.enterprise, hazard=hazard, extent=rng.choice(StopScope.values), part=hazard.location,
                reason=f"存在重大事故隐患：{hazard.content}", basis=hazard.basis,
                paper=f"（安澜）应急现决〔{hazard.found_on.year}〕{rng.randrange(1, 90)}号", ordered_on=hazard.found_on,
                due_on=hazard.due_on or min(hazard.found_on + timedelta(days=15), today + timedelta(days=15)),
                place_id=hazard.place_id, line_id=hazard.line_id, status=Stop.RESUMED if done else Stop.STOPPED,
                asked_on=done, reinspected_on=done, resumed_on=done, reinspectors="吴晓、周建" if done else "",
            )
        )  # fmt: skip
    if orders:
        _enter(orders, actor)
    return len(orders)


def _tag() -> int:
    """What was found for the hundred days counts for them."""
    campaign = Campaign.objects.filter(short_name="百日攻坚").first()
    if campaign is None:
        return 0
    rows = Hazard.objects.filter(
        source__code="campaign", found_on__gte=campaign.begins_on, found_on__lte=min(campaign.ends_on, clock.today())
    )
    return rows.update(campaign=campaign)
