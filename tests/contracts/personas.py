"""Who knocks at the doors: people of every role, of the other town, of another line, of an enterprise, and nobody."""

from types import SimpleNamespace
from typing import Any

from anlan.base.people import roles
from anlan.base.people.models import User
from anlan.base.places.codes import code_range
from anlan.kit.ledger.declaration import Ledger
from tests.contracts.rows import Side
from tests.factories import (
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    a_line,
    a_place,
    a_user,
    an_organisation,
)

STONE_MARK, CLOUD_MARK = "Qxstone", "Qxcloud"


def a_county(ledger: Ledger) -> SimpleNamespace:
    """Two towns with a side each: ``stone`` is ours, ``cloud`` holds what must not leak to us."""
    for code, name in (
        (COUNTY, "澜川县"),
        (STONE, "石泉镇"),
        (STONE_VILLAGE, "石塘村"),
        (CLOUD, "云溪镇"),
        (CLOUD_VILLAGE, "云口村"),
    ):
        a_place(code, name)
    line, other_line = a_line("01", "危险化学品"), a_line("02", "矿山")
    stone = Side(STONE_MARK, STONE_VILLAGE, an_organisation("石泉单位", STONE_VILLAGE), line, "1380000", 112.5)
    cloud = Side(CLOUD_MARK, CLOUD_VILLAGE, an_organisation("云溪单位", CLOUD_VILLAGE), line, "1390000", 112.9)
    return SimpleNamespace(ledger=ledger, stone=stone, cloud=cloud, other_line=other_line, keeper=keeper_of(ledger))


def keeper_of(ledger: Ledger) -> User:
    """Somebody who may do everything with this ledger in the whole county."""
    return a_user(roles.SYSADMIN if ledger.system else roles.SAFETY_OFFICE, COUNTY)


def persona(name: str, county: Any) -> User:
    """The person of that name."""
    stone = county.stone.organisation
    if name == "stone-town":
        return a_user(roles.TOWNSHIP, STONE)
    if name == "stone-village":
        return a_user(roles.VILLAGE, STONE_VILLAGE)
    if name == "other-line":
        return a_user(roles.SAFETY_OFFICE, COUNTY, line="02")
    if name == "stone-enterprise":
        return a_user(roles.ENTERPRISE, COUNTY, organisation=stone)
    if name == "stranger-enterprise":
        return a_user(roles.ENTERPRISE, COUNTY, organisation=an_organisation("外来单位"))
    if name == "two-hats":  # sees the whole county, but works in one town only
        user = a_user(roles.LEADER, COUNTY)
        other = a_user(roles.TOWNSHIP, STONE)
        other.postings.update(user=user)
        return user
    if name == "no-role":
        user = a_user(roles.TOWNSHIP, STONE)
        user.postings.all().delete()
        return user
    raise ValueError(name)


def grants_of(ledger: Ledger, action: str) -> frozenset[str]:
    """The roles that hold an action, read from the declaration."""
    return frozenset(ledger.default_grants()[f"{ledger.code}.{action}"])


def sees(ledger: Ledger, user: User, row: Any, action: str = "view") -> bool:
    """What the rule promises, said once more in the plainest words and row by row."""
    held = grants_of(ledger, action)
    return any(
        _reaches(ledger, posting, user, row)
        for posting in user.postings.select_related("role")
        if posting.role.code in held
    )


def _reaches(ledger: Ledger, posting: Any, user: User, row: Any) -> bool:
    scope = ledger.scope
    if posting.role.code in roles.OF_AN_ORGANISATION:
        return scope.organisation is not None and _along(row, scope.organisation) == user.organisation
    if scope.place is not None:
        low, high = code_range(posting.place_id)
        if not low <= _along(row, scope.place).code < high:
            return False
    if scope.line is not None and posting.line_id is not None:
        line = _along(row, scope.line)
        return line is not None and line.code.startswith(posting.line_id)
    return True


def _along(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = getattr(row, part, None)
    return row
