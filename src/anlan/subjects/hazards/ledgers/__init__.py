"""The ledgers of inspections and hazards; importing this package declares them all."""

from anlan.subjects.hazards.ledgers.checklists import ChecklistItemLedger, ChecklistLedger
from anlan.subjects.hazards.ledgers.hazard import HazardLedger
from anlan.subjects.hazards.ledgers.inspecting import InspectionLedger, RoundLedger
from anlan.subjects.hazards.ledgers.papers import PaperKindLedger, PaperLedger

__all__ = [
    "ChecklistItemLedger",
    "ChecklistLedger",
    "HazardLedger",
    "InspectionLedger",
    "PaperKindLedger",
    "PaperLedger",
    "RoundLedger",
]
