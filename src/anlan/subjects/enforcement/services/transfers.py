"""What happens to transfers between the bureau, police and procuratorate (行刑衔接)."""

from typing import Any

from django.utils.translation import gettext as _

from anlan.base.dictionaries import terms
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.enforcement.choices import Direction
from anlan.subjects.enforcement.models import Case, CaseTransfer


def accept(transfer: CaseTransfer, *, actor: Any, data: dict[str, Any]) -> None:
    """受理. What came in becomes a clue of ours, once."""
    transfer.accepted_on = data["day"]
    if transfer.direction == Direction.IN and transfer.case_id is None:
        transfer.case = _clue(transfer, actor)


def refuse(transfer: CaseTransfer, *, actor: Any, data: dict[str, Any]) -> None:
    """不予受理."""
    transfer.outcome = str(data["opinion"])[:300]


def end(transfer: CaseTransfer, *, actor: Any, data: dict[str, Any]) -> None:
    """办结."""
    if transfer.sent_on and data["day"] < transfer.sent_on:
        raise Refused(_("办结不能早于移送日期 %(day)s。") % {"day": transfer.sent_on})
    transfer.ended_on, transfer.outcome = data["day"], data["outcome"]


def _clue(transfer: CaseTransfer, actor: Any) -> Case:
    ledger: Any = ledger_of(Case)
    source = next((term for term in terms.every("case-source") if term.code == "transfer"), None)
    case = Case(
        cause=transfer.title, party=_("待查"), found_on=transfer.sent_on, place_id=transfer.place_id,
        line_id=transfer.line_id, major=transfer.major, source=source, about="case-transfer", about_id=transfer.pk,
    )  # fmt: skip
    made: Case = entry.enter(ledger, case, actor=actor)
    return made
