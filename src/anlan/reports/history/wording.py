"""Figures that reports state in words alone: 未发生 (none), 全部办结 (all of them), 双下降 (both fell), 首支 (one)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from anlan.reports.history.vocabulary import UNITS, one_of

_DONE = "完成|办结|结案|整改|落实|到位|纳入|封堵|销号|签订|关闭|拆除|清零|收缴|转移|安置|通过|达标|建成|配备|办理"
_NONE = re.compile(
    r"(?:未发生|没有发生|未出现|无)(?P<what>[^,，。;；:：、]{0,16}?(?:事故|火灾|火情|疫情|事件|伤亡|灾害|情况))(?:发生)?(?=[,，。;；]|$)"
)
_ALL = re.compile(
    rf"(?:(?:已|现已|均已|都已)?(?:均已|全部|均)|全部)[\u4e00-\u9fff]{{0,6}}?(?:{_DONE})[\u4e00-\u9fff]{{0,4}}|全体[\u4e00-\u9fff]{{2,8}}(?:签订|签署)了?[^,，。;；]{{2,20}}"
)
_BOTH = re.compile(
    r"(?P<one>[^,，。;；:：、]{2,20}?)(?:和|、|与)(?P<other>[\u4e00-\u9fff]{2,10}?)(?:同比)?(?:持续|继续)?(?:实现)?[“\"]?双(?P<way>下降|降|上升)[”\"]?"
)
_FIRST_OF = one_of(set(UNITS) - {"次", "批", "部", "部次"})
_FIRST = re.compile(rf"(?:全市|全省|全县|全区|全国|我市|我县|我区)首(?P<unit>{_FIRST_OF})(?=[^,，。;；]{{2,24}})")
_LASTING = re.compile(r"连续(?P<years>\d+|[两三四五六七八九十]+)(?P<unit>年|天|个月)(?=[\u4e00-\u9fff])")
_NOT_FIGURES = ("无死角", "无盲区", "无缝", "有无", "无关", "无证", "无人")


@dataclass(frozen=True)
class Worded:
    """What was said, from ``start`` to ``end``; ``value`` is ``None`` where words say the direction only."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    words: str


def figures(text: str) -> Iterator[Worded]:
    """The worded figures of one sentence, in order of their kind."""
    for found in _NONE.finditer(text):
        if not found.group().startswith(_NOT_FIGURES):
            what = found["what"].removesuffix("情况")
            yield Worded(found.start(), found.end(), Decimal(0), "起", what)
    for found in _ALL.finditer(text):
        yield Worded(found.start(), found.end(), Decimal(100), "%", found.group())
    for found in _BOTH.finditer(text):
        for name in ("one", "other"):
            yield Worded(found.start(), found.end(), None, "%", found[name] + "同比")
    for found in _FIRST.finditer(text):
        yield Worded(found.start(), found.end(), Decimal(1), found["unit"], text[found.end() : found.end() + 24])


def lasting(text: str) -> Iterator[re.Match[str]]:
    """连续三年, 连续1000天: how long something has held."""
    yield from _LASTING.finditer(text)
