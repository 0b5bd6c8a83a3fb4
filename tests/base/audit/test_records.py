"""An act is written in the transaction of its change, by whoever acts, and nothing of it can be changed afterwards."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from anlan.base import clock
from anlan.base.audit import guards
from anlan.base.audit.context import acting, client_address, current
from anlan.base.audit.management.commands.flush import is_for_tests
from anlan.base.audit.middleware import AuditMiddleware
from anlan.base.audit.models import AuditBlock, AuditEntry
from anlan.base.audit.records import Entry, history, plain, record, record_many
from anlan.base.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("lihong", name="李红")


def test_an_act_names_actor_object_and_moment(clerk: User) -> None:
    clock.set_for_tests(clock.at("2026-11-22 14:05"))
    entry = record(
        "hazard.reject", actor=clerk, kind="hazard", object_id="7", label="YH-7", before={"a": 1}, after={"a": 2}
    )
    entry.refresh_from_db()
    assert (entry.at, entry.actor, entry.actor_name) == (clock.at("14:05"), clerk, "李红")
    assert (entry.act, entry.kind, entry.object_id, entry.label) == ("hazard.reject", "hazard", "7", "YH-7")
    assert (entry.before, entry.after) == ({"a": 1}, {"a": 2})


def test_an_object_gives_its_own_kind_key_and_label(clerk: User) -> None:
    entry = record("user.add", actor=None, obj=clerk)
    assert (entry.kind, entry.object_id, entry.label) == ("user", str(clerk.pk), "李红")
    assert (entry.actor, entry.actor_name) == (None, "")


def test_an_act_disappears_with_the_change_it_tells_of(clerk: User) -> None:
    with transaction.atomic():
        record("hazard.add", actor=clerk)
        assert AuditEntry.objects.count() == 1
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_whoever_acts_is_known_without_being_passed(clerk: User) -> None:
    with acting(actor=clerk, address="10.1.2.3", request_id="abc"):
        record_many([Entry("hazard.add", object_id=str(n)) for n in range(3)])
        record("hazard.add", actor=None)
    assert list(AuditEntry.objects.values_list("actor", "address", "request_id").order_by("id")) == [
        *[(clerk.pk, "10.1.2.3", "abc")] * 3,
        (None, "10.1.2.3", "abc"),
    ]
    assert current().request_id == ""


def test_a_request_is_numbered_and_its_user_found_late(clerk: User, rf: RequestFactory) -> None:
    def view(request: Any) -> HttpResponse:
        request.user = clerk
        record("hazard.add")
        return HttpResponse()

    response = AuditMiddleware(view)(rf.get("/", REMOTE_ADDR="10.1.2.3"))
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.address) == (clerk, "10.1.2.3")
    assert entry.request_id == response.headers["X-Request-ID"] != ""


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "", "10.0.0.1"),
    ],
)
def test_a_client_cannot_choose_its_address(
    rf: RequestFactory, settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.ANLAN_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_values_become_what_both_databases_keep_alike(clerk: User) -> None:
    values = {
        "on": date(2026, 11, 22),
        "at": clock.at("2026-11-22 08:00"),
        "money": Decimal("12.50"),
        "whole": 3.0,
        "nan": float("nan"),
        "zero": "a\x00b",
        "broken": "a\ud800b",
        "set": {"b", "a"},
        "clerk": clerk,
        1: b"\xff",
    }
    entry = record("hazard.change", actor=None, after=values)
    entry.refresh_from_db()
    assert entry.after == {
        "on": "2026-11-22",
        "at": "2026-11-22T08:00:00+08:00",
        "money": "12.50",
        "whole": 3,
        "nan": "nan",
        "zero": "ab",
        "broken": "a?b",
        "set": ["a", "b"],
        "clerk": clerk.pk,
        "1": "ff",
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(json_values)
def test_plain_values_stay_as_they_are(value: Any) -> None:
    assert plain(plain(value)) == plain(value)


def test_a_record_s_history_is_newest_first(clerk: User) -> None:
    for act in ("hazard.add", "hazard.order"):
        record(act, actor=clerk, kind="hazard", object_id="7")
    record("hazard.add", actor=clerk, kind="hazard", object_id="8")
    assert [entry.act for entry in history("hazard", 7)] == ["hazard.order", "hazard.add"]


def test_long_words_are_cut_not_refused(clerk: User) -> None:
    entry = record("hazard.add", actor=clerk, label="长" * 500, object_id="9" * 90)
    entry.refresh_from_db()
    assert (len(entry.label), len(entry.object_id)) == (200, 40)


def test_the_database_itself_refuses_to_change_or_remove(clerk: User) -> None:
    entry = record("hazard.add", actor=clerk)
    AuditBlock.objects.create(
        number=1, sealed_at=clock.now(), algorithm="sha256", previous="", digest="", count=0, first_id=0, last_id=0,
        ranges=[], leaves="",
    )  # fmt: skip
    attempts = [
        lambda: AuditEntry.objects.filter(pk=entry.pk).update(label="x"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda: AuditBlock.objects.update(digest="x"),
        lambda: AuditBlock.objects.all().delete(),
        lambda: connection.cursor().execute("DELETE FROM audit_auditentry"),
        lambda: connection.cursor().execute("UPDATE audit_auditentry SET label = 'x'"),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    entry.refresh_from_db()
    assert entry.label == ""
    assert AuditBlock.objects.count() == 1


@pytest.mark.only_on("postgresql")
def test_postgresql_refuses_to_empty_the_table(clerk: User) -> None:
    record("hazard.add", actor=clerk)
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditentry")
    assert AuditEntry.objects.count() == 1


def test_missing_guards_are_noticed_and_laid_again() -> None:
    assert guards.missing(connection) == []
    guards.lift(connection)
    assert guards.missing(connection) == list(guards.TABLES)
    guards.lay(connection)
    guards.lay(connection)
    assert guards.missing(connection) == []


def test_a_database_in_service_cannot_be_flushed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_for_tests(connection)
    monkeypatch.setitem(connection.settings_dict, "NAME", "var/anlan.sqlite3")
    record("hazard.add", actor=None)
    with pytest.raises(CommandError, match="只增不改"):
        call_command("flush", interactive=False)
    assert AuditEntry.objects.count() == 1
