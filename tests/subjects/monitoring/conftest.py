"""What the monitoring tests stand on: a county, devices with thresholds, and a clock that stands still."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.base import clock
from anlan.subjects.monitoring import knowing
from tests.factories import a_world
from tests.subjects.monitoring.making import a_device, a_threshold, an_element


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """No test knows devices of another."""
    knowing.forget()
    yield
    knowing.forget()


@pytest.fixture
def world(db: Any) -> SimpleNamespace:
    """A river gauge and a camera in Stone, a gauge in Cloud; it is eight in the morning."""
    clock.set_for_tests(clock.at("2026-11-22 08:00"))
    made = a_world()
    made.level = an_element("level", "水位", "m", aliases="39 z", largest_step=0.5, zero_is_fault=True)
    made.smoke = an_element("smoke", "烟火", "", on_site=True)
    made.gauge = a_device("LC-SW-01", wire="0099012101", interval_minutes=5)
    made.other_gauge = a_device("LC-SW-02", place="cloud", interval_minutes=5)
    made.camera = a_device("LC-CAM-01", kind="camera")
    made.warning = a_threshold(made.level, 68.0, level="yellow", kind=made.gauge.kind, hysteresis=0.2)
    made.danger = a_threshold(made.level, 69.0, level="red", kind=made.gauge.kind, check_minutes=10)
    made.fire = a_threshold(made.smoke, 1, level="orange", kind=made.camera.kind, check_minutes=5)
    return made
