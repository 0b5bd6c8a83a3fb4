"""Builds the demonstration county whole or not at all, and knows whether one stands; must not know what is in it."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from anlan.config.surroundings import ROOT, surroundings
from anlan.config.troubles import INTERRUPTED_CODE, TROUBLE_CODE, AlreadyTold, Trouble

DATABASE: Final = "anlan.sqlite3"
STAMP: Final = "county.json"
BUILDING: Final = ".building"
SIDE_FILES: Final = ("-wal", "-shm", "-journal")


class County:
    """The demonstration county of one data folder.

    On SQLite it is built in ``.building`` beside its place and moved there at the end, the database last, so that its
    presence means that all is there. On PostgreSQL the stamp says "building" before the first table and "ready" after
    the last row.
    """

    def __init__(self, var: Path, database_url: str = "") -> None:
        self.var = var
        self.database_url = database_url
        self.embedded = not database_url
        self.database = var / DATABASE

    def stands(self) -> bool:
        """Whether a whole county is there."""
        return self._stamp().get("state") == "ready" and (self.database.exists() if self.embedded else True)

    @property
    def scale(self) -> int:
        """The scale at which it was built."""
        return int(self._stamp().get("scale", 1))

    def refuse_to_overwrite(self) -> None:
        """A database that no demonstration made is never touched."""
        if not self._stamp() and not self.embedded and self._has_tables():
            raise Trouble("ANLAN_DATABASE_URL 指向的数据库里已有数据，而且不是演示县，没有改动它。请换一个空的数据库。")
        if not self._stamp() and self.embedded and self.database.exists():
            raise Trouble(
                f"{self.database} 已存在，而且不是演示县，没有改动它。请用 ANLAN_VAR 指定另一个文件夹，或先把它移走。"
            )

    def build(self, scale: int, *, reset: bool) -> None:
        """Build it; ``reset`` takes down a whole or half-built county first."""
        self.refuse_to_overwrite()
        if self.embedded:
            self._build_beside(scale)
        else:
            self._build_in_place(scale, empty=reset or self._stamp().get("state") == "building")

    def bring_up_to_date(self) -> None:
        """Apply the migrations of a newer version; where the pins and our migrations are the same, there are none."""
        stamp = self._stamp()
        present = _schema_version()
        if stamp.get("schema") != present:
            _run(["migrate", "--verbosity", "0", "--no-input"], surroundings())
            _write_stamp(self.var / STAMP, {**stamp, "schema": present})

    def _build_beside(self, scale: int) -> None:
        workshop = self.var / BUILDING
        if workshop.exists():
            shutil.rmtree(workshop)
        workshop.mkdir(parents=True)
        env = {**surroundings(), "ANLAN_VAR": str(workshop)}
        try:
            _run(["migrate", "--verbosity", "0", "--no-input"], env)
            _run(["build_demo", "--scale", str(scale)], env)
            _close(workshop / DATABASE)
        except BaseException:
            shutil.rmtree(workshop, ignore_errors=True)  # it may be what fills the disk
            raise
        _write_stamp(workshop / STAMP, {"state": "ready", "scale": scale, "schema": _schema_version()})
        self._take_down()
        for entry in sorted(workshop.iterdir(), key=lambda entry: entry.name == DATABASE):
            entry.replace(self.var / entry.name)
        workshop.rmdir()

    def _take_down(self) -> None:
        for name in (DATABASE, *(DATABASE + side for side in SIDE_FILES), STAMP):
            (self.var / name).unlink(missing_ok=True)
        for name in ("files", "static"):
            if (self.var / name).exists():
                shutil.rmtree(self.var / name)

    def _build_in_place(self, scale: int, *, empty: bool) -> None:
        env = surroundings()
        stamp = {"state": "building", "scale": scale, "schema": _schema_version(), "database": self._fingerprint()}
        if empty:
            self._drop_tables()
        _write_stamp(self.var / STAMP, stamp)
        _run(["migrate", "--verbosity", "0", "--no-input"], env)
        _run(["build_demo", "--scale", str(scale)], env)
        _write_stamp(self.var / STAMP, {**stamp, "state": "ready"})

    def _has_tables(self) -> bool:
        from django.db import connection

        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
        connection.close()
        return bool(tables)

    def _drop_tables(self) -> None:
        from django.db import connection

        if connection.vendor == "sqlite":
            for side in ("", *SIDE_FILES):
                Path(str(connection.settings_dict["NAME"]) + side).unlink(missing_ok=True)
            return
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()

    def _fingerprint(self) -> str:
        return hashlib.sha256(self.database_url.encode()).hexdigest()[:16]

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp: dict[str, Any] = json.loads((self.var / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        same = stamp.get("database", "") == ("" if self.embedded else self._fingerprint())
        return stamp if same else {}


def _run(arguments: list[str], env: Mapping[str, str]) -> None:
    """One command of ours, which ends if we do; where it fails it has said why."""
    command = [sys.executable, "-m", "anlan.config.child", "command", *arguments]
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE) as child:
        code = child.wait()
    if code == INTERRUPTED_CODE:
        raise KeyboardInterrupt
    if code == TROUBLE_CODE:
        raise AlreadyTold
    if code != 0:
        raise Trouble(f"演示县没有准备好（{arguments[0]} 没有完成），原因见上。", code)


def _schema_version() -> str:
    """What the tables follow from: our migrations, and the versions of the packages that bring their own."""
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _close(database: Path) -> None:
    """Fold the write-ahead log into the file, so that the file alone is the database."""
    connection = sqlite3.connect(database)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    for side in SIDE_FILES:
        leftover = database.with_name(database.name + side)
        if leftover.exists():
            raise Trouble(f"数据库还被别的程序打开着：{leftover}。请关掉它再运行。")


def _write_stamp(path: Path, stamp: Mapping[str, Any]) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as handle:
        json.dump(dict(stamp), handle)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(path)
