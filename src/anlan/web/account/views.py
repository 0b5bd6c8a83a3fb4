"""Signing in and out, and one's own account: password, one-time passwords, sessions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base import clock
from anlan.base.audit.context import client_address
from anlan.base.audit.records import record
from anlan.base.people import services, signing, totp
from anlan.base.people.middleware import open_while_restricted
from anlan.base.people.models import Posting, Session, SignInPolicy, User
from anlan.base.people.sessions import TOTP_DUE_KEY
from anlan.web.account.forms import CodeForm, LogInForm, PasswordForm

PENDING_KEY = "_pending"
NEW_SECRET_KEY = "_totp_new"  # noqa: S105 - a name
PENDING_SECONDS = 300
OVER = {
    "idle": gettext_lazy("您有一段时间没有操作，为安全起见已自动退出。没有提交的草稿还在本机。"),
    "absolute": gettext_lazy("这次登录已到最长时限，请重新登录。没有提交的草稿还在本机。"),
}


@sensitive_post_parameters("password")
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password; on to the one-time password where the account asks for one."""
    if request.user.is_authenticated:
        return redirect(_following(request))
    form = LogInForm(request.POST or None, address=client_address(request))
    if request.method == "POST" and form.is_valid() and form.user is not None:
        following = _following(request)
        if form.user.totp_on:
            request.session.cycle_key()
            request.session[PENDING_KEY] = [form.user.pk, int(clock.now().timestamp()), following]
            return redirect("login-code")
        signing.sign_in(request, form.user)
        return redirect(following)
    context = {"form": form, "next": _following(request), "over": OVER.get(request.GET.get("over", ""), "")}
    return render(request, "account/login.html", context)


@sensitive_post_parameters("code")
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def log_in_code(request: HttpRequest) -> HttpResponse:
    """The second factor, within five minutes of the first."""
    key, began, following = request.session.get(PENDING_KEY) or (0, 0, "/")
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is None or clock.now().timestamp() - began > PENDING_SECONDS:
        request.session.pop(PENDING_KEY, None)
        return redirect("login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signing.check_second_factor(user, form.cleaned_data["code"], address=client_address(request))
        except signing.Refused as refused:
            form.add_error("code", str(refused))
        else:
            request.session.pop(PENDING_KEY, None)
            signing.sign_in(request, user)
            return redirect(following)
    return render(request, "account/login_code.html", {"form": form})


@never_cache
@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    signing.sign_out(request)
    return redirect("login")


@open_while_restricted
@never_cache
@require_GET
def account(request: Any) -> HttpResponse:
    """Who I am here, what I may do where, and from where I am signed in."""
    running = Session.objects.filter(user=request.user, expire_date__gt=clock.now()).order_by("-seen_at")
    policy = SignInPolicy.present()
    context = {
        "person": request.user,
        "postings": Posting.objects.filter(user=request.user).select_related("role", "place", "line").order_by("pk"),
        "sessions": [
            {
                "row": row,
                "browser": browser(row.agent),
                "here": row.session_key == request.session.session_key,
            }
            for row in running
        ],
        "codes_left": request.user.recovery_codes.filter(used_at=None).count() if request.user.totp_on else 0,
        "totp_required": _totp_required(request.user, policy),
        "restricted": _restricted(request),
        "policy": policy,
    }
    return render(request, "account/account.html", context)


@sensitive_post_parameters("old", "new", "again")
@open_while_restricted
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: Any) -> HttpResponse:
    """Change one's own password; all other sessions end."""
    user = User.objects.get(pk=request.user.pk)
    form = PasswordForm(request.POST or None, user=user, address=client_address(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_password(user, form.cleaned_data["new"], actor=user)
        except ValidationError as refused:
            form.add_error("new", refused)
        else:
            update_session_auth_hash(request, user)
            request.session.save()
            signing.end_sessions(user, besides=request.session.session_key)
            messages.success(request, _("口令已修改，其他地方的登录已全部退出。"))
            return redirect("account-totp" if request.session.get(TOTP_DUE_KEY) else "/")
    context = {
        "form": form,
        "forced": user.must_change_password,
        "too_old": signing.password_too_old(user, SignInPolicy.present()),
    }
    return render(request, "account/password.html", context)


@sensitive_post_parameters("code")
@open_while_restricted
@never_cache
@require_http_methods(["GET", "POST"])
def totp_page(request: Any) -> HttpResponse:
    """Register a telephone that shows one-time passwords."""
    user = User.objects.get(pk=request.user.pk)
    if user.must_change_password:
        return redirect("account-password")
    if user.totp_on:
        return redirect("account")
    secret = request.session.get(NEW_SECRET_KEY)
    if not secret:
        secret = request.session[NEW_SECRET_KEY] = totp.new_secret()
    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = _("扫码后，手机上会显示 6 位数字，每 30 秒换一次。")
    if request.method == "POST" and form.is_valid():
        codes = totp.turn_on(user, secret, form.cleaned_data["code"])
        if codes is not None:
            request.session.pop(NEW_SECRET_KEY, None)
            request.session.pop(TOTP_DUE_KEY, None)
            return render(request, "account/recovery_codes.html", {"codes": codes})
        form.add_error("code", _("动态口令不对。请核对手机时间是否准确，再填最新的一个。"))
    context = {"form": form, "secret": secret, "due": request.session.get(TOTP_DUE_KEY)}
    return render(request, "account/totp.html", context)


@open_while_restricted
@never_cache
@require_GET
def totp_picture(request: Any) -> HttpResponse:
    """The QR code of the secret being registered."""
    secret = request.session.get(NEW_SECRET_KEY)
    if not secret:
        raise PermissionDenied(_("请先打开“启用动态口令”页面。"))
    return HttpResponse(totp.picture(request.user, secret), content_type="image/svg+xml")


@never_cache
@require_POST
def totp_off(request: Any) -> HttpResponse:
    """Stop asking for one-time passwords, where no rule demands them and a last one is given."""
    user = User.objects.get(pk=request.user.pk)
    if _totp_required(user, SignInPolicy.present()):
        messages.error(request, _("您的角色必须使用动态口令，不能停用。"))
    elif _second_factor_given(request, user):
        totp.turn_off(user, actor=user)
        messages.success(request, _("动态口令已停用。"))
    return redirect("account")


@never_cache
@require_POST
def recovery_codes(request: Any) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    user = User.objects.get(pk=request.user.pk)
    if not user.totp_on or not _second_factor_given(request, user):
        return redirect("account")
    codes = totp.new_recovery_codes(user)
    record("user.recovery_codes", actor=user, obj=user)
    return render(request, "account/recovery_codes.html", {"codes": codes})


@open_while_restricted
@never_cache
@require_POST
def end_sessions(request: Any) -> HttpResponse:
    """Sign out everywhere else."""
    ended = signing.end_sessions(request.user, besides=request.session.session_key)
    record("user.end_sessions", actor=request.user, obj=request.user, after={"ended": ended})
    messages.success(request, _("已退出其他 %(count)d 处登录。") % {"count": ended})
    return redirect("account")


def browser(agent: str) -> str:
    """What a user agent is, in a word that people know."""
    names = (
        ("MicroMessenger", _("微信")),
        ("DingTalk", _("钉钉")),
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    name = next((name for sign, name in names if sign in agent), _("其他浏览器"))
    where = _("手机") if "Mobile" in agent else _("电脑")
    return f"{name} · {where}"


def _second_factor_given(request: Any, user: User) -> bool:
    try:
        signing.check_second_factor(user, request.POST.get("code", "")[:20], address=client_address(request))
    except signing.Refused as refused:
        messages.error(request, str(refused))
        return False
    return True


def _following(request: HttpRequest) -> str:
    """Where to go after signing in: only within this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _restricted(request: Any) -> bool:
    return bool(request.user.must_change_password or request.session.get(TOTP_DUE_KEY))


def _totp_required(user: Any, policy: SignInPolicy) -> bool:
    required = set(policy.totp_roles or [])
    return bool(required) and Posting.objects.filter(user=user, role__code__in=required).exists()
