"""What the steps of ``manage.py test`` came to: counted from pytest's own reports, printed as a table and a line."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from anlan.config.terminal import aligned


class Verdict(Enum):
    """How a step ended."""

    PASSED = "通过"
    FAILED = "失败"
    NOT_RUN = "未运行"


@dataclass(frozen=True)
class Tally:
    """Tests of one pytest run, or the sum of several."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclass(frozen=True)
class Result:
    """One step: how it ended, how long it took, its tests if it ran any, and a remark."""

    title: str
    verdict: Verdict
    seconds: float
    tally: Tally = Tally()
    remark: str = ""


def tally_of(report: Path, exit_code: int) -> Tally:
    """Counts of a JUnit report. A run that broke off or ran nothing counts as a failure: silence is no success."""
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - our own pytest wrote it
    except (OSError, ET.ParseError):
        return Tally(failed=1)
    tests = skipped = failed = 0
    for suite in suites:
        tests += int(suite.get("tests", 0))
        skipped += int(suite.get("skipped", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    passed = max(0, tests - skipped - failed)
    if (exit_code != 0 and failed == 0) or passed + failed == 0:
        failed += 1
    return Tally(passed, failed, skipped)


def verdict_of(tally: Tally) -> Verdict:
    """A skipped test is not a passed one: nothing here may be skipped."""
    return Verdict.FAILED if tally.failed or tally.skipped else Verdict.PASSED


def table(results: Sequence[Result]) -> str:
    """The summary, aligned for a terminal where Chinese characters are two wide."""
    rows = [("步骤", "结果", "用时", "说明")]
    for result in results:
        counted = str(result.tally) if result.tally != Tally() else ""
        remark = "；".join(part for part in (counted, result.remark) if part)
        rows.append((result.title, result.verdict.value, f"{result.seconds:.1f} 秒", remark))
    return "\n".join(aligned(rows))
