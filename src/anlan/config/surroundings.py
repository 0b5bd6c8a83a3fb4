"""Where the working copy lies and what every process of Anlan runs with; standard library only."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]


def surroundings() -> Mapping[str, str]:
    """The environment variables that every process of Anlan runs with."""
    source = str(ROOT / "src")
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path and path != source]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([source, *paths]),
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "anlan.config.settings"),
    }
