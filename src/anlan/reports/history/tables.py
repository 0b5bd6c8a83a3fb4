"""A table of earlier years as clerks keep it, a line a figure and a column a year, as sentences like those of a report.

It must not know what the figures are."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from anlan.kit.imports.cells import Cell, as_text
from anlan.kit.imports.reading import ALL_SHEETS, Table, open_table
from anlan.kit.imports.refusal import Refused

SUFFIXES = (".xlsx", ".xls", ".csv")
NAMES, UNITS = ("指标", "项目", "名称", "内容"), ("单位",)
LONGEST_NAME = 60
_PERIOD = re.compile(
    r"((?:19|20)\d{2})年?(?:度|全年)?((?:[上下]半年)|(?:第?[一二三四1-4]季度)|(?:0?[1-9]|1[0-2])月份?)?(?:[(（]([^)）]*)[)）])?"
)
_BRACKET = re.compile(r"[(（]([^()（）]{1,8})[)）]$")
_NUMBER = re.compile(r"[-+]?[\d,，]*\.?\d+\s*[%％]?")


class NoYears(ValueError):
    """The table cannot be read; the message says what it should look like."""


def sentences(data: bytes, name: str) -> str:
    """One sentence a filled cell: 2024年，发现隐患数4482处。 Raises ``NoYears``."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{Path(name).suffix.lower()}"
        path.write_bytes(data)
        try:
            table = open_table(path, ALL_SHEETS, name=name)
            told = "\n".join(_told(table))
        except Refused as refused:
            raise NoYears(str(refused)) from refused
    if not told:
        raise NoYears(_("表里没有读到数字。表头要有“指标”一列和“2024年”“2025年上半年”这样的各列，“单位”一列可有可无。"))
    return told


def _told(table: Table) -> Iterator[str]:
    headers = [header.split("/")[-1].strip() for header in table.headers]
    names = [at for at, header in enumerate(headers) if any(word in header for word in NAMES)]
    units = [at for at, header in enumerate(headers) if header.removeprefix("计量") in UNITS]
    periods = {at: found for at, header in enumerate(headers) if (found := _PERIOD.fullmatch(header.replace(" ", "")))}
    if not names:
        return
    for _row, cells in table.rows:
        name, unit = _name(
            as_text(cells[names[0]], lines=False), as_text(cells[units[0]], lines=False) if units else ""
        )
        for at, period in periods.items():
            number = _number(cells[at], unit or period[3] or "") if name else ""
            if number:
                yield f"{period[1]}年{period[2] or ''}，{name}{number}。"


def _name(text: str, unit: str) -> tuple[str, str]:
    """The name, and the unit from its brackets where no column has it."""
    text = text.strip()
    found = _BRACKET.search(text)
    if found and not unit:
        return text[: found.start()].strip()[:LONGEST_NAME], found[1]
    return text[:LONGEST_NAME], unit.strip()


def _number(cell: Cell, unit: str) -> str:
    """The number with its unit; a share that the sheet keeps as a part of one in per cent."""
    text = as_text(cell, lines=False).strip().replace(",", "").replace("，", "")
    if not _NUMBER.fullmatch(text):
        return ""
    share = unit in ("%", "％")
    if text.endswith(("%", "％")):
        return f"{text.rstrip('%％ ')}%"
    if share and isinstance(cell, float) and 0 < abs(cell) <= 1:
        return f"{round(cell * 100, 4):g}%"
    return f"{text}{'%' if share else unit}"
