"""One's own account: what it shows, and changing password, telephone and sessions."""

from datetime import timedelta

import pyotp
from django.test import Client

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.base.people.models import Session, SignInPolicy, User
from tests.web.account.conftest import PASSWORD, MakeUser, sign_in


def page(client: Client, path: str = "/account") -> str:
    return client.get(path).content.decode()


def test_it_shows_who_i_am_and_what_for(signed_in: Client) -> None:
    shown = page(signed_in)
    for text in ("李红", "lihong", "值班室", "澜川县", "全部条线", "127.0.0.1"):
        assert text in shown


def change(client: Client, **given: str) -> str:
    values = {"old": PASSWORD, "new": "Xing-he-77", "again": "Xing-he-77"} | given
    response = client.post("/account/password", values)
    return response.headers.get("Location") or response.content.decode()


def test_a_new_password_keeps_me_in_and_others_out(signed_in: Client, user: User) -> None:
    other = Client()
    sign_in(other)
    assert change(signed_in) == "/"
    assert signed_in.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert Session.objects.filter(user=user).count() == 1
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), password="Xing-he-77").status_code == 302
    entry = AuditEntry.objects.get(act="user.change_password")
    assert "Xing" not in str(entry.after)


def test_what_is_wrong_stands_beside_the_field(signed_in: Client) -> None:
    assert "现在的口令不对" in change(signed_in, old="wrong")
    assert "两遍输入的不一样" in change(signed_in, again="Xing-he-78")
    assert "至少 10 位" in change(signed_in, new="short", again="short")
    assert "不能含用户名" in change(signed_in, new="Xx-lihong-77", again="Xx-lihong-77")
    assert "Xing-he-77" not in change(signed_in, old="wrong")
    assert sign_in(Client()).status_code == 302


def test_the_old_password_cannot_be_guessed_here(signed_in: Client, user: User) -> None:
    for _time in range(6):
        assert "现在的口令不对" in change(signed_in, old="wrong")
    assert "现在的口令不对" in change(signed_in)
    user.refresh_from_db()
    assert user.locked_until_at == clock.at("08:15")


def test_registering_a_telephone(signed_in: Client, user: User) -> None:
    shown = page(signed_in, "/account/totp")
    secret = signed_in.session["_totp_new"]
    assert secret in shown
    picture = signed_in.get("/account/totp/picture.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert "动态口令不对" in signed_in.post("/account/totp", {"code": "000000"}).content.decode()
    response = signed_in.post("/account/totp", {"code": pyotp.TOTP(secret).at(clock.now())})
    assert response.content.decode().count("<li><code>") == 10
    user.refresh_from_db()
    assert (user.totp_on, user.totp_secret) == (True, secret)
    assert "_totp_new" not in signed_in.session
    assert signed_in.get("/account/totp").headers["Location"] == "/account"
    assert signed_in.get("/account/totp/picture.svg").status_code == 403
    assert "10" in page(signed_in)


def registered(client: Client) -> pyotp.TOTP:
    client.get("/account/totp")
    generator = pyotp.TOTP(client.session["_totp_new"])
    client.post("/account/totp", {"code": generator.at(clock.now())})
    clock.tick(timedelta(minutes=1))
    return generator


def test_turning_it_off_needs_a_code(signed_in: Client, user: User) -> None:
    generator = registered(signed_in)
    signed_in.post("/account/totp/off", {"code": "000000"})
    user.refresh_from_db()
    assert user.totp_on
    signed_in.post("/account/totp/off", {"code": generator.at(clock.now())})
    user.refresh_from_db()
    assert not user.totp_on


def test_it_cannot_be_turned_off_where_the_role_demands_it(signed_in: Client, user: User) -> None:
    generator = registered(signed_in)
    SignInPolicy(totp_roles=[roles.DUTY]).save()
    assert "停用动态口令" not in page(signed_in)
    signed_in.post("/account/totp/off", {"code": generator.at(clock.now())})
    user.refresh_from_db()
    assert user.totp_on


def test_new_recovery_codes_need_a_code(signed_in: Client, user: User) -> None:
    generator = registered(signed_in)
    before = set(user.recovery_codes.values_list("hash", flat=True))
    assert signed_in.post("/account/totp/codes", {"code": "000000"}).status_code == 302
    assert set(user.recovery_codes.values_list("hash", flat=True)) == before
    shown = signed_in.post("/account/totp/codes", {"code": generator.at(clock.now())})
    assert shown.content.decode().count("<li><code>") == 10
    assert not set(user.recovery_codes.values_list("hash", flat=True)) & before


def test_signing_out_everywhere_else(signed_in: Client, make_user: MakeUser) -> None:
    other, stranger = Client(), Client()
    sign_in(other)
    make_user("wangwei")
    sign_in(stranger, "wangwei")
    signed_in.post("/account/sessions/end")
    states = [client.get("/account").status_code for client in (signed_in, other, stranger)]
    assert states == [200, 302, 200]
    assert AuditEntry.objects.get(act="user.end_sessions").after == {"ended": 1}
