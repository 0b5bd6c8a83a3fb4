"""Signing in as people do it in a browser: the ways in, the ways out, and where they end."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles, services, signing, totp
from anlan.base.people.models import Session, SignInPolicy, User
from tests.web.account.conftest import COUNTY, PASSWORD, MakeUser, sign_in

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def acts() -> list[str]:
    return list(AuditEntry.objects.filter(act__startswith="user.").order_by("id").values_list("act", flat=True))


def test_every_page_but_the_log_in_asks_who_is_there(client: Client) -> None:
    assert client.get("/login").status_code == 200
    for path in ("/account", "/account/password", "/account/totp", "/system/users", "/system/roles", "/system/policy"):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, f"/login?next={path.replace('/', '%2F')}")


def test_a_fragment_makes_the_browser_go_to_the_log_in(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/account?x=1"}
    response = client.get("/account", headers=headers)
    assert (response.status_code, response.headers["HX-Redirect"]) == (401, "/login?next=%2Faccount%3Fx%3D1")


def test_the_right_password_leads_where_one_wanted_to_go(client: Client, user: User) -> None:
    response = sign_in(client, next="/account")
    assert (response.status_code, response.headers["Location"]) == (302, "/account")
    assert is_in(client)
    assert client.get("/login").headers["Location"] == "/"
    session = Session.objects.get()
    assert (session.user, session.address) == (user, "127.0.0.1")
    entry = AuditEntry.objects.get(act="user.login")
    assert (entry.actor, entry.address) == (user, "127.0.0.1")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_to_another_site(client: Client, user: User, elsewhere: str) -> None:
    assert sign_in(client, next=elsewhere).headers["Location"] == "/"


def test_a_wrong_password_says_so_and_opens_nothing(client: Client, user: User) -> None:
    response = sign_in(client, password="wrong")
    assert "用户名或口令不对" in response.content.decode()
    assert "wrong" not in response.content.decode()
    assert not is_in(client)
    assert acts() == ["user.login_failed"]


def test_the_key_of_the_session_changes_on_signing_in(client: Client, user: User) -> None:
    client.cookies["sessionid"] = "a" * 32
    sign_in(client)
    assert client.cookies["sessionid"].value != "a" * 32
    assert client.cookies["sessionid"]["httponly"]


def test_signing_out_ends_the_session_and_needs_a_post(signed_in: Client) -> None:
    assert signed_in.get("/logout").status_code == 405
    key = signed_in.cookies["sessionid"].value
    assert signed_in.post("/logout").headers["Location"] == "/login"
    assert not is_in(signed_in)
    assert not Session.objects.filter(pk=key).exists()
    assert acts() == ["user.login", "user.logout"]


def test_the_log_in_form_is_guarded_against_forgery(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403


def test_half_an_hour_without_a_touch_ends_the_session(signed_in: Client) -> None:
    clock.tick(clock.at("08:29"))
    assert is_in(signed_in)
    clock.tick(clock.at("08:58"))
    assert is_in(signed_in)
    clock.tick(clock.at("09:29"))
    response = signed_in.get("/account")
    assert response.headers["Location"] == "/login?next=%2Faccount&over=idle"
    assert "已自动退出" in signed_in.get(response.headers["Location"]).content.decode()
    entry = AuditEntry.objects.get(act="user.logout")
    assert entry.after == {"reason": "idle"}
    assert not Session.objects.exists()


def test_a_page_that_polls_keeps_nobody_signed_in(signed_in: Client) -> None:
    for minutes in range(5, 30, 5):
        clock.tick(clock.at(f"08:{minutes:02d}"))
        assert signed_in.get("/account", headers={"X-Anlan-Background": "1"}).status_code == 200
    clock.tick(clock.at("08:31"))
    assert not is_in(signed_in)


def test_no_session_outlives_its_longest_time(signed_in: Client) -> None:
    for _time in range(12 * 3):
        assert is_in(signed_in)
        clock.tick(timedelta(minutes=20))
    clock.tick(timedelta(minutes=1))
    assert signed_in.get("/account").headers["Location"] == "/login?next=%2Faccount&over=absolute"


def written(client: Client) -> list[str]:
    """The first words of what a page view writes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/account/password").status_code == 200
    return [query["sql"].partition(" SET ")[0] for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_being_seen_is_written_down_once_a_minute(signed_in: Client, user: User) -> None:
    assert written(signed_in) == []
    clock.tick(clock.at("08:05"))
    assert sorted(written(signed_in)) == ['UPDATE "people_session"', 'UPDATE "people_user"']
    assert written(signed_in) == []
    user.refresh_from_db()
    assert user.last_seen_at == clock.at("08:05")
    assert Session.objects.get().seen_at == clock.at("08:05")


def test_knowing_who_asks_takes_two_queries(signed_in: Client, django_assert_num_queries: Any) -> None:
    signed_in.get("/account/totp")
    with django_assert_num_queries(2):
        assert signed_in.get("/account/totp/picture.svg").status_code == 200


def test_the_oldest_session_ends_when_there_are_too_many(user: User) -> None:
    browsers = []
    for _number in range(4):
        browser = Client()
        sign_in(browser)
        browsers.append(browser)
        clock.tick(timedelta(minutes=2))
    assert [is_in(browser) for browser in browsers] == [False, True, True, True]
    assert AuditEntry.objects.filter(act="user.login").latest("id").after == {"ended_sessions": 1}


def test_a_closed_account_is_out_at_once(signed_in: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(signed_in)


def test_a_first_password_must_be_changed_before_anything_else(client: Client, user: User) -> None:
    password = services.reset_password(user, actor=None)
    assert sign_in(client, password=password).status_code == 302
    assert client.get("/").headers["Location"] == "/account/password"
    assert client.get("/system/users").headers["Location"] == "/account/password"
    response = client.get("/", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (403, "/account/password")
    assert "初始口令" in client.get("/account/password").content.decode()
    given = {"old": password, "new": "Xing-he-77", "again": "Xing-he-77"}
    assert client.post("/account/password", given).headers["Location"] == "/"
    assert is_in(client)
    assert client.get("/account/totp").status_code == 200


def test_an_old_password_must_be_changed_too(client: Client, user: User) -> None:
    User.objects.update(password_set_at=clock.now() - timedelta(days=91))
    sign_in(client)
    assert client.get("/").headers["Location"] == "/account/password"
    assert "已超过有效期" in client.get("/account/password").content.decode()


def turn_on(user: User) -> list[str]:
    codes = totp.turn_on(user, SECRET, pyotp.TOTP(SECRET).at(clock.now()))
    assert codes is not None
    clock.tick(timedelta(minutes=1))
    return codes


def code_now() -> str:
    return pyotp.TOTP(SECRET).at(clock.now())


def test_a_second_factor_is_asked_for_and_needed(client: Client, user: User) -> None:
    turn_on(user)
    response = sign_in(client, next="/account/password")
    assert response.headers["Location"] == "/login/code"
    assert not is_in(client)
    assert "动态口令不对" in client.post("/login/code", {"code": "000000"}).content.decode()
    assert not is_in(client)
    assert client.post("/login/code", {"code": code_now()}).headers["Location"] == "/account/password"
    assert is_in(client)


def test_a_recovery_code_opens_once(client: Client, user: User) -> None:
    codes = turn_on(user)
    sign_in(client)
    assert client.post("/login/code", {"code": codes[0]}).status_code == 302
    assert is_in(client)
    client.post("/logout")
    sign_in(client)
    assert client.post("/login/code", {"code": codes[0]}).status_code == 200
    assert not is_in(client)


def test_the_second_factor_does_not_wait_for_ever_nor_come_first(client: Client, user: User) -> None:
    assert client.get("/login/code").headers["Location"] == "/login"
    turn_on(user)
    sign_in(client)
    clock.tick(timedelta(minutes=6))
    assert client.post("/login/code", {"code": code_now()}).headers["Location"] == "/login"
    assert not is_in(client)


def test_a_role_may_demand_a_second_factor(client: Client, make_user: MakeUser) -> None:
    SignInPolicy(totp_roles=[roles.LEADER]).save()
    user = make_user("leader", roles.LEADER)
    make_user("duty", roles.DUTY)
    sign_in(client, "duty")
    assert client.get("/system/users").status_code == 403
    client.post("/logout")
    sign_in(client, "leader")
    assert client.get("/system/users").headers["Location"] == "/account/totp"
    client.get("/account/totp")
    secret = client.session["_totp_new"]
    response = client.post("/account/totp", {"code": pyotp.TOTP(secret).at(clock.now())})
    assert "恢复码" in response.content.decode()
    user.refresh_from_db()
    assert user.totp_on
    assert client.get("/system/users").status_code == 403


def test_an_ended_user_does_not_pass_between_two_factors(client: Client, user: User) -> None:
    turn_on(user)
    sign_in(client)
    services.set_active(user, False, actor=None)
    assert client.post("/login/code", {"code": code_now()}).headers["Location"] == "/login"


def test_a_session_made_elsewhere_gets_its_limits_on_first_sight(client: Client, user: User) -> None:
    client.force_login(user, backend=signing.BACKEND)
    assert is_in(client)
    clock.tick(timedelta(minutes=31))
    assert not is_in(client)


def test_password_and_place_stay_out_of_the_audit(client: Client, user: User) -> None:
    sign_in(client, password="Geheim-99-xyz")
    sign_in(client)
    kept = " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    assert PASSWORD not in kept
    assert "Geheim" not in kept
    assert COUNTY not in kept
