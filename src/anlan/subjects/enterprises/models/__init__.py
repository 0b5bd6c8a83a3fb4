"""The tables of enterprises and what is known of them."""

from anlan.subjects.enterprises.models.claims import InsuranceClaim
from anlan.subjects.enterprises.models.experts import Expert, ExpertService
from anlan.subjects.enterprises.models.firms import Enterprise
from anlan.subjects.enterprises.models.papers import Certificate, ConstructionProject, Contractor, Standardisation
from anlan.subjects.enterprises.models.risks import RiskPoint, RiskScheme
from anlan.subjects.enterprises.models.services import (
    InsurancePolicy,
    InsuranceService,
    SafetyProvider,
    ServiceContract,
)
from anlan.subjects.enterprises.models.sources import MajorHazardSource, MonitoringEquipment, SourceSubstance

__all__ = [
    "Certificate",
    "ConstructionProject",
    "Contractor",
    "Enterprise",
    "Expert",
    "ExpertService",
    "InsuranceClaim",
    "InsurancePolicy",
    "InsuranceService",
    "MajorHazardSource",
    "MonitoringEquipment",
    "RiskPoint",
    "RiskScheme",
    "SafetyProvider",
    "ServiceContract",
    "SourceSubstance",
    "Standardisation",
]
