"""The databases that are measured: made by ``build_demo`` once a size and kept under ``var/bench``."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from anlan.config.postgres import temporary_server
from anlan.config.surroundings import ROOT, surroundings

OF_ONE_SCALE = 20_000
KINDS = ("sqlite", "postgresql")
READY = "ready"


def folder() -> Path:
    """Where they are kept; ``ANLAN_VAR`` moves it."""
    return Path(os.environ.get("ANLAN_VAR") or ROOT / "var") / "bench"


@contextmanager
def opened(kind: str, size: int) -> Iterator[Mapping[str, str]]:
    """The environment of a process that uses the database; makes it first if need be, anew if it was left half done."""
    home = folder() / f"{kind}-{size}"
    if not (home / READY).exists():
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    env = {**surroundings(), "ANLAN_VAR": str(home), "ANLAN_MODE": "demo", "ANLAN_DEBUG": ""}
    if kind == "sqlite":
        env["ANLAN_DATABASE_URL"] = f"sqlite:///{(home / 'anlan.sqlite3').as_posix()}"
        _make(env, home, size)
        yield env
    else:
        with temporary_server(durable=True, data=home / "data") as url:
            env["ANLAN_DATABASE_URL"] = url
            _make(env, home, size)
            yield env


def _make(env: Mapping[str, str], home: Path, size: int) -> None:
    _manage(env, "migrate", "-v0")
    if not (home / READY).exists():
        print(f"正在建 {size:,} 处隐患的数据库，只在第一次；一百万处约需十分钟…", file=sys.stderr, flush=True)
        _manage(env, "build_demo", "-v0", "--scale", str(size // OF_ONE_SCALE))
        (home / READY).touch()


def _manage(env: Mapping[str, str], *command: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *command], env=env, check=True, stdout=subprocess.DEVNULL)
