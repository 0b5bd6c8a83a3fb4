"""Which column of a sheet is which field: by name, synonym or memory, and by careful likeness as a proposal.

It must not know models, nor the rows of the table.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from anlan.base.text import normalise
from anlan.kit.imports import units
from anlan.kit.imports.cells import clean, fold

How = Literal["remembered", "exact", "normalised", "synonym", "guess", "none"]

# A likeness below this proposes nothing; and the second best must be this much worse.
LIKENESS = 0.72
LEAD = 0.08
_BRACKETED = re.compile(r"[((\[【<〈]([^)\]】>〉]*)[)\]】>〉]")
_NUMBERED = re.compile(r"\(\d+\)$")
_MARKS = re.compile(r"[*＊※☆★:：#\"“”'‘’、,，.。;；!！?？_\-—]+")
_SLASHED_UNIT = re.compile(r"[/／]([^/／]{1,5})$")
_NEVER = frozenset({"序号", "序", "行号", "项次", "no", "no."})
# Words that tell two headings apart however alike the rest is: a likeness across them is no likeness.
_OPPOSED = (
    ("经度", "纬度"), ("开始", "结束"), ("起", "止"), ("前", "后"), ("名称", "地址"), ("名称", "代码"),
    ("日期", "人"), ("日期", "期限"), ("日期", "情况"), ("日期", "结果"), ("人", "结果"), ("人数", "人"),
    ("姓名", "电话"), ("要求", "情况"), ("要求", "措施"),
    ("情况", "资金"), ("类型", "级别"), ("级别", "状态"), ("类别", "级别"),
    ("整改", "复查"), ("整改", "排查"), ("复查", "排查"), ("入库", "出库"), ("应", "实"), ("手机", "固定"),
    ("单位", "人"), ("主要", "分管"), ("电话", "人"), ("时间", "地点"), ("未", "已"), ("早", "晚"),
)  # fmt: skip


@dataclass(frozen=True)
class FieldSpec:
    """A field that may be imported. ``unit`` is the unit it is stored in."""

    name: str
    label: str
    synonyms: Sequence[str] = ()
    kind: str = "text"
    unit: str = ""


@dataclass(frozen=True)
class Column:
    """One column and what it was taken for. ``unit``: what the heading says in brackets, if it is a unit."""

    index: int
    header: str
    field: str | None = None
    how: How = "none"
    score: float = 0.0
    unit: str = ""


@dataclass(frozen=True)
class Match:
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, int]:
        """Field → column index, for every column that is taken for a field (guesses too)."""
        return {column.field: column.index for column in self.columns if column.field is not None}

    @property
    def by_header(self) -> dict[str, str | None]:
        return {column.header: column.field for column in self.columns}

    @property
    def guesses(self) -> tuple[Column, ...]:
        """Columns that a person should look at before the import is trusted."""
        return tuple(column for column in self.columns if column.how == "guess")

    @property
    def unknown(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field is None)

    def units(self) -> dict[str, str]:
        """Field → unit that its heading names; to be handed to ``values.converter`` as ``column_unit``."""
        return {column.field: column.unit for column in self.columns if column.field is not None and column.unit}

    def changed(self, choices: Mapping[str, str | None]) -> "Match":
        """The mapping after a person's choices, header → field or None; a field taken from another column leaves it."""
        taken = {field for field in choices.values() if field is not None}
        columns = []
        for column in self.columns:
            if column.header in choices:
                field = choices[column.header]
                columns.append(replace(column, field=field, how="remembered" if field else "none", score=1.0))
            elif column.field in taken:
                columns.append(replace(column, field=None, how="none", score=0.0))
            else:
                columns.append(column)
        return Match(tuple(columns))

    def to_remember(self) -> dict[str, str]:
        """Folded header → field name (or "" for none), the form that ``match`` takes back as ``remembered``."""
        return {memory_key(column.header): column.field or "" for column in self.columns}


def memory_key(header: str) -> str:
    return fold(header)


def match(
    headers: Sequence[str],
    fields: Iterable[FieldSpec],
    remembered: Mapping[str, str] | None = None,
    unit_hint: str = "",
) -> Match:
    """Take each header for at most one field, and each field from at most one header; the surest claim wins.

    ``remembered``: as ``Mapping.to_remember`` gave it, or plain headers → field names; "" means: leave it out.
    ``unit_hint`` (单位：元 above the table) is the unit of columns whose heading names none and whose field has one
    of the same dimension. Of a header of several rows (整改情况/完成时间) the whole, then the last level, is compared.
    """
    specs = list(fields)
    names = {spec.name for spec in specs}
    memory = {memory_key(header): field for header, field in (remembered or {}).items()}
    columns = [Column(index, header, unit=unit_of(header)) for index, header in enumerate(headers)]
    found: dict[int, tuple[str, How, float]] = {}
    left_out: set[int] = set()
    for column in columns:
        field = memory.get(memory_key(column.header))
        if field == "":
            left_out.add(column.index)
        elif field in names and field not in {taken for taken, _how, _score in found.values()}:
            found[column.index] = (field, "remembered", 1.0)
    for score, index, field, how in sorted(_claims(columns, specs), key=lambda claim: (-claim[0], claim[1])):
        taken = {name for name, _how, _score in found.values()}
        if index not in found and index not in left_out and field not in taken:
            found[index] = (field, how, score)
    wanted = {spec.name: spec.unit for spec in specs}
    return Match(tuple(_settled(column, found.get(column.index), wanted, unit_hint) for column in columns))


def _settled(column: Column, claim: tuple[str, How, float] | None, wanted: Mapping[str, str], unit_hint: str) -> Column:
    if claim is None:
        return column
    field, how, score = claim
    unit = column.unit
    if not unit and unit_hint and units.known(wanted[field]) and units.factor(unit_hint, wanted[field]) is not None:
        unit = unit_hint
    return replace(column, field=field, how=how, score=score, unit=unit)


def _claims(columns: Sequence[Column], specs: Sequence[FieldSpec]) -> list[tuple[float, int, str, How]]:
    claims: list[tuple[float, int, str, How]] = []
    known = [(spec, [(normal(word), word) for word in (spec.label, *spec.synonyms)]) for spec in specs]
    for column in columns:
        if normal(column.header) in _NEVER and not any(_NEVER & {key for key, _word in keys} for _spec, keys in known):
            continue
        best: list[tuple[float, str]] = []
        for spec, keys in known:
            score, how = _likeness(column.header, spec, keys)
            if how == "guess":
                best.append((score, spec.name))
            elif how != "none":
                claims.append((score, column.index, spec.name, how))
        best.sort(reverse=True)
        if best and (len(best) == 1 or best[0][0] - best[1][0] >= LEAD):
            claims.append((best[0][0], column.index, best[0][1], "guess"))
    return claims


def _likeness(header: str, spec: FieldSpec, keys: Sequence[tuple[str, str]]) -> tuple[float, How]:
    """How well a header names a field, 0 to 1. A whole header counts a little more than its last level alone."""
    last = header.rpartition("/")[2]
    for level, bonus in ((header, 0.0), (last, -0.02)) if last != header else ((header, 0.0),):
        if clean(level, lines=False) == spec.label or level == spec.name:
            return 1.0 + bonus, "exact"
        key = normal(level)
        if key == keys[0][0]:
            return 0.98 + bonus, "normalised"
        if key and any(key == synonym for synonym, _word in keys[1:]):
            return 0.96 + bonus, "synonym"
    joined = normal(header.replace("/", ""))
    if any(joined == key for key, _word in keys):
        return 0.93, "synonym"
    whole = max((_near(normal(level), key) for level in {header, last} for key, _word in keys), default=0.0)
    return (whole, "guess") if whole >= LIKENESS else (0.0, "none")


def _near(one: str, other: str) -> float:
    """Likeness of two headings: 安全负责人 in 安全负责人姓名 counts; 经度 and 纬度 do not, nor do single characters."""
    if min(len(one), len(other)) < 2 or _opposed(one, other):
        return 0.0
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    if one in other or other in one:
        short, long = sorted((len(one), len(other)))
        # A heading of three or more characters inside another names the same thing more often than not.
        ratio = max(ratio, 0.74 + 0.2 * short / long) if short >= 3 and short / long >= 0.5 else min(ratio, 0.7)
    return min(ratio, 0.92)


def _opposed(one: str, other: str) -> bool:
    for left, right in _OPPOSED:
        here, there = (left in one, right in one), (left in other, right in other)
        if here != there and ((here[0] and not here[1] and there[1]) or (here[1] and not here[0] and there[0])):
            return True
    return False


def normal(header: str) -> str:
    """The bare name: NFKC, no blanks, no marks, without units and remarks in brackets or behind a slash."""
    text = _NUMBERED.sub("", normalise(header))
    text = _BRACKETED.sub("", text)
    slashed = _SLASHED_UNIT.search(text)
    if slashed is not None and units.known(slashed.group(1)):
        text = text[: slashed.start()]
    return _MARKS.sub("", fold(text))


def unit_of(header: str) -> str:
    """The unit in a heading: 整改资金（万元）, 面积/亩, 资金(单位：元). Empty where brackets hold a remark."""
    text = normalise(header)
    for inside in reversed(_BRACKETED.findall(text)):
        said = re.sub(r"^单位[:：]?", "", inside).strip()
        if units.known(said):
            return said
    slashed = _SLASHED_UNIT.search(text)
    return slashed.group(1) if slashed is not None and units.known(slashed.group(1)) else ""
