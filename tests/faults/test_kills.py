"""A short run of the fault trials: three kills each; ``trials.py --times 50`` is the long one."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.trials import WORKS, prepare, surroundings, trial

KILLS = 3


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database, or nothing for SQLite in the trial's own folder."""
    address = os.environ.get("ANLAN_DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"faults_{uuid4().hex[:12]}"
    head, query = address.partition("?")[::2]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{head.rpartition('/')[0]}/{name}?{query}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("work", WORKS)
def test_killed_processes_leave_nothing_half_done(work: str, tmp_path: Path, database: str) -> None:
    env = surroundings(tmp_path, database)
    prepare(tmp_path, env)
    account = trial(work, tmp_path, env, times=KILLS, seed=7)
    assert account.faults == []
    assert account.killed == KILLS
