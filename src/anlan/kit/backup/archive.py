"""Writes and reads backup archives. Consistent while the product runs; knows tables and files, not what they mean.

An archive is a zip of ``manifest.json`` (versions and the SHA-256 of every part), the database
(``database.sqlite3``, or ``tables/<name>.copy`` of PostgreSQL's own COPY text) and ``files/…``. Files are
content-addressed and never rewritten, so those copied after the database's instant are at least those it refers to.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from anlan.base import clock

FORMAT = 1
BLOCK = 2**20
MANIFEST = "manifest.json"
SQLITE_PART = "database.sqlite3"


class Unusable(Exception):
    """The archive, or the place to restore to, cannot be used; the message is a sentence."""


def write(target: Path) -> dict[str, Any]:
    """Make an archive and return its manifest. The file appears whole under its name or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        "vendor": connection.vendor,
        "migrations": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
        "parts": {},
    }
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1, allowZip64=True) as archive:
            if connection.vendor == "sqlite":
                _write_sqlite(archive, manifest)
            else:
                _write_tables(archive, manifest)
            for path in _files(Path(settings.ANLAN_FILES)):
                name = "files/" + path.relative_to(settings.ANLAN_FILES).as_posix()
                with path.open("rb") as source:
                    _add(archive, manifest, name, source)
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def read(source: Path, *, force: bool = False) -> dict[str, Any]:
    """Restore an archive: every part is checked before anything is touched. Raises ``Unusable``.

    An existing database is only replaced with ``force``.
    """
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as wrong:
        raise Unusable(_("打不开备份文件：%(why)s") % {"why": wrong}) from wrong
    with archive:
        manifest = _checked(archive)
        if manifest["vendor"] != connection.vendor:
            raise Unusable(
                _("备份来自 %(there)s，当前数据库是 %(here)s，请用 ANLAN_DATABASE_URL 指向同类数据库。")
                % {"there": manifest["vendor"], "here": connection.vendor}
            )
        _check_fits(archive, manifest)
        if connection.vendor == "sqlite":
            _read_sqlite(archive, force)
        else:
            _read_tables(archive, manifest, force)
        for name in manifest["parts"]:
            if name.startswith("files/"):
                _unpack(archive, name, Path(settings.ANLAN_FILES) / name.removeprefix("files/"))
    call_command("migrate", verbosity=0, interactive=False)
    return manifest


def _add(archive: zipfile.ZipFile, manifest: dict[str, Any], name: str, source: IO[bytes]) -> None:
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as part:
        while block := source.read(BLOCK):
            digest.update(block)
            part.write(block)
    manifest["parts"][name] = digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))


def _write_sqlite(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / SQLITE_PART
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with copy.open("rb") as source:
            _add(archive, manifest, SQLITE_PART, source)


def _write_tables(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    manifest["columns"] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables(cursor):
            columns = _columns(cursor, table)
            manifest["columns"][table] = columns
            digest, name = hashlib.sha256(), f"tables/{table}.copy"
            command = f"COPY {_quoted(table)} ({_list(columns)}) TO STDOUT"
            with archive.open(name, "w", force_zip64=True) as part, cursor.copy(command) as rows:
                for block in rows:
                    digest.update(block)
                    part.write(block)
            manifest["parts"][name] = digest.hexdigest()


def _tables(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [name for (name,) in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = '' ORDER BY attnum",
        [_quoted(table)],
    )
    return [name for (name,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _list(names: list[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        parts: dict[str, str] = manifest["parts"]
        if manifest["format"] != FORMAT:
            raise Unusable(_("备份文件的格式版本不认识。"))
        for name, expected in parts.items():
            pure = PurePosixPath(name)
            if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
                raise Unusable(_("备份文件里有不安全的路径。"))
            digest = hashlib.sha256()
            with archive.open(name) as part:
                while block := part.read(BLOCK):
                    digest.update(block)
            if digest.hexdigest() != expected:
                raise Unusable(_("备份文件已损坏：%(name)s 与清单不符。") % {"name": name})
    except (KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise Unusable(_("这不是安澜的备份文件，或文件已损坏。")) from wrong
    return manifest


def _check_fits(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Refuse, before anything is touched, what this program could not take in whole."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations) | {key for one in loader.disk_migrations.values() for key in one.replaces}
    for app, name in manifest.get("migrations", ()):
        if (app, name) not in known:
            raise Unusable(_("备份来自更新的版本（%(name)s），请先升级程序。") % {"name": f"{app}/{name}"})
    held = {*connection.introspection.django_table_names(), MigrationRecorder.Migration._meta.db_table}
    for part in archive.infolist():
        table = part.filename.removeprefix("tables/").removesuffix(".copy")
        derived = table.startswith("search_")  # an index, made anew where it is missing
        if part.filename.startswith("tables/") and part.file_size and table not in held and not derived:
            raise Unusable(_("备份里有当前程序没有的表（%(name)s），没有恢复，原数据未动。") % {"name": table})


def _unpack(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    with archive.open(name) as part, partial.open("wb") as written:
        shutil.copyfileobj(part, written, BLOCK)
        written.flush()
        os.fsync(written.fileno())
    partial.replace(target)


def _read_sqlite(archive: zipfile.ZipFile, force: bool) -> None:
    target = Path(connection.settings_dict["NAME"])
    if target.exists() and target.stat().st_size and not force:
        raise Unusable(_("%(path)s 已有数据。确要覆盖时请加 --force。") % {"path": target})
    connection.close()
    for suffix in ("-wal", "-shm"):  # first: SQLite would play an old log into the new file
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    _unpack(archive, SQLITE_PART, target)


def _read_tables(archive: zipfile.ZipFile, manifest: dict[str, Any], force: bool) -> None:
    with connection.cursor() as cursor:
        present = _tables(cursor)
        if present and not force:
            raise Unusable(_("目标数据库不是空库。确要覆盖时请加 --force。"))
        for table in present:
            cursor.execute(f"DROP TABLE IF EXISTS {_quoted(table)} CASCADE")
    _migrate_to(manifest["migrations"])
    with transaction.atomic(), connection.cursor() as cursor:
        held = {table for table in _tables(cursor) if f"tables/{table}.copy" in manifest["parts"]}
        for table in sorted(held):
            cursor.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608 - names from the catalogue, quoted
        for table in sorted(held):
            command = f"COPY {_quoted(table)} ({_list(manifest['columns'][table])}) FROM STDIN"
            with archive.open(f"tables/{table}.copy") as part, cursor.copy(command) as rows:
                while block := part.read(BLOCK):
                    rows.write(block)
        _advance_sequences(cursor)


def _folded(loader: Any, applied: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The same migrations in the words of an empty database: one that was folded stands for all that it replaces."""
    for key, migration in loader.disk_migrations.items():
        replaced = set(migration.replaces)
        if replaced and replaced <= applied:
            applied = applied - replaced | {key}
    return applied


def _migrate_to(applied: list[list[str]]) -> None:
    """Bring the empty schema to exactly the state of the archive."""
    from django.core.management.sql import emit_post_migrate_signal
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    wanted = _folded(executor.loader, {(app, name) for app, name in applied})
    if unknown := sorted(wanted - set(executor.loader.graph.nodes)):
        if unknown[0] in executor.loader.disk_migrations:
            raise Unusable(
                _("备份停在早期版本的中途（%(name)s），请先用当时的程序恢复并升级，再备份一次。")
                % {"name": "/".join(unknown[0])}
            )
        raise Unusable(_("备份来自更新的版本（%(name)s），请先升级程序。") % {"name": "/".join(unknown[0])})
    state = executor.migrate(_last_of_each(executor.loader.graph, wanted))  # no further: rows come first, as they were
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias, apps=state.apps, plan=[])


def _last_of_each(graph: Any, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each application the last migration wanted; naming an earlier one too would mean going back to it."""
    return sorted(
        key
        for key in wanted
        if not any(child.key in wanted and child.key[0] == key[0] for child in graph.node_map[key].children)
    )


def _advance_sequences(cursor: Any) -> None:
    cursor.execute(
        "SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname) FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped "
        "AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL"
    )
    for table, column, sequence in cursor.fetchall():
        cursor.execute(
            f"SELECT setval(%s, GREATEST((SELECT MAX({_quoted(column)}) FROM {_quoted(table)}), 1), "  # noqa: S608
            f"(SELECT COUNT(*) > 0 FROM {_quoted(table)}))",
            [sequence],
        )
