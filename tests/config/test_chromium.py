"""A browser counts as found only if it opens a page."""

import stat
from pathlib import Path

import pytest

from anlan.config import chromium

pytestmark = pytest.mark.only_on("sqlite")


def test_package_that_only_points_elsewhere_is_not_a_browser(tmp_path: Path) -> None:
    pointer = tmp_path / "chromium"
    pointer.write_text("#!/bin/sh\necho 'please install the other package' >&2\nexit 1\n", encoding="utf-8")
    pointer.chmod(pointer.stat().st_mode | stat.S_IXUSR)
    assert not chromium.starts(str(pointer))
    assert not chromium.starts(str(tmp_path / "missing"))


def test_found_browser_starts(chromium_path: str) -> None:
    assert chromium.starts(chromium_path)
