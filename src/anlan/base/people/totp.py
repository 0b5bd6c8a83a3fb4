"""One-time passwords by a telephone app (RFC 6238), and recovery codes for a lost one. It must not know requests."""

import io
import secrets

import pyotp
import segno
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.people.accounts import RecoveryCode, User

STEP_SECONDS = 30
CODES = 10
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 10


def new_secret() -> str:
    """A secret for a telephone to keep (base 32, 160 bits)."""
    return pyotp.random_base32()


def address(user: User, secret: str) -> str:
    """The ``otpauth:`` address that the picture holds."""
    issuer = str(getattr(settings, "ANLAN_BUREAU", "") or "Anlan")
    return pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=issuer)


def picture(user: User, secret: str) -> bytes:
    """The address as a QR code, SVG."""
    out = io.BytesIO()
    segno.make(address(user, secret), error="m").save(out, kind="svg", scale=5, border=2)
    return out.getvalue()


def step_of(secret: str, code: str) -> int | None:
    """The time step that a code belongs to, one step of drift either way allowed; ``None`` where it fits none."""
    digits = code.replace(" ", "")
    if not secret or not (digits.isascii() and digits.isdigit()):
        return None  # without a secret (or with one that no key opens) no password is right
    present = int(clock.now().timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    for step in (present, present - 1, present + 1):
        if secrets.compare_digest(generator.at(step * STEP_SECONDS), digits):
            return step
    return None


def passes(user: User, code: str) -> bool:
    """Is this the user's one-time password, or an unused recovery code? Either works once."""
    step = step_of(user.totp_secret, code) if user.totp_on else None
    if step is not None:
        return User.objects.filter(pk=user.pk, totp_step__lt=step).update(totp_step=step) == 1
    unused = RecoveryCode.objects.filter(user=user, used_at=None, hash=_hash(user, code))
    return unused.update(used_at=clock.now()) == 1


@transaction.atomic
def turn_on(user: User, secret: str, code: str) -> list[str] | None:
    """Start asking for one-time passwords; returns new recovery codes, or ``None`` where the code does not fit."""
    step = step_of(secret, code)
    if step is None:
        return None
    user.totp_secret, user.totp_on, user.totp_step = secret, True, step
    user.save(update_fields=["totp_secret", "totp_on", "totp_step"])
    record("user.totp_on", actor=user, obj=user)
    return new_recovery_codes(user)


@transaction.atomic
def turn_off(user: User, *, actor: User) -> None:
    """Stop asking for one-time passwords."""
    user.totp_secret, user.totp_on, user.totp_step = "", False, 0
    user.save(update_fields=["totp_secret", "totp_on", "totp_step"])
    user.recovery_codes.all().delete()
    record("user.totp_off", actor=actor, obj=user)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Replace all recovery codes; they can be shown this once only."""
    user.recovery_codes.all().delete()
    codes = ["".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH)) for _code in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, hash=_hash(user, code)) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _hash(user: User, code: str) -> str:
    plain = code.upper().replace("-", "").replace(" ", "")
    return salted_hmac(f"anlan.recovery.{user.pk}", plain, algorithm="sha256").hexdigest()
