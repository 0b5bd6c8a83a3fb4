"""Tokens: given for a name and password under the rules of a sign-in on a page, found by hash, revoked, expired."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.api.errors import Refusal
from anlan.api.models import Token
from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.people import signing
from anlan.base.people.accounts import SignInPolicy, User

MARK = "anlan_"
KEPT_FOR_ONE = 20  # tokens of one user; the oldest beyond them end


def sign_in(username: str, password: str, second: str, *, address: str) -> tuple[str, Token]:
    """A new token and its row. Raises ``Refusal``: 401, 403 where the account is not in order yet, 429 when locked."""
    try:
        user = signing.check_credentials(username, password, address=address)
        if user.totp_on:
            if not second:
                raise Refusal(401, _("请输入动态口令。"), {"totp": _("请输入动态口令。")})
            signing.check_second_factor(user, second, address=address)
    except signing.Locked as locked:
        seconds = max(int((locked.until_at - clock.now()).total_seconds()), 1)
        raise Refusal(429, str(locked), retry_after=seconds) from locked
    except signing.Refused as refused:
        raise Refusal(401, str(refused)) from refused
    policy = SignInPolicy.present()
    if user.must_change_password or signing.password_too_old(user, policy):
        raise Refusal(403, _("请先在网页上登录并修改口令，再使用接口。"))
    if signing.second_factor_due(user, policy):
        raise Refusal(403, _("请先在网页上登录并登记动态口令，再使用接口。"))
    return issue(user, policy)


@transaction.atomic
def issue(user: User, policy: SignInPolicy) -> tuple[str, Token]:
    """A token for a user whose credentials were checked, valid as long as the policy lets a session last."""
    moment = clock.now()
    secret = MARK + secrets.token_urlsafe(32)
    expires_at = moment + timedelta(hours=policy.absolute_hours)
    token = Token.objects.create(user=user, digest=_digest(secret), created_at=moment, expires_at=expires_at)
    kept = Token.objects.filter(user=user, expires_at__gt=moment).order_by("-pk").values_list("pk", flat=True)
    Token.objects.filter(user=user).exclude(pk__in=list(kept[:KEPT_FOR_ONE])).delete()
    User.objects.filter(pk=user.pk).update(failed_count=0, locked_until_at=None, last_seen_at=moment)
    record("user.token", actor=user, obj=user, after={"token": token.pk, "expires_at": expires_at})
    return secret, token


def found(secret: str) -> Token | None:
    """The token, with its user, if it still holds: not expired, the account open, the password the same since."""
    token = Token.objects.select_related("user").filter(digest=_digest(secret), expires_at__gt=clock.now()).first()
    if token is None or not token.user.is_active:
        return None
    changed_at = token.user.password_set_at
    return None if changed_at is not None and changed_at > token.created_at else token


@transaction.atomic
def revoke(token: Token) -> None:
    """End a token."""
    record("user.token_revoke", actor=token.user, obj=token.user, after={"token": token.pk})
    token.delete()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
