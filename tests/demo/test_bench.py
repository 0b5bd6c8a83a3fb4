"""``manage.py bench``: every case does what it says on a small county, and the command puts it into a table or JSON."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from benchmarks import databases, measuring, running
from benchmarks.measuring import Case

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANLAN_VAR", str(tmp_path))
    return tmp_path


def test_the_command_makes_its_county_anew_where_it_was_left_half_made_and_measures_it(county: Path) -> None:
    half = databases.folder() / "sqlite-20000" / "left over"
    half.parent.mkdir(parents=True)
    half.touch()
    cases = [f"--only={name}" for name in ("list-plain", "list-deep", "find-rare")]
    command = [sys.executable, "manage.py", "bench", "--rows=20000", "--database=sqlite", "--json", *cases]
    run = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "列表首页" in run.stderr
    results = {told["name"]: told for told in json.loads(run.stdout)}
    assert set(results) == {"list-plain", "list-deep", "find-rare"}
    assert results["list-plain"]["rows"] == results["list-deep"]["rows"] == 50
    assert results["find-rare"]["rows"] > 0
    assert all(told["ratio"] > 0 and told["hazards"] == 20_000 for told in results.values())
    kept = county / "bench" / "sqlite-20000" / "anlan.sqlite3"
    with sqlite3.connect(kept) as link:
        assert link.execute("SELECT COUNT(*) FROM hazards_hazard").fetchone() == (20_000,)
    assert not half.exists()


def test_sizes_that_the_county_cannot_have_are_refused() -> None:
    with pytest.raises(CommandError, match="20000 的倍数"):
        call_command("bench", "--rows", "30000")


def test_ours_and_raw_take_turns_and_only_ours_is_warmed() -> None:
    said: list[str] = []

    def note(word: str) -> Any:
        return lambda: said.append(word) or len(said)

    case = Case("a", "甲", note("ours"), note("raw"), times=2, before=note("before"), after=note("after"))
    result = measuring.measured(case)
    assert said == ["before", "ours", "raw"] * 3 + ["after"]
    assert result.ratio == result.seconds / (result.raw_seconds or 0)


def test_a_result_is_told_with_its_ratio_and_without_what_is_not_known() -> None:
    told = measuring.Result("a", "甲", 1.5, 1.0, 1.2, None, 1234, None).told()
    assert running.cells(told) == ("甲 [a]", "1.50 s", "1.00 s", "—", "—", "1,234", "—")
