"""One exact pass over a sheet's XML: where values stand, how many formulas and empty rows there are.

It keeps counts only, so that a sheet of any size costs no memory, and must not know what the values mean.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from django.utils.translation import gettext as _

from anlan.kit.imports.refusal import Refused, broken

MAX_ROWS = 500_000
MAX_COLUMNS = 200
MAX_EMPTY_ROWS = 100_000
# A reader lays the rectangle of all values out in memory; a lone value in the far corner makes it huge.
MAX_AREA = 20_000_000
# Sums, counts and row numbers over cells of the same sheet: their stored results are taken. Nothing is ever computed.
_PLAIN = re.compile(
    r"(?:(?:SUM|SUBTOTAL|COUNTA?|AVERAGE|MAX|MIN|ROUND|ROW)\(|\$?[A-Z]{1,3}\$?\d++|\d++|[-+*/().,:\s])*+", re.IGNORECASE
)
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})$")


@dataclass
class Extent:
    """1-based last row and column that hold a value; rows written into the file though they hold none."""

    last_row: int = 0
    last_column: int = 0
    empty_rows: int = 0
    value_rows: int = 0
    formulas: int = 0
    first_formula_at: str = ""
    first_formula: str = ""
    pictures: int = 0
    results: int = 0  # plain formulas with a stored result


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Scanner:
    def __init__(self) -> None:
        self.extent = Extent()
        self.row = self.column = 0
        self.row_has_value = True
        self.formula: list[str] | None = None
        self.plain: str | None = None  # the cell's formula, until a stored result follows it
        self.result = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.place(attributes.get("r"))
        elif tag in ("v", "is"):
            self.value()
            self.result = self.plain is not None
        elif tag == "f":
            self.formula = []
        elif tag == "row":
            self.close_row()
            given = attributes.get("r", "")
            self.row, self.column = (int(given) if given.isdigit() else self.row + 1), 0
            self.row_has_value = False

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c" and self.plain is not None:  # nobody has computed it
            self.count(self.plain)
            self.plain, self.result = None, False
        elif tag == "f" and self.formula is not None:
            formula, self.formula = "".join(self.formula), None
            self.value()
            if "DISPIMG(" in formula.upper():
                self.extent.pictures += 1
            elif _PLAIN.fullmatch(formula):
                self.plain = formula
            else:
                self.count(formula)

    def count(self, formula: str) -> None:
        """A formula for which the file is refused."""
        if not self.extent.formulas:
            self.extent.first_formula_at = f"{column_letters(self.column)}{self.row}"
            self.extent.first_formula = formula
        self.extent.formulas += 1

    def text(self, text: str) -> None:
        if self.formula is not None:
            self.formula.append(text)
        elif self.result and text.strip():
            self.extent.results += 1
            self.plain, self.result = None, False

    def doctype(self, *_ignored: object) -> None:
        raise Refused(_("文件里有 Excel 不会写出的内容（实体声明），没有打开。请用 Excel 打开后另存一份再传。"))

    def place(self, reference: str | None) -> None:
        found = _REFERENCE.match(reference) if reference else None
        if found is None:
            self.column += 1
            return
        self.column = column_number(found.group(1))
        self.row = int(found.group(2))

    def value(self) -> None:
        extent = self.extent
        self.row_has_value = True
        if self.row > extent.last_row:
            extent.last_row = self.row
        if self.column > extent.last_column:
            extent.last_column = self.column

    def close_row(self) -> None:
        if self.row and not self.row_has_value:
            self.extent.empty_rows += 1
        elif self.row:
            self.extent.value_rows += 1


def scan(pieces: Iterable[bytes]) -> Extent:
    scanner = _Scanner()
    try:
        for piece in pieces:
            scanner.parser.Parse(piece, False)
        scanner.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise broken() from error
    scanner.close_row()
    return scanner.extent


def check_extent(extent: Extent, sheet: str) -> None:
    if extent.last_column > MAX_COLUMNS:
        raise Refused(
            _("工作表“%(sheet)s”用到第 %(columns)d 列，最多 %(limit)d 列。请删去多余的列再传。")
            % {"sheet": sheet, "columns": extent.last_column, "limit": MAX_COLUMNS}
        )
    gaps = max(extent.empty_rows, extent.last_row - extent.value_rows)
    if gaps > MAX_EMPTY_ROWS:
        raise Refused(
            _("工作表“%(sheet)s”有 %(count)d 个空行。请选中表格以下的所有行，右键删除，另存后再传。")
            % {"sheet": sheet, "count": gaps}
        )
    if extent.last_row > MAX_ROWS or extent.last_row * extent.last_column > MAX_AREA:
        raise Refused(
            _("工作表“%(sheet)s”有 %(rows)d 行，一次最多 %(limit)d 行。请分成几个文件。")
            % {"sheet": sheet, "rows": extent.last_row, "limit": MAX_ROWS}
        )
