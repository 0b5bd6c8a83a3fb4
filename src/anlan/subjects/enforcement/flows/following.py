"""Bringing a case to where the province's system says it stands: by the same moves, nothing typed a second time."""

from typing import Any

from django.db import transaction

from anlan.kit.flow import making
from anlan.subjects.enforcement.choices import CaseStatus
from anlan.subjects.enforcement.flows import handling
from anlan.subjects.enforcement.models import Case
from anlan.subjects.enforcement.rules import cases as rules

MOST_STEPS = 12


def follow(case: Case, *, actor: Any) -> list[str]:
    """Make the moves that the case's dates tell of; returns their codes. All or none: raises ``Refused``."""
    made: list[str] = []
    with transaction.atomic():
        while len(made) < MOST_STEPS and (step := _step(case)) is not None:
            code, data = step
            move = handling.move(code)
            if move is None:
                break
            case = making.make(handling, move, case, actor=actor, data=data, trusted=True)  # type: ignore[assignment]
            made.append(code)
    return made


def _step(case: Case) -> tuple[str, dict[str, Any]] | None:
    reported = case.reported_paid or 0
    if case.status == CaseStatus.SERVED and reported > case.collected and case.served_on:
        return "collect", {"day": case.executed_on or case.served_on, "amount": reported - case.collected}
    found = rules.next_by_dates(case)
    if found is None:
        return None
    code, day = found
    data: dict[str, Any] = {"day": day}
    if code == "decide":
        data |= {"amount": case.fine or 0, "decision_number": case.decision_number}
    return code, data
