"""Time is moved and parts run when they are due; what goes wrong with one is written down and disturbs no other."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection

from anlan.base import clock
from anlan.base.clock import at
from anlan.kit.engine import health, leases, parts
from anlan.kit.engine.loop import tick
from anlan.kit.engine.models import Heartbeat, Lease, PartRun
from anlan.kit.engine.parts import part
from anlan.kit.engine.running import Outcome, current_lease

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]

DONE, FAILED = Outcome.DONE, Outcome.FAILED


def counting(name: str, **options: Any) -> list[Any]:
    """Registers a part that notes the moment of each run."""
    runs: list[Any] = []

    @part(name, **options)
    def run() -> None:
        runs.append(clock.now())

    return runs


def test_a_part_runs_at_once_and_then_each_time_it_is_due() -> None:
    runs = counting("seal", every=60)
    assert tick() == {"seal": DONE}
    assert tick() == {}
    assert tick(at("08:00:59")) == {}
    assert tick(at("08:01")) == {"seal": DONE}
    assert runs == [at("08:00"), at("08:01")]


def test_time_that_was_slept_through_is_made_up_once() -> None:
    runs = counting("seal", every=60)
    tick()
    tick(at("12:00"))
    tick()
    assert runs == [at("08:00"), at("12:00")]
    row = PartRun.objects.get(name="seal")
    assert row.lag_seconds == 239 * 60
    assert row.due_at == at("12:01")


def test_a_part_that_is_waited_for_runs_only_when_something_waits() -> None:
    queue: list[int] = []

    @part("imports", every=0.5, waiting=lambda: bool(queue))
    def run() -> None:
        queue.pop()

    assert tick() == {}
    assert not PartRun.objects.exists()
    assert not Lease.objects.exists()
    queue.append(1)
    assert tick() == {"imports": DONE}
    queue.append(2)
    assert tick(at("08:00:01")) == {"imports": DONE}
    assert tick(at("09:00")) == {}
    assert PartRun.objects.get().lag_seconds == 0


def test_a_part_that_says_more_is_called_again_at_once() -> None:
    left = [3, 2, 1]

    @part("work", every=600)
    def run() -> bool:
        left.pop()
        return bool(left)

    assert [tick() for _turn in range(4)] == [{"work": DONE}, {"work": DONE}, {"work": DONE}, {}]


def test_an_error_is_written_down_and_the_others_run(caplog: pytest.LogCaptureFixture) -> None:
    runs = counting("good", every=60)

    @part("bad", every=60)
    def run() -> None:
        raise RuntimeError("the disk is gone")

    assert tick() == {"bad": FAILED, "good": DONE}
    assert len(runs) == 1
    row = PartRun.objects.get(name="bad")
    assert (row.ok, row.failures, row.runs) == (False, 1, 1)
    assert "RuntimeError: the disk is gone" in row.error
    assert "the disk is gone" in caplog.text
    assert PartRun.objects.get(name="good").ok


def test_an_error_of_the_database_leaves_the_engine_able_to_write_it_down() -> None:
    from django.db import transaction

    @part("bad", every=60)
    def run() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    assert tick() == {"bad": FAILED}
    assert "no_such_table" in PartRun.objects.get().error
    assert DatabaseError


def test_what_keeps_failing_is_tried_ever_more_rarely_and_forgiven_when_it_works() -> None:
    broken = True

    @part("flaky", every=1)
    def run() -> None:
        if broken:
            raise RuntimeError

    pauses = []
    for _turn in range(8):
        assert tick() == {"flaky": FAILED}
        pause = PartRun.objects.get().due_at - clock.now()
        pauses.append(pause.total_seconds())
        clock.tick(pause)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    broken = False
    assert tick() == {"flaky": DONE}
    row = PartRun.objects.get()
    assert (row.ok, row.failures, row.error) == (True, 0, "")
    assert row.due_at == clock.now() + timedelta(seconds=1)


def test_a_part_that_another_engine_runs_is_left_alone() -> None:
    runs = counting("seal", every=60)
    held = leases.acquire("part:seal", "another engine", 60)
    assert held is not None
    assert tick() == {"seal": Outcome.TAKEN}
    leases.release(held)
    assert tick() == {"seal": DONE}
    assert len(runs) == 1


def test_a_part_whose_engine_died_is_taken_over_when_its_lease_ends() -> None:
    runs = counting("seal", every=600, lease=30)
    leases.acquire("part:seal", "died", 30)
    assert tick(at("08:00:29")) == {"seal": Outcome.TAKEN}
    assert tick(at("08:00:30")) == {"seal": DONE}
    assert len(runs) == 1


def test_a_run_that_outlives_its_lease_records_nothing_over_its_successor(caplog: pytest.LogCaptureFixture) -> None:
    @part("slow", every=600, lease=30)
    def run() -> None:
        clock.tick(timedelta(minutes=5))
        assert leases.acquire("part:slow", "successor", 30)

    tick()
    assert PartRun.objects.get().ended_at is None
    assert Lease.objects.get().holder == "successor"
    assert "outlived its lease" in caplog.text


def test_a_part_knows_its_lease() -> None:
    seen = []

    @part("seal", every=60)
    def run() -> None:
        current_lease().confirm()
        seen.append(current_lease().name)

    tick()
    assert seen == ["part:seal"]
    with pytest.raises(RuntimeError):
        current_lease()


def test_only_chosen_parts_run() -> None:
    first, second = counting("first", every=60), counting("second", every=60)
    assert tick(only=("second",)) == {"second": DONE}
    assert (len(first), len(second)) == (0, 1)
    with pytest.raises(KeyError):
        tick(only=("third",))


@pytest.mark.parametrize("options", [{"every": 0}, {"every": -1}, {"every": 60, "lease": 0}])
def test_times_that_make_no_sense_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ImproperlyConfigured, match="every must be above 0"):
        counting("seal", **options)


def test_two_parts_of_one_name_are_refused() -> None:
    counting("seal", every=60)
    with pytest.raises(ImproperlyConfigured, match="registered twice"):
        part("seal", every=60)(print)
    with pytest.raises(ImproperlyConfigured, match="lower-case"):
        counting("Seal It", every=60)


def test_the_state_of_each_part_can_be_seen() -> None:
    counting("seal", every=60, title="封存")
    assert [(state.name, state.title, state.ok) for state in health.part_states()] == [("seal", "封存", None)]
    tick()
    clock.tick(timedelta(seconds=90))
    (state,) = health.part_states()
    assert (state.ok, state.overdue_seconds, state.started_at) == (True, 30, at("08:00"))


def test_an_engine_is_alive_for_a_minute_after_its_last_sign() -> None:
    assert not health.alive()
    Heartbeat.objects.create(holder="a", started_at=clock.now(), seen_at=clock.now())
    assert health.alive()
    clock.tick(timedelta(seconds=61))
    assert not health.alive()


def test_the_command_runs_what_is_due_once(capsys: pytest.CaptureFixture[str]) -> None:
    runs = counting("seal", every=60)
    call_command("engine", once=True)
    call_command("engine", once=True)
    assert len(runs) == 1
    assert capsys.readouterr().out == "seal: done\n"


def test_the_command_tells_failure_by_its_exit_code() -> None:
    @part("bad", every=60)
    def run() -> None:
        raise RuntimeError

    with pytest.raises(SystemExit) as ended:
        call_command("engine", once=True)
    assert ended.value.code == 1
    with pytest.raises(SystemExit) as ended:
        call_command("engine", once=True, only=["unknown"])
    assert ended.value.code == 2
    assert parts.parts()[0].name == "bad"
