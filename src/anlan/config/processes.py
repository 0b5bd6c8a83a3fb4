"""Starts, watches and stops the processes of a running Anlan; must know nothing of what they do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

GRACE_SECONDS: Final = 10.0
NEW_GROUP: Final = 0x200  # CREATE_NEW_PROCESS_GROUP of Windows, which has no sessions
LOG_LIMIT: Final = 10 * 2**20


class Process:
    """One child with its log file. Ctrl C reaches the parent only, which then stops its children in order."""

    def __init__(self, title: str, arguments: list[str], env: Mapping[str, str], log: Path) -> None:
        self.title = title
        self.log = log
        self._command = [sys.executable, "-m", "anlan.config.child", *arguments]
        self._env = dict(env)
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again; its output is added to the log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self._running = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self._env,
                start_new_session=True,
                creationflags=NEW_GROUP if os.name == "nt" else 0,
            )

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._running.poll() if self._running else None

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        child = self._running
        if child is None:
            return
        if child.poll() is None:
            _ask_to_end(child)
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            _insist(child)
            child.wait()
        if child.stdin:
            child.stdin.close()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def _ask_to_end(child: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(child.pid)], check=False, capture_output=True)
    else:
        child.send_signal(signal.SIGTERM)


def _insist(child: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        child.kill()
    else:
        os.killpg(child.pid, signal.SIGKILL)  # it leads its own session, so its workers go with it


class Restarts:
    """How often a process that keeps failing is started again: five times within ten minutes, and no more."""

    LIMIT: Final = 5
    WINDOW_SECONDS: Final = 600.0

    def __init__(self) -> None:
        self._moments: list[float] = []

    def allow(self) -> bool:
        """Whether one more start is reasonable now."""
        present = time.monotonic()
        self._moments = [moment for moment in self._moments if present - moment < self.WINDOW_SECONDS]
        self._moments.append(present)
        return len(self._moments) <= self.LIMIT
