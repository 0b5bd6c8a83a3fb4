"""Signing in and out: credentials, lock-out, second factor, and the session that follows. It renders no page."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.context import client_address
from anlan.base.audit.records import record
from anlan.base.people import totp
from anlan.base.people.accounts import Session, SignInGuard, SignInPolicy, User
from anlan.base.people.sessions import BEGAN_KEY, FACTS_KEY, LIMITS_KEY, SEEN_KEY, TOTP_DUE_KEY

BACKEND = "anlan.base.people.signing.AccountBackend"
KEPT_GUARDS = timedelta(days=1)


class Refused(Exception):
    """The sign-in failed; the message is a sentence that tells nothing about whether the name exists."""


class Locked(Refused):
    """No attempt is left for now; ``until_at`` says when there will be one."""

    def __init__(self, sentence: str, until_at: datetime) -> None:
        super().__init__(sentence)
        self.until_at = until_at


class AccountBackend:
    """What Django's ``authenticate`` and sessions need; named in ``AUTHENTICATION_BACKENDS``."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> User | None:
        """The user of these credentials; ``None`` also where a second factor is still to be given."""
        if username is None or password is None:
            return None
        try:
            user = check_credentials(username, password, address=client_address(request) if request else "")
        except Refused:
            return None
        return None if user.totp_on else user

    def get_user(self, user_id: Any) -> User | None:
        """An active user by key."""
        return User.objects.select_related("organisation").filter(pk=user_id, is_active=True).first()


def check_credentials(username: str, password: str, *, address: str = "") -> User:
    """The active user of a name and password. Raises ``Refused``.

    An attempt is counted before the password is looked at, so that many at once cannot slip past the limit.
    """
    policy = SignInPolicy.present()
    name = username.strip().lower().replace("\x00", "")[:60]
    _refuse_busy_address(address, policy)
    user = User.objects.filter(username=name).first()
    if user is None:
        _count_attempt(SignInGuard, f"name:{name}", policy)
        make_password(password)  # takes as long as checking one, so that time does not tell whether the name exists
        raise _failed(None, name, address, policy)
    _count_attempt(User, user.pk, policy)
    if not user.check_password(password):
        raise _failed(user, name, address, policy)
    _take_back_attempt(user)
    if not user.is_active:
        record("user.login_refused", actor=None, obj=user, after={"reason": "inactive", "address": address})
        raise Refused(_("账号已停用，请联系系统管理员。"))
    return user


def check_second_factor(user: User, code: str, *, address: str = "") -> None:
    """Raises ``Refused`` unless the one-time password or recovery code is right; counts towards the lock."""
    policy = SignInPolicy.present()
    _refuse_busy_address(address, policy)
    _count_attempt(User, user.pk, policy)
    if not totp.passes(user, code):
        raise _failed(user, user.username, address, policy, second=True)
    _take_back_attempt(user)


def sign_in(request: HttpRequest, user: User, *, policy: SignInPolicy | None = None) -> None:
    """Open the session of a user whose credentials were checked; the oldest beyond the limit end."""
    policy = policy or SignInPolicy.present()
    moment = clock.now()
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        ended = _end_oldest(locked, keep=max(policy.max_sessions - 1, 0))
        login(request, user, backend=BACKEND)
        _open_session(request, locked, policy, moment)
        User.objects.filter(pk=user.pk).update(failed_count=0, locked_until_at=None, last_seen_at=moment)
        if password_too_old(locked, policy):
            User.objects.filter(pk=user.pk).update(must_change_password=True)
            user.must_change_password = True
        record("user.login", actor=user, obj=user, after={"ended_sessions": ended} if ended else None, request=request)


def sign_out(request: HttpRequest, *, reason: str = "asked") -> None:
    """Close the session: asked for, idle, or over its absolute limit."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        record("user.logout", actor=user, obj=user, after={"reason": reason}, request=request)
    request.session.flush()


def end_sessions(user: User, *, besides: str | None = None) -> int:
    """End a user's sessions everywhere, except the one with the given key; returns how many."""
    return Session.objects.filter(user=user).exclude(session_key=besides).delete()[0]


def password_too_old(user: User, policy: SignInPolicy) -> bool:
    """Has the password outlived the policy?"""
    if not policy.password_days or user.password_set_at is None:
        return False
    return user.password_set_at + timedelta(days=policy.password_days) < clock.now()


def second_factor_due(user: User, policy: SignInPolicy) -> bool:
    """Must the user register a telephone before anything else?"""
    required = set(policy.totp_roles or [])
    return bool(required) and not user.totp_on and user.postings.filter(role__code__in=required).exists()


def _open_session(request: HttpRequest, user: User, policy: SignInPolicy, moment: datetime) -> None:
    session, seconds = request.session, int(moment.timestamp())
    session[BEGAN_KEY] = session[SEEN_KEY] = seconds
    session[LIMITS_KEY] = [policy.idle_minutes * 60, policy.absolute_hours * 3600]
    session[FACTS_KEY] = {"address": client_address(request), "agent": request.headers.get("User-Agent", "")[:200]}
    if second_factor_due(user, policy):
        session[TOTP_DUE_KEY] = True
    session.set_expiry(policy.absolute_hours * 3600)
    session.save()


def _end_oldest(user: User, keep: int) -> int:
    running = Session.objects.filter(user=user, expire_date__gt=clock.now()).order_by("-seen_at", "-began_at")
    over = list(running.values_list("pk", flat=True)[keep:])
    Session.objects.filter(pk__in=over).delete()
    return len(over)


def _count_attempt(model: type[User] | type[SignInGuard], key: Any, policy: SignInPolicy) -> None:
    """Reserve one of the attempts that a name has; raises ``Refused`` where none is left."""
    moment = clock.now()
    with transaction.atomic():
        if model is SignInGuard:
            SignInGuard.objects.get_or_create(key=key, defaults={"since_at": moment})
        row: Any = model._default_manager.select_for_update().get(pk=key)
        if row.locked_until_at is not None and row.locked_until_at <= moment:
            row.locked_until_at, row.failed_count = None, 0
        if row.locked_until_at is None and row.failed_count < policy.max_failures:
            row.failed_count += 1
            row.save(update_fields=["failed_count", "locked_until_at"])
            return
        if row.locked_until_at is None:
            row.locked_until_at = moment + timedelta(minutes=policy.lock_minutes)
            row.save(update_fields=["failed_count", "locked_until_at"])
    raise _locked(row.locked_until_at)


def _take_back_attempt(user: User) -> None:
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        row.failed_count = max(row.failed_count - 1, 0)
        row.save(update_fields=["failed_count"])


def _failed(user: User | None, name: str, address: str, policy: SignInPolicy, *, second: bool = False) -> Refused:
    """Write the failure down, lock where it was the last one allowed, and give the sentence."""
    model: Any = User if user else SignInGuard
    key = user.pk if user else f"name:{name}"
    moment = clock.now()
    with transaction.atomic():
        _count_address(address, policy)
        row = model._default_manager.select_for_update().get(pk=key)
        locking = row.failed_count >= policy.max_failures and row.locked_until_at is None
        if locking:
            row.locked_until_at = moment + timedelta(minutes=policy.lock_minutes)
            row.save(update_fields=["locked_until_at"])
        act = "user.second_factor_failed" if second else "user.login_failed"
        facts = {"address": address, "count": row.failed_count}
        label = name if user else _disguised(name)
        record(act, actor=None, kind="user", object_id=str(user.pk) if user else "", label=label, after=facts)
        if locking and user:
            record("user.lock", actor=None, obj=user, after={"until": row.locked_until_at})
    if locking:
        return _locked(row.locked_until_at)
    allowed = {"count": policy.max_failures, "minutes": policy.lock_minutes}
    if second:
        return Refused(_("动态口令不对或已用过。连续 %(count)d 次不对，账号将锁定 %(minutes)d 分钟。") % allowed)
    return Refused(_("用户名或口令不对。连续 %(count)d 次不对，账号将锁定 %(minutes)d 分钟。") % allowed)


def _disguised(name: str) -> str:
    """A name nobody has may be a password typed into the wrong box: the audit keeps its ends and a mark to compare."""
    mark = salted_hmac("anlan.unknown-name", name, algorithm="sha256").hexdigest()[:8]
    return f"{name[:1]}***#{mark}"


def _locked(until: datetime) -> Locked:
    moment = timezone.localtime(until).strftime("%H:%M")
    return Locked(
        _("连续失败次数过多，账号已锁定，请在 %(time)s 以后再试，或请系统管理员解锁。") % {"time": moment}, until
    )


def _refuse_busy_address(address: str, policy: SignInPolicy) -> None:
    guard = SignInGuard.objects.filter(pk=f"address:{address}").first() if address else None
    if guard is not None and guard.locked_until_at is not None and guard.locked_until_at > clock.now():
        moment = timezone.localtime(guard.locked_until_at).strftime("%H:%M")
        raise Locked(_("本机地址失败次数过多，请在 %(time)s 以后再试。") % {"time": moment}, guard.locked_until_at)


def _count_address(address: str, policy: SignInPolicy) -> None:
    moment = clock.now()
    SignInGuard.objects.filter(since_at__lt=moment - KEPT_GUARDS).delete()
    if not address:
        return
    window = timedelta(minutes=policy.lock_minutes)
    SignInGuard.objects.get_or_create(key=f"address:{address}", defaults={"since_at": moment})
    guard = SignInGuard.objects.select_for_update().get(pk=f"address:{address}")
    if guard.since_at + window < moment:
        guard.failed_count, guard.since_at, guard.locked_until_at = 0, moment, None
    guard.failed_count += 1
    if guard.failed_count >= policy.max_failures_of_address:
        guard.locked_until_at = moment + window
    guard.save()
