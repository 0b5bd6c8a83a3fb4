"""A store of its own for each test."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def store_root(tmp_path: Path, settings: Any) -> Path:
    settings.ANLAN_FILES = tmp_path / "files"
    return tmp_path / "files"
