"""Makes the rows that tests of enforcement stand on, entered as people would enter them."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.enforcement import flows
from anlan.subjects.enforcement.models import (
    Case,
    Draw,
    DrawRule,
    EnforcementPlan,
    Officer,
    PlanItem,
    Recusal,
    SupervisionMatter,
)
from anlan.subjects.enforcement.services import seeding
from tests.factories import (
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    a_place,
    a_term,
    a_user,
    an_enterprise,
    an_organisation,
)

FLOWS = {
    Case: flows.handling, Draw: flows.random_draw, PlanItem: flows.checking, EnforcementPlan: flows.planning,
}  # fmt: skip


def entered(row: Any, actor: Any = None) -> Any:
    ledger: Any = ledger_of(type(row))
    return entry.enter(ledger, row, actor=actor)


def move(row: Any, code: str, actor: Any, **data: Any) -> Any:
    flow = FLOWS[type(row)]
    found = flow.move(code)
    assert found is not None
    return making.make(flow, found, row, actor=actor, data=data)


def an_officer(name: str, world: Any = None, **values: Any) -> Officer:
    values.setdefault("valid_until_on", date(2028, 6, 30))
    values.setdefault("certificate_number", f"9901210{Officer.objects.count():04d}")
    values.setdefault("organisation", world.brigade if world else an_organisation("执法大队"))
    return entered(Officer(name=name, place_id=values.pop("place", COUNTY), **values))


def a_draw(world: Any, **values: Any) -> Draw:
    values.setdefault("title", "四季度双随机")
    values.setdefault("rule", world.rule)
    values.setdefault("place_id", COUNTY)
    values.setdefault("seed_source", "福彩双色球 2026135 期开奖号码")
    values.setdefault("seed_due_at", clock.now() + timedelta(hours=12))
    values.setdefault("due_on", date(2026, 12, 31))
    return entered(Draw(**values))


def a_case(world: Any, **values: Any) -> Case:
    values.setdefault("cause", "未对从业人员进行安全培训")
    values.setdefault("found_on", date(2026, 11, 2))
    values.setdefault("enterprise", world.firms[0])
    values.setdefault("place_id", STONE_VILLAGE)
    values.setdefault("lead", world.officers[0])
    values.setdefault("second", world.officers[1])
    return entered(Case(**values))


def recuse(officer: Officer, enterprise: Any) -> Recusal:
    return entered(Recusal(officer=officer, enterprise=enterprise, reason="亲属任职", declared_on=date(2026, 1, 5)))


def drawn(world: Any, seed: str = "03 11 17 22 28 31 + 09", **values: Any) -> Draw:
    """Frozen in the morning, drawn in the evening."""
    draw = move(a_draw(world, **values), "freeze", world.brigadier)
    clock.tick(draw.seed_due_at + timedelta(minutes=5))
    return move(draw, "draw", world.brigadier, seed=seed)


def day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def an_enforcement_world() -> SimpleNamespace:
    for code, name in (
        (COUNTY, "澜川县"), (STONE, "石泉镇"), (STONE_VILLAGE, "石塘村"), (CLOUD, "云溪镇"), (CLOUD_VILLAGE, "云口村"),
    ):  # fmt: skip
        a_place(code, name)
    for dictionary, entries in {
        "case-source": (("inspection", "监督检查"), ("transfer", "机关移送")),
        "transfer-body": (("police", "公安机关"), ("procuratorate", "检察机关")),
        "suspected-crime": (("dangerous", "危险作业罪"),),
        "draw-result": (("clean", "未发现问题"), ("ordered", "发现问题已责令改正")),
    }.items():
        for code, name in entries:
            a_term(dictionary, name, code)
    seeding.limits()
    seeding.formulas()
    world = SimpleNamespace(brigade=an_organisation("执法大队"), town=an_organisation("石泉镇应急办", STONE))
    world.brigadier = a_user(roles.ENFORCEMENT, COUNTY, name="大队长")
    world.leader = a_user(roles.LEADER, COUNTY, name="副局长")
    world.office = a_user(roles.SAFETY_OFFICE, COUNTY, name="法制股")
    world.township = a_user(roles.TOWNSHIP, STONE, name="石泉镇")
    world.cloud = a_user(roles.TOWNSHIP, CLOUD, name="云溪镇")
    world.officers = [an_officer(name, world) for name in ("吴晓", "周建", "郑凯", "何敏")]
    risks = ("red",) * 4 + ("blue",) * 8 + ("",) * 2
    world.firms = [
        an_enterprise(STONE_VILLAGE if n % 2 == 0 else CLOUD_VILLAGE, f"企业{n:02d}", risk=risk)
        for n, risk in enumerate(risks)
    ]
    world.matter = entered(SupervisionMatter(code="AJ-01", name="安全生产监督检查", place_id=COUNTY, yearly_limit=2))
    world.plan = entered(
        EnforcementPlan(name="2026 年执法计划", year=2026, organisation=world.brigade, place_id=COUNTY, staff=8)
    )
    world.rule = entered(DrawRule(name="工贸", place_id=COUNTY, red=50, blue=25, unrated=50, matter=world.matter))
    return world
