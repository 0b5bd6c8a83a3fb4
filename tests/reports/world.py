"""One little world in which every figure of the five reports has been counted by hand; parts by subject in ``worlds``.

2025 is the year before, 2026 the year that reports speak of. Each part tells in comments what its rows come to. What is
counted without a campaign or a category (hazards, inspections, enterprises, cases …) is put here by one part only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.models import Dictionary, Term
from anlan.base.people.models import Line, Organisation
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE, a_line, a_place, an_organisation

PARTS: tuple[str, ...] = (
    "enterprises", "campaigns", "hazards", "orders", "accidents", "enforcement", "permits", "people", "dictionaries",
    "targets", "governing", "readiness", "insurance",
)  # fmt: skip


@dataclass
class World:
    """What the parts share. ``named`` holds rows that a later part refers to, by name."""

    line: Line
    bureau: Organisation
    county: str = COUNTY
    stone: str = STONE_VILLAGE
    cloud: str = CLOUD_VILLAGE
    named: dict[str, Any] = field(default_factory=dict)

    def term(self, dictionary: str, name: str, code: str = "", parent: Term | None = None) -> Term:
        """A term by its code (or name), made where there is none."""
        Dictionary.objects.get_or_create(code=dictionary, defaults={"name": dictionary})
        found, made = Term.objects.get_or_create(
            dictionary_id=dictionary, code=code or name, defaults={"name": name, "parent": parent}
        )
        if made:
            terms.forget(dictionary)
        return found

    def enter(self, rows: Sequence[Any]) -> None:
        """Rows of one model, numbered by their ledger and written in bulk."""
        ledger = ledger_of(type(rows[0]))
        if ledger is not None:
            entry.number_rows(ledger, rows)
        writing.add_many(rows, actor=None)

    def keep(self, name: str, row: Any) -> Any:
        """Enter one row that others refer to by ``named``."""
        self.enter([row])
        self.named[name] = row
        return row


def a_reporting_world() -> World:
    """Two towns with a village each, the bureau, and all that the subjects put there."""
    a_place(COUNTY, "澜川县")
    for town, name, village, short in (
        (STONE, "石泉镇", STONE_VILLAGE, "石塘村"),
        (CLOUD, "云溪镇", CLOUD_VILLAGE, "云口村"),
    ):
        a_place(town, name)
        a_place(village, short)
    world = World(line=a_line(), bureau=an_organisation("澜川县应急管理局"))
    for part in PARTS:
        import_module(f"tests.reports.worlds.{part}").build(world)
    return world
