"""Which period a figure of a report is for, from the words in front of it: 2022年, 10月份, 上半年, 5月17日, 10月以来.

Periods are given as the codes that ``base.periods`` reads. It must not know what day it is.
"""

import re
from calendar import monthrange

from anlan.reports.history import numerals

_YEAR = re.compile(r"(?<![\d比较与])(?P<year>(?:19|20)\d{2})年(?P<after>以来|起)?")
_PART = re.compile(
    r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?<![\d.])(?P<from>\d{1,2})月?(?:份)?[-—~至到](?P<to>\d{1,2})\s*月"
    r"|(?P<until>截[至止]到?)?(?:\d{4}年)?(?<![\d.])(?P<month>\d{1,2})月(?!\d?个)(?:(?P<day>\d{1,2})[日号]|份?(?P<since>以来|起)|(?P<end>底)前?)?"
)
_TITLED = re.compile(
    r"((?:19|20)\d{2})年(?=((?:(?!(?:19|20)\d{2}年)[^。\n]){0,20}?)(?:总结|成效|进展|完成情况|工作情况|开展情况))"
)
_SINCE = re.compile(r"((?:19|20)\d{2})年(?:以来|度)")
_COMPARED = re.compile(r"[比较与同][^,，。;；]{0,3}$")
_TITLES = re.compile(r"《[^》]*》|[“\"][^”\"]{0,8}[”\"]")


def year_of_report(text: str) -> int | None:
    """The year that a report is about: that of its title or first heading of results, else the first it names."""
    head = text[:3000]
    titled = [(len(found[2]), int(found[1])) for found in _TITLED.finditer(head)]
    if titled:
        return min(titled)[1]
    if (found := _SINCE.search(head)) is not None:
        return int(found[1])
    first = _YEAR.search(_without_titles(text))
    return int(first["year"]) if first else None


def year_of_section(section: str) -> int | None:
    """The year that a heading names (2023年工作计划)."""
    found = _YEAR.search(section)
    return int(found["year"]) if found else None


def period_of(said: str, year: int | None) -> str:
    """The code of the period that the words in front of a figure name last; the whole year where they name none, and
    an empty text where the year is unknown."""
    said = _without_titles(said)
    for found in _YEAR.finditer(said):
        if not _COMPARED.search(said[: found.start()]):
            year = int(found["year"])
    if "去年" in said and "去年同期" not in said and year is not None:
        year -= 1
    if year is None:
        return ""
    parts = [found for found in _PART.finditer(said) if not _COMPARED.search(said[: found.start()])]
    return (_part(parts[-1], year) if parts else "") or str(year)


def _without_titles(text: str) -> str:
    return _TITLES.sub(lambda found: "口" * len(found.group()), text)


def _part(found: re.Match[str], year: int) -> str:
    if found["half"]:
        return f"{year}H{1 if found['half'] == '上' else 2}"
    if found["quarter"]:
        return f"{year}Q{int(numerals.number(found['quarter']) or 0)}"
    months = [int(found[name]) for name in ("from", "to", "month") if found[name]]
    if any(not 1 <= month <= 12 for month in months):
        return ""
    if found["from"]:
        return f"{year}-{months[0]:02d}-01..{_last(year, months[1])}" if months[0] <= months[1] else ""
    month = months[0]
    if found["until"] or found["end"]:
        day = int(found["day"]) if found["day"] else monthrange(year, month)[1]
        return f"{year}-01-01..{year}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else ""
    if found["since"]:
        return f"{year}-{month:02d}-01..{_last(year, 12)}"
    if found["day"]:
        day = int(found["day"])
        return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else ""
    return f"{year}-{month:02d}"


def _last(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}"
