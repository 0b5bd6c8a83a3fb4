"""The thread that writes: nobody is told before the commit, and one bad batch holds up no other."""

import threading
from datetime import timedelta
from typing import Any

from django.db import connection

from anlan.base import clock
from anlan.subjects.monitoring.intake import Sample, Taken
from anlan.subjects.monitoring.models import Reading, Stray
from anlan.subjects.monitoring.receivers.storing import Batch, Store

PATIENCE = 20.0


class Ear:
    """Hears what became of a batch."""

    def __init__(self) -> None:
        self.heard = threading.Event()
        self.taken: Taken | None = None
        self.stood = -1

    def __call__(self, taken: Taken | None) -> None:
        self.taken, self.stood = taken, Reading.objects.count()
        self.heard.set()


def batch(number: int, ear: Ear, value: float = 1.0) -> Batch:
    return Batch("mqtt", [Sample("LC-SW-01", "level", clock.now() - timedelta(seconds=number), value)], ear)


def test_whoever_is_told_finds_it_stored(store: Store) -> None:
    ears = [Ear() for _ in range(30)]
    for number, ear in enumerate(ears):
        store.put(batch(number, ear))
    assert all(ear.heard.wait(PATIENCE) for ear in ears)
    assert min(ear.stood for ear in ears) >= 1
    assert ears[-1].stood == 30


def test_what_the_database_refuses_holds_up_nothing_else(store: Store) -> None:
    table = connection.ops.quote_name(Reading._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"CREATE TRIGGER no_666 BEFORE INSERT ON {table} WHEN NEW.value = 666 "
                           "BEGIN SELECT RAISE(ABORT, 'refused'); END")  # fmt: skip
        else:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT no_666 CHECK (value <> 666)")
    ears = [Ear() for _ in range(9)]
    try:
        for number, ear in enumerate(ears):
            store.put(batch(number, ear, 666 if number == 4 else 1))
        assert all(ear.heard.wait(PATIENCE) for ear in ears)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TRIGGER no_666"
                if connection.vendor == "sqlite"
                else f"ALTER TABLE {table} DROP CONSTRAINT no_666"
            )
    assert [ear.taken is None for ear in ears] == [False] * 4 + [True] + [False] * 4
    assert Reading.objects.count() == 8
    assert Stray.objects.get().reason == "存不进数据库，请把这条内容发给维护人员。"


def test_stopping_writes_what_waits(gauge: Any) -> None:
    made = Store()
    ears = [Ear() for _ in range(20)]
    for number, ear in enumerate(ears):
        made.put(batch(number, ear))
    made.start()
    assert made.stop()
    assert Reading.objects.count() == 20
