"""A short run of the receiver's trial: a few kills a door; ``readings.py --times 50`` is the long one."""

from pathlib import Path

import pytest

from tests.faults.readings import DOORS, trial
from tests.faults.test_kills import database  # noqa: F401 - a fixture
from tests.faults.trials import surroundings

KILLS = 3


@pytest.mark.parametrize("door", DOORS)
def test_a_killed_receiver_loses_and_doubles_no_reading(door: str, tmp_path: Path, database: str) -> None:  # noqa: F811
    account = trial(door, tmp_path, surroundings(tmp_path, database), times=KILLS, seed=7, rate=300)
    assert account.faults == []
    assert account.killed == KILLS
    assert account.found["alarms"] > 0
