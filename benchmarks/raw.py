"""The database without Anlan: a second connection through the driver, and statements written by hand."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

SHOWN = (
    "SELECT h.id, h.number, h.content, h.level, e.name, h.unit, p.name, t.name, h.status, h.found_on, h.due_on, "
    "h.closed_on, h.rectified_on, h.person FROM ({keys}) k JOIN hazards_hazard h ON h.id = k.id "
    "LEFT JOIN enterprises_enterprise e ON e.id = h.enterprise_id "
    "LEFT JOIN places_place p ON p.code = h.place_id LEFT JOIN dictionaries_term t ON t.id = h.source_id ORDER BY {by}"
)
NEWEST = "found_on DESC, id DESC"


class Raw:
    """A connection of its own; statements mark parameters by %s on both databases."""

    def __init__(self) -> None:
        self.vendor = connection.vendor
        settings = connection.settings_dict
        if self.vendor == "sqlite":
            self.link: Any = sqlite3.connect(str(settings["NAME"]), isolation_level=None)
            for pragma in settings["OPTIONS"]["init_command"].split(";"):
                self.link.execute(pragma)
        else:
            import psycopg

            self.link = psycopg.connect(**connection.get_connection_params(), autocommit=True)

    def spelt(self, statement: str) -> str:
        """The statement with the marks of this database's driver."""
        return statement.replace("%s", "?") if self.vendor == "sqlite" else statement

    def rows(self, statement: str, *params: Any) -> list[Any]:
        """All rows at once."""
        found: list[Any] = self.link.execute(self.spelt(statement), params).fetchall()
        return found

    def counting(self, statement: str, *params: Any) -> Callable[[], int]:
        """What fetches them when called and says how many."""
        return lambda: len(self.rows(statement, *params))

    def page(self, where: str, *params: Any, by: str = NEWEST, join: str = "", most: int = 50) -> Callable[[], int]:
        """A page of hazards with all that the list shows of each."""
        order = _of("h", by)
        keys = f"SELECT h.id, h.found_on, h.due_on FROM hazards_hazard h {join} {where} ORDER BY {order} LIMIT {most}"
        return self.counting(SHOWN.format(keys=keys, by=order), *params)

    def streamed(self, statement: str, *params: Any) -> Callable[[], int]:
        """All rows, a few at a time."""

        def run() -> int:
            if self.vendor == "sqlite":
                cursor = self.link.execute(self.spelt(statement), params)
                return sum(1 for _row in cursor)
            with self.link.transaction(), self.link.cursor(name="bench") as cursor:
                cursor.itersize = 2000
                cursor.execute(statement, params)
                return sum(1 for _row in cursor)

        return run

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
        """All rows in one transaction that is taken back at the end."""
        listed = ", ".join(columns)
        if self.vendor == "sqlite":
            self.link.execute("BEGIN IMMEDIATE")
            self.link.executemany(f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns))})", rows)
            self.link.execute("ROLLBACK")
            return len(rows)
        import psycopg

        with self.link.transaction(), self.link.cursor() as cursor:
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            raise psycopg.Rollback
        return len(rows)

    def matching(self, code: str, text: str, most: int) -> list[int]:
        """Newest rows of a search table that hold a text of Chinese characters or a code."""
        if text.isascii():
            tokens = [part.lower() for part in text.split("-")]
        else:
            tokens = [text[place : place + 2] for place in range(len(text) - 1)]
        table = f"search_{code}"
        if self.vendor == "sqlite":
            statement = f"SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT {most}"
            return [row[0] for row in self.rows(statement, '"' + " ".join(tokens) + '"')]
        asked = " <-> ".join(f"'{token}'" for token in tokens)
        statement = f"SELECT id FROM {table} WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT {most}"
        return [row[0] for row in self.rows(statement, asked)]


def _of(alias: str, by: str) -> str:
    return ", ".join(f"{alias}.{part.strip()}" for part in by.split(","))
