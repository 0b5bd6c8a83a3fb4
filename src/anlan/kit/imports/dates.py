"""Days and moments as people type them into spreadsheets. A reading that could be two days is refused, never guessed.

It must not know the field that the date is for.
"""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from anlan.kit.imports.cells import Cell, as_text, clean, number_text
from anlan.kit.imports.context import Context
from anlan.kit.imports.refusal import BadCell

CHINA: tzinfo = ZoneInfo("Asia/Shanghai")
EARLIEST, LATEST = 1900, 2100
# 1927-05-18 and 2119-01-10: numbers outside are no day numbers of a ledger.
_SERIAL_LOW, _SERIAL_HIGH = 10_000, 80_000
_EPOCH_1900 = datetime.combine(date(1899, 12, 30), time())
_EPOCH_1904 = datetime.combine(date(1904, 1, 1), time())
_EMPTY = frozenset(
    {"", "/", "\\", "-", "--", "—", "——", "―", "无", "暂无", "n/a", "N/A", "待定", "未定", "年 月 日", "年月日"}
)
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")

_SEPARATOR = r"\s*[.\-/．。·、]\s*"
_FULL = re.compile(
    rf"(?P<year>\d{{4}}|\d{{2}})(?:\s*年\s*|{_SEPARATOR})(?P<month>\d{{1,2}})(?:\s*月\s*|{_SEPARATOR})"
    r"(?P<day>\d{1,2})(?!\d)\s*[日号]?"
)
_PACKED = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_DAY = re.compile(rf"(?P<month>\d{{1,2}})(?:\s*月\s*|{_SEPARATOR})(?P<day>\d{{1,2}})(?!\d)\s*[日号]?")
_TIME = re.compile(
    r"[\sT,，]*(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?\s*(?P<half>上午|下午|凌晨|中午|晚上|晚|早上|AM|PM|am|pm)?\s*"
    r"(?:(?P<hour>\d{1,2})\s*(?:[:：时点]\s*(?:(?P<minute>\d{1,2})\s*(?:[:：分]\s*(?:(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?)?|"
    r"(?P<thirty>半)|整)?))?\s*(?P<after>AM|PM|am|pm)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?\s*[。.;；,，]?"
)
_RANGE = re.compile(r"\s*(?:[-—–~～至到]|起至)\s*\d")
_MONTH_ONLY = re.compile(rf"\d{{4}}(?:\s*年\s*|{_SEPARATOR})\d{{1,2}}\s*月?")
_YEAR_ONLY = re.compile(r"(?:19|20)\d{2}\s*年?")
_CHINESE_DATE = re.compile(r"[〇零○一二三四五六七八九十]{1,4}\s*[年月]")
_TENS = re.compile(r"([一二三])?十([一二三四五六七八九])?(?=[月日])")
_AFTERNOON = frozenset({"下午", "晚上", "晚", "PM", "pm"})


def to_date(cell: Cell, context: Context) -> date | None:
    """The day that a cell names; None where it is empty or a dash.

    Read: 2022.3.5, 2022-03-05, 2022/3/5, 22.3.5, 20220305, 2022年3月5日, 二〇二二年三月五日, day numbers of Excel
    (1900 or 1904 system), and 3月5日 or 3.5 with the year of the context. Refused: ranges, months without a day, a day
    without a year, days that do not exist, and numbers such as 3.1 of which nobody can say whether 3.10 was meant.
    """
    if type(cell) is date:
        return _in_range(cell)
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(float(cell), context).date()
    if isinstance(cell, str):
        moment = _from_text(cell, context)
        return None if moment is None else moment.date()
    if cell is None:
        return None
    raise BadCell(_("“%(text)s”不是日期。") % {"text": as_text(cell)})


def to_datetime(cell: Cell, context: Context) -> datetime | None:
    """As ``to_date``, with the time of day; midnight where none is given. Aware, in China's time."""
    if isinstance(cell, datetime):
        moment: datetime | None = cell
    elif type(cell) is date:
        moment = datetime.combine(cell, time())
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        moment = _from_number(float(cell), context)
    elif isinstance(cell, str):
        moment = _from_text(cell, context)
    elif cell is None:
        return None
    else:
        raise BadCell(_("“%(text)s”不是日期和时间。") % {"text": as_text(cell)})
    if moment is None:
        return None
    _in_range(moment.date())
    return moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _in_range(on: date) -> date:
    if not EARLIEST <= on.year <= LATEST:
        raise BadCell(_("%(year)d 年不像是对的，请核对。") % {"year": on.year})
    return on


def _from_number(number: float, context: Context) -> datetime:
    text = number_text(number)
    if _SERIAL_LOW <= number <= _SERIAL_HIGH:
        epoch = _EPOCH_1904 if context.date_1904 else _EPOCH_1900
        # Excel keeps moments as fractions of a day; rounding to seconds undoes what the fraction lost.
        return epoch + timedelta(seconds=round(number * 86400))
    if number.is_integer() and (packed := _PACKED.fullmatch(text)) is not None:
        return datetime.combine(_day(*map(int, packed.group("year", "month", "day"))), time())
    if 1 <= number < 13 and re.fullmatch(r"\d+\.\d{1,2}", text):
        month, _dot, day = text.partition(".")
        if len(day) == 1 and day in "123" and _exists(context.year, int(month), int(day) * 10):
            raise BadCell(
                _("数字 %(text)s 分不清是 %(month)s月%(day)s日还是 %(month)s月%(day)s0日，请写成文字。")
                % {"text": text, "month": month, "day": day}
            )
        return datetime.combine(_day(_year(context, text), int(month), int(day)), time())
    if 190001 <= number <= 210012 and number.is_integer():
        raise BadCell(_("“%(text)s”只有年月，没有日。") % {"text": text})
    raise BadCell(_("“%(text)s”不是日期。") % {"text": text})


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _from_text(cell: str, context: Context) -> datetime | None:
    text = clean(cell, lines=False).replace("．", ".").rstrip("。")
    if text in _EMPTY:
        return None
    if _CHINESE_DATE.match(text):
        text = _arabic(text)
    if text.replace(".", "", 1).isdigit() and len(text.partition(".")[0]) == 5:
        return _from_number(float(text), context)
    found = _FULL.match(text) or _PACKED.match(text)
    if found is not None:
        on = _day(_century(found.group("year")), int(found.group("month")), int(found.group("day")))
    elif _MONTH_ONLY.fullmatch(text):
        raise BadCell(_("“%(text)s”只有年月，没有日。") % {"text": text})
    elif _YEAR_ONLY.fullmatch(text):
        raise BadCell(_("“%(text)s”只有年份，没有月日。") % {"text": text})
    else:
        found = _MONTH_DAY.match(text)
        if found is None:
            raise BadCell(_("“%(text)s”不是日期。") % {"text": text[:40]})
        _refuse_range(text, found.end())
        on = _day(_year(context, text), int(found.group("month")), int(found.group("day")))
    _refuse_range(text, found.end())
    return _with_time(on, text, found.end())


def _refuse_range(text: str, end: int) -> None:
    if _RANGE.match(text, end) and not re.match(r"[-+]\d{2}:?\d{2}$", text[end:]):
        raise BadCell(_("“%(text)s”是一段时间，本列要一个日期。") % {"text": text[:40]})


def _arabic(text: str) -> str:
    text = _TENS.sub(lambda ten: f"{ten.group(1) or '一'}{ten.group(2) or '〇'}", text)
    return text.translate(_CHINESE_DIGITS)


def _century(year: str) -> int:
    """Two digits are of this century: ledgers write 22.3.5, and nobody is born in them."""
    return int(year) + (2000 if len(year) == 2 else 0)


def _year(context: Context, text: str) -> int:
    if context.year is None:
        raise BadCell(
            _("“%(text)s”只有月日，表题里也没有年份；请写全年月日，或在导入时指定年份。") % {"text": text[:40]}
        )
    return context.year


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise BadCell(_("没有 %(month)d 月，请核对日期。") % {"month": month})
    try:
        return _in_range(date(year, month, day))
    except ValueError as error:
        if isinstance(error, BadCell):
            raise
        raise BadCell(
            _("%(year)d年%(month)d月没有 %(day)d 日。") % {"year": year, "month": month, "day": day}
        ) from error


def _with_time(on: date, text: str, start: int) -> datetime:
    rest = text[start:]
    if not rest:
        return datetime.combine(on, time())
    found = _TIME.fullmatch(rest)
    if found is None:
        raise BadCell(_("“%(text)s”里除日期外还有别的内容。") % {"text": text[:40]})
    hour = int(found.group("hour") or 0)
    minute = 30 if found.group("thirty") else int(found.group("minute") or 0)
    half = found.group("half") or found.group("after")
    if half in _AFTERNOON and 1 <= hour < 12:
        hour += 12
    moment = _moment(on, hour, minute, int(found.group("second") or 0), text)
    zone = found.group("zone")
    if zone and zone != "Z":
        return datetime.fromisoformat(f"{moment.isoformat()}{zone[:3]}:{zone[-2:]}").astimezone(CHINA)
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(CHINA) if zone else moment


def _moment(on: date, hour: int, minute: int, second: int, text: str) -> datetime:
    if hour == 24 and minute == second == 0:
        return datetime.combine(on + timedelta(days=1), time())
    try:
        return datetime.combine(on, time(hour, minute, second))
    except ValueError as error:
        raise BadCell(_("“%(text)s”里的时间不对。") % {"text": text[:40]}) from error
