"""A county that other threads see too, and a store that writes for them."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.subjects.monitoring import knowing
from anlan.subjects.monitoring.receivers.storing import Store
from tests.factories import COUNTY, STONE, STONE_VILLAGE, a_place
from tests.subjects.monitoring.making import a_device, an_element

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def gauge(transactional_db: Any) -> Any:
    """A river gauge that others threads see."""
    for code, name in ((COUNTY, "澜川县"), (STONE, "石泉镇"), (STONE_VILLAGE, "石塘村")):
        a_place(code, name)
    an_element("level", "水位", "m", aliases="39 w01001")
    an_element("rain", "雨量", "mm", aliases="20")
    return a_device("LC-SW-01", wire="0099012101")


@pytest.fixture
def store(gauge: Any) -> Iterator[Store]:
    """A store at work."""
    knowing.forget()
    made = Store()
    made.start()
    yield made
    assert made.stop()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A broker in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "tests" / "faults" / "broker.py"), str(port), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"up"
        yield SimpleNamespace(port=port, process=process)
        process.kill()
