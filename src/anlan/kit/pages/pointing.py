"""Where the record that something points at (ledger and key) can be seen, and by whom; must not know what points."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledgers

Pointer = tuple[str, int | None]  # code of a ledger; key of a row, or none for its list


@dataclass(frozen=True, slots=True)
class Target:
    """The address, empty where there is nothing to open; ``words`` then says why, if there is a reason to tell."""

    address: str = ""
    words: str = ""


def targets(user: Any, pointers: Iterable[Pointer]) -> Mapping[Pointer, Target]:
    """What each pointer leads this person to; each ledger is asked once.

    A record out of reach and one that was deleted are told by the same words.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    wanted = {(code, key) for code, key in pointers if code}
    for code, key in wanted:
        if key is not None:
            keys[code].add(key)
    declared = {ledger.code: ledger for ledger in ledgers()}
    reached: set[Pointer] = set()
    for code, asked in keys.items():
        if code in declared and access.can(user, f"{code}.view"):
            found = visible(declared[code], user).filter(pk__in=asked).values_list("pk", flat=True)
            reached |= {(code, pk) for pk in found}
    return {pointer: _target(user, pointer, pointer in reached) for pointer in wanted if pointer[0] in declared}


def target(user: Any, code: str, key: int | None) -> Target:
    """The same for one pointer."""
    return targets(user, [(code, key)]).get((code, key), Target())


def _target(user: Any, pointer: Pointer, reached: bool) -> Target:
    code, key = pointer
    if key is None:
        return Target(reverse("ledger-list", args=[code])) if access.can(user, f"{code}.view") else Target()
    if reached:
        return Target(reverse("ledger-detail", args=[code, key]))
    return Target(words=_("所涉记录不在您能看的范围内，或已被删除。"))
