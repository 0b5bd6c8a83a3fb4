"""A write under an idempotency key takes effect once: sent again, sent at the same moment, or by two people."""

import threading
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from anlan.api.models import KeptAnswer
from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.subjects.hazards.models import Hazard
from tests.api.caller import Caller
from tests.factories import STONE_VILLAGE, a_world

NEW = {"content": "临时用电未审批", "unit": "石泉建材厂", "place": STONE_VILLAGE, "found_on": "2026-11-20"}


def added() -> int:
    return Hazard.objects.filter(content=NEW["content"]).count()


def test_a_repetition_gets_the_first_answer_and_changes_nothing(world: SimpleNamespace, stone_town: Caller) -> None:
    first = stone_town.post("hazard", NEW, idempotency_key="k-1")
    again = stone_town.post("hazard", dict(reversed(NEW.items())), idempotency_key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    assert added() == 1


def test_the_same_key_for_another_request_is_refused(world: SimpleNamespace, stone_town: Caller) -> None:
    stone_town.post("hazard", NEW, idempotency_key="k-1")
    other = stone_town.post("hazard", NEW | {"note": "另一条"}, idempotency_key="k-1")
    assert (other.status_code, list(other.json()["errors"])) == (422, ["Idempotency-Key"])
    elsewhere = stone_town.post(
        f"hazard/{world.stone.hazard.pk}/moves/order", {"due_on": clock.today().isoformat()}, idempotency_key="k-1"
    )
    assert elsewhere.status_code == 422
    assert added() == 1


def test_a_request_that_failed_does_not_use_up_its_key(world: SimpleNamespace, stone_town: Caller) -> None:
    assert stone_town.post("hazard", {"content": "缺字段"}, idempotency_key="k-1").status_code == 422
    assert not KeptAnswer.objects.exists()
    assert stone_town.post("hazard", NEW, idempotency_key="k-1").status_code == 201


def test_two_people_may_use_the_same_key(world: SimpleNamespace, stone_town: Caller, office: Caller) -> None:
    ids = {caller.post("hazard", NEW, idempotency_key="k-1").json()["id"] for caller in (stone_town, office)}
    assert len(ids) == 2


def test_a_key_is_free_again_after_a_day(world: SimpleNamespace, stone_town: Caller) -> None:
    stone_town.post("hazard", NEW, idempotency_key="k-1")
    KeptAnswer.objects.update(created_at=clock.now() - timedelta(hours=23))
    stone_town.post("hazard", NEW, idempotency_key="k-1")
    assert added() == 1
    KeptAnswer.objects.update(created_at=clock.now() - timedelta(hours=25))
    stone_town.post("hazard", NEW, idempotency_key="k-1")
    assert added() == 2


def test_a_move_repeated_under_its_key_is_made_once(world: SimpleNamespace, stone_town: Caller) -> None:
    path, body = f"hazard/{world.stone.hazard.pk}/moves/order", {"due_on": clock.today().isoformat()}
    first = stone_town.post(path, body, idempotency_key="m-1")
    again = stone_town.post(path, body, idempotency_key="m-1")
    assert (first.status_code, again.status_code, first.content) == (200, 200, again.content)
    assert AuditEntry.objects.filter(act="hazard.order").count() == 1
    assert stone_town.post(path, body).status_code == 409


@pytest.mark.parametrize("key", ["", "有字", "a b", "x" * 101])
def test_a_key_that_cannot_be_kept_is_refused(world: SimpleNamespace, stone_town: Caller, key: str) -> None:
    refused = stone_town.post("hazard", NEW, idempotency_key=key)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["Idempotency-Key"])
    assert added() == 0


def together(number: int, act: Any) -> list[Any]:
    """Call ``act`` from so many threads at one moment and give back what each got."""
    start, answers = threading.Barrier(number), []

    def run() -> None:
        start.wait(timeout=30)
        try:
            answers.append(act())
        except Exception as wrong:  # noqa: BLE001 - the test reads it
            answers.append(wrong)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


@pytest.mark.django_db(transaction=True)
def test_the_same_request_sent_many_times_at_one_moment_takes_effect_once() -> None:
    caller = Caller(a_world().users[roles.TOWNSHIP])
    answers = together(8, lambda: caller.post("hazard", NEW, idempotency_key="k-1"))
    assert [getattr(answer, "status_code", answer) for answer in answers] == [201] * 8
    assert len({answer.content for answer in answers}) == 1
    assert added() == 1
    assert KeptAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_changes_of_one_version_at_one_moment_leave_one() -> None:
    world = a_world()
    caller, path = Caller(world.users[roles.TOWNSHIP]), f"enterprise/{world.stone.enterprise.pk}"
    notes = iter(["甲", "乙", "丙", "丁"])
    answers = together(4, lambda: caller.patch(path, {"version": 1, "note": next(notes)}))
    assert sorted(getattr(answer, "status_code", answer) for answer in answers) == [200, 409, 409, 409]
    world.stone.enterprise.refresh_from_db()
    assert world.stone.enterprise.version == 2


@pytest.mark.django_db(transaction=True)
def test_one_move_made_twice_at_one_moment_is_made_once() -> None:
    world = a_world()
    caller, path = Caller(world.users[roles.TOWNSHIP]), f"hazard/{world.stone.hazard.pk}/moves/order"
    answers = together(4, lambda: caller.post(path, {"due_on": clock.today().isoformat()}))
    assert sorted(getattr(answer, "status_code", answer) for answer in answers) == [200, 409, 409, 409]
    assert AuditEntry.objects.filter(act="hazard.order").count() == 1
