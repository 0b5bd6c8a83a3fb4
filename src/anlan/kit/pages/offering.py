"""Which of the moves open to a person is offered first: one's own work, by the clock that runs; another's comes behind.

What may be done is the flow's to say; here nothing is allowed or refused.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.flow import making
from anlan.kit.flow.moves import Move
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.pages.extra import Onward, onward_of


@dataclass(frozen=True, slots=True)
class Offer:
    """What a record offers a person.

    ``first`` is the step that the state or the run-out clock asks of this person, if any; ``own`` are the moves that
    are this person's work, the pressing ones first; ``instead`` those that one makes in another's stead.
    """

    first: Move | Onward | None
    own: tuple[Move, ...] = ()
    instead: tuple[Move, ...] = ()
    onward: tuple[Onward, ...] = ()


def offer(ledger: Ledger, user: Any, row: Any) -> Offer:
    """The state's next move where it is this person's, else what chases where the deadline is over."""
    onward = tuple(each for each in onward_of(ledger.code) if access.can(user, each.grant))
    if ledger.flow is None:
        return Offer(None, onward=onward)
    moves = making.open_moves(ledger.code, ledger.flow, user, row)
    late = is_over(ledger.deadline(row))
    own = sorted((m for m in moves if m.own(user, row)), key=lambda m: (m.tone != "primary", not (late and m.chases)))
    instead = tuple(move for move in moves if not move.own(user, row))
    pressing: list[Move | Onward] = [move for move in own if move.tone == "primary"]
    if late and not pressing:
        pressing = [*(move for move in own if move.chases), *(each for each in onward if each.chases)]
    return Offer(pressing[0] if pressing else None, tuple(own), instead, onward)


def is_over(due: date | datetime | None) -> bool:
    """Is a deadline over? A day is at its midnight."""
    return due is not None and end_of(due) < clock.now()


def end_of(due: date | datetime) -> datetime:
    """The moment when a deadline is over."""
    return due if isinstance(due, datetime) else clock.end_of(due)
