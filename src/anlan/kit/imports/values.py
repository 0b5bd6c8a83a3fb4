"""From a cell to the value of a field: one converter a kind. Each refuses with a reason what it cannot read surely.

It must not know models or forms; a caller names the kind and the options of its field.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from anlan.base.text import check_credit_code, check_id_number, normalise
from anlan.kit.imports import coordinates, dates, numbers
from anlan.kit.imports.cells import Cell, as_text, clean, fold, is_picture, number_text
from anlan.kit.imports.context import NOTHING_KNOWN, Context
from anlan.kit.imports.refusal import BadCell

__all__ = ["KINDS", "NOTHING_KNOWN", "BadCell", "Context", "Converter", "converter"]

Converter = Callable[[Cell, Context], object]
_REMEMBERED = 20_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DASHES = frozenset({"/", "\\", "-", "--", "—", "——", "―", "／"})
_TRUE = _words("是 √ ✓ ✔ ☑ ■ 有 对 已 y yes true t 1 ok 已整改 已完成 完成 已办 已办结 属于 合格 通过 正常")
_FALSE = _words("否 × x ✗ ✘ ☐ □ 无 没有 没 未 不是 不 n no false f 0 未整改 未完成 未办 不属于 不合格 未通过 无此项")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\+?86)?(0\d{2,3})?-?([2-9]\d{6,7})(?:(?:-|转|分机|#)(\d{1,5}))?")
_SHORT = re.compile(r"(?:1\d{2}|1\d{4}|9\d{4,5}|\d{3,6})|(?:400|800)-?\d{3,4}-?\d{3,4}")
_BETWEEN_PHONES = re.compile(r"[/、,;|\n]+|(?<=\d{7}) (?=1[3-9]\d{9})")
_BETWEEN_CHOICES = re.compile(r"[、,;/|\n]+")


def converter(kind: str, **options: object) -> Converter:
    """A function of (cell, context) for one field. Empty cells give None (text: an empty string).

    ========== ================================================= =======================================
    kind       options                                           gives
    ========== ================================================= =======================================
    text       lines=False, max_length=None                      str; a lone dash or slash is empty
    integer    unit="", column_unit="", minimum, maximum         int
    decimal    as integer, and places=None (half rounds up)      Decimal
    money      as decimal; unit 万元 unless given, places 2      Decimal
    date       —                                                 date
    datetime   —                                                 aware datetime
    boolean    true=(), false=(): further words                  bool
    choice     choices={label: value}, synonyms={word: value}    value
    choices    as choice                                         list of values, for cells such as 火灾、触电
    phone      several=False                                     str, blanks and hyphens as usual
    id_number  —                                                 str, upper case, check digit proven
    credit_code —                                                str, upper case, check digit proven
    coordinate axis="longitude" | "latitude"                     float
    point      —                                                 (longitude, latitude)
    ========== ================================================= =======================================
    """
    if kind not in KINDS:
        raise ValueError(f"no converter for kind {kind!r}; there are {', '.join(sorted(KINDS))}")
    return KINDS[kind](**options)


def _remembering(convert: Converter) -> Converter:
    """The same words stand in thousands of rows: what was once read from a text is not read again."""
    seen: dict[str, object] = {}
    last = NOTHING_KNOWN

    def remembered(cell: Cell, context: Context) -> object:
        nonlocal last
        if cell.__class__ is not str:
            return convert(cell, context)
        if context is not last:
            seen.clear()
            last = context
        try:
            return seen[cell]
        except KeyError:
            value = convert(cell, context)
            if len(seen) < _REMEMBERED:
                seen[cell] = value
            return value

    return remembered


def _text(*, lines: bool = False, max_length: int | None = None) -> Converter:
    limit = max_length if max_length is not None else 10_000_000

    def convert(cell: Cell, _context: Context) -> object:
        if cell.__class__ is str:
            text = clean(cell, lines=lines)
            if len(text) < 3 and text in _DASHES:
                return ""
            if text[:1] == "=" and is_picture(text):
                return ""
        else:
            text = as_text(cell)
        if len(text) > limit:
            raise BadCell(_("有 %(length)d 个字，最多 %(limit)d 个。") % {"length": len(text), "limit": limit})
        return text

    return convert


def _decimal(
    *,
    unit: str = "",
    column_unit: str = "",
    places: int | None = None,
    minimum: float | Decimal | None = None,
    maximum: float | Decimal | None = None,
) -> Converter:
    def convert(cell: Cell, _context: Context) -> object:
        if cell == "":
            return None
        number = numbers.to_decimal(cell, unit, column_unit)
        if number is None:
            return None
        if places is not None:
            number = numbers.round_half_up(number, places)
        _check_bounds(number, minimum, maximum)
        return number

    return _remembering(convert)


def _integer(
    *,
    unit: str = "",
    column_unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
) -> Converter:
    def convert(cell: Cell, _context: Context) -> object:
        if cell == "":
            return None
        if cell.__class__ is float and not column_unit and cell.is_integer():
            whole = int(cell)
        else:
            number = numbers.to_decimal(cell, unit, column_unit)
            if number is None:
                return None
            whole = numbers.to_integer(number, cell)
        _check_bounds(whole, minimum, maximum)
        return whole

    return _remembering(convert)


def _check_bounds(number: int | Decimal, minimum: float | Decimal | None, maximum: float | Decimal | None) -> None:
    if minimum is not None and number < minimum:
        raise BadCell(_("%(number)s 小于 %(limit)s。") % {"number": number, "limit": minimum})
    if maximum is not None and number > maximum:
        raise BadCell(_("%(number)s 大于 %(limit)s。") % {"number": number, "limit": maximum})


def _money(*, unit: str = "万元", places: int | None = 2, **options: object) -> Converter:
    return _decimal(unit=unit, places=places, **options)  # type: ignore[arg-type]


def _date() -> Converter:
    return _remembering(dates.to_date)


def _datetime() -> Converter:
    return _remembering(dates.to_datetime)


def _boolean(*, true: Iterable[str] = (), false: Iterable[str] = ()) -> Converter:
    yes, no = _TRUE | set(map(fold, true)), _FALSE | set(map(fold, false))
    yes, no = yes - set(map(fold, false)), no - set(map(fold, true))

    def convert(cell: Cell, _context: Context) -> object:
        if isinstance(cell, bool):
            return cell
        word = fold(as_text(cell))
        if not word or word in _DASHES:
            return None
        if word in yes or word in no:
            return word in yes
        raise BadCell(_("“%(text)s”看不出是“是”还是“否”。") % {"text": as_text(cell)[:40]})

    return _remembering(convert)


def _choice_reader(choices: Mapping[str, object], synonyms: Mapping[str, object] | None) -> Callable[[str], object]:
    labels = list(choices)
    values: dict[str, object] = {fold(str(value)): value for value in choices.values() if isinstance(value, (str, int))}
    values |= {fold(word): value for word, value in (synonyms or {}).items()}
    values |= {fold(label): value for label, value in choices.items()}

    def read(text: str) -> object:
        folded = fold(text)
        if folded in values:
            return values[folded]
        near = difflib.get_close_matches(text, labels, n=1, cutoff=0.6)
        if near:
            raise BadCell(_("没有“%(text)s”这一项，是不是“%(near)s”？") % {"text": text[:40], "near": near[0]})
        listed = "、".join(labels[:8]) + ("…" if len(labels) > 8 else "")
        raise BadCell(_("没有“%(text)s”这一项。可填：%(labels)s。") % {"text": text[:40], "labels": listed})

    return read


def _choice(*, choices: Mapping[str, object], synonyms: Mapping[str, object] | None = None) -> Converter:
    read = _choice_reader(choices, synonyms)

    def convert(cell: Cell, _context: Context) -> object:
        text = as_text(cell, lines=False)
        return None if not text or text in _DASHES else read(text)

    return _remembering(convert)


def _choices(*, choices: Mapping[str, object], synonyms: Mapping[str, object] | None = None) -> Converter:
    """A label that itself holds a separator is tried whole first. The list is built anew for every row."""
    read = _choice_reader(choices, synonyms)

    def convert(cell: Cell, _context: Context) -> tuple[object, ...]:
        text = as_text(cell).replace("，", ",").replace("；", ";")
        if not text or text in _DASHES:
            return ()
        try:
            return (read(text),)
        except BadCell:
            parts = [part.strip() for part in _BETWEEN_CHOICES.split(text) if part.strip()]
            if len(parts) < 2:
                raise
            return tuple(dict.fromkeys(read(part) for part in parts))

    remembered = _remembering(convert)
    return lambda cell, context: list(remembered(cell, context))  # type: ignore[call-overload]


def _phone(*, several: bool = False) -> Converter:
    def convert(cell: Cell, _context: Context) -> object:
        text = number_text(cell) if isinstance(cell, float) else normalise(as_text(cell).replace("\n", "/"))
        text = text.replace("，", ",").replace("；", ";").strip(",;/、")
        if not text or text in _DASHES or text == "无":
            return None
        parts = [part for part in _BETWEEN_PHONES.split(text) if part.strip()]
        if len(parts) > 1 and not several:
            raise BadCell(_("“%(text)s”是几个号码，本列只填一个。") % {"text": text[:60]})
        return "、".join(_one_phone(part) for part in parts)

    return _remembering(convert)


def _one_phone(text: str) -> str:
    bare = re.sub(r"[()（）]", "-", text).replace(" ", "").replace("--", "-").replace("—", "-").strip("-")
    if (mobile := _MOBILE.fullmatch(bare.replace("-", ""))) is not None:
        return mobile.group(1)
    if (landline := _LANDLINE.fullmatch(bare)) is not None:
        return "-".join(part for part in landline.groups() if part)
    if _SHORT.fullmatch(bare):
        return bare
    digits = sum(sign.isdigit() for sign in bare)
    if bare.replace("+86", "").isdigit() and bare.startswith("1") and digits > 8:
        raise BadCell(_("手机号“%(text)s”有 %(digits)d 位，应为 11 位。") % {"text": text[:40], "digits": digits})
    raise BadCell(_("“%(text)s”不是电话号码。") % {"text": text[:40]})


def _identifier(check: Callable[[str], str | None]) -> Converter:
    def convert(cell: Cell, _context: Context) -> object:
        if isinstance(cell, float) and cell >= 1e15:
            raise BadCell(_("号码被 Excel 存成了数字，末几位已丢失；请把该列设为文本后重新填写。"))
        text = as_text(cell, lines=False).replace(" ", "").replace("-", "").upper()
        if not text or text in _DASHES or text == "无" or not text.strip("—/"):
            return None
        complaint = check(text)
        if complaint is not None:
            raise BadCell(complaint)
        return normalise(text)

    return convert


def _id_number() -> Converter:
    return _identifier(check_id_number)


def _credit_code() -> Converter:
    return _identifier(check_credit_code)


def _coordinate(*, axis: coordinates.Axis) -> Converter:
    return lambda cell, _context: coordinates.to_degrees(cell, axis)


def _point() -> Converter:
    return lambda cell, _context: coordinates.to_point(cell)


KINDS: dict[str, Callable[..., Converter]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "money": _money,
    "date": _date,
    "datetime": _datetime,
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
    "phone": _phone,
    "id_number": _id_number,
    "credit_code": _credit_code,
    "coordinate": _coordinate,
    "point": _point,
}
