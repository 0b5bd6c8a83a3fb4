"""Takes away what nothing needs: remains of broken uploads, and contents that no row names any more.

A content goes in two steps at least a day apart: first it is set aside, where a row that turns up late gets it back.
"""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

from anlan.kit.files import store
from anlan.kit.files.models import Attachment

log = logging.getLogger("anlan.files")

PART_AGE = 24 * 3600.0
UNNAMED_AGE = 7 * 24 * 3600.0
ASIDE_AGE = 24 * 3600.0
_ASIDE = ".aside"


def sweep(moment: float | None = None) -> dict[str, int]:
    """Counts of parts removed, contents set aside, brought back and removed.

    ``moment`` is in seconds of the system's own clock, as file times are.
    """
    moment = time.time() if moment is None else moment
    counts = {"parts": 0, "aside": 0, "back": 0, "removed": 0}
    for part in [*store.root().glob("incoming/*.part"), *store.root().glob("derived/*/*.part")]:
        if _age(part, moment) > PART_AGE:
            part.unlink(missing_ok=True)
            counts["parts"] += 1
    for folder in _folders():
        _sweep_folder(folder, moment, counts)
    return counts


def _folders() -> Iterator[Path]:
    for folder in sorted(store.root().glob("[0-9a-f][0-9a-f]")):
        if folder.is_dir():
            yield folder


def _sweep_folder(folder: Path, moment: float, counts: dict[str, int]) -> None:
    named = set(Attachment.objects.filter(sha256__startswith=folder.name).values_list("sha256", flat=True))
    for path in sorted(folder.iterdir()):
        if path.name.endswith(_ASIDE):
            _settle_aside(path, path.name.removesuffix(_ASIDE) in named, moment, counts)
        elif path.name not in named and _age(path, moment) > UNNAMED_AGE:
            _set_aside(path, moment, counts)


def _set_aside(path: Path, moment: float, counts: dict[str, int]) -> None:
    aside = path.with_name(path.name + _ASIDE)
    path.replace(aside)
    if _age(aside, moment) <= UNNAMED_AGE:  # an upload of the same content counted on it just before
        aside.replace(path)
        return
    os.utime(aside, (moment, moment))
    counts["aside"] += 1


def _settle_aside(aside: Path, named: bool, moment: float, counts: dict[str, int]) -> None:
    if named:
        aside.replace(aside.with_name(aside.name.removesuffix(_ASIDE)))
        counts["back"] += 1
    elif _age(aside, moment) > ASIDE_AGE:
        sha256 = aside.name.removesuffix(_ASIDE)
        aside.unlink(missing_ok=True)
        for made in store.derived_path(sha256, "").parent.glob(f"{sha256}-*"):
            made.unlink(missing_ok=True)
        counts["removed"] += 1


def _age(path: Path, moment: float) -> float:
    try:
        return moment - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
