"""One-time passwords work once, for the moment they are shown; recovery codes once each."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import signing, totp
from anlan.base.people.models import RecoveryCode, User

pytestmark = pytest.mark.django_db
# RFC 6238, appendix B: the secret "12345678901234567890".
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def user() -> User:
    clock.set_for_tests(clock.at("2026-11-22 08:00"))
    return User.objects.create_user("lihong", "Chuan-lan-2026", name="李红")


def shown() -> str:
    return pyotp.TOTP(SECRET).at(clock.now())


def turned_on(user: User) -> list[str]:
    codes = totp.turn_on(user, SECRET, shown())
    assert codes is not None
    clock.tick(timedelta(seconds=60))
    return codes


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    clock.set_for_tests(datetime.fromtimestamp(seconds, UTC))
    assert totp.step_of(SECRET, code) == seconds // 30
    assert totp.step_of(SECRET, f"{code[:3]} {code[3:]}") == seconds // 30


def test_a_clock_half_a_minute_wrong_is_forgiven_a_minute_is_not(user: User) -> None:
    code = shown()
    clock.tick(timedelta(seconds=30))
    assert totp.step_of(SECRET, code) is not None
    clock.tick(timedelta(seconds=30))
    assert totp.step_of(SECRET, code) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"])
def test_what_is_no_code_fits_nowhere(user: User, code: str) -> None:
    assert totp.step_of(SECRET, code) is None


def test_turning_on_needs_a_code_from_the_telephone(user: User) -> None:
    assert totp.turn_on(user, SECRET, "000000") is None
    user.refresh_from_db()
    assert not user.totp_on
    assert len(turned_on(user)) == 10
    user.refresh_from_db()
    assert user.totp_on
    assert AuditEntry.objects.filter(act="user.totp_on").count() == 1


def test_a_code_works_once(user: User) -> None:
    turned_on(user)
    code = shown()
    assert totp.passes(user, code)
    assert not totp.passes(user, code)
    clock.tick(timedelta(seconds=30))
    assert not totp.passes(user, code)
    assert totp.passes(user, shown())


def test_the_code_that_turned_it_on_does_not_sign_in(user: User) -> None:
    code = shown()
    assert totp.turn_on(user, SECRET, code)
    assert not totp.passes(user, code)


def test_recovery_codes_work_once_each_and_are_not_kept_readable(user: User) -> None:
    codes = turned_on(user)
    assert totp.passes(user, codes[0].lower())
    assert not totp.passes(user, codes[0])
    assert totp.passes(user, f" {codes[1].replace('-', '')} ")
    kept = " ".join(RecoveryCode.objects.values_list("hash", flat=True))
    assert all(code.replace("-", "") not in kept for code in codes)
    other = User.objects.create_user("wangwei", "x", name="王伟")
    assert not totp.passes(other, codes[2])


def test_new_recovery_codes_end_the_old_ones(user: User) -> None:
    old = turned_on(user)
    new = totp.new_recovery_codes(user)
    assert not set(old) & set(new)
    assert not totp.passes(user, old[0])
    assert totp.passes(user, new[0])


def test_wrong_codes_lock_like_wrong_passwords(user: User) -> None:
    turned_on(user)
    signing.check_credentials("lihong", "Chuan-lan-2026")
    for _time in range(5):
        with pytest.raises(signing.Refused):
            signing.check_second_factor(user, "000000")
    with pytest.raises(signing.Refused, match="已锁定"):
        signing.check_second_factor(user, shown())
    with pytest.raises(signing.Refused, match="已锁定"):
        signing.check_credentials("lihong", "Chuan-lan-2026")


def test_the_picture_holds_the_address(user: User) -> None:
    address = totp.address(user, SECRET)
    assert address.startswith("otpauth://totp/")
    assert f"secret={SECRET}" in address
    assert b"<svg" in totp.picture(user, SECRET)


def test_turning_off_forgets_everything(user: User) -> None:
    codes = turned_on(user)
    totp.turn_off(user, actor=user)
    user.refresh_from_db()
    assert (user.totp_on, user.totp_secret) == (False, "")
    assert not totp.passes(user, codes[0])
    assert not totp.passes(user, "")
