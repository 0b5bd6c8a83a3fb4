"""Fills a demonstration county with millions of hazards and inspections by SQL: copies of its own rows, moved in time.

Run as ``python -m benchmarks.millions ROWS``. Row follows row in time, as years of work would have written them.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import django
from django.db import connection

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
DAYS = (LAST - FIRST).days + 1
OF_HAZARDS = 0.7  # the rest are inspections
FIRM_COPIES = 20
STRANGERS = 33  # one inspection in so many is of a unit that stands in no ledger
COUNTED = 5  # one inspection in so many counts for a campaign
TEAMS = 40
HASTE = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF"),
    "postgresql": (
        "SET session_replication_role = replica",
        "SET synchronous_commit = off",
        "SET maintenance_work_mem = '512MB'",
    ),
}
TABLES = (
    "hazards_hazard",
    "hazards_inspection",
    "hazards_inspectionperson",
    "hazards_inspectioncampaign",
    "enterprises_enterprise",
)


class Filling:
    """What the statements share: how many rows there are to copy, and where the copies' keys begin."""

    def __init__(self, rows: int) -> None:
        self.sqlite = connection.vendor == "sqlite"
        self.hazards, self.hazard_base = self._pattern("hazards_hazard")
        self.visits, self.visit_base = self._pattern("hazards_inspection")
        self.firms, self.firm_base = self._pattern("enterprises_enterprise")
        self.people, _base = self._pattern("hazards_inspectionperson")
        self.hazard_copies = max(1, round(rows * OF_HAZARDS / self.hazards))
        self.visit_copies = max(1, round(rows * (1 - OF_HAZARDS) / self.visits))

    def _pattern(self, table: str) -> tuple[int, int]:
        """The rows to copy in a table of their own, numbered from 0."""
        run(
            f"CREATE TEMPORARY TABLE pattern_{table} AS "
            f"SELECT t.*, ROW_NUMBER() OVER (ORDER BY id) - 1 AS r FROM {table} t"
        )
        count, last = one(f"SELECT COUNT(*), MAX(id) FROM {table}")
        return int(count), int(last)

    def day(self, number: str, of: int) -> str:
        """The day of the n-th of so many rows."""
        # Whole numbers: both databases cut the fraction off.
        offset = f"({number}) * {DAYS} / {of}"
        return (
            f"date('{FIRST}', '+' || ({offset}) || ' days')" if self.sqlite else f"(DATE '{FIRST}' + ({offset})::int)"
        )

    def later(self, day: str, column: str, since: str) -> str:
        """As long after the new day as the pattern's was after its own."""
        if self.sqlite:
            return f"date({day}, '+' || CAST(julianday(p.{column}) - julianday(p.{since}) AS INTEGER) || ' days')"
        return f"({day} + (p.{column} - p.{since}))"

    def compact(self, day: str) -> str:
        """The day as 20250131."""
        return f"strftime('%Y%m%d', {day})" if self.sqlite else f"to_char({day}, 'YYYYMMDD')"


def fill(rows: int) -> None:
    """About so many hazards and inspections together, seven to three."""
    made = Filling(rows)
    with _bare(made.sqlite):
        for copy in range(FIRM_COPIES):
            copied("enterprises_enterprise", f"{made.firm_base + 1} + {copy} * {made.firms} + p.r", {
                "name": f"p.name || '{copy:02}'", "credit_code": "''", "organisation_id": "NULL",
            })  # fmt: skip
        for copy in range(made.visit_copies):
            _visits(made, copy)
        for copy in range(made.hazard_copies):
            _hazards(made, copy)
    run("ANALYZE" if made.sqlite else "VACUUM ANALYZE")  # what a server's autovacuum does


def _firm(made: Filling, copy: int) -> str:
    return f"{made.firm_base + copy % FIRM_COPIES * made.firms} + p.enterprise_id"


def _visits(made: Filling, copy: int) -> None:
    of = made.visits * made.visit_copies
    number = f"({copy * made.visits} + p.r)"
    key = f"{made.visit_base + 1} + {number}"
    stranger = f"{number} % {STRANGERS} = 0"
    day = made.day(number, of)
    copied("hazards_inspection", key, {
        "number": f"'B' || {number}", "inspected_on": day, "revisit_of_id": "NULL", "revisited_by_id": "NULL",
        "enterprise_id": f"CASE WHEN {stranger} THEN NULL ELSE {_firm(made, copy)} END",
        "unit": f"CASE WHEN {stranger} THEN '未入册单位' || ({number} % 20011) ELSE '' END",
    })  # fmt: skip
    person = f"{copy} * {made.people} + p.r"
    # Patterns of people lie in the order of their inspections; their keys move as those of the inspections did.
    number = f"({copy * made.visits} + v.r)"
    names = "id, inspection_id, name, part, turn"
    run(
        f"INSERT INTO hazards_inspectionperson ({names}) SELECT {made.people + 1000} + {person}, "
        f"{made.visit_base + 1} + {number}, p.name, p.part, "
        f"{made.compact(made.day(number, of))} || '-' || (v.r % {TEAMS}) || '-' || p.name "
        "FROM pattern_hazards_inspectionperson p JOIN pattern_hazards_inspection v ON v.id = p.inspection_id "
        "ORDER BY p.r"
    )
    run(
        "INSERT INTO hazards_inspectioncampaign (inspection_id, campaign_id, by_hand) "
        f"SELECT {made.visit_base + 1} + {number}, c.id, c.id < 0 FROM pattern_hazards_inspection v "
        f"JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS r FROM campaigns_campaign) c "
        f"ON c.r = v.r / {COUNTED} % (SELECT COUNT(*) FROM campaigns_campaign) "
        f"WHERE v.r % {COUNTED} = 0 ORDER BY v.r"
    )


def _hazards(made: Filling, copy: int) -> None:
    of = made.hazards * made.hazard_copies
    number = f"({copy * made.hazards} + p.r)"
    day = made.day(number, of)
    visit = f"{made.visit_base + 1} + CAST({number} AS BIGINT) * {made.visits * made.visit_copies} / {of}"
    later = {
        column: made.later(day, column, "found_on") for column in ("due_on", "rectified_on", "passed_on", "closed_on")
    }
    copied("hazards_hazard", f"{made.hazard_base + 1} + {number}", {
        "number": f"'B' || {number}", "found_on": day, **later, "enterprise_id": _firm(made, copy),
        "inspection_id": f"CASE WHEN p.inspection_id IS NULL THEN NULL ELSE {visit} END",
    })  # fmt: skip


def copied(table: str, key: str, other: Mapping[str, str]) -> None:
    """One copy of every pattern row, in order, with the key and these columns made anew."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    values = {name: f'p."{name}"' for name in names} | dict(other) | {"id": key}
    listed = ", ".join(f'"{name}"' for name in names)
    run(
        f"INSERT INTO {table} ({listed}) SELECT {', '.join(values[name] for name in names)} "
        f"FROM pattern_{table} p ORDER BY p.r"
    )


@contextmanager
def _bare(sqlite: bool) -> Iterator[None]:
    """Without indexes, checks of other tables' keys and waiting for the disk; all put back at the end."""
    found = list(_indexes(sqlite))
    for statement in HASTE["sqlite" if sqlite else "postgresql"]:
        run(statement)
    for name, _statement in found:
        run(f'DROP INDEX "{name}"')
    yield
    for _name, statement in found:
        run(statement)
    connection.close()  # and with it all that was set for haste


def _indexes(sqlite: bool) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        if sqlite:
            statement = (
                f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name = '{table}'"
            )
        else:
            statement = (
                f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{table}' AND schemaname = 'public' "
                f"AND indexname NOT IN (SELECT conname FROM pg_constraint)"
            )
        yield from every(statement)


def run(statement: str) -> None:
    """Without an answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def every(statement: str) -> list[Any]:
    """All rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[Any] = cursor.fetchall()
    return found


def one(statement: str) -> tuple[Any, ...]:
    """The only row."""
    found: tuple[Any, ...] = every(statement)[0]
    return found


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
