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
MILLIONS = 5_000_000  # hazards and inspections together, where figures are measured
KINDS = ("sqlite", "postgresql")
READY = "ready"


def folder() -> Path:
    """Where they are kept; ``ANLAN_VAR`` moves it."""
    return Path(os.environ.get("ANLAN_VAR") or ROOT / "var") / "bench"


@contextmanager
def opened(kind: str, size: int, *, copied: bool = False) -> Iterator[Mapping[str, str]]:
    """The environment of a process that uses the database; makes it first if need be, anew if it was left half done.

    ``copied``: a small county, then copies of its rows by SQL until there are so many (see ``millions``).
    """
    home = folder() / f"{kind}-{size}{'-copied' if copied else ''}"
    if not (home / READY).exists():
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    env = {**surroundings(), "ANLAN_VAR": str(home), "ANLAN_MODE": "demo", "ANLAN_DEBUG": ""}
    if kind == "sqlite":
        env["ANLAN_DATABASE_URL"] = f"sqlite:///{(home / 'anlan.sqlite3').as_posix()}"
        _make(env, home, size, copied=copied)
        yield env
    else:
        with temporary_server(durable=True, data=home / "data") as url:
            env["ANLAN_DATABASE_URL"] = url
            _make(env, home, size, copied=copied)
            yield env


def _make(env: Mapping[str, str], home: Path, size: int, *, copied: bool) -> None:
    _run(env, str(ROOT / "manage.py"), "migrate", "-v0")
    if (home / READY).exists():
        return
    minutes = "五百万行约需十五分钟" if copied else "一百万处约需十分钟"
    print(f"正在建 {size:,} 行的数据库，只在第一次；{minutes}…", file=sys.stderr, flush=True)
    scale = 1 if copied else size // OF_ONE_SCALE
    _run(env, str(ROOT / "manage.py"), "build_demo", "-v0", "--scale", str(scale))
    if copied:
        _run(env, "-m", "benchmarks.millions", str(size))
    (home / READY).touch()


def _run(env: Mapping[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
