"""After a migration SQLite is told what lies in its indexes, so that it uses the new ones."""

from typing import Any

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from tests.factories import COUNTY, a_place

pytestmark = [pytest.mark.django_db, pytest.mark.only_on("sqlite")]


def known() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchall():
            return []
        cursor.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = 'places_place' AND idx IS NOT NULL")
        return cursor.fetchall()


def test_only_a_migration_that_did_something_measures() -> None:
    a_place(COUNTY, "澜川县")
    emit_post_migrate_signal(0, False, connection.alias, plan=[])
    assert known() == []
    emit_post_migrate_signal(0, False, connection.alias, plan=[("a migration", False)])
    assert known() != []
