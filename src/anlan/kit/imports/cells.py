"""What a cell holds, and the cleaning of its text: invisible characters, full-width letters, line breaks.

It must not know where the cell stood or which field it is meant for.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from anlan.base.text import normalise

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
_TRANSLATION = (
    dict.fromkeys(map(ord, _INVISIBLE))
    | dict.fromkeys(code for code in range(32) if code not in (9, 10, 11, 12))
    | dict.fromkeys(map(ord, _BLANKS), " ")
    | {full: full - 0xFEE0 for low, high in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
       for full in range(low, high + 1)}
)  # fmt: skip
_DIRTY = re.compile(
    "[\x00-\x1f" + _INVISIBLE + _BLANKS.replace("\t\v\f", "") + "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|  |^[ ']| $"
)
_CARRIAGE_RETURN = re.compile(r"_x000[dD]_\n?|\r\n?")
_SPACES = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_NEUTRALISED = re.compile(r"'(?=[=+\-@])")
_WIDE = r"\u3001-\u303f\u3400-\u9fff\uff00-\uffef"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])\n|\n(?=[{_WIDE}])")
_PICTURE = re.compile(r"\s*=(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_FOLDED_AWAY = re.compile(r"[\s·•_*]+")


def clean(text: str, *, lines: bool = True) -> str:
    """Text as it should be stored.

    Invisible characters go, every kind of blank is one blank, full-width letters and digits become half width;
    Chinese punctuation stays as typed (NFKC would turn ``（`` into ``(`` and ``①`` into ``1``). A leading
    apostrophe before ``= + - @`` goes too: our own export writes it so that no spreadsheet runs the cell.
    With ``lines=False`` a line break inside Chinese vanishes and elsewhere becomes a blank.
    """
    if not _DIRTY.search(text) and "_x000" not in text:
        return text
    if "\r" in text or "_x000" in text:
        text = _CARRIAGE_RETURN.sub("\n", text)
    text = _SPACES.sub(" ", text.translate(_TRANSLATION)).strip()
    if "\n" in text:
        text = _AROUND_BREAK.sub("\n", text)
        if not lines:
            text = _BREAK_IN_CHINESE.sub("", text).replace("\n", " ")
    return _NEUTRALISED.sub("", text, count=1) if text.startswith("'") else text


def is_picture(cell: Cell) -> bool:
    """Whether the cell shows a picture kept inside it (``DISPIMG``, as WPS writes it)."""
    return isinstance(cell, str) and "DISPIMG(" in cell.upper() and _PICTURE.match(cell) is not None


def is_blank(cell: Cell) -> bool:
    if cell is None or cell == "":
        return True
    if not isinstance(cell, str) or cell[0].isalnum():
        return False
    return cell.isspace() or not clean(cell) or is_picture(cell)


def as_text(cell: Cell, *, lines: bool = True) -> str:
    """The cell as a person reads it: ``1.0`` is ``1``, a date ``2022-03-05``, a truth value 是 or 否."""
    if isinstance(cell, str):
        return "" if is_picture(cell) else clean(cell, lines=lines)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00").removesuffix(" 00:00")
    if isinstance(cell, time):
        return cell.strftime("%H:%M:%S").removesuffix(":00")
    return str(cell)


def number_text(number: float) -> str:
    """Fifteen digits, as Excel shows and keeps them; never an exponent for a whole number."""
    if number.is_integer():
        return str(int(number)) if abs(number) < 1e15 else f"{Decimal(f'{number:.15g}'):f}"
    return f"{number:.15g}"


def fold(text: str) -> str:
    """A key under which two spellings of one label are equal: NFKC, lower case, no blanks."""
    return _FOLDED_AWAY.sub("", normalise(clean(text, lines=False))).casefold()
