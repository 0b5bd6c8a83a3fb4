"""The count at the end of ``manage.py test``: nothing that failed, was skipped or never ran passes for success."""

from pathlib import Path

from anlan.config.results import Result, Tally, Verdict, table, tally_of, verdict_of
from anlan.config.terminal import width

REPORT = '<testsuites><testsuite name="pytest" tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


def report(folder: Path, tests: int, failures: int = 0, errors: int = 0, skipped: int = 0) -> Path:
    path = folder / "report.xml"
    path.write_text(REPORT.format(tests, failures, errors, skipped), encoding="utf-8")
    return path


def test_counts_failures_and_errors_together(tmp_path: Path) -> None:
    assert tally_of(report(tmp_path, 10, failures=2, errors=1), 1) == Tally(passed=7, failed=3)
    assert tally_of(report(tmp_path, 10), 0) == Tally(passed=10)


def test_run_that_broke_off_is_a_failure(tmp_path: Path) -> None:
    assert tally_of(tmp_path / "never-written.xml", 0) == Tally(failed=1)
    half = tmp_path / "half.xml"
    half.write_text("<testsuites><testsuite", encoding="utf-8")
    assert tally_of(half, 0) == Tally(failed=1)
    assert tally_of(report(tmp_path, 5), 2) == Tally(passed=5, failed=1)


def test_run_of_nothing_is_a_failure(tmp_path: Path) -> None:
    assert tally_of(report(tmp_path, 0), 5) == Tally(failed=1)
    assert tally_of(report(tmp_path, 0), 0) == Tally(failed=1)


def test_skipped_test_is_no_success(tmp_path: Path) -> None:
    skipped = tally_of(report(tmp_path, 3, skipped=1), 0)
    assert skipped == Tally(passed=2, skipped=1)
    assert verdict_of(skipped) is Verdict.FAILED
    assert verdict_of(Tally(passed=2)) is Verdict.PASSED


def test_last_line_can_be_read_by_a_machine() -> None:
    assert str(Tally(3, 1) + Tally(4)) == "7 passed, 1 failed"
    assert str(Tally(3, 0, 2)) == "3 passed, 0 failed, 2 skipped"


def test_table_is_aligned_by_width_on_the_terminal() -> None:
    lines = table([Result("类型", Verdict.PASSED, 1.0), Result("lint", Verdict.FAILED, 2.0)]).splitlines()
    starts = {width(line.partition("通过")[0].partition("失败")[0].partition("结果")[0]) for line in lines}
    assert starts == {6}
