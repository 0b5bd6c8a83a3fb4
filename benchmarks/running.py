"""The whole benchmark: database by database, each in processes of its own, told as a table or as JSON."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from anlan.config.surroundings import ROOT
from benchmarks.databases import KINDS, MILLIONS, opened

HEAD = ("项目", "用时", "CPU", "数据库", "倍数", "行数", "峰值内存")
USUAL = (20_000, 1_000_000)
Say = Callable[[str], None]


def run(sizes: Sequence[int], kinds: Sequence[str], only: Sequence[str], say: Say) -> list[dict[str, Any]]:
    """Measure, saying each table as it grows; returns all results. Figures alone are measured among millions of rows,
    unless ``sizes`` names another number; all else among the usual numbers of hazards.
    """
    results = []
    copied = not sizes and bool(only) and all(name.startswith("figures") for name in only)
    say(machine())
    for kind in kinds:
        for size in sizes or ((MILLIONS,) if copied else USUAL):
            say(f"\n{kind} · {size:,} {'行隐患和检查' if copied else '处隐患'}\n" + line(HEAD))
            with opened(kind, size, copied=copied) as env:
                for told in _measured(env, only):
                    results.append({"database": kind, "hazards": size} | told)
                    say(line(cells(told)))
    return results


def _measured(env: Mapping[str, str], only: Sequence[str]) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "benchmarks.worker", *(f"--only={name}" for name in only)]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for told in process.stdout or ():
            yield json.loads(told)
    if process.returncode:
        raise RuntimeError(f"benchmarks.worker ended with {process.returncode}")


def machine() -> str:
    """Cores, memory and load: nothing that names the machine."""
    try:
        memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB 内存"
    except (AttributeError, ValueError):
        memory = "内存未知"
    load = f"，开始时的负载 {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} 核，{memory}，Python {platform.python_version()}{load}"


def cells(told: Mapping[str, Any]) -> tuple[str, ...]:
    """One result in words: milliseconds or seconds, the ratio, rows and memory."""
    raw, ratio, peak = told["raw_seconds"], told["ratio"], told["peak_mb"]
    return (
        f"{told['label']} [{told['name']}]" + (f"：{told['note']}" if told.get("note") else ""),
        spelt(told["seconds"]),
        spelt(told["cpu"]),
        spelt(raw) if raw else "—",
        f"{ratio:.1f}" if ratio else "—",
        f"{told['rows']:,}",
        f"{peak:.0f} MB" if peak else "—",
    )


def spelt(seconds: float) -> str:
    """3.2 s or 24 ms."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def line(parts: Sequence[str]) -> str:
    """A row of a table as documents hold it."""
    return f"| {' | '.join(parts)} |"


__all__ = ["KINDS", "run"]
