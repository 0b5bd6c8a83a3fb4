"""Rows of a firm's file for tests, entered as a person would enter them."""

from datetime import date
from decimal import Decimal
from typing import Any

from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import (
    Certificate,
    ConstructionProject,
    Expert,
    ExpertService,
    InsurancePolicy,
    InsuranceService,
    MajorHazardSource,
    MonitoringEquipment,
    SafetyProvider,
    ServiceContract,
    SourceSubstance,
    Standardisation,
)
from tests.factories import COUNTY, a_term


def entered(row: Any) -> Any:
    ledger = ledger_of(type(row))
    assert ledger is not None
    return entry.enter(ledger, row, actor=None)


def changed(row: Any, **values: Any) -> Any:
    before = writing.values_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    writing.change(row, before, actor=None)
    row.refresh_from_db()
    return row


def moved(row: Any, code: str, actor: Any, **data: Any) -> Any:
    ledger: Any = ledger_of(type(row))
    return making.make(ledger.flow, ledger.flow.move(code), row, actor=actor, data=data)


def a_source(firm: Any, substances: tuple[tuple[str, str], ...] = (("氨", "40"),), **values: Any) -> MajorHazardSource:
    values = {"name": "液氨储罐区", "people_500m": 120} | values
    made: MajorHazardSource = entered(MajorHazardSource(enterprise=firm, **values))
    for name, quantity in substances:
        entered(SourceSubstance(source=made, name=name, quantity=Decimal(quantity)))
    made.refresh_from_db()
    return made


def a_provider(name: str = "澜川财产保险", **values: Any) -> SafetyProvider:
    made: SafetyProvider = entered(SafetyProvider(name=name, kind=a_term("provider-kind", "保险机构"), **values))
    return made


def a_policy(firm: Any, insurer: SafetyProvider, starts_on: date, due_on: date, **values: Any) -> InsurancePolicy:
    number = values.pop("number", f"AZX-{InsurancePolicy.objects.count() + 1}")
    made: InsurancePolicy = entered(
        InsurancePolicy(enterprise=firm, insurer=insurer, number=number, starts_on=starts_on, due_on=due_on, **values)
    )
    return made


def a_service(policy: InsurancePolicy, due_on: date) -> InsuranceService:
    kind = a_term("safety-service-kind", "隐患排查")
    made: InsuranceService = entered(InsuranceService(policy=policy, kind=kind, due_on=due_on))
    return made


def a_contract(firm: Any, provider: SafetyProvider, starts_on: date, due_on: date) -> ServiceContract:
    made: ServiceContract = entered(
        ServiceContract(enterprise=firm, provider=provider, subject="安全托管", starts_on=starts_on, due_on=due_on)
    )
    return made


def an_expert(firm: Any = None, tier: tuple[str, str] = ("企业自聘", "own"), **values: Any) -> Expert:
    values = {"name": "陈工", "place_id": COUNTY, "cadence": "quarter" if firm else ""} | values
    made: Expert = entered(Expert(enterprise=firm, tier=a_term("expert-tier", *tier), **values))
    return made


def a_visit(expert: Expert, firm: Any, due_on: date) -> ExpertService:
    kind = a_term("expert-service-kind", "指导服务")
    made: ExpertService = entered(
        ExpertService(expert=expert, enterprise=firm, kind=kind, topic="工艺安全指导", due_on=due_on)
    )
    return made


def some_equipment(firm: Any, system: str, required: int, installed: int, in_service: int) -> MonitoringEquipment:
    made: MonitoringEquipment = entered(
        MonitoringEquipment(
            enterprise=firm, system=a_term("safety-system", system), name=f"{system}装置",
            required=required, installed=installed, in_service=in_service,
        )
    )  # fmt: skip
    return made


def a_certificate(firm: Any, due_on: date, number: str = "", **values: Any) -> Certificate:
    number = number or f"ZZ-{Certificate.objects.count() + 1}"
    kind = a_term("certificate-kind", "安全生产许可证")
    made: Certificate = entered(Certificate(enterprise=firm, kind=kind, number=number, due_on=due_on, **values))
    return made


def a_grading(firm: Any, **values: Any) -> Standardisation:
    made: Standardisation = entered(Standardisation(enterprise=firm, **values))
    return made


def a_project(firm: Any, **values: Any) -> ConstructionProject:
    values = {"name": "年产两万吨项目", "proposed_on": date(2026, 3, 1)} | values
    made: ConstructionProject = entered(
        ConstructionProject(enterprise=firm, kind=a_term("project-kind", "新建"), **values)
    )
    return made
