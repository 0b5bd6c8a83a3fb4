"""How much is thrown at which ledger: all pages are of one kit, so two meet everything, others a part in turn.

What no database decides (who may enter, what a form makes of nonsense) the two databases share: every test meets every
ledger on both, and each request is tried on one of them (``mine``).
"""

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection

from anlan.base.people import roles
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledgers
from tests.contracts.doors import Door
from tests.contracts.personas import grants_of

T = TypeVar("T")

WHOLE = ("hazard", "shelter")


def whole(ledger: Ledger) -> bool:
    """Does this ledger meet everything?"""
    return ledger.code in WHOLE


def mine(ledger: Ledger, values: Sequence[T]) -> list[T]:
    """The half of the values that this database tries."""
    return half(values, [other.code for other in ledgers()].index(ledger.code))


def half(values: Sequence[T], start: int) -> list[T]:
    """Every second value on SQLite and the others on PostgreSQL, the first on the one or the other by ``start``."""
    return [value for at, value in enumerate(values, start + (connection.vendor == "postgresql")) if at % 2 == 0]


def some(values: Sequence[T], start: int, count: int) -> list[T]:
    """So many of the values, others for each start, so that in turn all are used."""
    return [values[(start * count + step) % len(values)] for step in range(count)]


def of_turn(ledger: Ledger, values: Sequence[T], count: int) -> list[T]:
    """All values for the whole ledgers; for each other so many, those that are its turn among all ledgers."""
    codes = [other.code for other in ledgers()]
    return list(values) if whole(ledger) else some(values, codes.index(ledger.code), count)


def shared_out(ledger: Ledger, doors: Sequence[Door], turn: int, turns: int) -> list[Door]:
    """The doors that one of several people tries: every door but the variants, which take turns among the people.

    A variant asks a door that is tried anyway in another way (sorted, filtered, in another form); each is tried by
    somebody, and of the whole ledgers by everybody.
    """
    variants = [door for door in doors if door.variant]
    mine = [] if not variants else [door for at, door in enumerate(variants) if at % turns == turn]
    return list(doors) if whole(ledger) else [door for door in doors if not door.variant or door in mine]


def doors_in_turn(ledger: Ledger, doors: Sequence[Door], turn: int) -> list[Door]:
    """The doors that one of several people tries: a page and an API door of each grant, and a third of all.

    Of the whole ledgers they are all doors. Whoever may too much is found at any door of the grant.
    """
    found = [door for at, door in enumerate(doors) if at % 3 == turn % 3 or door in firsts(doors)]
    return list(doors) if whole(ledger) else found


def closed_doors(ledger: Ledger, doors: Sequence[Door], role: str) -> list[Door]:
    """The doors that a role tries of those that are closed to it: a page and an API door of each grant, and its share.

    A door that forgets to ask is found by anybody who may not enter: each is tried by one such role, in turn.
    """
    found = []
    for at, door in enumerate(doors):
        lacking = [code for code in roles.NAMES if code not in grants_of(ledger, door.action)]
        if not door.open and role in lacking:
            mine = lacking[at % len(lacking)] == role
            found += [door] if mine or whole(ledger) or door in firsts(doors) else []
    return found


def firsts(doors: Sequence[Door]) -> list[Door]:
    """The first page and the first API door of each grant."""
    return list({(door.action, door.api): door for door in reversed(doors)}.values())
