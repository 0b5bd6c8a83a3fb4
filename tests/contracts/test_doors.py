"""No door of any ledger shows or changes a row for whom it is not meant. Both rows are there to leak."""

from collections.abc import Iterator
from typing import Any

import pytest

from anlan.base.people import access, roles
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.records import writing
from tests.contracts.doors import Door, Visitor, attachment_doors, reading, writing_doors
from tests.contracts.personas import CLOUD_MARK, STONE_MARK, grants_of, persona, sees
from tests.contracts.rows import a_row
from tests.contracts.thorough import closed_doors, doors_in_turn, mine, of_turn, shared_out, whole
from tests.factories import COUNTY, a_user, an_organisation
from tests.kit.files.samples import picture

pytestmark = pytest.mark.django_db

PERSONAS = (
    "stone-town",
    "stone-village",
    "other-line",
    "stone-enterprise",
    "stranger-enterprise",
    "two-hats",
    "no-role",
)


def doors_to(ledger: Ledger, row: Any, mark: str) -> Iterator[Door]:
    yield from reading(ledger, row, mark)
    yield from attachment_doors(ledger, row, picture("PNG", (8, 8)), mark)


def holds(user: Any, ledger: Ledger, action: str) -> bool:
    """Has the user the grant anywhere, by the declaration?"""
    return any(posting.role.code in grants_of(ledger, action) for posting in user.postings.select_related("role"))


def shown_in(text: str, row: Any, mark: str) -> bool:
    """Does anything that stands for the row stand in a page: its mark, or its number?"""
    return mark in text or bool(getattr(row, "number", "") and row.number in text)


def test_whoever_may_see_a_row_finds_it_behind_every_door_and_its_numbers_masked(ledger: Ledger, county: Any) -> None:
    """The counterpart of the tests below: what they look for in vain is really there to be found."""
    stone, cloud = a_row(ledger, county.stone), a_row(ledger, county.cloud)
    keeper = Visitor(county.keeper)
    wrong = {}
    for row, mark in ((cloud, CLOUD_MARK), (stone, STONE_MARK))[: 2 if whole(ledger) else 1]:
        for door in mine(ledger, list(doors_to(ledger, row, mark))):
            answer = keeper.knock(door)
            words = (ledger.headline_column.text(row), str(row))  # all that can be shown of a row without texts
            shown = shown_in(answer.text, row, mark) or not door.shows or any(each in answer.text for each in words)
            raw = [name for name in ledger.masked if getattr(row, name) in answer.text]
            if answer.status != 200 or not shown or raw:
                wrong[door.name] = (answer.status, "shown" if shown else "not shown", raw)
    assert wrong == {}


def test_nobody_enters_without_signing_in(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.cloud)
    before = writing.values_of(row)
    nobody = Visitor(None)
    wrong = {}
    doors = [*doors_to(ledger, row, CLOUD_MARK), *writing_doors(ledger, row)]
    for door in mine(ledger, shared_out(ledger, doors, 0, 3)):
        answer = nobody.knock(door)
        turned_away = (
            answer.status == 401 if door.api else answer.status == 302 and answer.location.startswith("/login")
        )
        if not turned_away or CLOUD_MARK in answer.text:
            wrong[door.name] = answer.status
    assert wrong == {}
    assert writing.values_of(ledger.model._base_manager.get(pk=row.pk)) == before


def test_doors_show_what_a_person_may_see_and_nothing_else(ledger: Ledger, county: Any) -> None:
    a_row(ledger, county.stone)
    row = a_row(ledger, county.cloud)
    doors = list(doors_to(ledger, row, CLOUD_MARK))
    wrong = {}
    for turn, name in enumerate(PERSONAS):
        user = persona(name, county)
        visitor = Visitor(user)
        for door in mine(ledger, doors_in_turn(ledger, doors, turn)):
            answer = visitor.knock(door)
            may = sees(ledger, user, row, door.action)
            text = answer.text
            for echo in (f"q={CLOUD_MARK}", f"q%3D{CLOUD_MARK}", f'value="{CLOUD_MARK}"'):  # what was typed, given back
                text = text.replace(echo, "")
            shown = shown_in(text, row, CLOUD_MARK)
            if (
                answer.status != _status(ledger, door, user, may)
                or (door.shows and not _asks_back(door) and shown != may)
                or (shown and not may and not _asks_back(door))
            ):
                wrong[name, door.name] = (answer.status, "shown" if shown else "hidden", may)
    assert wrong == {}


def _status(ledger: Ledger, door: Door, user: Any, may: bool) -> int:
    """What the door owes this person, by the declaration alone."""
    held = holds(user, ledger, door.action)
    if door.open or (not door.of_row and held):
        return 200
    if not held and not door.path.startswith("/files/"):
        return 403
    return 200 if may else 404


def _asks_back(door: Door) -> bool:
    """The global search page repeats what was typed; its hits are looked at in tests of their own."""
    return door.name == "global search"


def test_doors_change_nothing_that_a_person_may_not_change(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.cloud)
    before = writing.values_of(row)
    wrong = {}
    doors = list(writing_doors(ledger, row))
    for turn, name in enumerate(PERSONAS):
        user = persona(name, county)
        visitor = Visitor(user)
        for door in mine(ledger, doors_in_turn(ledger, doors, turn)):
            if sees(ledger, user, row, door.action):
                continue
            answer = visitor.knock(door)
            turned_away = answer.status in (403, 404) or (door.name == "bulk" and answer.status in (200, 302))
            now = ledger.model._base_manager.filter(pk=row.pk).first()
            same = now is not None and writing.values_of(now) == before
            raw = [item for item in ledger.masked if getattr(row, item) in answer.text]
            shown = shown_in(answer.text, row, CLOUD_MARK)
            if not turned_away or not same or raw or shown:
                told = (answer.status, "same" if same else "CHANGED", raw, "shown" if shown else "hidden")
                wrong[name, door.name] = told
    assert wrong == {}


def test_a_role_without_the_grant_is_refused_at_every_door(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.cloud)
    doors = [*reading(ledger, row, CLOUD_MARK), *writing_doors(ledger, row)]
    before = writing.values_of(row)
    wrong = {}
    for role in roles.NAMES:
        visitor = Visitor(a_user(role, COUNTY, organisation=county.cloud.organisation))
        for door in mine(ledger, closed_doors(ledger, doors, role)):
            answer = visitor.knock(door)
            turned_away = _turned_away(ledger, door, role)
            if answer.status not in turned_away or CLOUD_MARK in answer.text:
                wrong[role, door.name] = (answer.status, CLOUD_MARK in answer.text)
    assert wrong == {}
    assert writing.values_of(ledger.model._base_manager.get(pk=row.pk)) == before


def _turned_away(ledger: Ledger, door: Door, role: str) -> tuple[int, ...]:
    """What a closed door answers; who may see may also be let attach by a move that asks for photographs."""
    if door.name != "attach":
        return (403,)
    moves = ledger.flow.moves if ledger.flow else ()
    lets = any(move.photographs and role in grants_of(ledger, f"move.{move.code}") for move in moves)
    return (302, 403, 404) if lets else (403, 404)


def test_global_search_finds_for_each_what_they_may_see(ledger: Ledger, county: Any) -> None:
    rows = {STONE_MARK: a_row(ledger, county.stone), CLOUD_MARK: a_row(ledger, county.cloud)}
    for name in mine(ledger, of_turn(ledger, PERSONAS, 3)):
        user = persona(name, county)
        visitor = Visitor(user)
        for mark, row in rows.items():
            answer = visitor.knock(Door("search", f"/search?q={mark}"))
            assert (f"/l/{ledger.code}/{row.pk}/" in answer.text) == sees(ledger, user, row), (name, mark)


def test_a_grant_taken_from_a_role_closes_its_door_and_one_given_opens_it(ledger: Ledger, county: Any) -> None:
    a_row(ledger, county.cloud)
    grant = f"{ledger.code}.view"
    keeper = county.keeper
    role = keeper.postings.get().role
    assert Visitor(keeper).knock(Door("list", f"/l/{ledger.code}/")).status == 200
    role.removed = [grant]
    role.save()
    access.forget(keeper)
    assert Visitor(keeper).knock(Door("list", f"/l/{ledger.code}/")).status == 403
    if ledger.system:
        return  # a business role can be given nothing over the system
    stranger = next(one for one in (roles.WAREHOUSE, roles.DUTY, roles.COMMAND) if one not in grants_of(ledger, "view"))
    other = a_user(stranger, COUNTY, organisation=an_organisation())
    assert Visitor(other).knock(Door("list", f"/l/{ledger.code}/")).status == 403
    given = other.postings.get().role
    given.extra = [grant]
    given.save()
    access.forget(other)
    assert CLOUD_MARK in Visitor(other).knock(Door("list", f"/l/{ledger.code}/")).text
