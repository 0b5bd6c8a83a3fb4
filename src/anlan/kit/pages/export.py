"""Rows as xlsx, csv, GeoJSON and KML, streamed, masked as the list shows them and harmless to a spreadsheet."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape

from django.db.models import QuerySet
from django.utils import timezone

from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import joined

CHUNK = 2000
MOST_ROWS = 1_048_575  # of one sheet
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
PLACED = ("geojson", "kml")
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
}


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula, made plain by a leading apostrophe."""
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[:1] in "+-" and "n" not in text.lower()


def whole(ledger: Ledger) -> tuple[Column, ...]:
    """Every field that an import takes."""
    return ledger.imported


def rows_of(ledger: Ledger, rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[Any]:
    """The rows with what the columns need, read in chunks."""
    return joined(rows, ledger, columns, lean=True).iterator(chunk_size=CHUNK)


def text_of(ledger: Ledger, column: Column, row: Any) -> str:
    """One cell's text, masked where the ledger masks it."""
    text = column.text(row)
    mask = ledger.masked.get(column.name)
    return mask(text) if mask and text else text


def as_csv(ledger: Ledger, rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[str]:
    """Lines of a csv that Excel opens as UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([str(column.label) for column in columns])
    for row in rows_of(ledger, rows, columns):
        yield writer.writerow([harmless(text_of(ledger, column, row)) for column in columns])


def as_xlsx(ledger: Ledger, rows: QuerySet[Any], columns: tuple[Column, ...]) -> IO[bytes]:
    """A workbook in a temporary file, written row by row; numbers and dates are real ones."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheet = _sheet(book, ledger, columns)
    for number, row in enumerate(rows_of(ledger, rows, columns), 1):
        if number > MOST_ROWS:
            break
        for position, column in enumerate(columns):
            _write(sheet, number, position, ledger, column, row, formats)
    book.close()
    file.seek(0)
    return file


def template_of(ledger: Ledger) -> IO[bytes]:
    """The empty sheet offered for filling in."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(file)
    _sheet(book, ledger, whole(ledger))
    book.close()
    file.seek(0)
    return file


def as_geojson(ledger: Ledger, rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[str]:
    """One feature a row that has a point."""
    yield '{"type":"FeatureCollection","features":['
    comma = ""
    for row in _placed(ledger, rows, columns):
        feature = {
            "type": "Feature",
            "id": row.pk,
            "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {str(column.label): text_of(ledger, column, row) for column in columns},
        }
        yield comma + json.dumps(feature, ensure_ascii=False)
        comma = ",\n"
    yield "]}"


def as_kml(ledger: Ledger, rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[str]:
    """One placemark a row that has a point."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    yield f"<name>{escape(ledger.title)}</name>\n"
    headline = ledger.headline_column
    for row in _placed(ledger, rows, columns):
        facts = "\n".join(f"{column.label}：{text_of(ledger, column, row)}" for column in columns)
        yield (
            f"<Placemark><name>{escape(_xml(text_of(ledger, headline, row)))}</name>"
            f"<description>{escape(_xml(facts))}</description>"
            f"<Point><coordinates>{row.longitude},{row.latitude}</coordinates></Point></Placemark>\n"
        )
    yield "</Document></kml>"


Writer = Callable[[Ledger, QuerySet[Any], tuple[Column, ...]], Any]
FORMS: dict[str, Writer] = {"xlsx": as_xlsx, "csv": as_csv, "geojson": as_geojson, "kml": as_kml}


class _Echo:
    """A file for ``csv.writer`` that hands each line back."""

    def write(self, text: str) -> str:
        return text


def _placed(ledger: Ledger, rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[Any]:
    return rows_of(ledger, rows.exclude(longitude=None).exclude(latitude=None), columns)


def _xml(text: str) -> str:
    return "".join(char for char in text if char >= " " or char in "\n\t")


def _sheet(book: Any, ledger: Ledger, columns: tuple[Column, ...]) -> Any:
    sheet = book.add_worksheet(ledger.title[:31])
    head = book.add_format({"bold": True, "bg_color": "#e8eef6", "border": 1, "text_wrap": True, "valign": "vcenter"})
    for position, column in enumerate(columns):
        sheet.set_column(position, position, 30 if position == 0 else 16)
        sheet.write_string(0, position, str(column.label), head)
    sheet.freeze_panes(1, 0)
    return sheet


def _write(
    sheet: Any, number: int, position: int, ledger: Ledger, column: Column, row: Any, formats: dict[str, Any]
) -> None:
    value = column.value(row) if column.name not in ledger.masked else None
    if isinstance(value, bool) or value is None or column.text_of is not None:
        text = text_of(ledger, column, row)
        if text:
            sheet.write_string(number, position, harmless(text))
    elif isinstance(value, (int, float, Decimal)) and column.right:
        sheet.write_number(number, position, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(number, position, timezone.localtime(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(number, position, datetime.combine(value, datetime.min.time()), formats["date"])
    elif text := text_of(ledger, column, row):
        sheet.write_string(number, position, harmless(text)[:32767])
