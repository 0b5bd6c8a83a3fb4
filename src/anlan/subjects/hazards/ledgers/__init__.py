"""The ledgers of inspections and hazards; importing this package declares them all."""

from anlan.subjects.hazards.ledgers.checklists import ChecklistItemLedger, ChecklistLedger
from anlan.subjects.hazards.ledgers.hazard import HazardLedger
from anlan.subjects.hazards.ledgers.inspecting import InspectionLedger, RoundLedger
from anlan.subjects.hazards.ledgers.papers import PaperKindLedger, PaperLedger
from anlan.subjects.hazards.ledgers.regulating import (
    HazardGroupLedger,
    LatenessRuleLedger,
    MajorCriteriaLedger,
    ReviewTermLedger,
    StopOrderLedger,
)

__all__ = [
    "ChecklistItemLedger",
    "ChecklistLedger",
    "HazardGroupLedger",
    "HazardLedger",
    "InspectionLedger",
    "LatenessRuleLedger",
    "MajorCriteriaLedger",
    "PaperKindLedger",
    "PaperLedger",
    "ReviewTermLedger",
    "RoundLedger",
    "StopOrderLedger",
]
