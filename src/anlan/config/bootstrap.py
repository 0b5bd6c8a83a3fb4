"""From a bare Python to a running command. Standard library only until the environment stands."""

import contextlib
import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

from anlan.config.environment import Environment
from anlan.config.surroundings import ROOT, surroundings
from anlan.config.troubles import INTERRUPTED_CODE, TROUBLE_CODE, AlreadyTold, Trouble, explain, say

OWN_COMMANDS: Final = ("demo", "test")
COLLECTED: Final = (50_000, 20, 100)  # commands make much and drop little: the usual (700, 10, 10) takes a fifth longer


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Chinese must not stop the work
    try:
        return _run(list(argv))
    except KeyboardInterrupt:
        say("已停止。")
        return INTERRUPTED_CODE
    except AlreadyTold:
        return TROUBLE_CODE
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        say(sentence)
        return error.code if isinstance(error, Trouble) else Trouble(sentence).code


def _run(argv: list[str]) -> int:
    command = argv[1] if len(argv) > 1 else "help"
    environment = Environment(ROOT)
    inside = is_same(Path(sys.prefix), environment.folder)
    if command == "pins":
        from anlan.config.pins import write_pins

        return write_pins(ROOT)
    # Whoever calls the environment's own Python has chosen it, and only the two whole jobs look after it even then.
    if not inside or command in OWN_COMMANDS:
        environment.ensure("test" if command == "test" else "base")
    if not inside:
        return hand_over([str(environment.python), str(ROOT / "manage.py"), *argv[1:]], surroundings())
    os.environ.update(surroundings())
    if command == "demo":
        from anlan.config.demonstration import demo

        return demo(argv[2:])
    if command == "test":
        from anlan.config.trial import trial

        return trial(argv[2:])
    if not os.environ.get("ANLAN_DATABASE_URL"):
        with contextlib.suppress(OSError):  # where it cannot be made, SQLite says so when it is needed
            Path(os.environ.get("ANLAN_VAR") or ROOT / "var").mkdir(parents=True, exist_ok=True)
    from django.core.management import execute_from_command_line

    gc.set_threshold(*COLLECTED)
    execute_from_command_line(argv)
    return 0


def hand_over(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Become ``command`` where the system can; elsewhere run it and leave Ctrl C to it."""
    sys.stdout.flush()
    if os.name != "nt":
        _become(command, env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.run(command, env=env, check=False).returncode


def _become(command: Sequence[str], env: Mapping[str, str]) -> NoReturn:
    os.execve(command[0], list(command), env)  # noqa: S606 - our own Python, no shell


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths are one folder."""
    try:
        return one.samefile(other)
    except OSError:
        return False
