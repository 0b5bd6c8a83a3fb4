"""A token is given under the rules of a sign-in, counts as its user, and ends in time."""

import json
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client

from anlan.api.models import Token
from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles, totp
from anlan.base.people.accounts import User
from tests.api.caller import Caller
from tests.factories import PASSWORD, a_place, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db: None) -> User:
    a_place("990121000000", "澜川县")
    made = a_user(roles.TOWNSHIP, name="何敏")
    made.set_password(PASSWORD)
    made.save()
    return made


def sign_in(**body: Any) -> Any:
    return Client().post("/api/v1/token", json.dumps(body), content_type="application/json")


def test_a_name_and_password_give_a_token_that_counts_as_the_user(user: User) -> None:
    given = sign_in(username=user.username, password=PASSWORD)
    assert given.status_code == 201
    told = given.json()
    assert set(told) == {"token", "expires_at"}
    headers = {"Authorization": f"Bearer {told['token']}"}
    assert Client().get("/api/v1/hazard", headers=headers).status_code == 200
    assert [entry.actor_id for entry in AuditEntry.objects.filter(act="user.token")] == [user.pk]


def test_only_the_hash_of_a_token_is_kept(user: User) -> None:
    secret = sign_in(username=user.username, password=PASSWORD).json()["token"]
    row = Token.objects.get()
    assert secret not in (row.digest, str(row))
    assert secret not in json.dumps(list(AuditEntry.objects.values_list("after", flat=True)))


def test_a_wrong_password_is_refused_and_the_last_one_allowed_locks(user: User) -> None:
    for _number in range(4):
        assert sign_in(username=user.username, password="wrong").status_code == 401
    locking = sign_in(username=user.username, password="wrong")
    assert locking.status_code == 429
    assert int(locking.headers["Retry-After"]) > 0
    assert sign_in(username=user.username, password=PASSWORD).status_code == 429
    assert AuditEntry.objects.filter(act="user.login_failed").count() == 5
    assert AuditEntry.objects.filter(act="user.lock").count() == 1


def test_an_unknown_name_gets_the_same_sentence_as_a_wrong_password(user: User) -> None:
    unknown = sign_in(username="nobody", password="wrong")
    wrong = sign_in(username=user.username, password="wrong")
    assert (unknown.status_code, unknown.json()["detail"]) == (wrong.status_code, wrong.json()["detail"])


def test_the_second_factor_is_asked_for_where_it_is_on(user: User) -> None:
    secret = totp.new_secret()
    User.objects.filter(pk=user.pk).update(totp_on=True, totp_secret=secret)
    without = sign_in(username=user.username, password=PASSWORD)
    assert (without.status_code, list(without.json()["errors"])) == (401, ["totp"])
    assert sign_in(username=user.username, password=PASSWORD, totp="000").status_code == 401
    code = pyotp.TOTP(secret).at(int(clock.now().timestamp()))
    assert sign_in(username=user.username, password=PASSWORD, totp=code).status_code == 201
    assert sign_in(username=user.username, password=PASSWORD, totp=code).status_code == 401


def test_a_first_password_must_be_changed_on_the_page_before(user: User) -> None:
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    refused = sign_in(username=user.username, password=PASSWORD)
    assert refused.status_code == 403
    assert "修改口令" in refused.json()["detail"]
    assert not Token.objects.exists()


def test_a_revoked_token_no_longer_counts(user: User) -> None:
    caller = Caller(user)
    assert caller.delete("token").status_code == 204
    assert caller.get("hazard").status_code == 401
    assert AuditEntry.objects.filter(act="user.token_revoke", actor=user).count() == 1


def test_a_token_ends_when_its_time_is_over(user: User) -> None:
    caller = Caller(user)
    assert caller.get("hazard").status_code == 200
    Token.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert caller.get("hazard").status_code == 401


def test_a_token_ends_when_the_password_changes_or_the_account_closes(user: User) -> None:
    caller = Caller(user)
    User.objects.filter(pk=user.pk).update(password_set_at=clock.now() + timedelta(seconds=1))
    assert caller.get("hazard").status_code == 401
    User.objects.filter(pk=user.pk).update(password_set_at=None)
    assert caller.get("hazard").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert caller.get("hazard").status_code == 401


def test_the_oldest_tokens_of_one_user_make_room(user: User) -> None:
    callers = [Caller(user) for _number in range(21)]
    assert callers[0].get("hazard").status_code == 401
    assert callers[1].get("hazard").status_code == 200


def test_a_session_of_the_pages_does_not_open_the_api(user: User) -> None:
    client = Client()
    client.force_login(user)
    refused = client.get("/api/v1/hazard")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic eDp5", "Bearer \x00"])
def test_without_a_right_token_everything_is_refused_in_the_shape_of_every_error(user: User, header: str) -> None:
    refused = Client().get("/api/v1/hazard", headers={"Authorization": header})
    assert refused.status_code == 401
    assert set(refused.json()) == {"detail", "errors", "number"}
    assert refused.json()["number"] == refused.headers["X-Request-ID"]
