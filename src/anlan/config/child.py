"""Runs the web server, the engine or one command as a child that ends with its parent, who holds its stdin."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence


def main(argv: Sequence[str]) -> None:
    """``child web HOST PORT WORKERS``, ``child engine`` or ``child command NAME …``."""
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    runs: dict[str, Callable[..., None]] = {"web": web, "engine": engine, "command": command}
    runs[argv[0]](*argv[1:])


def web(host: str, port: str, workers: str) -> None:
    """Serve pages until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "anlan.config.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def engine() -> None:
    """Run the clock loop until told to stop."""
    command("engine")


def command(*arguments: str) -> None:
    """Run one command of ``manage.py``, its troubles told as there."""
    from anlan.config.bootstrap import main as run

    sys.exit(run(["manage.py", *arguments]))


def _leave_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):  # unbuffered: a lock held by this thread would break the interpreter's end
        pass
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(os.getpid())], check=False, capture_output=True)
    else:
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1:])
