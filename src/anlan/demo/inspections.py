"""What stands around the invented inspections: rounds, who took part, results, checklists with answers, papers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.base.people.models import User
from anlan.demo import placenames
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.hazards import answering, papers, settling
from anlan.subjects.hazards.inspection_choices import Verdict
from anlan.subjects.hazards.models import (
    Checklist,
    ChecklistItem,
    Hazard,
    Inspection,
    InspectionCampaign,
    InspectionPerson,
    Round,
)

ROUNDS, ROUND_DAYS, WITH_PAPERS, REVISITS = 8, 12, 4, 12
PUBLISHED_AFTER = timedelta(days=12)
CHUNK = 4000

# (section, content, method, basis, does failing suggest a major hazard)
GENERAL: tuple[tuple[str, str, str, str, bool], ...] = (
    (
        "责任制",
        "建立并落实全员安全生产责任制，明确各岗位的责任人员、责任范围和考核标准",
        "查文件、问岗位",
        "《安全生产法》第二十二条",
        False,
    ),
    ("责任制", "主要负责人每季度至少组织一次全面检查并有记录", "查记录", "《安全生产法》第二十一条", False),
    ("机构人员", "按规定设置安全管理机构或配备专职安全管理人员", "查任命文件", "《安全生产法》第二十四条", False),
    (
        "机构人员",
        "主要负责人和安全管理人员具备相应的安全生产知识和管理能力",
        "查证书、提问",
        "《安全生产法》第二十七条",
        False,
    ),
    ("教育培训", "从业人员经安全教育培训合格后上岗，建有培训档案", "查档案、抽问", "《安全生产法》第二十八条", False),
    ("教育培训", "特种作业人员持证上岗，证书在有效期内", "逐人核对证书", "《安全生产法》第三十条", True),
    ("风险隐患", "开展风险辨识评估，主要风险点设置公告栏和告知卡", "看现场、查台账", "《安全生产法》第四十一条", False),
    ("风险隐患", "隐患排查治理情况如实记录，并向从业人员通报", "查台账", "《安全生产法》第四十一条", False),
    (
        "作业管理",
        "动火、有限空间等危险作业履行审批，现场有人监护",
        "查作业票、看现场",
        "《安全生产法》第四十三条",
        True,
    ),
    (
        "作业管理",
        "有限空间作业先通风、再检测、后作业，配有检测和防护用品",
        "看现场、查记录",
        "《工贸企业有限空间作业安全规定》",
        True,
    ),
    ("设备设施", "安全设备经常性维护、保养，定期检测，运转正常", "看设备、查记录", "《安全生产法》第三十六条", False),
    ("设备设施", "特种设备登记、检验在有效期内", "查登记证和报告", "《特种设备安全法》第四十条", False),
    ("用电消防", "配电箱（柜）接地可靠，线路无私拉乱接、无破损", "看现场", "《用电安全导则》", False),
    ("用电消防", "消防通道、安全出口保持畅通，标志和应急照明完好", "看现场", "《消防法》第十六条", True),
    ("用电消防", "灭火器、消火栓配置到位并按期检查", "看现场", "《消防法》第十六条", False),
    ("相关方", "与承包、承租单位签订安全管理协议，统一协调管理", "查协议", "《安全生产法》第四十九条", True),
    ("应急", "制定应急预案并按规定备案，定期组织演练", "查预案和记录", "《安全生产法》第八十一条", False),
    ("应急", "配备必要的应急救援器材，保持完好", "看器材", "《安全生产法》第八十二条", False),
)
CHEMICAL: tuple[tuple[str, str, str, str, bool], ...] = (
    ("储存", "储罐区围堰、防火堤完好，无孔洞和堵塞", "看现场", "《危险化学品安全管理条例》第二十条", False),
    (
        "储存",
        "危险化学品不超量、不超品种储存，禁忌物料分开",
        "清点、查台账",
        "《危险化学品安全管理条例》第二十四条",
        True,
    ),
    ("监测", "可燃和有毒气体检测报警装置投用并在检定期内", "测试、查记录", "化工和危险化学品重大隐患判定标准", True),
    (
        "监测",
        "重大危险源的温度、压力、液位等参数可远传、可连续记录",
        "看控制室",
        "《危险化学品重大危险源监督管理暂行规定》第十三条",
        True,
    ),
    ("工艺", "紧急停车和联锁投用，摘除联锁履行审批", "查审批、看控制室", "化工和危险化学品重大隐患判定标准", True),
    ("工艺", "安全阀、爆破片等安全附件正常投用", "看现场", "化工和危险化学品重大隐患判定标准", True),
    ("作业", "动火作业分析合格、票证齐全、监护到位", "查作业票", "《危险化学品企业特殊作业安全规范》", True),
    ("人员", "值班人员熟悉应急处置卡，能说出本岗位的处置步骤", "提问", "《安全生产法》第二十八条", False),
)


def create(seed: int, people: Staff, today: date) -> dict[str, int]:
    """All of it, over the inspections filed before; the caller holds the transaction."""
    rng = random.Random(f"inspections {seed}")
    clerk = people.users["enforcement"]
    lists = [
        _checklist("工贸企业通用检查表", None, GENERAL, clerk),
        _checklist("危化品企业检查表", "chemical", CHEMICAL, clerk),
    ]
    rounds = _rounds(rng, people, clerk, today)
    _results(today)
    _take_part()
    counted = _count_for_campaigns()
    revisits = _revisits(clerk, today)
    answered = _answer(rng, lists, clerk)
    issued = _papers(clerk)
    return {"rounds": rounds, "counted": counted, "revisits": revisits, "answered": answered, "papers": issued}


def _entered(row: Any, clerk: User) -> Any:
    return entry.enter(ledger_by_code(writing.profile_of(type(row)).kind), row, actor=clerk)


def _checklist(
    name: str, sector: str | None, items: tuple[tuple[str, str, str, str, bool], ...], clerk: User
) -> Checklist:
    found = {term.code: term for term in terms.every("sector")}
    made: Checklist = _entered(
        Checklist(
            name=name, edition="2026 版", valid_from_on=date(2025, 1, 1), sector=found[sector] if sector else None,
            body="县应急管理局", basis="《安全生产法》及有关规章、标准",
        ),
        clerk,
    )  # fmt: skip
    writing.add_many(
        [
            ChecklistItem(
                checklist=made, position=number, section=section, title=content[:20], content=content, method=method,
                basis=basis, major=major,
            )
            for number, (section, content, method, basis, major) in enumerate(items, 1)
        ],
        actor=clerk,
    )  # fmt: skip
    return made


def _rounds(rng: random.Random, people: Staff, clerk: User, today: date) -> int:
    """Outings of the last months; each takes in some of the visits of its days."""
    kinds = {term.code: term for term in terms.every("inspection-kind")}
    made = 0
    for number in range(ROUNDS):
        first = today - timedelta(days=ROUND_DAYS * (number + 1))
        last = first + timedelta(days=ROUND_DAYS - 1)
        kind = kinds[rng.choice(("campaign", "guidance", "superior"))]
        row = _entered(
            Round(
                name=f"{first.year}年{first.month}月{'上中下'[min(2, (first.day - 1) // 10)]}旬{kind.name}", kind=kind,
                organisation=people.enforcement, group=f"第{'一二三四五六'[number % 6]}检查组", leader="何敏",
                members="吴晓、周建", begins_on=first, ends_on=last, place_id=placenames.COUNTY_CODE,
            ),
            clerk,
        )  # fmt: skip
        taken = Inspection.objects.filter(
            inspected_on__range=(first, last), round=None, organisation=people.enforcement
        )
        Inspection.objects.filter(pk__in=list(taken.order_by("pk").values_list("pk", flat=True)[:40])).update(
            round=row, leader=row.leader
        )
        made += 1
    return made


def _results(today: date) -> None:
    """What each came to, and when that was made public."""
    results = {term.code: term.pk for term in terms.every("inspection-result")}
    found = Exists(Hazard.objects.filter(inspection=OuterRef("pk")))
    Inspection.objects.filter(found).update(result=results["ordered"])
    Inspection.objects.filter(~found).update(result=results["clean"])
    Inspection.objects.filter(kind__code="random").update(drawn=True)
    old = Inspection.objects.filter(Q(drawn=True) | Q(kind__code="special"), inspected_on__lte=today - PUBLISHED_AFTER)
    old.update(published_on=F("inspected_on") + PUBLISHED_AFTER, published_where="县政府门户网站")
    Inspection.objects.filter(kind__code__in=("random", "routine")).update(
        notified_on=F("inspected_on") - timedelta(days=3)
    )


def _take_part() -> None:
    """Everybody named in every inspection."""
    part: list[InspectionPerson] = []
    names = ("pk", "inspectors", "leader", "experts", "inspected_on", "organisation_id")
    for row in Inspection.objects.only(*names).iterator(chunk_size=CHUNK):
        part.extend(settling.people_of(row))
        if len(part) >= CHUNK:
            insert_many(part)
            part = []
    if part:
        insert_many(part)


def _count_for_campaigns() -> int:
    """Visits of the running campaign's days and kind count for it."""
    campaign = Campaign.objects.filter(parent__isnull=False).order_by("begins_on", "pk").last()
    campaign = campaign or Campaign.objects.order_by("pk").last()
    if campaign is None:
        return 0
    days = (campaign.begins_on, campaign.ends_on)
    rows = Inspection.objects.filter(kind__code="campaign", inspected_on__range=days)
    rows.update(campaign=campaign)
    InspectionCampaign.objects.bulk_create(
        [InspectionCampaign(inspection_id=key, campaign=campaign) for key in rows.values_list("pk", flat=True)],
        ignore_conflicts=True,
        batch_size=CHUNK,
    )
    return rows.count()


def _revisits(clerk: User, today: date) -> int:
    """Some recent visits are to be revisited; half of those have been."""
    kind = next(term for term in terms.every("inspection-kind") if term.code == "revisit")
    recent = Inspection.objects.filter(hazards__isnull=False, inspected_on__lte=today - timedelta(days=10))
    made = 0
    for number, row in enumerate(
        recent.distinct().order_by("-inspected_on", "-pk").select_related("enterprise")[:REVISITS]
    ):
        Inspection.objects.filter(pk=row.pk).update(due_on=today + timedelta(days=number - REVISITS // 2))
        if number % 2:
            _entered(
                Inspection(
                    inspected_on=today - timedelta(days=1 + number % 5), kind=kind, enterprise=row.enterprise,
                    unit=row.unit, inspectors=row.inspectors, organisation_id=row.organisation_id, revisit_of=row,
                    place_id=row.place_id, line_id=row.line_id, conclusion="上次检查提出的问题已整改。",
                ),
                clerk,
            )  # fmt: skip
            made += 1
    return made


def _answer(rng: random.Random, lists: list[Checklist], clerk: User) -> int:
    """The latest visits of the bureau with their checklist, one of them half way."""
    chemical = Inspection.objects.filter(enterprise__sector__code="chemical").order_by("-inspected_on", "-pk").first()
    other = Inspection.objects.filter(organisation__isnull=False).exclude(enterprise__sector__code="chemical")
    answered = 0
    for inspection, checklist in ((other.order_by("-inspected_on", "-pk").first(), lists[0]), (chemical, lists[1])):
        if inspection is None:
            continue
        answering.choose(inspection, checklist, actor=clerk)
        items = list(checklist.items.order_by("position"))
        for item in items[: len(items) if checklist is lists[0] else len(items) // 2]:
            verdict = rng.choices((Verdict.PASS, Verdict.NONE, Verdict.FAIL), (8, 2, 1))[0]
            note = "现场查看不符合要求" if verdict == Verdict.FAIL else ""
            answering.answer(inspection, item, verdict, note, version=0, actor=clerk)
            answered += 1
    return answered


def _papers(clerk: User) -> int:
    """A record and, where hazards were found, an order for the latest visits."""
    papers.kinds()
    rows = Inspection.objects.filter(hazards__isnull=False, inspectors__contains="、").distinct()
    made = 0
    for row in rows.order_by("-inspected_on", "-pk").select_related("enterprise", "checklist")[:WITH_PAPERS]:
        known = papers.facts_of(row).known
        record = {name: known[name] for name in ("where", "inspectors", "problems", "findings")}
        on = row.inspected_on
        papers.issue("site-record", row, record | {"begun_at": None, "ended_at": None}, actor=clerk, issued_on=on)
        order = {"problems": known["problems"]}
        papers.issue("rectify-order", row, order, actor=clerk, issued_on=on, due_on=on + timedelta(days=15))
        made += 2
    return made
