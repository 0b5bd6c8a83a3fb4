"""Export → import is no change; export → empty → import → export is the same sheet, for every ledger and both forms."""

import csv
import io
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from anlan.kit.imports import sessions
from anlan.kit.imports.models import ImportRow, Kind, State
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import Listing
from anlan.kit.pages import export
from anlan.kit.records import writing
from tests.contracts.rows import a_row

pytestmark = pytest.mark.django_db

FORMS = ("xlsx", "csv")


def exported(ledger: Ledger, user: Any, form: str, keys: list[int]) -> bytes:
    """The whole rows as the door gives them."""
    rows = Listing(ledger, user, {}, "export").ordered().filter(pk__in=keys)
    made = export.FORMS[form](ledger, rows, export.whole(ledger))
    if form == "csv":
        return "".join(made).encode()
    with made:
        return bytes(made.read())


def cells(data: bytes, form: str) -> list[list[Any]]:
    """The sheet's rows, in no order."""
    if form == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python()
    else:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return [rows[0], *sorted(rows[1:], key=repr)]


def taken_in(ledger: Ledger, user: Any, data: bytes, form: str) -> Any:
    """A session that has read the file."""
    session = sessions.upload(ledger, f"导出.{form}", [data], actor=user)
    sessions.work(session.pk)
    session.refresh_from_db()
    assert session.state == State.READY, session.error
    return session


def refusals(session: Any) -> list[Any]:
    return list(ImportRow.objects.filter(session=session, kind=Kind.REFUSED).values_list("sheet_row", "reasons"))


def sparse(ledger: Ledger, row: Any) -> None:
    """Empty everything that may be empty, but what scopes the row and what finds it again."""
    kept = {"place", "line", "organisation", "enterprise", *(name for key in ledger.import_keys for name in key)}
    kept.update(ledger.settled)
    before = writing.values_of(row)
    for column in ledger.entered:
        if column.field.blank and column.name not in kept and column.kind != "boolean":
            setattr(row, column.field.attname, () if column.kind == "terms" else None if column.field.null else "")
    writing.change(row, before, actor=None)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_taken_in_again_changes_nothing(ledger: Ledger, county: Any, form: str) -> None:
    rows = [a_row(ledger, county.stone), a_row(ledger, county.cloud), a_row(ledger, county.stone)]
    sparse(ledger, rows[2])
    before = [writing.values_of(ledger.model._base_manager.get(pk=row.pk)) for row in rows]
    session = taken_in(ledger, county.keeper, exported(ledger, county.keeper, form, [row.pk for row in rows]), form)
    assert refusals(session) == []
    changed = ImportRow.objects.filter(session=session, kind=Kind.CHANGED).values_list("before", "values")
    assert list(changed) == []
    assert session.counts | {"refused": 0} == {"new": 0, "changed": 0, "same": 3, "refused": 0}
    assert [writing.values_of(ledger.model._base_manager.get(pk=row.pk)) for row in rows] == before


@pytest.mark.parametrize("form", FORMS)
def test_an_emptied_ledger_filled_from_its_export_gives_the_same_export(ledger: Ledger, county: Any, form: str) -> None:
    """Masked numbers cannot be won back from an export, so the rows have none here."""
    rows = [a_row(ledger, side, **dict.fromkeys(ledger.masked, "")) for side in (county.stone, county.cloud)]
    keys = [row.pk for row in rows]
    first = exported(ledger, county.keeper, form, keys)
    for row in rows:
        entry.delete(ledger, row, actor=None)
    session = taken_in(ledger, county.keeper, first, form)
    assert refusals(session) == []
    assert session.counts["new"] == len(rows), session.counts
    sessions.ask_confirm(session, actor=county.keeper)
    sessions.work(session.pk)
    session.refresh_from_db()
    assert session.state == State.DONE, session.error
    fresh = list(
        ledger.model._base_manager.exclude(pk__in=keys).order_by("-pk").values_list("pk", flat=True)[: len(rows)]
    )
    assert cells(exported(ledger, county.keeper, form, fresh), form) == cells(first, form)


def test_a_confirmed_import_can_be_taken_back_whole(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone, **dict.fromkeys(ledger.masked, ""))
    data = exported(ledger, county.keeper, "csv", [row.pk])
    entry.delete(ledger, row, actor=None)
    count = ledger.model._base_manager.count()
    session = taken_in(ledger, county.keeper, data, "csv")
    sessions.ask_confirm(session, actor=county.keeper)
    sessions.work(session.pk)
    assert ledger.model._base_manager.count() == count + 1
    session.refresh_from_db()
    sessions.ask_undo(session, actor=county.keeper)
    sessions.work(session.pk)
    session.refresh_from_db()
    assert session.state == State.UNDONE
    assert ledger.model._base_manager.count() == count


FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1")


def test_no_cell_of_an_export_is_a_formula_and_none_is_lost(ledger: Ledger, county: Any) -> None:
    name = next(
        c.name
        for c in ledger.entered
        if c.kind == "text"
        and c.name not in ledger.masked
        and c.field.max_length not in (15, 18)
        and not c.field.unique
        and c.name not in ("code", "email")
    )
    rows = []
    for text in FORMULAS:
        row = a_row(ledger, county.stone)
        ledger.model._base_manager.filter(pk=row.pk).update(**{name: text})
        rows.append(row.pk)
    told = cells(exported(ledger, county.keeper, "csv", rows), "csv")
    label = str(next(column.label for column in ledger.imported if column.name == name))
    at = told[0].index(label)
    assert sorted(row[at] for row in told[1:]) == sorted(f"'{text}" for text in FORMULAS)
    book = exported(ledger, county.keeper, "xlsx", rows)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert all(str(row[at]).startswith("'") for row in cells(book, "xlsx")[1:])


def test_a_csv_opens_as_utf_8(ledger: Ledger, county: Any) -> None:
    row = a_row(ledger, county.stone)
    assert exported(ledger, county.keeper, "csv", [row.pk])[:3] == b"\xef\xbb\xbf"


def test_the_template_names_every_field_that_an_import_takes(ledger: Ledger) -> None:
    with export.template_of(ledger) as file:
        rows = cells(file.read(), "xlsx")
    assert rows == [[str(column.label) for column in ledger.imported]]


def test_a_township_takes_in_its_own_rows_only(ledger: Ledger, county: Any) -> None:
    from anlan.base.people import roles
    from tests.contracts.personas import grants_of
    from tests.factories import STONE, a_user

    if ledger.scope.place is None or roles.TOWNSHIP not in grants_of(ledger, "import"):
        return
    given = dict.fromkeys(ledger.masked, "")
    own, other = a_row(ledger, county.stone, **given), a_row(ledger, county.cloud, **given)
    data = exported(ledger, county.keeper, "csv", [own.pk, other.pk])
    for row in (own, other):
        entry.delete(ledger, row, actor=None)
    session = taken_in(ledger, a_user(roles.TOWNSHIP, STONE), data, "csv")
    assert (session.counts.get("new"), session.counts.get("refused")) == (1, 1)
