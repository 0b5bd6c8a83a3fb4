"""Times two ways of doing one piece of work in turns; must not know what the work is."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PROC = Path("/proc/self")


@dataclass(frozen=True)
class Case:
    """One thing measured. ``ours`` and ``raw`` do it once and return how many rows they brought; ``before`` runs
    untimed before each of ours, ``after`` once at the end; ``peak`` tells megabytes where another process works;
    ``note`` a figure that is no time."""

    name: str
    label: str
    ours: Callable[[], int]
    raw: Callable[[], int] | None = None
    times: int = 9
    before: Callable[[], Any] | None = None
    after: Callable[[], Any] | None = None
    warm: bool = True
    peak: Callable[[], float] | None = None
    note: Callable[[], str] | None = None


@dataclass(frozen=True)
class Result:
    """Medians. ``cpu`` is this process's own, without the database server's; ``peak_mb`` its largest resident size
    while the case ran, where the system tells (Linux)."""

    name: str
    label: str
    seconds: float
    cpu: float
    best: float
    raw_seconds: float | None
    rows: int
    peak_mb: float | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over raw."""
        return self.seconds / self.raw_seconds if self.raw_seconds else None

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"ratio": self.ratio}


def measured(case: Case) -> Result:
    """Ours and raw by turns, so that a busy moment of the machine strikes both."""
    walls: list[float] = []
    cpus: list[float] = []
    raws: list[float] = []
    rows = 0
    forget_peak()
    for number in range(-1 if case.warm else 0, case.times):
        if case.before:
            case.before()
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        rows = case.ours()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        began = time.perf_counter()
        if case.raw:
            case.raw()
        raw = time.perf_counter() - began
        if number >= 0:
            walls.append(wall)
            cpus.append(cpu)
            raws.append(raw)
    peak = case.peak() if case.peak else peak_mb()
    note = case.note() if case.note else ""
    if case.after:
        case.after()
    return Result(
        case.name,
        case.label,
        statistics.median(walls),
        statistics.median(cpus),
        min(walls),
        statistics.median(raws) if case.raw else None,
        rows,
        peak,
        note,
    )


def forget_peak() -> None:
    """Let the peak begin anew from here (Linux only; elsewhere it is not told)."""
    try:
        (PROC / "clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak_mb() -> float | None:
    """The largest resident size since ``forget_peak``."""
    try:
        lines = (PROC / "status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith("VmHWM")), None)
    return int(kilobytes) / 1024 if kilobytes else None
