"""Enforcement: officers, yearly plans, random draws, cases. It must not know accidents."""

from anlan.subjects.enforcement.models.cases import (
    Case,
    CaseTransfer,
    Delegation,
    FirmClosure,
    Instalment,
    Payment,
)
from anlan.subjects.enforcement.models.draws import Draw, DrawPick, DrawRegister, DrawRule
from anlan.subjects.enforcement.models.measures import CoerciveMeasure
from anlan.subjects.enforcement.models.officers import Officer, OfficerTraining, Recusal
from anlan.subjects.enforcement.models.plans import EnforcementPlan, PlanItem, SupervisionMatter, TownQuota
from anlan.subjects.enforcement.models.settings import RateFormula, StatutoryLimit

__all__ = [
    "Case",
    "CaseTransfer",
    "CoerciveMeasure",
    "Delegation",
    "Draw",
    "DrawPick",
    "DrawRegister",
    "DrawRule",
    "EnforcementPlan",
    "FirmClosure",
    "Instalment",
    "Officer",
    "OfficerTraining",
    "Payment",
    "PlanItem",
    "RateFormula",
    "Recusal",
    "StatutoryLimit",
    "SupervisionMatter",
    "TownQuota",
]
