"""The registry of what the engine does: ``@part("audit-seal", every=60)`` above a function in some ``tasks.py``.

A part takes no argument and asks ``anlan.base.clock`` for the time. It may run again after a crash, so it must be
safe to repeat. It returns True when more waits and it wants to be called again at once.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import autodiscover_modules

Run = Callable[[], Any]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Part:
    """``every`` and ``lease`` in seconds. With ``waiting`` the part is looked at each time it is due, but runs (and
    writes) only when ``waiting()`` says so; use it for what must begin within a second."""

    name: str
    every: float
    run: Run
    waiting: Callable[[], bool] | None = None
    lease: float = 60.0
    title: str = ""


_parts: dict[str, Part] = {}


def part(
    name: str,
    *,
    every: float,
    waiting: Callable[[], bool] | None = None,
    lease: float = 60.0,
    title: Any = "",
) -> Callable[[Run], Run]:
    """Registers the function below. ``title`` is what the system page calls it."""
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise ImproperlyConfigured(f"engine part {name!r}: use lower-case words with hyphens, at most 60 characters")
    if every <= 0 or lease < 1:
        raise ImproperlyConfigured(f"engine part {name!r}: every must be above 0 and lease at least 1 second")

    def register(run: Run) -> Run:
        known = _parts.get(name)
        if known is not None and (known.run.__module__, known.run.__qualname__) != (run.__module__, run.__qualname__):
            raise ImproperlyConfigured(f"engine part {name!r} is registered twice; give one another name")
        _parts[name] = Part(name, every, run, waiting, lease, title)
        return run

    return register


def parts() -> tuple[Part, ...]:
    return tuple(_parts[name] for name in sorted(_parts))


def named(names: Iterable[str]) -> tuple[Part, ...]:
    """Raises ``KeyError`` with the first unknown name."""
    return tuple(_parts[name] for name in names)


def discover() -> tuple[Part, ...]:
    """Imports ``tasks`` of every installed application, then gives all parts."""
    autodiscover_modules("tasks")
    return parts()
