"""Finds the numbers of a text that count something, and sets aside those that do not: dates, document numbers, titles,
ordinals, telephone numbers, list numbers. It must not know what is counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from anlan.reports.history import numerals
from anlan.reports.history.vocabulary import IMPLIED, UNITS, WORDS, one_of

ABOUT = one_of(["约", "近", "大约", "将近", "超", "超过", "逾", "突破"])
_UNITS = one_of(UNITS)
_RING = r"(?:[(](?P<ring>[\u4e00-\u9fff]{1,2})[)])?"
_MORE = r"(?P<more>余|多|来)?(?P<scale>[万亿千百]{0,2})(?P<more2>余|多)?"
_FIGURE = re.compile(
    rf"(?P<before>{ABOUT})?\s*(?:(?P<digits>{numerals.ARABIC})|(?P<words>{numerals.CHINESE}+)|(?P<mask>[xX*]{{1,8}}(?:\.[xX*]+)?))"
    rf"\s*{_MORE}\s*(?:(?P<percent>%|‰)|(?P<unit>{_UNITS}){_RING}|(?P<implied>(?={one_of(IMPLIED)})))"
)
_HUNDREDTHS = re.compile(rf"百分之(?P<words>{numerals.CHINESE}+|\d+(?:\.\d+)?)")
_LEVEL = re.compile(r"(?P<level>[ⅠⅡⅢⅣ]|I{1,3}|IV)级(?=(?:应急)?响应|预警)")
_FRACTION = re.compile(r"(?<![\d/])(?P<over>\d)/(?P<under>\d{1,2})(?![\d/])(?=的?[\u4e00-\u9fff])")
_GREAT = re.compile(rf"(?P<words>[二两三四五六七八九十]+)大(?={one_of(WORDS['words']['great_things'])})")
_COUNTED = frozenset(WORDS["counted_in_words"].split())
_SMALL = {"千": 1000, "百": 100}
_ONES = frozenset("起家名支座处场次")
_MADE_ONE = ("查处", "立案", "发生", "共", "建成", "成立", "组建", "开展", "举办", "荣获", "关闭", "取缔")
_LETTER = re.compile(r"[A-Za-z]")

_YEAR = r"(?:\d{4}|\d{2}|20[xX*]{1,2}|二[〇○0零][〇○零一二三四五六七八九]{2})年"
_SET_ASIDE = re.compile(
    "|".join((
        r"《[^》\n]{1,80}》",
        r"[〔\[【(]\s*(?:20)?\d{2}\s*[〕\]】)]\s*第?\d+号",
        rf"第(?:\d+|{numerals.CHINESE}+)(?:[一-鿿])?",
        rf"(?<!\d){_YEAR}(?:度|底|初|末|间)?(?:\d{{1,2}}月(?:份|底|初|末)?)?(?:\d{{1,2}}[日号])?",
        r"\d{1,2}(?:月份?)?[-—~至到]\d{1,2}月份?(?:\d{1,2}[日号])?",
        r"(?<![\d.])\d{1,2}月(?:\d{1,2}[日号]|份|底|初|末|以来)?(?:[-—~至到]\d{1,2}[日号])?",
        r"(?<![\d.])\d{1,2}[日号](?!\d)",
        r"(?<![\d.])(?:19|20)\d{2}[-/]\d{1,2}(?:[-/]\d{1,2})?(?!\d)|(?<![\d.])20\d{2}\.\d{1,2}\.\d{1,2}(?!\d)",
        r"\d{1,2}:\d{2}|\d{1,2}(?:时|点)(?:\d{1,2}分|整)?(?!段|间|代|位|长|面|评)",
        r"\d{1,2}[·．]\d{1,2}",
        r"(?<=[“\"])\d{1,2}\.\d{1,2}(?=[”\"\u4e00-\u9fff])",
        r"(?<!\d)1\d{10}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}|(?<!\d)\d{15,18}[Xx]?",
        r"(?<!\d)(?:110|119|120|122|12345|12350|12379)(?!\d)(?=[\u4e00-\u9fff“”\"])(?!\s*(?:余|多|人|名|个|家|次|条|处|起|件|项|场|份|户|万|支|台|套|元|间))",
        r"\d+号(?!召)",
        rf"(?:\d+|{numerals.CHINESE}+)周年",
        rf"(?:过去|未来|今后|近|前|后|这|下|上){numerals.CHINESE}+年|(?:过去|未来|今后)\d+年",
        rf"十{numerals.CHINESE}届(?:{numerals.CHINESE}中全会)?|[一二三四五六七八九十]+中全会|十[一二三四五六]五",
        r"(?m:^)\s*(?:\d{1,2}[.、．)](?!\d)|[(]\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[)]|[一二三四五六七八九十]+[、.．])",
        r"(?:(?m:^)|(?<=[。;；:：,，、\s]))[一二三四五六七八九十]{1,2}(?:是|要|抓|查)",
        r"\d+\+[A-Za-z\d]+(?:\+[A-Za-z\d]+)*",
        r"(?<=[\u4e00-\u9fff])\d[A-D]级|\d[AaGgDd](?![A-Za-z])",
    ))
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A number with its unit: ``start`` to ``end`` of the text, ``approximate`` the word that rounds it, ``mask`` where
    it is printed as ×× or *."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    approximate: str = ""
    mask: str = ""
    in_words: bool = False
    implied: bool = False


def set_aside(text: str) -> list[tuple[int, int]]:
    """Stretches whose numbers count nothing."""
    return [found.span() for found in _SET_ASIDE.finditer(text)]


def numbers(text: str) -> Iterator[Found]:
    """All counting numbers of a text (see ``numerals.common_width``), in order."""
    aside = set_aside(text)
    taken = [*_special(text)]
    for found in _FIGURE.finditer(text):
        start, end = found.start(), found.end()
        if any(a < end and start < b for a, b in aside) or any(f.start < end and start < f.end for f in taken):
            continue
        if (made := _made(text, found)) is not None:
            taken.append(made)
    yield from sorted(
        (f for f in taken if not any(a < f.end and f.start < b for a, b in aside)), key=lambda found: found.start
    )


def _special(text: str) -> Iterator[Found]:
    for found in _HUNDREDTHS.finditer(text):
        if (value := numerals.number(found["words"])) is not None:
            yield Found(found.start(), found.end(), value, "%", in_words=True)
    for found in _LEVEL.finditer(text):
        yield Found(found.start(), found.end(), Decimal(numerals.ROMAN[found["level"]]), "级")
    for found in _FRACTION.finditer(text):
        value = Decimal(found["over"]) / Decimal(found["under"])
        yield Found(found.start(), found.end(), value.quantize(Decimal("0.0001")), "比例")
    for found in _GREAT.finditer(text):
        if (value := numerals.number(found["words"])) is not None:
            yield Found(found.start(), found.end(), value, "个", in_words=True)


def _made(text: str, found: re.Match[str]) -> Found | None:
    """The number that a match stands for; ``None`` where its neighbours make another word of it."""
    digits, words, mask = found["digits"], found["words"], found["mask"]
    begin = found.start("digits" if digits else "words" if words else "mask")
    before = text[begin - 1 : begin]
    if (_LETTER.match(before) or before in ("-", "~", ".", "/", "+", "第")) and before:
        return None
    unit = found["percent"] or found["unit"] or next(
        (IMPLIED[noun] for noun in sorted(IMPLIED, key=len, reverse=True) if text.startswith(noun, found.end())), ""
    )  # fmt: skip
    if not _is_counted(text, found, unit, before):
        return None
    value = None if mask else numerals.number(digits or words)
    if value is None and not mask:
        return None
    scale = found["scale"]
    for character in scale:
        if character in _SMALL and value is not None:
            value *= _SMALL[character]
    kept = "".join(character for character in scale if character not in _SMALL)
    ring = found["ring"]
    unit = kept + (unit if not ring else unit + ring if ring == "次" and unit != "次" else f"{unit}({ring})")
    about = found["before"] or found["more"] or found["more2"] or ""
    end = found.end()
    return Found(begin, end, value, unit, about, mask or "", bool(words), found["implied"] is not None)


def _is_counted(text: str, found: re.Match[str], unit: str, before: str) -> bool:
    if found["percent"]:
        return True
    after = text[found.end() : found.end() + 1]
    if not found["ring"] and after and after in WORDS["guards"].get(unit, ""):
        return False
    if found["mask"]:
        return found["implied"] is None
    if found["implied"] is not None:
        return bool(found["digits"])
    words = found["words"]
    if not words:
        return True
    if unit not in _COUNTED and not found["scale"]:
        return False
    if before in ("几", "数", "好", "上", "同", "统", "万", "亿") and before:
        return False
    if words[0] in "百千":
        return False
    if words == "二":  # 二期, 二级: which one, not how many
        return False
    return words != "一" or _one_is_counted(text[: found.start("words")], unit)


def _one_is_counted(left: str, unit: str) -> bool:
    """一 mostly is no number in Chinese; it is one after a word of doing or in a length of time."""
    if left.endswith("为期"):
        return True
    return unit in _ONES and left.removesuffix("了").endswith(_MADE_ONE)
