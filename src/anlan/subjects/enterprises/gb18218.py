"""Major-hazard sources of dangerous chemicals by GB 18218-2018: identification (S) and grading (R), step by step.

Pure and exact (fractions, no rounding before the level is decided). Quantities are tonnes by design maximum. It must
not know any model; tables 1, 2 and 4 stand as data beside it.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from anlan.base.text import normalise

TABLES = Path(__file__).resolve().parent / "tables"
GAS_BETA = {  # 表3
    "一氧化碳": 2, "二氧化硫": 2, "氨": 2, "环氧乙烷": 2, "氯化氢": 3, "溴甲烷": 3, "氯": 4, "硫化氢": 5, "氟化氢": 5,
    "二氧化氮": 10, "氰化氢": 10, "碳酰氯": 20, "磷化氢": 20, "异氰酸甲酯": 20,
}  # fmt: skip
ALPHA = ((100, Fraction(2)), (50, Fraction(3, 2)), (30, Fraction(6, 5)), (1, Fraction(1)), (0, Fraction(1, 2)))  # 表5
LEVELS = ((Fraction(100), 1), (Fraction(50), 2), (Fraction(10), 3), (Fraction(0), 4))  # 表6, lower bound included
LEVEL_NAMES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
LEVEL_SPANS = {1: "R≥100", 2: "50≤R＜100", 3: "10≤R＜50", 4: "R＜10"}
EXACT_PLACES = 6


@dataclass(frozen=True)
class Chemical:
    """One name of 表1; ``gas_beta`` where 表3 names it too, ``hint`` a likely class of 表4 that must be confirmed."""

    number: int
    name: str
    aliases: tuple[str, ...]
    cas: tuple[str, ...]
    critical: Fraction
    gas_beta: Fraction | None
    hint: str


@dataclass(frozen=True)
class HazardClass:
    """One class of 表2 and 表4."""

    symbol: str
    group: str
    description: str
    critical: Fraction
    beta: Fraction

    @property
    def label(self) -> str:
        """As people choose it."""
        return f"{self.symbol} {self.group}：{self.description}"


@dataclass(frozen=True)
class Item:
    """A chemical of a unit: name or CAS number, design maximum in tonnes, and its classes where they are known."""

    name: str
    quantity: Fraction
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """What the standard says of one item. ``fault`` where it cannot be told, ``doubt`` where it should be confirmed."""

    item: Item
    known_as: str = ""
    critical: Fraction | None = None
    critical_from: str = ""
    beta: Fraction | None = None
    beta_from: str = ""
    fault: str = ""
    doubt: str = ""

    @property
    def ratio(self) -> Fraction | None:
        """q/Q."""
        return None if self.critical is None else self.item.quantity / self.critical

    @property
    def weighted(self) -> Fraction | None:
        """β·q/Q."""
        return None if self.ratio is None or self.beta is None else self.beta * self.ratio


@dataclass(frozen=True)
class Assessment:
    """A unit as a whole. ``s`` and ``r`` are ``None`` where an item is not determined; ``level`` only from S ≥ 1."""

    lines: tuple[Line, ...]
    people: int
    alpha: Fraction
    s: Fraction | None
    r: Fraction | None
    level: int | None

    @property
    def major(self) -> bool:
        """Does the unit constitute a major-hazard source?"""
        return self.s is not None and self.s >= 1

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot be decided."""
        return tuple(line.fault for line in self.lines if line.fault)


@lru_cache(maxsize=1)
def chemicals() -> tuple[Chemical, ...]:
    """表1."""
    with (TABLES / "gb18218_table1.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_chemical(row) for row in csv.DictReader(file))


def _chemical(row: dict[str, str]) -> Chemical:
    return Chemical(
        number=int(row["number"]),
        name=row["name"],
        aliases=_parts(row["aliases"]),
        cas=_parts(row["cas"]),
        critical=Fraction(row["critical_t"]),
        gas_beta=Fraction(row["beta_gas"]) if row["beta_gas"] else None,
        hint=row["class_hint"],
    )


@lru_cache(maxsize=1)
def classes() -> dict[str, HazardClass]:
    """表2 and 表4 by symbol."""
    with (TABLES / "gb18218_classes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["symbol"]: HazardClass(
                row["symbol"], row["group"], row["description"], Fraction(row["critical_t"]), Fraction(row["beta"])
            )
            for row in csv.DictReader(file)
        }


def find(name: str) -> Chemical | None:
    """The entry of 表1 with that name, other name, or CAS number where only one entry has it."""
    return _index().get(_key(name))


def alpha_of(people: int) -> Fraction:
    """α by the permanent population within 500 m of the plant's boundary (表5). Raises ``ValueError`` below zero."""
    if people < 0:
        raise ValueError("nobody is fewer than none")
    return next(alpha for lowest, alpha in ALPHA if people >= lowest)


def level_of(r: Fraction) -> int:
    """Level 1 to 4 by 表6."""
    return next(level for lowest, level in LEVELS if r >= lowest)


def line_of(item: Item) -> Line:
    """Critical quantity by 表1, else the smallest of its classes by 表2; β by 表3, else the largest by 表4."""
    chemical = find(item.name)
    wrong = [symbol for symbol in item.classes if symbol not in classes()]
    if wrong:
        return Line(item, fault=f"“{item.name}”：没有危险性类别 {'、'.join(wrong)}。")
    held = [classes()[symbol] for symbol in item.classes]
    known_as = chemical.name if chemical else item.name
    if chemical is not None:
        critical, critical_from = chemical.critical, f"表1 第 {chemical.number} 项"
    elif held:
        strictest = min(held, key=lambda one: one.critical)
        critical, critical_from = strictest.critical, f"表2 {strictest.symbol}"
    else:
        return Line(item, known_as, fault=f"“{item.name}”不在表1，请按《危险化学品分类信息表》选择危险性类别。")
    return _with_beta(item, chemical, held, Line(item, known_as, critical, critical_from))


def assess(items: Iterable[Item], people: int) -> Assessment:
    """S and, from 1 on, R and the level of a unit. A unit without items is none."""
    lines = tuple(line_of(item) for item in items)
    alpha = alpha_of(people)
    ratios = [line.ratio for line in lines]
    if any(line.fault for line in lines) or any(ratio is None for ratio in ratios):
        return Assessment(lines, people, alpha, None, None, None)
    s = sum((ratio for ratio in ratios if ratio is not None), Fraction(0))
    if s < 1:
        return Assessment(lines, people, alpha, s, None, None)
    r = alpha * sum((line.weighted for line in lines if line.weighted is not None), Fraction(0))
    return Assessment(lines, people, alpha, s, r, level_of(r))


def steps(found: Assessment) -> list[str]:
    """The calculation as one would write it down, one line a step."""
    if found.s is None:
        return list(found.faults)
    if not found.lines:
        return ["还没有登记危险化学品。"]
    said = [
        f"{line.known_as}：q={told(line.item.quantity)} t，Q={told(line.critical)} t（{line.critical_from}），"
        f"q/Q={told(line.ratio)}"
        for line in found.lines
    ]
    terms = " + ".join(f"{told(line.item.quantity)}/{told(line.critical)}" for line in found.lines)
    said.append(f"S = {terms} = {told(found.s)}，{'≥ 1，构成重大危险源' if found.major else '＜ 1，不构成重大危险源'}")
    if found.r is None or found.level is None:
        return said
    said += [f"{line.known_as}：β={told(line.beta)}（{line.beta_from}）" for line in found.lines]
    said.append(f"厂区边界外 500 m 内常住人口 {found.people} 人，α={told(found.alpha)}（表5）")
    weighted = " + ".join(f"{told(line.beta)}×{told(line.item.quantity)}/{told(line.critical)}" for line in found.lines)
    said.append(f"R = {told(found.alpha)} × ({weighted}) = {told(found.r)}")
    said.append(f"{LEVEL_SPANS[found.level]}，为{LEVEL_NAMES[found.level]}重大危险源（表6）")
    return said


def told(number: Fraction | None) -> str:
    """A number exactly where six decimals hold it, else to four with ≈."""
    if number is None:
        return "—"
    scaled = number * 10**EXACT_PLACES
    if scaled.denominator == 1:
        text = f"{number.numerator / number.denominator:.{EXACT_PLACES}f}".rstrip("0").rstrip(".")
        return text or "0"
    return f"≈{float(number):.4f}"


def _with_beta(item: Item, chemical: Chemical | None, held: Sequence[HazardClass], line: Line) -> Line:
    known = {"known_as": line.known_as, "critical": line.critical, "critical_from": line.critical_from}
    gas = chemical.gas_beta if chemical else _gas(item.name)
    if gas is not None:
        return Line(item, **known, beta=gas, beta_from="表3")  # type: ignore[arg-type]
    if held:
        worst = max(held, key=lambda one: one.beta)
        return Line(item, **known, beta=worst.beta, beta_from=f"表4 {worst.symbol}")  # type: ignore[arg-type]
    hint = classes().get(chemical.hint) if chemical else None
    if hint is None:
        sentence = f"“{item.name}”不在表3，请选择危险性类别以确定校正系数 β。"
        return Line(item, line.known_as, fault=sentence)
    doubt = f"“{item.name}”的 β 按 {hint.symbol} 类暂取，请对照《危险化学品分类信息表》选定类别。"
    return Line(item, **known, beta=hint.beta, beta_from=f"表4 {hint.symbol}（暂取）", doubt=doubt)  # type: ignore[arg-type]


def _gas(name: str) -> Fraction | None:
    beta = GAS_BETA.get(normalise(name))
    return None if beta is None else Fraction(beta)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _key(text: str) -> str:
    """Names are compared without regard to width, blanks, commas of either kind, brackets and capitals."""
    return normalise(text).translate(str.maketrans("，（）［］；", ",()[];")).replace(" ", "").upper()


@lru_cache(maxsize=1)
def _index() -> dict[str, Chemical | None]:
    found: dict[str, Chemical | None] = {}
    for chemical in chemicals():
        for word in (*chemical.aliases, *chemical.cas):
            key = _key(word)
            found[key] = None if key in found and found[key] is not chemical else chemical
    return found | {_key(chemical.name): chemical for chemical in chemicals()}
