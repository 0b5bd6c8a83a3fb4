"""Accidents and what follows from them: the register, reports, investigations, accountability and measures.

Must not know enforcement; enterprises are known by name only."""

from anlan.subjects.accidents.models.accident import (
    Accident,
    AccidentCasualty,
    AccidentReport,
    AccidentRevision,
    ReportingLimit,
)
from anlan.subjects.accidents.models.investigation import (
    AccidentMeasure,
    InquiryAnswer,
    InquiryItem,
    Investigation,
    Sanction,
)

__all__ = [
    "Accident",
    "AccidentCasualty",
    "AccidentMeasure",
    "AccidentReport",
    "AccidentRevision",
    "InquiryAnswer",
    "InquiryItem",
    "Investigation",
    "ReportingLimit",
    "Sanction",
]
