"""A short run of the sending trials; ``sending_trials.py --times 100`` with 20,000 people is the long one."""

from pathlib import Path

import pytest

from tests.faults.sending_trials import trial
from tests.faults.test_kills import database
from tests.faults.trials import surroundings

__all__ = ["database"]


@pytest.fixture
def env(tmp_path: Path, database: str) -> dict[str, str]:
    return surroundings(tmp_path, database)


@pytest.mark.parametrize("dedups", [False, True], ids=["gateway that can be asked", "gateway that knows keys"])
def test_killed_processes_send_each_message_once(env: dict[str, str], dedups: bool) -> None:
    account = trial(200, 4, seed=5, env=env, dedups=dedups, steps=2, share=0.03)
    assert account.faults == []
    assert sum(account.killed.values()) == 4
