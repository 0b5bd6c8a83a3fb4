"""The refused rows handed back as the same sheet with a remark column. It must not know requests."""

import tempfile
from datetime import date, datetime
from typing import IO, Any

from anlan.kit.imports.cells import Cell, as_text
from anlan.kit.imports.keeping import cells_from_json
from anlan.kit.imports.models import ImportRow, ImportSession, Kind
from anlan.kit.imports.previewing import REMARK


def refused_sheet(session: ImportSession) -> IO[bytes]:
    """A workbook in a temporary file: titles and header as they were, the refused rows as they came, and why.

    Every text is written as text, so that no spreadsheet runs a cell.
    """
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    sheet = book.add_worksheet(_sheet_name(session))
    formats = {
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True}),
        "on": book.add_format({"num_format": "yyyy-mm-dd"}),
        "at": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "why": book.add_format({"font_color": "#c00000", "text_wrap": True}),
    }
    line = 0
    for title in session.titles:
        sheet.write_string(line, 0, title)
        line += 1
    headers = [header for header, _field, _how in session.columns]
    for place, header in enumerate([*headers, REMARK]):
        sheet.write_string(line, place, header, formats["head"])
    sheet.set_column(len(headers), len(headers), 50)
    for row in ImportRow.objects.filter(session=session, kind=Kind.REFUSED).order_by("position").iterator():
        line += 1
        for place, cell in enumerate(cells_from_json(row.cells or [])):
            _write(sheet, line, place, cell, formats)
        sheet.write_string(line, len(headers), _why(row), formats["why"])
    book.close()
    file.seek(0)
    return file


def _why(row: ImportRow) -> str:
    return "；".join(
        f"{reason['column']}：{reason['reason']}" if reason["column"] else reason["reason"] for reason in row.reasons
    )


def _sheet_name(session: ImportSession) -> str:
    name = next((sheet["name"] for sheet in session.sheets if sheet["read"]), "") or "Sheet1"
    return "".join(sign for sign in name if sign not in "[]:*?/\\")[:31].strip("'") or "Sheet1"


def _write(sheet: Any, line: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(line, place, cell.replace(tzinfo=None), formats["at"])
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, datetime.combine(cell, datetime.min.time()), formats["on"])
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        sheet.write_number(line, place, cell)
    elif text := as_text(cell):
        sheet.write_string(line, place, text[:32767])
