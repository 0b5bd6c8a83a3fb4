"""Puts ``request.user`` in place, ends sessions that are over, and lets nobody in who has not signed in properly."""

import hmac
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject

from anlan.base import clock
from anlan.base.people import signing
from anlan.base.people.accounts import SignInPolicy, User
from anlan.base.people.sessions import BEGAN_KEY, LIMITS_KEY, SEEN_KEY, TOTP_DUE_KEY, USER_KEY

TOUCH_SECONDS = 60
PASSWORD_PATH = "/account/password"  # noqa: S105
TOTP_PATH = "/account/totp"
OPEN_PATHS = ("/api/",)


class Nobody:
    """Whoever has not signed in."""

    pk = id = None
    is_authenticated = is_active = False
    is_anonymous = True
    username = name = ""
    organisation_id = None

    def __str__(self) -> str:
        return ""


class AccountMiddleware:
    """Stands behind the session middleware.

    Every view asks for a signed-in user unless marked by ``login_not_required`` or below ``OPEN_PATHS``, which check
    their callers themselves. Requests with ``X-Anlan-Background`` (polling) do not keep an idle session alive.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or request.path.startswith(OPEN_PATHS):
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if getattr(view, "open_while_restricted", False):
            return None
        if request.user.must_change_password:
            return _go(request, PASSWORD_PATH)
        if request.session.get(TOTP_DUE_KEY):
            return _go(request, TOTP_PATH)
        return None


def open_while_restricted(view: Any) -> Any:
    """Mark a view that somebody may use before the first password is changed or the telephone registered."""
    view.open_while_restricted = True
    return view


def _user_of(request: HttpRequest) -> User | Nobody:
    session = request.session
    if USER_KEY not in session:
        return Nobody()
    user = signing.AccountBackend().get_user(session[USER_KEY])
    if user is None or not hmac.compare_digest(str(session.get(HASH_SESSION_KEY, "")), user.get_session_auth_hash()):
        session.flush()
        return Nobody()
    reason = _why_over(request)
    if reason:
        request.user = user
        signing.sign_out(request, reason=reason)
        request.over = reason  # type: ignore[attr-defined]
        return Nobody()
    _touch(request, user)
    return user


def _why_over(request: HttpRequest) -> str:
    session = request.session
    moment = int(clock.now().timestamp())
    if LIMITS_KEY not in session:
        policy = SignInPolicy.present()
        session[LIMITS_KEY] = [policy.idle_minutes * 60, policy.absolute_hours * 3600]
        session[BEGAN_KEY] = session[SEEN_KEY] = moment
    idle, absolute = session[LIMITS_KEY]
    if moment - session[SEEN_KEY] > idle:
        return "idle"
    return "absolute" if moment - session[BEGAN_KEY] > absolute else ""


def _touch(request: HttpRequest, user: User) -> None:
    moment = clock.now()
    seconds = int(moment.timestamp())
    if seconds - request.session[SEEN_KEY] < TOUCH_SECONDS or "X-Anlan-Background" in request.headers:
        return
    request.session[SEEN_KEY] = seconds
    User.objects.filter(pk=user.pk).update(last_seen_at=moment)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    following = request.get_full_path() if request.method == "GET" else ""
    if request.headers.get("HX-Request"):
        current = urlsplit(request.headers.get("HX-Current-URL", ""))
        following = current.path + (f"?{current.query}" if current.query else "")
    facts = {"next": following} if following not in ("", "/") else {}
    if over := getattr(request, "over", ""):
        facts["over"] = over
    return _go(request, str(settings.LOGIN_URL) + (f"?{urlencode(facts)}" if facts else ""), status=401)


def _go(request: HttpRequest, where: str, status: int = 403) -> HttpResponse:
    """A redirect; for a fragment a refusal that makes htmx load the whole page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=status, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
