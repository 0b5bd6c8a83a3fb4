"""Text files with delimiters: which encoding, which delimiter, and whether the text is fit to read.

It must not know what the columns mean.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from anlan.kit.imports.refusal import Refused
from anlan.kit.imports.sheetscan import MAX_COLUMNS, MAX_EMPTY_ROWS, MAX_ROWS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;|，"
_LONGEST_LINE = 1_000_000
_FORMULA = re.compile(
    r"=\s*[\d.]+\s*[-+*/^]|=\s*[-+(]?\s*[A-Za-z_]{1,20}[\w.$!:]*\s*[(|!+\-*/:$]|=\s*[-+]?\s*\$?[A-Za-z]{1,3}\$?\d+\s*$"
)
_DYNAMIC_EXCHANGE = re.compile(r"[=+\-@].{0,60}\|.{0,200}!")
_KEPT_TEXT = re.compile(r'="([^"]*)"$')


def inspect(path: Path) -> str:
    """The encoding; ``Refused`` if there is none, or if the text is no table, too long, or holds formulas."""
    encoding = _encoding(path)
    blank_lines, widths = 0, Counter[int]()
    for _number, cells in rows(path, encoding):
        if not any(cells):
            blank_lines += 1
            continue
        widths[len(cells)] += 1
        for cell in cells:
            if cell[:1] in ("=", "+", "-", "@"):
                _check_formula(cell, widths.total() + blank_lines)
    lines, columns = widths.total(), max(widths, default=0)
    if columns > MAX_COLUMNS:
        raise Refused(_("表有 %(columns)d 列，最多 %(limit)d 列。") % {"columns": columns, "limit": MAX_COLUMNS})
    if blank_lines > MAX_EMPTY_ROWS:
        raise Refused(_("文件有 %(count)d 个空行。请删去空行再传。") % {"count": blank_lines})
    if lines > MAX_ROWS:
        raise Refused(
            _("文件有 %(rows)d 行，一次最多 %(limit)d 行。请分成几个文件。") % {"rows": lines, "limit": MAX_ROWS}
        )
    wide = [count for width, count in widths.items() if width > 1]
    if sum(wide) > 3 and max(wide) < 0.4 * sum(wide):
        raise Refused(_("这是一篇文字，不是表格：各行的列数都不一样。"))
    return encoding


def rows(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """(1-based line number in the file, cells); ``="0012"``, which keeps a leading zero in Excel, is ``0012``."""
    with path.open(encoding=encoding, newline="") as stream:
        delimiter, skipped = _delimiter(stream)
        reader = csv.reader(_lines(stream), delimiter=delimiter)
        try:
            for cells in reader:
                for place, cell in enumerate(cells):
                    if cell[:2] == '="' and (kept := _KEPT_TEXT.match(cell)):
                        cells[place] = kept.group(1)
                yield reader.line_num + skipped, cells
        except csv.Error as error:
            raise Refused(
                _("第 %(line)d 行附近的引号不成对，读不下去。请检查后再传。") % {"line": reader.line_num + skipped}
            ) from error


def _lines(stream: io.TextIOBase) -> Iterator[str]:
    for line in stream:
        if len(line) > _LONGEST_LINE:
            raise Refused(_("这不是表格文件：有一行长达 %(length)d 个字。") % {"length": len(line)})
        yield line


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(65536)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return _proven(path, (name,))
        even, odd = head[::2].count(0), head[1::2].count(0)
        if even or odd:
            # Each delimiter and digit in UTF-16 has a zero byte, always on the same side of the pair.
            if max(even, odd) >= 4 * min(even, odd):
                return _proven(path, ("utf-16-be" if even > odd else "utf-16-le",))
            raise Refused(_("这不是表格文件。请选 Excel（xlsx、xls）或 CSV 文件。"))
    return _proven(path, ("utf-8", "gb18030"))


def _proven(path: Path, names: tuple[str, ...]) -> str:
    for name in names:
        decoder = codecs.getincrementaldecoder(name)()
        control = 0
        try:
            with path.open("rb") as stream:
                while piece := stream.read(1 << 20):
                    text = decoder.decode(piece)
                    control += sum(text.count(chr(code)) for code in (0, 1, 2, 3, 4, 5, 6, 7, 8))
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        if control > 10:
            break
        return name
    raise Refused(_("认不出文件的编码。请用 Excel 打开，另存为 xlsx 再传。"))


def _delimiter(stream: io.TextIOBase) -> tuple[str, int]:
    """The delimiter that splits the first lines into the most, and the most even, columns; lines skipped for it."""
    first = stream.readline(65536)
    if (said := re.match(r"sep=(.)\r?\n?$", first)) is not None:
        return said.group(1), 1
    sample = (first + stream.read(65536)).splitlines()[:60]
    stream.seek(0)
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if any(cells)]
        wide = [count for count in counts if count > 1]
        if wide:
            usual = max(set(wide), key=wide.count)
            score = wide.count(usual) / len(counts) * min(usual, 20) ** 0.5
            if score > best_score * 1.05:
                best, best_score = delimiter, score
    return best, 0


def _check_formula(cell: str, row: int) -> None:
    if _FORMULA.match(cell) or _DYNAMIC_EXCHANGE.match(cell):
        raise Refused(_("第 %(row)d 行有公式（%(formula)s）。请改成数值后再传。") % {"row": row, "formula": cell[:40]})
