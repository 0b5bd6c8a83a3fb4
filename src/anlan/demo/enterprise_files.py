"""What the demonstration county knows of its firms: sources, risk points, insurance, experts, papers; all invented.

A firm that has risk points has the colour of the worst of them, as it would have by entering them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.demo import names, placenames
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.enterprises.choices import (
    Cadence,
    Grade,
    Holder,
    Method,
    Rank,
    Risk,
    ServiceStatus,
    SourceStatus,
    Stage,
)
from anlan.subjects.enterprises.models import (
    Certificate,
    ConstructionProject,
    Contractor,
    Enterprise,
    Expert,
    ExpertService,
    InsuranceClaim,
    InsurancePolicy,
    InsuranceService,
    MajorHazardSource,
    MonitoringEquipment,
    RiskPoint,
    RiskScheme,
    SafetyProvider,
    ServiceContract,
    SourceSubstance,
    Standardisation,
)
from anlan.subjects.enterprises.rules import months_later

RISKY, INSURED, GRADED, LICENSED, SERVED, CLAIMS = 220, 420, 160, 260, 90, 140
FACTORS = {Risk.RED: (6, 6, 15), Risk.ORANGE: (3, 6, 15), Risk.YELLOW: (3, 6, 7), Risk.BLUE: (1, 6, 7)}
LOWER = {Risk.RED: Risk.ORANGE, Risk.ORANGE: Risk.YELLOW, Risk.YELLOW: Risk.BLUE, Risk.BLUE: Risk.BLUE}
POINTS = (  # name, kind, factors, engineering, response
    (
        "原料储罐区",
        "facility",
        "泄漏、火灾、爆炸",
        "设围堰、液位联锁和可燃气体报警",
        "切断进料，启动喷淋，疏散下风向人员",
    ),
    ("反应釜", "process", "超温超压、误操作", "设温度压力联锁和紧急泄放", "停止加料，开启冷却，撤离操作平台"),
    ("动火作业", "work", "引燃可燃物", "作业前检测分析、清理可燃物", "停止作业，用灭火器扑救"),
    ("有限空间作业", "work", "中毒窒息", "先通风、再检测、后作业", "禁止盲目施救，佩戴空气呼吸器施救"),
    ("配电室", "facility", "触电、电气火灾", "设漏电保护和温度监测", "切断电源，用二氧化碳灭火器扑救"),
    ("叉车通道", "area", "车辆伤害", "人车分流、限速、设反光镜", "停车救护，拨打急救电话"),
)
SUBSTANCES = (
    ("液氨", "45", 60),
    ("汽油", "160", 25),
    ("甲醇", "800", 110),
    ("液氯", "12", 40),
    ("液化石油气", "90", 130),
)
INSURERS = ("澜川财产保险中心支公司", "安平财产保险澜川支公司", "众和保险澜川营业部")
AGENTS = (("澜安安全技术服务中心", "service"), ("江川安全评价事务所", "evaluation"), ("恒信检测检验站", "testing"))
PLACES = ("一号车间", "二号车间", "罐区", "仓库", "装卸区")


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """All of it in the caller's transaction; the enterprises stand already."""
    return _Files(seed, people, today).fill()


class _Files:
    def __init__(self, seed: int, people: Staff, today: date) -> None:
        self.rng = random.Random(f"enterprise files {seed}")
        self.today, self.people = today, people
        self.moment = clock.now() - timedelta(days=200)
        at_work = Enterprise.objects.filter(operation="open").order_by("pk").select_related("sector")
        self.firms = list(at_work[: max(INSURED, RISKY) * 2])
        self.chemical = [firm for firm in self.firms if firm.sector.code in ("chemical", "fuel", "gas")][:24]
        self.kinds: dict[tuple[str, str], Any] = {}
        self.counts: dict[str, int] = {}

    def fill(self) -> dict[str, int]:
        self._points()
        self._sources()
        self._insurance()
        self._experts()
        self._papers()
        return self.counts

    def term(self, dictionary: str, code: str) -> Any:
        if (dictionary, code) not in self.kinds:
            self.kinds |= {(dictionary, one.code): one for one in terms.every(dictionary)}
        return self.kinds[dictionary, code]

    def store(self, key: str, rows: Sequence[Any]) -> None:
        """Numbered, searchable and dated some months ago."""
        if not rows:
            return
        ledger: Any = ledger_of(type(rows[0]))
        for row in rows:
            row.created_at = row.updated_at = self.moment
        entry.number_rows(ledger, rows)
        insert_many(rows)
        writing.reindex(rows)
        self.counts[key] = len(rows)

    def ago(self, least: int, most: int) -> date:
        return self.today - timedelta(days=self.rng.randint(least, most))

    def _points(self) -> None:
        self.store(
            "risk_schemes",
            [
                RiskScheme(
                    name="LEC 四色分级（局定）", method=Method.LEC, red=320, orange=160, yellow=70, preferred=True,
                    basis="本局双重预防机制建设方案",
                ),
                RiskScheme(
                    name="LS 矩阵四色分级（局定）", method=Method.LS, red=20, orange=15, yellow=9, inclusive=True,
                    preferred=True, basis="本局双重预防机制建设方案",
                ),
            ],
        )  # fmt: skip
        rows = []
        for firm in [firm for firm in self.firms if firm.risk][:RISKY]:
            worst = Risk(firm.risk)
            kinds = self.rng.sample(POINTS, 3)
            rows += [self._point(firm, kind, worst if n == 0 else LOWER[worst]) for n, kind in enumerate(kinds)]
        self.store("risk_points", rows)
        ready = sorted({row.enterprise.pk for row in rows if row.enterprise is not None})[::2]
        Enterprise.objects.filter(pk__in=ready).update(risk_system_on=self.today - timedelta(days=140))

    def _point(self, firm: Enterprise, kind: tuple[str, ...], colour: Risk) -> RiskPoint:
        name, sort, factors, engineering, response = kind
        likelihood, exposure, consequence = (Decimal(number) for number in FACTORS[colour])
        found = self.ago(120, 400)
        return RiskPoint(
            name=name, enterprise=firm, kind=self.term("risk-point-kind", sort), location=self.rng.choice(PLACES),
            factors=factors, found_on=found, method=Method.LEC, likelihood=likelihood, exposure=exposure,
            consequence=consequence, engineering=engineering, management="纳入班组日查、专人巡检、作业许可",
            training="上岗前培训考核，每季度复训", protection="按岗位配发防护用品", response=response,
            rank={Risk.RED: Rank.COMPANY, Risk.ORANGE: Rank.DEPARTMENT, Risk.YELLOW: Rank.TEAM}.get(colour, Rank.POST),
            person=firm.officer or names.person(self.rng), phone=names.phone(self.rng),
            cadence=Cadence.MONTH if colour in (Risk.RED, Risk.ORANGE) else Cadence.QUARTER,
            checked_on=self.ago(2, 34) if self.rng.random() < 0.92 else None, place_id=firm.place_id,
            line_id=firm.line_id, longitude=firm.longitude, latitude=firm.latitude,
        )  # fmt: skip

    def _sources(self) -> None:
        picked = [(firm, self.rng.choice(SUBSTANCES)) for firm in self.chemical]
        rows = [self._source(firm, name, people) for firm, (name, _quantity, people) in picked]
        self.store("sources", rows)
        substances = [
            SourceSubstance(source=row, name=name, quantity=Decimal(quantity), place_of_use="储罐")
            for row, (_firm, (name, quantity, _people)) in zip(rows, picked, strict=True)
        ]
        self.store("substances", substances)
        for row in rows:  # S, R and level follow from what is in them now
            row.save(update_fields=["s_value", "r_value", "level"])
        systems = ("gas-alarm", "cut-off", "automation", "video")
        self.store("equipment", [self._equipment(firm, code) for firm in self.chemical for code in systems])

    def _source(self, firm: Enterprise, substance: str, people: int) -> MajorHazardSource:
        assessed = self.ago(60, 1000)
        filed = self.rng.random() < 0.85
        return MajorHazardSource(
            name=f"{substance}储罐区", enterprise=firm, boundary="以防火堤为界", people_500m=people,
            key_chemical=substance in ("液氨", "液氯", "液化石油气", "汽油"), started_on=self.ago(1200, 3000),
            assessed_on=assessed, due_on=months_later(assessed, 36), principal=firm.legal_person,
            principal_phone=firm.legal_phone, technician=names.person(self.rng),
            technician_phone=names.phone(self.rng), operator=names.person(self.rng),
            operator_phone=names.phone(self.rng), connected_on=self.ago(100, 700) if self.rng.random() < 0.9 else None,
            status=SourceStatus.FILED if filed else SourceStatus.UNFILED, filed_on=assessed if filed else None,
            file_number=f"BA{placenames.COUNTY_CODE[:6]}-{firm.pk:04d}" if filed else "", longitude=firm.longitude,
            latitude=firm.latitude,
        )  # fmt: skip

    def _equipment(self, firm: Enterprise, code: str) -> MonitoringEquipment:
        required = self.rng.randint(2, 16)
        installed = required - (self.rng.random() < 0.1)
        used = installed - (self.rng.random() < 0.15)
        checked = self.ago(20, 380)
        return MonitoringEquipment(
            enterprise=firm, system=self.term("safety-system", code), name="储运设施", required=required,
            installed=installed, in_service=used, installed_on=self.ago(400, 1500), checked_on=checked,
            due_on=months_later(checked, 12), out_since_on=self.ago(1, 40) if used < installed else None,
            out_reason="传感器故障，待更换" if used < installed else "",
        )  # fmt: skip

    def _insurance(self) -> None:
        providers = [self._provider(name, "insurer") for name in INSURERS] + [self._provider(*one) for one in AGENTS]
        self.store("providers", providers)
        insurers, agent = providers[: len(INSURERS)], providers[len(INSURERS)]
        policies = [self._policy(number, firm, insurers) for number, firm in enumerate(self.firms[:INSURED], 1)]
        self.store("policies", policies)
        self.store("insurance_services", [self._service(policy, agent) for policy in policies[::2]])
        self.store("insurance_claims", [self._claim(number, policies) for number in range(CLAIMS)])
        small = [firm for firm in self.firms if firm.size == "micro"][:SERVED]
        self.store("contracts", [self._contract(firm, agent) for firm in small])

    def _provider(self, name: str, kind: str) -> SafetyProvider:
        return SafetyProvider(
            name=name, kind=self.term("provider-kind", kind), contact=names.person(self.rng),
            phone=names.phone(self.rng), qualification=f"ZZ-{self.rng.randint(1000, 9999)}",
            due_on=self.today + timedelta(days=self.rng.randint(20, 900)),
        )  # fmt: skip

    def _policy(self, number: int, firm: Enterprise, insurers: Sequence[SafetyProvider]) -> InsurancePolicy:
        starts = self.ago(5, 372)
        people = firm.employees or 10
        return InsurancePolicy(
            number=f"AZX{starts:%Y}{number:06d}", enterprise=firm, insurer=self.rng.choice(insurers), insured=people,
            cover=Decimal(people * 80), premium=Decimal(people * 12) / 1000, prevention=Decimal(people * 2) / 1000,
            starts_on=starts, due_on=starts + timedelta(days=364),
        )  # fmt: skip

    def _service(self, policy: InsurancePolicy, agent: SafetyProvider) -> InsuranceService:
        due = policy.starts_on + timedelta(days=self.rng.randint(30, 300))
        kind = self.term("safety-service-kind", self.rng.choice(("screening", "training", "drill")))
        given = self._given(due) if due < self.today and self.rng.random() < 0.85 else {}
        return InsuranceService(policy=policy, provider=agent, due_on=due, kind=kind, **given)

    def _given(self, day: date) -> dict[str, Any]:
        found = self.rng.randint(1, 9)
        rated = self.rng.random() < 0.6
        return {
            "status": ServiceStatus.CONFIRMED if rated else ServiceStatus.DELIVERED,
            "delivered_on": day,
            "people": self.rng.randint(2, 30),
            "issues_found": found,
            "issues_fixed": self.rng.randint(0, found),
            "fee": Decimal(self.rng.randint(3, 20) * 100),
            "summary": "现场排查并反馈问题清单，指导企业整改。",
            "rating": self.rng.randint(3, 5) if rated else None,
        }

    def _claim(self, number: int, policies: Sequence[InsurancePolicy]) -> InsuranceClaim:
        """Every third claim is a firm's; the others are residents' on the relief insurance of the county."""
        policy = self.rng.choice(policies) if number % 3 == 0 else None
        happened = self.ago(3, 330)
        reported = happened + timedelta(days=self.rng.randint(0, 2))
        loss = Decimal(self.rng.randint(4, 900)) / 100
        claim = InsuranceClaim(
            kind=self.term("insurance-kind", "liability" if policy else self.rng.choice(("disaster", "housing"))),
            policy=policy, claimant=policy.enterprise.name if policy else names.person(self.rng),
            phone=names.phone(self.rng),
            place_id=(policy.enterprise if policy else self.firms[number % len(self.firms)]).place_id,
            happened_on=happened, reported_on=reported, estimated=loss, due_on=reported + timedelta(days=30),
            cause="作业时手部受伤，送医治疗" if policy else "强降雨致房屋进水、围墙倒塌",
        )  # fmt: skip
        if self.rng.random() < 0.9 and reported < self.today - timedelta(days=4):
            claim.accepted_on = reported + timedelta(days=self.rng.randint(0, 4))
        if claim.accepted_on and reported + timedelta(days=30) < self.today and self.rng.random() < 0.93:
            claim.settled_on = min(claim.accepted_on + timedelta(days=self.rng.randint(3, 40)), self.today)
            claim.paid = (loss * self.rng.randint(60, 100) / 100).quantize(Decimal("0.01"))
        return claim

    def _contract(self, firm: Enterprise, agent: SafetyProvider) -> ServiceContract:
        starts = self.ago(10, 372)
        agreed = self.rng.choice((2, 4, 6))
        made = self.rng.randint(0, agreed)
        return ServiceContract(
            enterprise=firm, provider=agent, subject="安全管理托管服务", visits_agreed=agreed, visits_made=made,
            last_visit_on=self.ago(1, 9) if made else None, issues_found=made * 3, fee=Decimal(agreed * 600),
            paid_by_public=self.rng.random() < 0.5, starts_on=starts, due_on=starts + timedelta(days=364),
        )  # fmt: skip

    def _experts(self) -> None:
        rows = [self._expert(tier, firm) for tier, firm in self._engaged()]
        self.store("experts", rows)
        visits = [self._visit(row, row.enterprise or self.rng.choice(self.chemical), n) for row in rows for n in (1, 2)]
        self.store("expert_services", visits)

    def _engaged(self) -> list[tuple[str, Enterprise | None]]:
        found: list[tuple[str, Enterprise | None]] = [("province" if n < 3 else "city", None) for n in range(9)]
        found += [("own", firm) for firm in self.chemical[:10]]
        return found + [("inside", firm) for firm in self.chemical[:10]]

    def _expert(self, tier: str, firm: Enterprise | None) -> Expert:
        hired = self.ago(100, 700)
        own = firm is not None and firm.organisation_id is not None and tier == "inside"
        return Expert(
            name=names.person(self.rng), tier=self.term("expert-tier", tier), enterprise=firm,
            specialities=tuple(self.rng.sample(("process", "equipment", "electric", "fire", "management"), 2)),
            employer=firm.name if firm is not None and tier == "inside" else "澜川工程技术学院", title="高级工程师",
            phone=names.phone(self.rng), cadence={"own": Cadence.QUARTER, "inside": Cadence.MONTH}.get(tier, ""),
            day_fee=None if tier == "inside" else Decimal(self.rng.choice((600, 800, 1000))), hired_on=hired,
            due_on=months_later(hired, 36), place_id=placenames.COUNTY_CODE,
            organisation_id=firm.organisation_id if own and firm is not None else None,
        )  # fmt: skip

    def _visit(self, expert: Expert, firm: Enterprise, number: int) -> ExpertService:
        day = self.ago(70, 150) if number == 1 else self.ago(3, 60)
        made = self._made(expert, day, paid=number == 1) if number == 1 or self.rng.random() < 0.7 else {}
        return ExpertService(
            expert=expert, enterprise=firm, kind=self.term("expert-service-kind", "guidance"),
            topic="工艺安全与设备完好性指导", due_on=day, **made,
        )  # fmt: skip

    def _made(self, expert: Expert, day: date, *, paid: bool) -> dict[str, Any]:
        found = self.rng.randint(2, 12)
        return {
            "status": ServiceStatus.CONFIRMED,
            "served_on": day,
            "days": Decimal(1),
            "issues_found": found,
            "issues_fixed": self.rng.randint(found // 2, found),
            "trained": self.rng.randint(0, 20),
            "rating": self.rng.randint(3, 5),
            "rated_on": day,
            "fee": expert.day_fee,
            "paid_on": min(day + timedelta(days=20), self.today) if paid and expert.day_fee else None,
            "summary": "查阅台账、现场巡查，逐项反馈问题并指导整改。",
        }

    def _papers(self) -> None:
        graded = [firm for firm in self.firms if firm.size in ("large", "medium", "small")][:GRADED]
        self.store("standardisations", [self._grading(firm) for firm in graded])
        self.store("certificates", [self._certificate(n, firm) for n, firm in enumerate(self.firms[:LICENSED], 1)])
        self.store("contractors", [self._contractor(firm) for firm in self.chemical])
        self.store("projects", [self._project(n, firm) for n, firm in enumerate(self.chemical[:10])])

    def _grading(self, firm: Enterprise) -> Standardisation:
        assessed = self.ago(10, 1150)
        graded = assessed + timedelta(days=60)
        passed = graded < self.today and self.rng.random() < 0.8
        return Standardisation(
            enterprise=firm, self_assessed_on=assessed, score=Decimal(self.rng.randint(60, 96)),
            grade={"large": Grade.SECOND}.get(firm.size, Grade.THIRD) if passed else "",
            graded_on=graded if passed else None, due_on=months_later(graded, 36) if passed else None,
            certificate=f"AQB{graded:%Y}{firm.pk:05d}" if passed else "", assessor="澜安安全技术服务中心",
        )  # fmt: skip

    def _certificate(self, number: int, firm: Enterprise) -> Certificate:
        issued = self.ago(20, 1080)
        personal = number % 2 == 0
        kind = "manager" if personal else {"fuel": "trade", "fireworks": "fireworks"}.get(firm.sector.code, "equipment")
        return Certificate(
            kind=self.term("certificate-kind", kind), number=f"{placenames.COUNTY_CODE[:6]}{issued:%Y}{number:05d}",
            enterprise=firm, holder=Holder.PERSON if personal else Holder.FIRM,
            person=(firm.officer or names.person(self.rng)) if personal else "", authority="澜川县应急管理局",
            issued_on=issued, due_on=months_later(issued, 36),
        )  # fmt: skip

    def _contractor(self, firm: Enterprise) -> Contractor:
        agreed = self.ago(10, 340)
        late = self.rng.random() < 0.15
        return Contractor(
            enterprise=firm, name=f"澜川{self.rng.choice(('安装', '检修', '防腐'))}工程队", work="设备检修与防腐",
            leader=names.person(self.rng), phone=names.phone(self.rng), people=self.rng.randint(3, 20),
            agreed_on=None if late else agreed, disclosed_on=None if late else agreed, trained_on=agreed,
            starts_on=agreed, due_on=months_later(agreed, 12),
        )  # fmt: skip

    def _project(self, number: int, firm: Enterprise) -> ConstructionProject:
        stages = (Stage.PROPOSED, Stage.CONDITIONS, Stage.DESIGN, Stage.TRIAL, Stage.ACCEPTED)
        reached = number % len(stages)
        begun = self.ago(400, 600)
        days = [begun + timedelta(days=90 * step) for step in range(1, 5)]
        row = ConstructionProject(
            name=f"{firm.name}技改项目", enterprise=firm, kind=self.term("project-kind", "rebuilt"),
            content="罐区自动化改造", investment=Decimal(800), safety_investment=Decimal(120), proposed_on=begun,
            approval=f"澜发改备〔{begun:%Y}〕{number + 1}号", status=stages[reached],
        )  # fmt: skip
        for step, name in enumerate(("conditions_on", "design_on", "trial_on", "accepted_on"), 1):
            if reached >= step:
                setattr(row, name, min(days[step - 1], self.today))
        row.conditions_paper = "澜应急安审" if reached >= 1 else ""
        row.design_paper = "澜应急设审" if reached >= 2 else ""
        row.due_on = None if row.status == Stage.ACCEPTED else self.today + timedelta(days=self.rng.randint(-20, 120))
        return row
