"""The loop itself: several engines at once, long parts, failing parts, and a quick and clean stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from anlan.kit.engine import loop, parts
from anlan.kit.engine.loop import Engine
from anlan.kit.engine.models import Heartbeat, Lease, PartRun
from anlan.kit.engine.parts import part

pytestmark = pytest.mark.django_db(transaction=True)


def until(true: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@contextmanager
def running(number: int = 1) -> Iterator[list[Engine]]:
    engines = [Engine(parts.parts()) for _ in range(number)]
    threads = [threading.Thread(target=engine.run_forever) for engine in engines]
    for thread in threads:
        thread.start()
    try:
        yield engines
    finally:
        for engine in engines:
            engine.stop()
        for thread in threads:
            thread.join(30)
        assert not any(thread.is_alive() for thread in threads)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "PAUSE", 0.05)
    monkeypatch.setattr(loop, "PAUSE_AFTER_TROUBLE", 0.1)


def test_two_engines_share_the_work_and_never_do_it_twice_at_once() -> None:
    runs: list[int] = []
    inside = threading.Semaphore(1)
    clashes: list[str] = []

    @part("seal", every=0.3)
    def run() -> None:
        if not inside.acquire(blocking=False):
            clashes.append("clash")
            return
        runs.append(1)
        time.sleep(0.05)
        inside.release()

    with running(2) as engines:
        until(lambda: Heartbeat.objects.count() == 2)
        until(lambda: len(runs) >= 4)
        assert {beat.holder for beat in Heartbeat.objects.all()} == {engine.holder for engine in engines}
    assert clashes == []
    assert PartRun.objects.get().runs == len(runs)
    assert not Heartbeat.objects.exists()
    assert PartRun.objects.get().ok


def test_a_long_part_keeps_its_lease_and_holds_up_no_other() -> None:
    began, release = threading.Event(), threading.Event()
    others: list[int] = []

    @part("long", every=600, lease=1)
    def run() -> None:
        began.set()
        release.wait(20)

    @part("other", every=0.2)
    def other() -> None:
        others.append(1)

    with running(2):
        assert began.wait(10)
        first = Lease.objects.get(name="part:long")
        until(lambda: Lease.objects.get(name="part:long").until_at > first.until_at + timedelta(seconds=1.5))
        assert Lease.objects.get(name="part:long").version == first.version
        seen = len(others)
        until(lambda: len(others) >= seen + 2)
        release.set()
        until(lambda: PartRun.objects.get(name="long").ended_at is not None)
    assert PartRun.objects.get(name="long").runs == 1


def test_failing_parts_and_failing_questions_stop_nothing() -> None:
    good: list[int] = []

    @part("good", every=0.1)
    def run() -> None:
        good.append(1)

    @part("bad", every=0.1)
    def bad() -> None:
        raise RuntimeError

    def unsure() -> bool:
        raise RuntimeError

    @part("unsure", every=0.1, waiting=unsure)
    def never() -> None:
        good.clear()

    @part("exits", every=0.1)
    def exits() -> None:
        raise SystemExit

    with running():
        until(lambda: len(good) >= 4)
        until(lambda: PartRun.objects.filter(name="bad", ok=False).exists())


def test_the_loop_lives_through_trouble_with_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []

    @part("seal", every=0.1)
    def run() -> None:
        runs.append(1)

    with running():
        until(lambda: len(runs) >= 1)
        table = connection.ops.quote_name(PartRun._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME TO engine_hidden")
        time.sleep(0.5)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE engine_hidden RENAME TO {table}")
        before = len(runs)
        until(lambda: len(runs) > before)


def test_what_waits_is_noticed_though_nothing_was_written() -> None:
    waiting = threading.Event()
    begun: list[int] = []

    @part("imports", every=0.5, waiting=waiting.is_set)
    def run() -> None:
        begun.append(1)
        waiting.clear()

    with running():
        until(Heartbeat.objects.exists)
        assert not PartRun.objects.exists()
        waiting.set()
        until(lambda: bool(begun))
    assert begun == [1]


def test_a_stop_lets_a_running_part_end() -> None:
    began, ended = threading.Event(), threading.Event()

    @part("work", every=600)
    def run() -> None:
        began.set()
        time.sleep(0.5)
        ended.set()

    with running():
        assert began.wait(10)
    assert ended.is_set()
    assert PartRun.objects.get().ok


def test_a_part_that_will_not_end_is_given_up_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "GRACE", 0.5)
    began, release = threading.Event(), threading.Event()

    @part("endless", every=600)
    def run() -> None:
        began.set()
        release.wait(30)

    engine = Engine(parts.parts())
    outcome: list[bool] = []
    thread = threading.Thread(target=lambda: outcome.append(engine.run_forever()))
    thread.start()
    assert began.wait(10)
    engine.stop()
    thread.join(10)
    assert outcome == [False]
    release.set()
    until(lambda: PartRun.objects.filter(ended_at__isnull=False).exists())


def _database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    host = settings["HOST"]
    if host.startswith("/"):
        return f"postgresql://{user}@{port}/{settings['NAME']}?host={quote(host)}"
    return f"postgresql://{user}@{host}{port}/{settings['NAME']}"


def _command(*arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "ANLAN_DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "anlan.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "django", "engine", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send to another process")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_command_works_until_it_is_told_to_stop(sign: signal.Signals) -> None:
    process = _command()
    try:
        until(lambda: PartRun.objects.filter(name="audit-seal", ok=True).exists(), 60)
        assert Heartbeat.objects.count() == 1
        process.send_signal(sign)
        output, _nothing = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert "后台引擎已启动" in output
    assert "Traceback" not in output
    assert not Heartbeat.objects.exists()


def test_the_work_of_a_killed_engine_is_taken_over() -> None:
    process = _command()
    try:
        until(lambda: PartRun.objects.filter(name="audit-seal", ok=True).exists(), 60)
    finally:
        process.kill()
        process.communicate()
    assert Heartbeat.objects.count() == 1
    PartRun.objects.update(due_at="2020-01-01T00:00:00+08:00")
    again = _command("--once")
    output, _nothing = again.communicate(timeout=60)
    assert again.returncode == 0
    assert "audit-seal: done" in output
