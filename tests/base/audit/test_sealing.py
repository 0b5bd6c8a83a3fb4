"""Seals make a chain that shows every alteration, survives two sealers at once, and takes late entries in."""

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from anlan.base import clock
from anlan.base.audit import guards, sealing, verifying
from anlan.base.audit.models import AuditBlock, AuditEntry
from anlan.base.audit.records import Entry, record_many

pytestmark = pytest.mark.django_db


def write(count: int) -> list[int]:
    record_many(
        [Entry("hazard.change", None, "hazard", str(n), f"隐患{n}", {"n": n}, {"n": 1.5}) for n in range(count)]
    )
    return sorted(AuditEntry.objects.order_by("-id").values_list("pk", flat=True)[:count])


def tamper(sql: str, *values: Any) -> None:
    """As somebody with the database's password would."""
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    guards.lay(connection)


def findings() -> list[tuple[int | None, int | None]]:
    return [(finding.block, finding.entry) for finding in verifying.verify().findings]


def test_nothing_to_seal_makes_no_block() -> None:
    assert sealing.seal() == []
    assert verifying.verify().sound


def test_entries_are_sealed_once_in_a_chain() -> None:
    first = write(3)
    (one,) = sealing.seal()
    second = write(2)
    (two,) = sealing.seal()
    assert sealing.seal() == []
    assert (one.number, one.previous, one.ranges) == (1, sealing.GENESIS, [[first[0], first[-1]]])
    assert (two.number, two.previous, two.ranges) == (2, one.digest, [[second[0], second[-1]]])
    verdict = verifying.verify()
    assert verdict.as_json() == {
        "sound": True,
        "blocks": 2,
        "entries": 5,
        "unsealed": 0,
        "last_block": 2,
        "last_digest": two.digest,
        "findings": [],
    }


def test_blocks_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BLOCK_ENTRIES", 4)
    write(10)
    assert [block.count for block in sealing.seal()] == [4, 4, 2]
    assert verifying.verify().sound


def test_what_is_not_sealed_yet_is_counted() -> None:
    write(2)
    sealing.seal()
    write(3)
    assert verifying.verify().unsealed == 3


@pytest.mark.parametrize(
    "change",
    [
        "label = 'x'",
        "actor_name = 'x'",
        "act = 'hazard.add'",
        "kind = 'x'",
        "object_id = '99'",
        "address = '10.9.9.9'",
        "request_id = 'x'",
        "before = '{\"n\": 9}'",
        "after = NULL",
        "at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_an_altered_entry_is_named(change: str) -> None:
    keys = write(5)
    sealing.seal()
    write(1)
    sealing.seal()
    tamper(f"UPDATE audit_auditentry SET {change} WHERE id = %s", keys[2])
    assert findings() == [(1, keys[2])]


def test_a_removed_entry_is_named() -> None:
    keys = write(5)
    sealing.seal()
    tamper("DELETE FROM audit_auditentry WHERE id = %s", keys[3])
    assert findings() == [(1, keys[3])]


def test_an_entry_slipped_in_among_sealed_ones_is_named() -> None:
    keys = write(3)
    tamper("DELETE FROM audit_auditentry WHERE id = %s", keys[1])
    sealing.seal()
    clock.set_for_tests(clock.now() + sealing.LATE_FOR + timedelta(hours=1))
    old = AuditEntry.objects.get(pk=keys[0])
    AuditEntry.objects.create(id=keys[1], at=old.at, act="hazard.add")
    assert findings() == [(None, keys[1])]


def test_a_removed_block_is_named() -> None:
    for _time in range(3):
        write(1)
        sealing.seal()
    tamper("DELETE FROM audit_auditblock WHERE number = %s", 2)
    assert (2, None) in findings()


def test_a_chain_cut_short_shows_against_a_digest_noted_down() -> None:
    blocks = []
    for _time in range(2):
        write(1)
        blocks += sealing.seal()
    tamper("DELETE FROM audit_auditblock WHERE number = %s", 2)
    assert verifying.verify().sound
    verdict = verifying.verify((2, blocks[1].digest))
    assert [finding.block for finding in verdict.findings] == [2]
    assert verifying.verify((1, blocks[0].digest)).sound


@pytest.mark.parametrize(
    "change",
    ["digest = repeat0", "previous = repeat0", "count = 7", "sealed_at = '2020-01-01 00:00:00+00:00'", "first_id = 0"],
)
def test_an_altered_block_is_named(change: str) -> None:
    write(2)
    sealing.seal()
    tamper(f"UPDATE audit_auditblock SET {change.replace('repeat0', repr('f' * 64))} WHERE number = 1")
    assert 1 in [block for block, _entry in findings()]


def test_an_entry_altered_together_with_its_block_breaks_the_chain() -> None:
    keys = write(2)
    sealing.seal()
    write(1)
    sealing.seal()
    tamper("UPDATE audit_auditentry SET label = 'x' WHERE id = %s", keys[0])
    forged = AuditBlock.objects.get(number=1)
    leaves = [
        sealing.leaf(entry, sealing.configured()) for entry in AuditEntry.objects.filter(pk__in=keys).order_by("pk")
    ]
    digest = sealing.block_digest(forged, leaves, sealing.configured())
    short = "".join(text[:16] for text in leaves)
    tamper("UPDATE audit_auditblock SET digest = %s, leaves = %s WHERE number = 1", digest, short)
    assert findings() == [(2, None)]


def test_guards_taken_away_are_a_finding() -> None:
    guards.lift(connection)
    assert len(verifying.verify().findings) == 2
    guards.lay(connection)


def test_with_a_key_nobody_without_it_can_make_the_chain_anew(settings: Any) -> None:
    settings.ANLAN_AUDIT_KEY = "k" * 32
    keys = write(2)
    (block,) = sealing.seal()
    assert block.algorithm == "hmac-sha256"
    assert verifying.verify().sound
    settings.ANLAN_AUDIT_KEY = "guess"
    assert {entry for _block, entry in findings()} == set(keys)
    settings.ANLAN_AUDIT_KEY = ""
    with pytest.raises(verifying.Unverifiable, match="ANLAN_AUDIT_KEY"):
        verifying.verify()


def test_a_chain_once_keyed_stays_keyed(settings: Any) -> None:
    write(1)
    sealing.seal()
    settings.ANLAN_AUDIT_KEY = "k" * 32
    write(1)
    sealing.seal()
    assert verifying.verify().sound
    settings.ANLAN_AUDIT_KEY = ""
    write(1)
    sealing.seal()
    settings.ANLAN_AUDIT_KEY = "k" * 32
    assert findings() == [(3, None)]


def test_sm3_is_used_where_asked_for_or_refused_in_a_sentence(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANLAN_AUDIT_HASH = "sm3"
    if "sm3" in hashlib.algorithms_available:
        assert sealing.configured().digest(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        write(2)
        assert [block.algorithm for block in sealing.seal()] == ["sm3"]
        assert verifying.verify().sound
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    with pytest.raises(ImproperlyConfigured, match="不含 SM3"):
        sealing.configured()
    settings.ANLAN_AUDIT_HASH = "md5"
    with pytest.raises(ImproperlyConfigured, match="md5"):
        sealing.configured()


def test_a_second_block_of_one_number_is_impossible() -> None:
    write(1)
    (block,) = sealing.seal()
    block.digest = "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        block.save(force_insert=True)


def test_the_command_speaks_to_people_and_to_scripts() -> None:
    keys = write(3)
    assert said("seal")["sealed"][0]["entries"] == 3
    assert said("verify")["sound"] is True
    assert "完好" in told("verify")
    tamper("UPDATE audit_auditentry SET label = 'x' WHERE id = %s", keys[1])
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify", json=True, stdout=out)
    assert ended.value.code == 1
    assert [(f["block"], f["entry"]) for f in json.loads(out.getvalue())["findings"]] == [(1, keys[1])]
    error = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", stdout=StringIO(), stderr=error)
    assert f"第 {keys[1]} 条审计记录被改动" in error.getvalue()


def test_the_command_says_what_cannot_be_checked(settings: Any) -> None:
    settings.ANLAN_AUDIT_KEY = "k" * 32
    write(1)
    sealing.seal()
    settings.ANLAN_AUDIT_KEY = ""
    with pytest.raises(CommandError, match="ANLAN_AUDIT_KEY") as ended:
        call_command("audit", "verify", stdout=StringIO())
    assert ended.value.returncode == 2
    with pytest.raises(CommandError, match="块号") as ended:
        call_command("audit", "verify", anchor="x", stdout=StringIO())
    assert ended.value.returncode == 2


def said(job: str) -> dict[str, Any]:
    out = StringIO()
    call_command("audit", job, json=True, stdout=out)
    return dict(json.loads(out.getvalue()))


def told(job: str) -> str:
    out = StringIO()
    call_command("audit", job, stdout=out)
    return out.getvalue()


def at_once(count: int, work: Callable[[], Any]) -> None:
    barrier = threading.Barrier(count)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            barrier.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - shown in the test's own thread
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.django_db(transaction=True)
def test_many_sealers_and_writers_at_once_seal_each_entry_once() -> None:
    def work() -> None:
        for _time in range(5):
            record_many([Entry("hazard.add", None, "hazard", str(n)) for n in range(7)])
            sealing.seal()

    at_once(4, work)
    sealing.seal()
    verdict = verifying.verify()
    assert verdict.findings == []
    assert (verdict.entries, verdict.unsealed) == (140, 0)
    held = [
        key
        for ranges in AuditBlock.objects.values_list("ranges", flat=True)
        for first, final in ranges
        for key in range(first, final + 1)
    ]
    assert sorted(held) == sorted(AuditEntry.objects.values_list("pk", flat=True))
    assert list(AuditBlock.objects.values_list("number", flat=True)) == list(range(1, AuditBlock.objects.count() + 1))


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_goes_into_the_next_block() -> None:
    written, sealed = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record_many([Entry("hazard.add", None, "hazard", "late")])
            written.set()
            assert sealed.wait(30)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(30)
    write(2)
    (first,) = sealing.seal()
    sealed.set()
    thread.join()
    late = AuditEntry.objects.get(object_id="late")
    assert late.pk < first.first_id
    assert verifying.verify().unsealed == 1
    (second,) = sealing.seal()
    assert second.ranges == [[late.pk, late.pk]]
    write(1)
    (third,) = sealing.seal()
    assert third.first_id > first.last_id
    assert sealing.seal() == []
    verdict = verifying.verify()
    assert (verdict.findings, verdict.entries, verdict.unsealed) == ([], 4, 0)


@pytest.mark.only_on("postgresql")
def test_late_entries_are_looked_for_two_days_and_no_longer() -> None:
    clock.set_for_tests(clock.at("2026-11-22 08:00"))
    keys = write(6)
    tamper("DELETE FROM audit_auditentry WHERE id IN (%s, %s)", keys[1], keys[4])
    sealing.seal()
    old = AuditEntry.objects.get(pk=keys[0])
    clock.tick(timedelta(hours=47))
    write(1)
    AuditEntry.objects.create(id=keys[1], at=old.at, act="hazard.add")
    (block,) = sealing.seal()
    assert block.ranges[0] == [keys[1], keys[1]]
    clock.tick(timedelta(hours=2))
    AuditEntry.objects.create(id=keys[4], at=old.at, act="hazard.add")
    assert sealing.seal() == []
    assert findings() == [(None, keys[4])]
