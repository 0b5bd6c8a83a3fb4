"""Files for the tests, made on the spot: workbooks, text files, and packages that somebody has tampered with."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

Rows = Iterable[Sequence[Any]]


def workbook(path: Path, rows: Rows = (), merges: Iterable[str] = (), **sheets: Rows) -> Path:
    """An xlsx file; ``rows`` go to a sheet called 台账, further sheets are given by name."""
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "台账"
    for row in rows:
        first.append(list(row))
    for merge in merges:
        first.merge_cells(merge)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(list(row))
    book.save(path)
    return path


def edited(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """The workbook after something was done to it by hand."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def old_workbook(path: Path, rows: Rows, merges: Iterable[tuple[int, int, int, int]] = ()) -> Path:
    """An xls file with one sheet; merges are (top, bottom, left, right), 0-based."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    for merge in merges:
        sheet.merge(*merge)
    book.save(str(path))
    return path


def repacked(path: Path, replace: dict[str, bytes | None], **options: Any) -> Path:
    """The package with parts exchanged, added, or (None) taken out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in replace.items():
        if content is None:
            del parts[name]
        else:
            parts[name] = content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def with_cell_xml(path: Path, rows_xml: str) -> Path:
    """The first sheet's rows written by hand."""
    sheet = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{rows_xml}</sheetData></worksheet>"
    )
    return repacked(path, {"xl/worksheets/sheet1.xml": sheet.encode()})


def with_record(path: Path, kind: int, content: bytes = b"") -> Path:
    """An xls file in which the record of the user's name (0x5C, 112 bytes) was exchanged for another kind."""
    data = path.read_bytes()
    name_record = struct.pack("<HH", 0x5C, 112)
    assert data.count(name_record) == 1
    at = data.index(name_record)
    body = content + data[at + 4 + len(content) : at + 116]
    path.write_bytes(data[:at] + struct.pack("<HH", kind, 112) + body + data[at + 116 :])
    return path


def with_directory_entry(path: Path, name: str) -> Path:
    """An xls file whose container has one more entry."""
    data = bytearray(path.read_bytes())
    at = data.index("Workbook".encode("utf-16-le")) + 128
    encoded = name.encode("utf-16-le") + b"\0\0"
    data[at : at + 128] = bytes(128)
    data[at : at + len(encoded)] = encoded
    struct.pack_into("<HB", data, at + 64, len(encoded), 1)
    struct.pack_into("<I", data, at + 116, 0xFFFFFFFE)
    path.write_bytes(bytes(data))
    return path
