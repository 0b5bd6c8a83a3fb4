"""What every test stands on: a database of its own, no network, files in a temporary folder."""

import gc
import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from xdist.scheduler import LoadScopeScheduling

LOOPBACK_NAMES = {"localhost", "ip6-localhost", "testserver", ""}


class NetworkForbidden(AssertionError):
    """A test tried to reach another machine."""


def _is_local(host: object) -> bool:
    text = host.decode() if isinstance(host, bytes) else str(host or "")
    if text in LOOPBACK_NAMES or text.startswith("/"):
        return True
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) and address else ""  # a path is a Unix socket
    else:
        return
    if not _is_local(host):
        raise NetworkForbidden(f"tests stay on this machine, but one asked for {host!r}")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_refuse_network)
    # Each test client builds its middleware anew: looking through all static files each time outlasts most requests.
    settings.WHITENOISE_AUTOREFRESH = True


class ClassesWhole(LoadScopeScheduling):
    """Gives out tests one by one, and those of a class together: what a class stands on is built once."""

    def _split_scope(self, nodeid: str) -> str:
        parts = nodeid.split("[", 1)[0].split("::")
        return "::".join(parts[:2]) if len(parts) > 2 else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ClassesWhole:
    """The tests' own order of giving out, whichever was asked for."""
    return ClassesWhole(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is the other database's; give back the seeded rows that a flush takes away."""
    vendor = "postgresql" if os.environ.get("ANLAN_DATABASE_URL", "").startswith("postgres") else "sqlite"
    kept, left_out = [], []
    for item in items:
        only = item.get_closest_marker("only_on")
        here = only is None or vendor in only.args
        (kept if here else left_out).append(item)
        mark = item.get_closest_marker("django_db")
        flushes = mark is not None and mark.kwargs.get("transaction", False)
        names = getattr(item, "fixturenames", [])
        if (flushes or "live_server" in names or "transactional_db" in names) and (
            "django_db_serialized_rollback" not in names
        ):
            names.append("django_db_serialized_rollback")
    items[:] = kept
    if left_out:
        config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stands when the tests begin stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in life: a memory database knows neither the write-ahead log nor a second process."""
    from django.db import connections

    for connection in connections.all():
        if connection.vendor == "sqlite":
            settings = connection.settings_dict
            settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test_anlan.sqlite3")
            command = settings["OPTIONS"].get("init_command", "")
            settings["OPTIONS"]["init_command"] = f"{command} PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session", autouse=True)
def files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that a test stores reaches the data folder of whoever runs it."""
    from django.test import override_settings

    var = tmp_path_factory.mktemp("var")
    with override_settings(ANLAN_VAR=var, ANLAN_FILES=var / "files"):
        yield var


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser that ``manage.py test`` found, or one found now."""
    from anlan.config import chromium

    path = os.environ.get("ANLAN_CHROMIUM") or chromium.find()
    if path is None:
        pytest.fail("no Chromium on this machine: python3 manage.py test --only browser installs one")
    return path


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No test sees what another one left in the process: kept lists, or a stopped clock."""
    from django.core.cache import cache

    from anlan.base import clock

    cache.clear()
    yield
    clock.set_for_tests(None)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> None:
    """Argon2 as in service, but at its least cost: what it costs an attacker is not what tests are about."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1
