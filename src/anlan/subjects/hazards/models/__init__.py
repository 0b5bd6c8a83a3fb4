"""What is kept of inspections and of the hazards they find; each half in a module of its own."""

from anlan.subjects.hazards.models.hazard import Extension, Hazard
from anlan.subjects.hazards.models.inspecting import Inspection

__all__ = ["Extension", "Hazard", "Inspection"]
