"""What is kept of responsibility and supervision, one module a matter."""

from anlan.subjects.governance.models.assessing import Answer, Assessment, Sheet, SheetItem
from anlan.subjects.governance.models.discipline import Accountability, Interview, Interviewee, Lesson, LessonReceipt
from anlan.subjects.governance.models.funds import Award, Fund
from anlan.subjects.governance.models.goals import Target
from anlan.subjects.governance.models.grassroots import CommitteeMember, GrassrootsAct
from anlan.subjects.governance.models.orders import EscalationRule, Listing, SupervisionOrder
from anlan.subjects.governance.models.party import (
    Milestone,
    MilestoneRecord,
    PartyActivity,
    PartyBody,
    PartyPost,
    PartyTeam,
    Programme,
)
from anlan.subjects.governance.models.periods import KeyPeriod
from anlan.subjects.governance.models.responsibility import (
    LeaderContact,
    LeaderVisit,
    Letter,
    LetterRound,
    ResponsibilityItem,
    ResponsibilityList,
)

__all__ = [
    "Accountability",
    "Answer",
    "Assessment",
    "Award",
    "CommitteeMember",
    "EscalationRule",
    "Fund",
    "GrassrootsAct",
    "Interview",
    "Interviewee",
    "KeyPeriod",
    "LeaderContact",
    "LeaderVisit",
    "Lesson",
    "LessonReceipt",
    "Letter",
    "LetterRound",
    "Listing",
    "Milestone",
    "MilestoneRecord",
    "PartyActivity",
    "PartyBody",
    "PartyPost",
    "PartyTeam",
    "Programme",
    "ResponsibilityItem",
    "ResponsibilityList",
    "Sheet",
    "SheetItem",
    "SupervisionOrder",
    "Target",
]
