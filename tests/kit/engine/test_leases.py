"""One holder at a time; whoever oversleeps finds the lease taken and gives up its work."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from anlan.base import clock
from anlan.kit.engine import leases
from anlan.kit.engine.leases import Held, LeaseLost
from anlan.kit.engine.models import Lease

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped_clock")
def test_a_lease_has_one_holder_until_it_is_let_go() -> None:
    held = leases.acquire("seal", "a", 60)
    assert held == Held("seal", "a", 1)
    assert leases.acquire("seal", "b", 60) is None
    assert leases.acquire("sweep", "b", 60) == Held("sweep", "b", 1)
    assert leases.release(held)
    assert leases.acquire("seal", "b", 60) == Held("seal", "b", 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped_clock")
def test_a_lease_runs_out_and_its_old_holder_has_no_more_say() -> None:
    old = leases.acquire("seal", "a", 60)
    assert old is not None
    clock.tick(MINUTE)
    new = leases.acquire("seal", "b", 60)
    assert new == Held("seal", "b", 2)
    assert not leases.renew(old, 60)
    assert not leases.release(old)
    assert Lease.objects.get(name="seal").holder == "b"


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped_clock")
def test_a_renewed_lease_stays() -> None:
    held = leases.acquire("seal", "a", 60)
    assert held is not None
    clock.tick(MINUTE / 2)
    assert leases.renew(held, 60)
    clock.tick(MINUTE / 2 + timedelta(seconds=1))
    assert leases.acquire("seal", "b", 60) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped_clock")
def test_work_is_confirmed_only_by_the_present_holder() -> None:
    old = leases.acquire("seal", "a", 60)
    assert old is not None
    with transaction.atomic():
        old.confirm()
    clock.tick(MINUTE)
    leases.acquire("seal", "b", 60)
    with pytest.raises(LeaseLost), transaction.atomic():
        old.confirm()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_reach_for_it_at_once_one_gets_it() -> None:
    gotten: list[Held] = []
    start = threading.Barrier(6)

    def reach(name: str) -> None:
        try:
            start.wait()
            reached = [leases.acquire(f"part:{turn}", name, 60) for turn in range(5)]
            gotten.extend(held for held in reached if held)
        finally:
            connection.close()

    threads = [threading.Thread(target=reach, args=(f"holder{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held.name for held in gotten) == [f"part:{turn}" for turn in range(5)]


def test_no_two_processes_have_one_name() -> None:
    assert leases.new_holder() != leases.new_holder()
    assert len(leases.new_holder()) <= 120
