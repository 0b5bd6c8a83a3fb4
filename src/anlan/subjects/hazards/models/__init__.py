"""What is kept of inspections and of the hazards they find; each half in a module of its own."""

from anlan.subjects.hazards.models.checklists import Checklist, ChecklistItem, ItemAnswer
from anlan.subjects.hazards.models.criteria import MajorCriteria
from anlan.subjects.hazards.models.hazard import Extension, Hazard, HazardGroup, Lowering
from anlan.subjects.hazards.models.inspecting import Inspection, InspectionCampaign, InspectionPerson, Round
from anlan.subjects.hazards.models.papers import Paper, PaperKind
from anlan.subjects.hazards.models.signing import Signature
from anlan.subjects.hazards.models.stopping import StopOrder
from anlan.subjects.hazards.models.watching import LatenessNotice, LatenessRule, ReviewTerm

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Extension",
    "Hazard",
    "HazardGroup",
    "Inspection",
    "InspectionCampaign",
    "InspectionPerson",
    "ItemAnswer",
    "LatenessNotice",
    "LatenessRule",
    "Lowering",
    "MajorCriteria",
    "Paper",
    "PaperKind",
    "ReviewTerm",
    "Round",
    "Signature",
    "StopOrder",
]
