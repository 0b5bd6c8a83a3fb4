"""Kinds of warning, colours and event codes as the national documents name them; what the law fixes, read from tables.

Sources: 中国气象局令第16号 (signals and their criteria), the 12379 interface (event codes). Local kinds are
dictionary data.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
LEVELS = {"red": "红色", "orange": "橙色", "yellow": "黄色", "blue": "蓝色"}
ENGLISH = {"red": "Red", "orange": "Orange", "yellow": "Yellow", "blue": "Blue"}
SEVERITY = {"red": "Extreme", "orange": "Severe", "yellow": "Moderate", "blue": "Minor"}
RANKS = {"red": "Ⅰ级/特别严重", "orange": "Ⅱ级/严重", "yellow": "Ⅲ级/较重", "blue": "Ⅳ级/一般"}
_COLOUR_SIGNS = {"红": "red", "橙": "orange", "黄": "yellow", "蓝": "blue"}

# Names that warnings use beside those of the signals, each with the event code it is sent under.
OTHER_NAMES = {
    "海上大风": "11B06", "海上大雾": "11B17", "浓雾": "11B17", "雾霾": "11B19", "沙尘": "11B07", "雷暴": "11B14",
    "雷暴大风": "11B20", "雷雨强风": "11B20", "雷电大风": "11B20", "强对流": "11B99", "强对流天气": "11B99",
    "强降雨": "11B03", "强降水": "11B03", "大雪": "11B04", "雪灾": "11B04", "道路冰雪": "11B21", "道路结雪": "11B21",
    "强降温": "11B05", "降温": "11B05", "寒冷": "11B56", "严寒": "11B56", "低温": "11B56", "持续低温": "11B56",
    "低温冻害": "11B08", "低温雨雪冰冻": "11B08", "气象干旱": "11B22", "干热风": "11B11", "龙卷": "11B02",
    "龙卷风": "11B02", "森林草原火险": "11B25", "森林（草原）火险": "11B25", "森林(草原)火险": "11B25",
    "森林火险气象": "11B25", "草原火险": "11B25", "森林火灾": "11G01", "空气重污染": "11B29", "重污染": "11B29",
    "地质灾害": "11D00", "地质灾害气象": "11B37", "滑坡": "11D00", "泥石流": "11D00", "山洪": "11A51",
    "山洪灾害": "11A51", "山洪灾害气象风险": "11A51", "山洪气象": "11A51", "洪水": "11A01", "江河洪水": "11A01",
    "中小河流洪水": "11A01", "中小河流洪水气象风险": "11A01", "内涝": "11A02", "城市内涝": "11A02", "渍涝": "11A02",
    "渍涝风险": "11A02", "内涝风险": "11A02", "冰雪": "11B21", "风暴潮": "11E00", "海浪": "11E00", "海冰": "11E00",
    "海啸": "11E00", "臭氧污染": "11B29",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signal:
    """One kind in one colour: its criterion in short, and how many hours ahead it speaks (``None``: day by day)."""

    kind: str
    event_code: str
    level: str
    hours: int | None
    criterion: str


@cache
def signals() -> tuple[Signal, ...]:
    """All kinds and colours that the tables give."""
    with (DATA / "signals.csv").open(encoding="utf-8", newline="") as table:
        return tuple(
            Signal(
                row["type"],
                row["event_code"],
                _COLOUR_SIGNS[row["colour"]],
                int(row["hours"]) if row["hours"] else None,
                row["criterion"],
            )
            for row in csv.DictReader(table)
        )


@cache
def kinds() -> dict[str, str]:
    """Every name of a kind with its event code."""
    return {signal.kind: signal.event_code for signal in signals()} | OTHER_NAMES


@cache
def event_names() -> dict[str, str]:
    """Event code → its official name."""
    with (DATA / "event_codes.csv").open(encoding="utf-8", newline="") as table:
        return {row["code"]: row["name"] for row in csv.DictReader(table)}


@cache
def kind_of_code() -> dict[str, str]:
    """Event code → the kind's everyday name: a signal's where there is one, else the official one."""
    named = {signal.event_code: signal.kind for signal in reversed(signals())}
    return event_names() | named


def hours_of(kind: str, level: str) -> int | None:
    """How long a signal of that kind and colour speaks for, by its criterion."""
    return next((signal.hours for signal in signals() if (signal.kind, signal.level) == (kind, level)), None)


def headline(sender: str, action: str, kind: str, level: str) -> str:
    """发布单位 + 发布 + 种类 + 颜色 + 预警 + [级别]."""
    return f"{sender}{action}{kind}{LEVELS[level]}预警[{RANKS[level]}]"
