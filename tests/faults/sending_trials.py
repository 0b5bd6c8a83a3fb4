"""Kills the engine and the web intake again and again while 20,000 people are sent a message each (or one for each of
several steps) through a gateway that hangs, answers late or never and breaks off, and reports everything twice. Nothing
may be lost or sent twice.

``python tests/faults/sending_trials.py [--people 20000] [--steps 1] [--times 100] [--dedups] [--seed N]``; SQLite in a
temporary folder, or the database of ``ANLAN_DATABASE_URL``, which must be empty. Exit code 1 when anything was found.
"""

import argparse
import json
import os
import queue
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.faults.trials import surroundings  # noqa: E402
from tests.kit.notify.fake_gateway import Accepted, FakeGateway, troublesome  # noqa: E402

VICTIM = Path(__file__).with_name("sending_victim.py")
LONGEST = 3600.0
REPORTS_EVERY = 4  # messages, each reported twice; the others are never reported
REPLYING = 20  # people, each answering twice once all is sent: an answer would stop what is still to come
REPORTS_AT_ONCE = 50
RATE = 150.0  # messages a second, so that the work lasts and processes are killed at it


@dataclass
class Account:
    killed: dict[str, int] = field(default_factory=lambda: {"engine": 0, "web": 0})
    seconds: float = 0.0
    accepted: int = 0
    attempts: int = 0
    asked: int = 0
    repeated: int = 0
    found: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Reporter(threading.Thread):
    """The provider's other half: reports what it accepted, and replies, twice each, until somebody says thank you."""

    def __init__(self, site: str, paths: Mapping[str, str], gateway: FakeGateway, people: int, total: int) -> None:
        super().__init__(daemon=True)
        self.site, self.paths, self.gateway, self.total = site, paths, gateway, total
        self.todo: queue.SimpleQueue[tuple[str, list[dict[str, Any]], int]] = queue.SimpleQueue()
        self.replying = replying(people)
        self.left = 1  # the replies to come
        self.told = 0
        self.finished = threading.Event()

    def run(self) -> None:
        while not self.finished.is_set():
            self._look()
            try:
                door, said, times = self.todo.get(timeout=0.02)
            except queue.Empty:
                continue
            done = self._post(door, said)
            if times > done:
                self.todo.put((door, said, times - done))
            else:
                self.left -= 1
            if not done:
                time.sleep(0.05)

    def _look(self) -> None:
        """What was accepted since: some at once, and the rest when all is in."""
        whole = len(self.gateway.accepted) >= self.total
        fresh = self.gateway.accepted[self.told : self.told + REPORTS_AT_ONCE * REPORTS_EVERY]
        if fresh and (whole or len(fresh) == REPORTS_AT_ONCE * REPORTS_EVERY):
            self.told += len(fresh)
            self._put("reports", [_report(one) for one in fresh if is_reported(one.key)])
            if self.told == self.total:
                for one in self.gateway.accepted:
                    if one.key.startswith("trial-1-") and number_of(one.key) in self.replying:
                        self._put("replies", [_reply(one)])
                self.left -= 1

    def _put(self, door: str, said: list[dict[str, Any]]) -> None:
        self.left += 1
        self.todo.put((door, said, 2))

    def _post(self, door: str, said: list[dict[str, Any]]) -> bool:
        asked = urllib.request.Request(
            self.site + self.paths[door], json.dumps(said).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def trial(
    people: int, times: int, seed: int, env: dict[str, str], *, dedups: bool, steps: int = 1, share: float = 0.01
) -> Account:
    """Kill each of the two ``times / 2`` times at random instants, then let all come to its end."""
    account, chance = Account(), random.Random(seed)
    gateway = FakeGateway(troublesome(seed, share), latency=0.005, late=1.5, dedups=dedups, can_be_asked=not dedups)
    endpoint = gateway.start()
    port = _free_port()
    paths = _said(_start(env, "prepare", str(people), str(steps), str(RATE), endpoint))
    reporter = Reporter(f"http://127.0.0.1:{port}", paths, gateway, people, people * steps)
    reporter.start()
    began = time.monotonic()
    commands = {"engine": ("engine",), "web": ("web", str(port))}
    victims = {name: _at_work(env, *command) for name, command in commands.items()}
    try:
        while sum(account.killed.values()) < times and time.monotonic() - began < LONGEST:
            name = chance.choice(("engine", "web"))
            time.sleep(chance.uniform(0.0, 3.0))
            _end(victims[name])
            account.killed[name] += 1
            victims[name] = _at_work(env, *commands[name])
        account.found = _at_rest(env, reporter, people * steps, began)
    finally:
        for victim in victims.values():
            _end(victim)
        reporter.finished.set()
        gateway.stop()
    account.seconds = time.monotonic() - began
    account.accepted, account.attempts = len(gateway.accepted), gateway.attempts.total()
    account.asked, account.repeated = gateway.asked.total(), gateway.repeated
    _judge(account, gateway, people, steps)
    return account


def _at_rest(env: dict[str, str], reporter: Reporter, total: int, began: float) -> dict[str, Any]:
    """Waits until every message and report has arrived, or nothing has changed for two minutes."""
    found: dict[str, Any] = {}
    changed = time.monotonic()
    while time.monotonic() - began < LONGEST and time.monotonic() - changed < 120:
        seen = _said(_start(env, "look"))
        if seen != found:
            found, changed = seen, time.monotonic()
        if sum(found["states"].get(state, 0) for state in ("sent", "delivered")) == total and not reporter.left:
            break
        time.sleep(1.0)
    return found


def is_reported(key: str) -> bool:
    return number_of(key) % REPORTS_EVERY == 0


def replying(people: int) -> range:
    return range(0, people, max(people // REPLYING, 1))


def number_of(key: str) -> int:
    return int(key.rpartition("-")[2])


def _judge(account: Account, gateway: FakeGateway, people: int, steps: int) -> None:
    expected = {f"trial-{step}-{number}" for step in range(1, steps + 1) for number in range(people)}
    times = {key: len(ones) for key, ones in gateway.by_key.items()}
    missing = sorted(expected - times.keys())
    twice = sorted(key for key, count in times.items() if count != 1)
    for name, keys in (("never accepted", missing), ("accepted twice", twice)):
        if keys:
            account.faults.append(f"{len(keys)} {name}: {', '.join(keys[:5])}")
    if times.keys() - expected:
        account.faults.append("messages that nobody ordered")
    found, reported = account.found, sum(map(is_reported, expected))
    states = {"delivered": reported, "sent": len(expected) - reported}
    answering = len(replying(people))
    wanted = {
        "states": states,
        "numbered": len(expected),
        "unsure": 0,
        "sent_people": people,
        "reached_people": reported // steps,
        "answered": answering,
        "replies": answering,
    }
    for name, value in wanted.items():
        if found.get(name) != value:
            account.faults.append(f"{name}: {found.get(name)} instead of {value}")


def _reply(one: Accepted) -> dict[str, Any]:
    return {"phone_number": one.address, "content": "1", "send_time": "", "sequence_id": one.key}


def _report(one: Accepted) -> dict[str, Any]:
    return {
        "phone_number": one.address, "report_time": "", "success": True, "biz_id": one.id, "out_id": one.key,
        "err_code": "DELIVERED", "err_msg": "",
    }  # fmt: skip


def _start(env: dict[str, str], *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(VICTIM), *command], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _at_work(env: dict[str, str], *command: str) -> subprocess.Popen[str]:
    """Once it has said that it begins, so that it is killed at work and not while Python loads."""
    process = _start(env, *command)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _said(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _nothing = process.communicate(timeout=600)
    found: dict[str, Any] = json.loads(said)
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--dedups", action="store_true", help="the gateway knows keys, and cannot be asked")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="anlan-faults-") as name:
        env = surroundings(Path(name), os.environ.get("ANLAN_DATABASE_URL", ""))
        account = trial(options.people, options.times, options.seed, env, dedups=options.dedups, steps=options.steps)
    print(
        f"killed {account.killed}, {account.seconds:.0f} s, {account.accepted} accepted of {account.attempts} tries, "
        f"{account.asked} questions, {account.repeated} keys known already, seed {options.seed}, {account.found}"
    )
    for fault in account.faults:
        print("  FAULT", fault)
    return 1 if account.faults else 0


if __name__ == "__main__":
    sys.exit(main())
