"""What a figure is, in plain Python: which rows, of which days, and what is made of them; and how it is narrowed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.reports.papers.recount.exported import Exported, Row

Given = Mapping[str, str]
NOT_GIVEN = "未填"


@dataclass(frozen=True)
class Days:
    """The period; ``now`` is the day as of which what lasts is told."""

    first: date
    last: date
    now: date


Way = Callable[[Row, str], bool]
Where = Callable[[Row, Days], bool]
Take = Callable[[Sequence[Row], Days], Any]


@dataclass(frozen=True)
class Rule:
    """``on`` is the column of the day; empty where the rows are taken as they stand."""

    table: str
    on: str
    ways: Mapping[str, Way]
    where: Where = lambda row, days: True
    take: Take = lambda rows, days: len(rows)

    def but(self, where: Where, take: Take | None = None) -> "Rule":
        """Fewer of the same rows."""
        before = self.where
        return Rule(self.table, self.on, self.ways, lambda r, d: before(r, d) and where(r, d), take or self.take)

    def count(self, exported: Exported, days: Days, given: Given) -> Any:
        """The figure."""
        found = [
            row for row in exported.rows(self.table)
            if (not self.on or within(row[self.on], days)) and self.where(row, days)
            and all(self.ways[title](row, value) for title, value in given.items())
        ]  # fmt: skip
        return self.take(found, days)


def within(on: date | None, days: Days) -> bool:
    """On a day of the period."""
    return on is not None and days.first <= on <= days.last


def lasting(begins: str, ends: str) -> Where:
    """In force on some day of the period."""
    return lambda r, d: r[begins] is not None and r[begins] <= d.last and (r[ends] is None or r[ends] >= d.first)


def total(*paths: str) -> Take:
    """The first column less the others, summed; what is not filled in is nothing."""

    def take(rows: Sequence[Row], _days: Days) -> Any:
        return sum(
            (r[paths[0]] or 0) - sum(r[path] or 0 for path in paths[1:])
            for r in rows if all(r[path] is not None for path in paths)
        )  # fmt: skip

    return take


def different(*paths: str) -> Take:
    """How many different values; rows without one are not counted."""
    return lambda rows, _days: len({found for r in rows if None not in (found := tuple(r[path] for path in paths))})


def of_all(choose: Callable[[Iterable[Any]], Any], path: str | Callable[[Row], Any]) -> Take:
    """The least or largest value; none of no rows."""

    def take(rows: Sequence[Row], _days: Days) -> Any:
        found = [r[path] if isinstance(path, str) else path(r) for r in rows]
        found = [one for one in found if one is not None]
        return choose(found) if found else None

    return take


def mean(values: Iterable[Any]) -> Decimal:
    """The arithmetic mean."""
    listed = [Decimal(value) for value in values]
    return sum(listed, Decimal()) / len(listed)


def area(path: str = "place") -> Way:
    """Within a place: the digits of its code that are not filled up with noughts begin the row's own."""

    def way(row: Row, value: str) -> bool:
        beginning: str = row.exported.once(("area", value), lambda: _beginning(row.exported, value))
        return str(row[path] or "").startswith(beginning)

    return way


def _beginning(exported: Exported, value: str) -> str:
    """The digits that the codes of a place begin with; 本级 is what lies in none of the places below it."""
    if value.endswith("本级"):
        return _beginning(exported, value.removesuffix("本级")) + "000"
    place = exported.one("places.place", "name", value) or exported.one("places.place", "code", value)
    assert place is not None, value
    code = str(place["code"])
    return code[: next(n for n in (6, 9, 12, 15) if n >= len(code) or not code[n:].strip("0"))]


def term(path: str) -> Way:
    """A term by its name, or one below it."""

    def way(row: Row, value: str) -> bool:
        if value == NOT_GIVEN:
            return row[path] is None
        return value in (row[f"{path}.name"], row[f"{path}.parent.name"])

    return way


def choice(path: str, **labels: Any) -> Way:
    """A value by its label, or as it is kept."""
    return lambda row, value: row[path] == labels.get(value, value) if value != NOT_GIVEN else row[path] in (None, "")


def words(path: str) -> Way:
    """A text as it is written."""
    return lambda row, value: row[path] == value


def link(path: str, *columns: str) -> Way:
    """A linked row by one of its columns."""
    return lambda row, value: value in [row[f"{path}.{column}"] for column in columns]


def marked(path: str, dictionary: str, *, without: bool = False) -> Way:
    """Carries a term in a column of several."""

    def way(row: Row, value: str) -> bool:
        codes = row.exported.once((dictionary, value), lambda: {
            one["code"] for one in row.exported.rows("dictionaries.term")
            if one["dictionary"] == dictionary and one["name"] == value
        })  # fmt: skip
        return bool(codes & set(row[path] or ())) is not without

    return way


def campaign(path: str = "campaign") -> Way:
    """Of a campaign or of one below it."""
    return lambda row, value: row[path] in row.exported.campaigns(value) if value != NOT_GIVEN else row[path] is None


def a_line(path: str = "line") -> Way:
    """Of a line of supervision or of one below it."""

    def way(row: Row, value: str) -> bool:
        code = next(one["code"] for one in row.exported.rows("people.line") if value in (one["name"], one["code"]))
        return str(row[path] or "").startswith(code)

    return way
