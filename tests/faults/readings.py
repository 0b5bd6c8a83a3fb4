"""Kills the receiver of readings at random instants while devices send: nothing may be lost, doubled or alarmed twice.

``python tests/faults/readings.py [mqtt|tcp …] [--times 50] [--seed N] [--rate 1000]`` runs it by itself, on SQLite in a
temporary folder or on the database of ``ANLAN_DATABASE_URL``, which must be empty. Exit code 1 when anything was found.
"""

import argparse
import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[2] / "src")]

from anlan.subjects.monitoring.frames import hj212
from tests.faults.broker import PASSWORD, USER
from tests.faults.trials import ROOT, surroundings

VICTIM = Path(__file__).with_name("readings_victim.py")
DOORS = ("mqtt", "tcp")
DEVICES = 50
START = 1_763_700_000  # seconds: every reading is a second of its own, all of them past
PATIENCE = 120.0
LONGEST = 1800.0
LEAST = 900  # readings, so that every device passes its limit


@dataclass
class Account:
    """What one trial saw."""

    killed: int = 0
    sent: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)


class Devices:
    """Fifty devices that send one reading after the other, each value once, at a set rate, until they are stopped."""

    def __init__(self, rate: float) -> None:
        self.rate, self.sent = rate, 0
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait(self, number: int) -> None:
        """Until so many were sent, for a while."""
        end = time.monotonic() + PATIENCE
        while self.sent < number and time.monotonic() < end:
            time.sleep(0.1)

    def stop(self) -> None:
        """Ends when all that was begun has been handed over."""
        self.stopped.set()
        self._thread.join(LONGEST)

    def _run(self) -> None:
        began = time.monotonic()
        while not self.stopped.is_set():
            ahead = self.sent / self.rate - (time.monotonic() - began)
            if ahead > 0:
                time.sleep(ahead)
            if self.send(self.sent):
                self.sent += 1
        self.finish()

    def send(self, number: int) -> bool:
        raise NotImplementedError

    def finish(self) -> None:
        """Wait until all is handed over."""


class OverMqtt(Devices):
    """To the broker, which stays up and keeps for the receiver what it has not acknowledged."""

    def __init__(self, rate: float, port: int) -> None:
        super().__init__(rate)
        self._paho = paho.Client(CallbackAPIVersion.VERSION2, client_id="devices")
        self._paho.username_pw_set(USER, PASSWORD)
        self._paho.max_queued_messages_set(0)
        self._paho.connect("127.0.0.1", port)
        self._paho.loop_start()
        self._last: Any = None

    def send(self, number: int) -> bool:
        reading = {"ts": START + number, "metric": "level", "value": value_of(number)}
        topic = f"ems/990121/trial/D{number % DEVICES}/up"
        taken = self._paho.publish(topic, json.dumps(reading), 1)
        if taken.rc == paho.MQTT_ERR_QUEUE_SIZE:  # too many wait for a broker that does not keep up
            time.sleep(0.05)
            return False
        self._last = taken
        return True

    def finish(self) -> None:
        """What the broker has not taken yet was never sent: a slow one is given its time."""
        end = time.monotonic() + LONGEST
        while self._last is not None and not self._last.is_published() and time.monotonic() < end:
            time.sleep(0.1)
        self._paho.disconnect()
        self._paho.loop_stop()


class OverTcp(Devices):
    """One collector that keeps each frame until it is answered, and sends it again over a new connection."""

    def __init__(self, rate: float, port: int) -> None:
        super().__init__(rate)
        self.port = port
        self._socket: socket.socket | None = None

    def send(self, number: int) -> bool:
        at = time.strftime("%Y%m%d%H%M%S", time.gmtime(START + number + 8 * 3600))
        frame = hj212.packed(
            f"QN={at}000;ST=31;CN=2011;PW=1;MN=D{number % DEVICES};Flag=5;"
            f"CP=&&DataTime={at};level-Rtd={value_of(number)}&&"
        )
        with contextlib.suppress(OSError):
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=10)
            self._socket.sendall(frame)
            heard = b""
            while not heard.endswith(b"\r\n"):
                piece = self._socket.recv(4096)
                if not piece:
                    raise ConnectionError("the receiver is gone")
                heard += piece
            if b"CN=9014" in heard:
                return True
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        time.sleep(0.02)
        return False

    def finish(self) -> None:
        if self._socket is not None:
            self._socket.close()


def value_of(number: int) -> float:
    """Each device's level creeps up and passes the alarm's limit of 68 once."""
    return round(60 + number / 100, 2)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def victim(env: Mapping[str, str], *arguments: str) -> dict[str, Any]:
    """Ask the database something in a process of its own."""
    command = [sys.executable, str(VICTIM), *arguments]
    told = subprocess.run(command, env=dict(env), check=True, capture_output=True, text=True, timeout=600)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@contextlib.contextmanager
def broker(folder: Path, env: Mapping[str, str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, str(ROOT / "tests" / "faults" / "broker.py"), str(port), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(env)) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"up"
        yield port
        process.kill()


def receiver(door: str, port: int, env: Mapping[str, str]) -> "subprocess.Popen[str]":
    """The real command, listening."""
    where = ["--mqtt", f"mqtt://{USER}@127.0.0.1:{port}"] if door == "mqtt" else ["--tcp", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "receive", *where],
        env={**env, "ANLAN_MQTT_PASSWORD": PASSWORD}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        if "正在接收" in line:
            return process
    raise RuntimeError("the receiver did not start")


def trial(door: str, folder: Path, env: Mapping[str, str], *, times: int, seed: int, rate: float = 500) -> Account:
    """Kill ``times`` receivers at work, let the last one finish, and count."""
    chance = random.Random(seed)
    account = Account()
    victim(env, "prepare", str(DEVICES))
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(broker(folder, env)) if door == "mqtt" else free_port()
        first = receiver(door, port, env)  # so that the broker knows of its session before anything is sent
        time.sleep(1.0)
        devices: Devices = OverMqtt(rate, port) if door == "mqtt" else OverTcp(rate, port)
        began = time.monotonic()
        devices.start()
        process = first
        for _ in range(times):
            time.sleep(chance.uniform(0.05, 1.5))
            process.kill()
            process.communicate()
            account.killed += 1
            process = receiver(door, port, env)
        devices.wait(LEAST)
        devices.stop()
        account.sent, account.seconds = devices.sent, time.monotonic() - began
        account.found = wait_for(devices.sent, env)
        process.terminate()
        process.communicate()
    judge(account, devices.sent)
    return account


def wait_for(sent: int, env: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the database when all has come, or when nothing more has come for a while: a busy machine
    takes long over what waited while receivers were dead."""
    changed = time.monotonic()
    found = victim(env, "count")
    while found["readings"] < sent and time.monotonic() - changed < PATIENCE:
        time.sleep(1.0)
        seen = victim(env, "count")
        if seen["readings"] != found["readings"]:
            found, changed = seen, time.monotonic()
    return found


def judge(account: Account, sent: int) -> None:
    """Every reading once with its own value, every device's crossing one alarm."""
    found = account.found
    crossed = len({number % DEVICES for number in range(sent) if value_of(number) >= 68})
    expected = {
        "readings": sent,
        "moments": sent,
        "sum": round(sum(value_of(number) for number in range(sent)), 3),
        "strays": 0,
        "alarms": crossed,
        "alarmed": crossed,
    }
    account.faults += [
        f"{name}: {found[name]}, expected {value}" for name, value in expected.items() if found[name] != value
    ]
    if sent == 0:
        account.faults.append("nothing was sent")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("doors", nargs="*", metavar="|".join(DOORS))
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rate", type=float, default=1000)
    options = parser.parse_args()
    if set(options.doors) - set(DOORS):
        parser.error(f"choose from {', '.join(DOORS)}")
    failed = False
    for door in options.doors or DOORS:
        with tempfile.TemporaryDirectory(prefix="anlan-readings-") as name:
            env = surroundings(Path(name), os.environ.get("ANLAN_DATABASE_URL", ""))
            account = trial(door, Path(name), env, times=options.times, seed=options.seed, rate=options.rate)
        failed = failed or bool(account.faults)
        print(
            f"{door}: killed {account.killed}, sent {account.sent} in {account.seconds:.0f} s, "
            f"seed {options.seed}, {account.found}"
        )
        for fault in account.faults:
            print("  FAULT", fault)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
