"""Checklists out of a workbook as inspectors keep them: each sheet with items is one list, named by its sheet.

Asks nobody for permission; views and commands do.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from anlan.kit.flow.making import Refused
from anlan.kit.imports import headers, reading
from anlan.kit.imports.cells import as_text
from anlan.kit.imports.intake import known_words, specs
from anlan.kit.imports.refusal import Refused as Unreadable
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.hazards.models import Checklist, ChecklistItem

TEXTS = ("code", "section", "title", "content", "method", "basis", "penalty")
LONGEST_NAME = 120
MOST_SAID = 8
_NUMBERED = re.compile(r"^[\s\d一二三四五六七八九十]+[-—_.、．）)]\s*")
_BLANK = re.compile(r"\s*[（(]空白[）)]\s*$")


@dataclass
class Book:
    """One list to be: the items as (row of the sheet, texts by field), in the order of the sheet."""

    sheet: str
    name: str
    lines: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    left_out: int = 0


def read(path: Path, name: str = "") -> list[Book]:
    """Every visible sheet whose header has a column of items. Raises ``Refused`` where there is none."""
    ledger = ledger_by_code("checklist-item")
    known = known_words(ledger)
    try:
        first = reading.open_table(path, name=name, known=known)
        wanted = [info for info in first.sheets if info.header_row and info.rows and not info.hidden]
        books = [book for info in wanted if (book := _book(path, name, info.name, known, ledger)).lines]
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    if not books:
        raise Refused(_("没有读到检查事项。表头里要有“检查内容”一列。"))
    return books


def enter(books: Sequence[Book], *, valid_from_on: date, actor: Any, **shared: Any) -> list[Checklist]:
    """All lists with their items, or none; ``shared`` are further values of every list (sector, kind).

    Raises ``Refused`` with what stands against it.
    """
    against = _against(books)
    lists = [Checklist(name=book.name, valid_from_on=valid_from_on, **shared) for book in books]
    items = [
        (book, row, ChecklistItem(checklist=made, position=number, **texts))
        for book, made in zip(books, lists, strict=True)
        for number, (row, texts) in enumerate(book.lines, 1)
    ]
    against += [told for book, row, item in items if (told := _unfit(book, row, item))]
    if against:
        more = _("；还有 %(count)d 处。") % {"count": len(against) - MOST_SAID} if len(against) > MOST_SAID else ""
        raise Refused("；".join(against[:MOST_SAID]) + more)
    with transaction.atomic():
        writing.add_many(lists, actor=actor)
        for _book_of, _row, item in items:
            item.checklist = item.checklist  # takes the key that its list has been given
        writing.add_many([item for _book_of, _row, item in items], actor=actor)
    return lists


def _book(path: Path, name: str, sheet: str, known: Collection[str], ledger: Ledger) -> Book:
    table = reading.open_table(path, sheet, name=name, known=known)
    columns = headers.match(table.headers, specs(ledger)).fields
    book = Book(sheet, _name_of(sheet))
    if "content" not in columns:
        return book
    for number, cells in table.rows:
        texts = {one: as_text(cells[columns[one]]).strip() for one in TEXTS if one in columns}
        if texts["content"]:
            book.lines.append((number, texts))
        else:
            book.left_out += 1
    book.left_out += sum(table.dropped.values())
    return book


def _name_of(sheet: str) -> str:
    plain = _BLANK.sub("", _NUMBERED.sub("", sheet.strip())).strip()
    return (plain or sheet.strip())[:LONGEST_NAME]


def _against(books: Sequence[Book]) -> list[str]:
    names = [book.name for book in books]
    there = set(Checklist.objects.filter(name__in=names).values_list("name", flat=True))
    told = [
        _("已经有检查表“%(name)s”，请改工作表名，或在那张表里编制新版") % {"name": name}
        for name in names
        if name in there
    ]
    return told + [
        _("两张工作表都叫“%(name)s”") % {"name": name}
        for name in sorted({name for name in names if names.count(name) > 1})
    ]


def _unfit(book: Book, row: int, item: ChecklistItem) -> str:
    try:
        item.clean_fields(exclude=("checklist",))
    except ValidationError as wrong:
        sentence = " ".join(str(part) for parts in wrong.message_dict.values() for part in parts)
        return _("“%(sheet)s”第 %(row)d 行：%(sentence)s") % {"sheet": book.sheet, "row": row, "sentence": sentence}
    return ""
