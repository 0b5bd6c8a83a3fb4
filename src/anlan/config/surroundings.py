"""Where the working copy lies and what every process of Anlan runs with; standard library only."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
COMPILED: Final = "compiled"  # the folder within the environment


def surroundings() -> Mapping[str, str]:
    """The environment variables that every process of Anlan runs with.

    What is compiled is kept within the environment, also where Python was told to leave nothing beside its sources: a
    start has a thousand modules, and takes half as long again without.
    """
    source = str(ROOT / "src")
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path and path != source]
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX") or str(ROOT / ".venv" / COMPILED),
        "PYTHONPATH": os.pathsep.join([source, *paths]),
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "anlan.config.settings"),
    }
