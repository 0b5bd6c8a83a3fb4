"""The ledgers of inspections and hazards; importing this package declares them all."""

from anlan.subjects.hazards.ledgers.hazard import HazardLedger
from anlan.subjects.hazards.ledgers.inspecting import InspectionLedger

__all__ = ["HazardLedger", "InspectionLedger"]
