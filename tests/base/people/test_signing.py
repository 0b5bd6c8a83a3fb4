"""Wrong passwords lock, right ones open a session that ends in time; nothing tells whether a name exists."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import services, signing
from anlan.base.people.models import SignInGuard, SignInPolicy, User

pytestmark = pytest.mark.django_db
PASSWORD = "Chuan-lan-2026"


@pytest.fixture(autouse=True)
def morning() -> None:
    clock.set_for_tests(clock.at("2026-11-22 08:00"))


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("lihong", PASSWORD, name="李红")


def refusal(username: str = "lihong", password: str = "wrong", address: str = "10.0.0.1") -> str:
    with pytest.raises(signing.Refused) as refused:
        signing.check_credentials(username, password, address=address)
    return str(refused.value)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_the_right_password_opens_whatever_the_case_of_the_name(user: User) -> None:
    assert signing.check_credentials(" LiHong ", PASSWORD) == user
    user.refresh_from_db()
    assert user.failed_count == 0


def test_five_failures_lock_for_a_quarter_of_an_hour(user: User) -> None:
    for _time in range(4):
        assert "连续 5 次不对，账号将锁定 15 分钟" in refusal()
    assert "已锁定，请在 08:15 以后再试" in refusal()
    assert "已锁定" in refusal(password=PASSWORD)
    clock.tick(clock.at("08:14"))
    assert "已锁定" in refusal(password=PASSWORD)
    clock.tick(clock.at("08:15"))
    assert signing.check_credentials("lihong", PASSWORD) == user
    assert acts() == ["user.login_failed"] * 5 + ["user.lock"]


def test_a_lock_that_ran_out_starts_counting_anew(user: User) -> None:
    for _time in range(5):
        refusal()
    clock.tick(timedelta(minutes=16))
    assert "用户名或口令不对" in refusal()
    user.refresh_from_db()
    assert (user.failed_count, user.locked_until_at) == (1, None)


def test_a_name_nobody_has_is_answered_word_for_word_alike(user: User) -> None:
    told = [[refusal(name) for _time in range(7)] for name in ("lihong", "nobody")]
    assert told[0] == told[1]


def test_a_password_typed_into_the_wrong_box_is_not_kept(user: User) -> None:
    refusal("Chuan-lan-2026", "x")
    entry = AuditEntry.objects.get()
    assert "lan" not in entry.label
    assert entry.actor is None
    assert entry.after == {"address": "10.0.0.1", "count": 1}


def test_a_right_password_does_not_wash_away_a_guesser_s_failures(user: User) -> None:
    for _time in range(3):
        refusal()
    signing.check_credentials("lihong", PASSWORD)
    user.refresh_from_db()
    assert user.failed_count == 3


def test_a_closed_account_says_so_to_its_owner_alone(user: User) -> None:
    services.set_active(user, False, actor=None)
    assert "停用" not in refusal()
    assert "账号已停用" in refusal(password=PASSWORD)


def test_the_rules_are_data(user: User) -> None:
    SignInPolicy(max_failures=2, lock_minutes=60).save()
    refusal()
    assert "09:00" in refusal()
    SignInPolicy(max_failures=3).save()
    assert SignInPolicy.objects.count() == 1


def test_one_address_trying_many_names_is_stopped(user: User) -> None:
    SignInPolicy(max_failures_of_address=10).save()
    for number in range(10):
        assert "用户名或口令不对" in refusal(f"name{number}")
    assert "本机地址失败次数过多，请在 08:15 以后再试" in refusal(password=PASSWORD)
    assert signing.check_credentials("lihong", PASSWORD, address="10.0.0.2") == user
    clock.tick(clock.at("08:16"))
    assert signing.check_credentials("lihong", PASSWORD, address="10.0.0.1") == user


def test_counts_of_yesterday_are_forgotten(user: User) -> None:
    refusal("nobody")
    assert SignInGuard.objects.count() == 2
    clock.tick(timedelta(days=2))
    refusal("somebody")
    assert set(SignInGuard.objects.values_list("key", flat=True)) == {"name:somebody", "address:10.0.0.1"}


@pytest.mark.parametrize("username", ["", "\x00", "长" * 500, "a' OR '1'='1"])
def test_strange_names_are_refused_like_any_other(user: User, username: str) -> None:
    assert "用户名或口令不对" in refusal(username)


def test_unlocking_is_audited(user: User) -> None:
    boss = User.objects.create_user("root", name="管理员")
    for _time in range(5):
        refusal()
    services.unlock(user, actor=boss)
    assert signing.check_credentials("lihong", PASSWORD) == user
    entry = AuditEntry.objects.get(act="user.unlock")
    assert (entry.actor, entry.object_id) == (boss, str(user.pk))


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_get_no_more_tries_than_one_after_another() -> None:
    user = User.objects.create_user("lihong", PASSWORD, name="李红")
    barrier = threading.Barrier(12)
    told: list[str] = []

    def guess() -> None:
        barrier.wait()
        try:
            signing.check_credentials("lihong", "wrong")
        except signing.Refused as refused:
            told.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess) for _number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    user.refresh_from_db()
    assert len(told) == 12
    assert user.failed_count == 5
    assert user.locked_until_at == clock.at("08:15")
    assert AuditEntry.objects.filter(act="user.login_failed").count() == 5


def test_the_backend_knows_only_active_users(user: User) -> None:
    backend: Any = signing.AccountBackend()
    assert backend.authenticate(None, username="lihong", password=PASSWORD) == user
    assert backend.authenticate(None, username="lihong", password="wrong") is None
    assert backend.authenticate(None) is None
    assert backend.get_user(user.pk) == user
    services.set_active(user, False, actor=None)
    assert backend.get_user(user.pk) is None
    User.objects.filter(pk=user.pk).update(is_active=True, totp_on=True)
    assert backend.authenticate(None, username="lihong", password=PASSWORD) is None
