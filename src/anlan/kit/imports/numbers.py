"""Numbers as people type them: 1,234, 约50, 3.5万元, 120人. A number that could be read two ways is refused.

It must not know the field that the number is for.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from django.utils.translation import gettext as _

from anlan.base.text import normalise
from anlan.kit.imports import units
from anlan.kit.imports.cells import Cell, as_text, number_text
from anlan.kit.imports.refusal import BadCell

_EMPTY = frozenset({"", "/", "\\", "-", "--", "—", "——", "―", "无", "暂无", "n/a", "N/A", "不详", "待定", "未知"})
_ABOUT = r"(?:约为?|大约|近|共计?|总计|合计|计|达|人民币|[￥¥$])?\s*"
_NUMBER = re.compile(
    _ABOUT
    + r"(?P<sign>[-+−]?)\s*(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)(?P<power>[eE][-+]?\d+)?\s*"
    r"(?P<more>余|多|来|几)?\s*(?P<times>[十百千万亿]{0,2})\s*(?P<more2>余|多)?\s*(?P<unit>(?:[kch]?m[23](?:/[a-z]+)?)|[^\d,，、;；~～\-至到]{0,8}?)"
    r"\s*(?:左右|上下|整|余)?"
)
_RANGE = re.compile(r"\d\s*(?:[-~～—–至到]|到)\s*\d")
_BOUND = re.compile(r"(?:以上|以下|以内|不足|不到|超过|少于|多于|大于|小于|不少于|[<>≤≥])")
_ODD_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4,}")
_LARGEST = 17  # power of ten; with ten decimal places the arithmetic (28 digits) is still exact
_CHINESE = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


def to_decimal(cell: Cell, unit: str = "", column_unit: str = "") -> Decimal | None:
    """The number in ``unit``, exactly as far as Excel keeps it (15 digits); None where the cell is empty or a dash.

    A unit in the cell decides; without one ``column_unit`` (the heading's) holds, without that ``unit``.
    万 and 亿 multiply. 约, 近, 余, 左右 are dropped: the number itself is kept. Refused: ranges, bounds (以上), other
    units, several numbers. ``85%`` is 85 where the unit is %, else 0.85.
    """
    if isinstance(cell, bool):
        raise BadCell(_("“%(text)s”不是数字。") % {"text": as_text(cell)})
    if cell is None:
        return None
    if isinstance(cell, str):
        number = _from_text(cell, unit, column_unit)
    elif isinstance(cell, (int, float)):
        number = (
            Decimal(cell) if isinstance(cell, int) else Decimal(number_text(cell) if isfinite(cell) else repr(cell))
        )
        number = number * _factor("", unit, column_unit, "") if column_unit else number
    else:
        raise BadCell(_("“%(text)s”是日期，本列要数字。") % {"text": as_text(cell)})
    if number is not None and (not number.is_finite() or number.adjusted() > _LARGEST):
        raise BadCell(_("“%(text)s”太大，不像是对的。") % {"text": as_text(cell)[:40]})
    return number


def _from_text(cell: str, unit: str, column_unit: str) -> Decimal | None:
    try:
        # Most text in number columns is a bare number; Decimal itself is the fastest reader of it.
        number = Decimal(cell) if cell[:1].isdecimal() and "_" not in cell and cell.isascii() else None
    except ArithmeticError:
        number = None
    if number is not None:
        return number * _factor("", unit, column_unit, cell) if column_unit else number
    text = normalise(cell).replace("，", ",")
    if text in _EMPTY:
        return None
    found = _NUMBER.fullmatch(text)
    if found is None or _ODD_COMMA.search(text):
        return _chinese(text, unit, column_unit)
    number = Decimal(found.group("digits").replace(",", "") + (found.group("power") or ""))
    if found.group("sign") in ("-", "−"):
        number = -number
    written = found.group("unit").strip()
    for sign in found.group("times"):
        number *= units.MULTIPLIERS[sign]
    if not written and found.group("times"):
        # 3.5万 in a column of 万元 is 35,000 元 whose 元 was left out; in a column of 人 it is 35,000.
        written = _without_multiplier(unit)
        return number * _factor(written, unit, "", text)
    return number * _factor(written, unit, column_unit, text)


def _without_multiplier(unit: str) -> str:
    return unit[1:] if len(unit) > 1 and unit[0] in units.MULTIPLIERS and unit not in ("千克", "千米") else unit


def _factor(written: str, unit: str, column_unit: str, text: str) -> Decimal:
    if written == "%" and unit != "%":
        return Decimal("0.01")
    if _BOUND.search(written):
        raise BadCell(_("“%(text)s”不是一个确定的数。") % {"text": text[:40]})
    size = units.factor(written or column_unit, unit)
    if size is None:
        raise BadCell(
            _("“%(text)s”的单位是“%(written)s”，本列应为“%(unit)s”。")
            % {"text": text[:40], "written": written or column_unit, "unit": unit}
        )
    return size


def _chinese(text: str, unit: str, column_unit: str) -> Decimal:
    """三人, 十二 家: whole numbers below a hundred in Chinese; anything else is no number."""
    found = re.match(r"[零〇一二两三四五六七八九十]{1,3}", text)
    if found is not None:
        word, written = found.group(), text[found.end() :].strip()
        tens, ten, ones = word.rpartition("十")
        value = (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)
        plausible = (len(tens) <= 1 and len(ones) <= 1) if ten else len(word) == 1
        if plausible and len(written) <= 3 and not re.search(r"\d|[万亿百千]", written):
            return Decimal(value) * _factor(written, unit, column_unit, text)
    if _RANGE.search(text):
        raise BadCell(_("“%(text)s”是一个范围，本列要一个数。") % {"text": text[:40]})
    if _BOUND.search(text):
        raise BadCell(_("“%(text)s”不是一个确定的数。") % {"text": text[:40]})
    if _ODD_COMMA.search(text):
        raise BadCell(_("“%(text)s”里的逗号分不清是千分位还是小数点。") % {"text": text[:40]})
    raise BadCell(_("“%(text)s”不是数字。") % {"text": text[:40]})


def to_integer(number: Decimal, cell: Cell) -> int:
    if number != number.to_integral_value():
        raise BadCell(_("“%(text)s”不是整数。") % {"text": as_text(cell)[:40]})
    return int(number)


def round_half_up(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
