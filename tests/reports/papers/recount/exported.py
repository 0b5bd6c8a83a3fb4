"""The rows of all ledgers as lists of plain values, and how one row is read beside those that it links to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

HERE = ZoneInfo("Asia/Shanghai")
LEFT_OUT = ("shape", "shapes", "search", "content", "payload")


@dataclass
class Exported:
    """``tables`` by model; ``links`` say in which table a column's value is found, and under which column."""

    today: date
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    links: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _found: dict[Any, Any] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator["Row"]:
        """Every row of a table."""
        return (Row(self, table, values) for values in self.tables[table])

    def one(self, table: str, column: str, value: Any) -> "Row | None":
        """The row whose ``column`` is ``value``."""
        by = self.once((table, column), lambda: {values[column]: values for values in self.tables[table]})
        values = by.get(value)
        return None if values is None else Row(self, table, values)

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What takes long to find is found once."""
        if key not in self._found:
            self._found[key] = make()
        return self._found[key]

    def keys(self, table: str, name: str, *columns: str) -> set[Any]:
        """Keys of the rows that bear a name."""
        return {row["id"] for row in self.rows(table) if name in [row[column] for column in columns]}

    def campaigns(self, name: str) -> set[int]:
        """A campaign, the latest of its name, with all that stand below it."""
        found: set[int] = self.once(("campaigns", name), lambda: self._campaigns(name))
        return found

    def _campaigns(self, name: str) -> set[int]:
        found = {max(self.keys("campaigns.campaign", name, "name", "short_name"))}
        while below := {row["id"] for row in self.rows("campaigns.campaign") if row["parent"] in found} - found:
            found |= below
        return found


@dataclass(frozen=True)
class Row:
    """One row; ``row["enterprise.place"]`` is a value of the row that it links to. Moments are told as days."""

    exported: Exported
    table: str
    values: dict[str, Any]

    def __getitem__(self, path: str) -> Any:
        column, _dot, rest = path.partition(".")
        value = self.values[column]
        if rest:
            linked = None if value is None else self.exported.one(*self.exported.links[self.table, column], value)
            return None if linked is None else linked[rest]
        return value.astimezone(HERE).date() if isinstance(value, datetime) else value


def exported(today: date) -> Exported:
    """All rows of all ledgers and of what stands between them."""
    made = Exported(today)
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("anlan.") or ".reports." in model.__module__:
            continue
        table = model._meta.label_lower
        fields = [item for item in model._meta.concrete_fields if item.name not in LEFT_OUT]
        made.tables[table] = list(model._default_manager.values(*(item.name for item in fields)))
        for item in fields:
            if item.related_model is not None:
                target = item.related_model._meta.label_lower  # type: ignore[union-attr]
                made.links[table, item.name] = (target, item.target_field.name)
    return made
