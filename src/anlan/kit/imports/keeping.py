"""Cells of a sheet as JSON, so that a refused row can be shown, repaired and handed back as it came."""

import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from anlan.kit.imports.cells import Cell, as_text


def cells_to_json(cells: Sequence[Cell]) -> list[Any]:
    """Texts, numbers and truth values as they are; days and moments as ``{"on": …}`` and ``{"at": …}``."""
    return [_to_json(cell) for cell in cells]


def _to_json(cell: Cell) -> Any:
    if isinstance(cell, str):
        return cell.replace("\x00", "")
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if cell is None or isinstance(cell, (bool, int, float)):
        return cell
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    return as_text(cell) if isinstance(cell, (time, timedelta)) else str(cell)


def cells_from_json(kept: Sequence[Any]) -> list[Cell]:
    """The cells back from ``cells_to_json``."""
    return [_from_json(cell) for cell in kept]


def _from_json(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell  # type: ignore[no-any-return]
    return datetime.fromisoformat(cell["at"]) if "at" in cell else date.fromisoformat(cell["on"])
