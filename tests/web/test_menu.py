"""The left menu: what stands under which heading, and that nobody searches through a screen of entries."""

from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base.people import roles
from anlan.kit.ledger.registry import ledgers
from anlan.kit.pages.extra import extra_pages
from anlan.web.frame import SECTIONS, menu
from anlan.web.headings import HEADINGS
from tests.factories import COUNTY, a_place, a_user

MOST_ENTRIES = 12


@pytest.fixture
def seen(db: Any) -> Any:
    a_place(COUNTY, "澜川县")
    return lambda role, path: menu(SimpleNamespace(user=a_user(role, COUNTY), path=path))  # type: ignore[arg-type]


def test_a_section_opens_at_its_first_entry_and_shows_where_one_is(seen: Any) -> None:
    section = next(one for one in seen(roles.SAFETY_OFFICE, "/l/letter/7/") if one.label == "责任督办")
    assert section.url == "/campaigns/board"
    assert section.current
    assert [(shelf.label, shelf.current) for shelf in section.shelves] == [
        ("任务与通报", False), ("督办与问责", False), ("责任清单与包联", False), ("责任书", True),
        ("考核与保障", False), ("党建", False),
    ]  # fmt: skip


def test_nobody_searches_through_a_screen_of_entries(seen: Any) -> None:
    shown = seen(roles.SAFETY_OFFICE, "/")
    assert [
        (shelf.label, len(shelf.items)) for one in shown for shelf in one.shelves if len(shelf.items) > MOST_ENTRIES
    ] == []


def test_a_firm_sees_headings_only_of_what_it_may_open(seen: Any) -> None:
    section = next(one for one in seen(roles.ENTERPRISE, "/") if one.label == "责任督办")
    assert "党建" not in [shelf.label for shelf in section.shelves]
    assert "/l/letter/" in [item["url"] for item in section.items]


def test_headings_name_what_there_is_and_each_entry_once() -> None:
    known = {one.code: str(one.section) for one in ledgers()} | {
        one.url_name: str(one.section) for one in extra_pages()
    }
    named = [(name, str(section)) for section, below in HEADINGS for _title, names in below for name in names.split()]
    assert {section for _name, section in named} <= {str(label) for label, _icon in SECTIONS}
    assert [one for one in named if known.get(one[0]) != one[1]] == []
    assert len({name for name, _section in named}) == len(named)
