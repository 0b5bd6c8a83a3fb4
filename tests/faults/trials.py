"""Kills real processes at random instants and looks at what they leave: nothing may be lost, doubled or half done.

``python tests/faults/trials.py [import|upload|seal …] [--times 50] [--seed N]`` runs it by itself, on SQLite in a
temporary folder or on the database of ``ANLAN_DATABASE_URL``, which must be empty. Exit code 1 when anything was found.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VICTIM = Path(__file__).with_name("victim.py")
WORKS = ("import", "upload", "seal")


@dataclass
class Account:
    """What one trial saw: how often a process was killed at work and how often it got through, and all faults."""

    killed: int = 0
    finished: int = 0
    faults: list[str] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)


def surroundings(folder: Path, database: str) -> dict[str, str]:
    """The environment of every process of a trial: a folder and a database of its own."""
    (folder / "var").mkdir(exist_ok=True)
    env = {
        **os.environ,
        "ANLAN_MODE": "test",
        "ANLAN_VAR": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "anlan.config.settings",
    }
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    env.pop("ANLAN_DATABASE_URL", None)
    return env | ({"ANLAN_DATABASE_URL": database} if database else {})


def prepare(folder: Path, env: Mapping[str, str]) -> None:
    """Tables, a little county, and the sheet."""
    subprocess.run([sys.executable, str(VICTIM), "prepare", str(folder)], env=dict(env), check=True, timeout=600)


def trial(work: str, folder: Path, env: Mapping[str, str], *, times: int, seed: int) -> Account:
    """Kill ``times`` processes at work. How long the work takes is learnt from those that get through."""
    chance = random.Random(seed)
    account, longest, number = Account(), 2.0, 0
    while account.killed < times and number < 6 * times:
        number += 1
        # One in four is left to finish, so that the work comes on and every step of it is killed in its turn.
        patience = None if chance.random() < 0.25 else chance.uniform(0.0, longest)
        took = _one(work, folder, env, number, patience, account)
        if took is not None:
            longest = 0.5 * longest + 0.6 * took
    _one(work, folder, env, number + 1, None, account)
    return account


def _one(
    work: str, folder: Path, env: Mapping[str, str], number: int, patience: float | None, account: Account
) -> float | None:
    """One process; gives how long it worked if it was not killed."""
    command = [sys.executable, str(VICTIM), work, str(folder), str(number)]
    with subprocess.Popen(command, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        began = time.monotonic()
        if not line:
            account.faults.append(f"round {number} did not begin: {process.stderr.read()[-2000:]}")
            return None
        found = json.loads(line)
        account.last = found["states"]
        account.faults += [f"round {number}: {fault}" for fault in found["faults"]]
        if patience is not None:
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                account.killed += 1
                return None
        said, complaints = process.communicate(timeout=300)
        if "done" not in said:
            account.faults.append(f"round {number} broke off: {complaints[-2000:]}")
        account.finished += 1
        return time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", nargs="*", metavar="|".join(WORKS))
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    if set(options.works) - set(WORKS):
        parser.error(f"choose from {', '.join(WORKS)}")
    failed = False
    for work in options.works or WORKS:
        with tempfile.TemporaryDirectory(prefix="anlan-faults-") as name:
            folder = Path(name)
            env = surroundings(folder, os.environ.get("ANLAN_DATABASE_URL", ""))
            prepare(folder, env)
            account = trial(work, folder, env, times=options.times, seed=options.seed)
        failed = failed or bool(account.faults)
        print(f"{work}: killed {account.killed}, finished {account.finished}, seed {options.seed}, {account.last}")
        for fault in account.faults:
            print("  FAULT", fault)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
