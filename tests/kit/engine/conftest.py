"""A registry of parts that is empty at the beginning of each test, and a clock that runs again at its end."""

from collections.abc import Iterator

import pytest

from anlan.base import clock
from anlan.kit.engine import parts


@pytest.fixture(autouse=True)
def no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    parts.discover()
    monkeypatch.setattr(parts, "_parts", {})


@pytest.fixture
def stopped_clock() -> Iterator[None]:
    clock.set_for_tests(clock.at("2026-11-22 08:00"))
    yield
    clock.set_for_tests(None)
