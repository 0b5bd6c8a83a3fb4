"""Accounts as the system administrator keeps them. Shows no business data; every act is audited by the services."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.people import access, roles, services, signing, totp
from anlan.base.people.models import Posting, Role, User
from anlan.base.text import mask_phone
from anlan.web.account.forms import PostingForm, UserForm

PAGE = 50

access.declare(
    {
        "user.view": (roles.SYSADMIN,),
        "user.change": (roles.SYSADMIN,),
        "role.view": (roles.SYSADMIN,),
        "role.change": (roles.SYSADMIN,),
        "policy.change": (roles.SYSADMIN,),
        "holiday.change": (roles.SYSADMIN,),
    },
    reserved=True,
)


def demand(request: HttpRequest, grant: str) -> None:
    """Go no further without a grant."""
    if not access.can(request.user, grant):
        raise PermissionDenied(_("只有系统管理员可以打开这个页面。"))


@require_GET
def users(request: HttpRequest) -> HttpResponse:
    """Accounts by name; those waiting for something first on request."""
    demand(request, "user.view")
    text, role, chip, after = (
        request.GET.get(name, "").replace("\x00", "")[:60] for name in ("q", "role", "chip", "after")
    )
    text = text.strip()
    found = User.objects.select_related("organisation").prefetch_related("postings__role", "postings__place")
    if text:
        found = found.filter(Q(username__contains=text.lower()) | Q(name__contains=text) | Q(phone__contains=text))
    if role:
        found = found.filter(pk__in=Posting.objects.filter(role__code=role).values("user"))
    conditions = _chips()
    if chip in conditions:
        found = found.filter(conditions[chip][1])
    if after:
        found = found.filter(username__gt=after)
    rows = list(found.order_by("username")[: PAGE + 1])
    query = request.GET.copy()
    query["after"] = rows[PAGE - 1].username if len(rows) > PAGE else ""
    context = {
        "rows": rows[:PAGE],
        "more": f"?{query.urlencode()}" if len(rows) > PAGE else "",
        "q": text,
        "role": role,
        "roles": Role.objects.order_by("position"),
        "chip": chip,
        "chips": [(code, label, User.objects.filter(which).count()) for code, (label, which) in conditions.items()],
        "moment": clock.now(),
    }
    return render(request, "account/users.html", context)


def _chips() -> dict[str, tuple[str, Q]]:
    return {
        "locked": (_("已锁定"), Q(locked_until_at__gt=clock.now())),
        "first": (_("未改首次口令"), Q(must_change_password=True, is_active=True)),
        "idle": (_("无任职"), Q(postings=None, is_active=True)),
        "off": (_("已停用"), Q(is_active=False)),
    }


@never_cache
@require_http_methods(["GET", "POST"])
def new_user(request: HttpRequest) -> HttpResponse:
    """A new account with its first role; the first password is shown once."""
    demand(request, "user.change")
    form, posting = UserForm(request.POST or None), PostingForm(request.POST or None)
    if request.method == "POST" and all([form.is_valid(), posting.is_valid()]):
        try:
            with transaction.atomic():
                user, password = services.create_account(actor=request.user, **form.cleaned_data)
                _appoint(user, posting, request)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return render(request, "account/first_password.html", {"person": user, "password": password, "new": True})
    return render(request, "account/user_new.html", {"form": form, "posting": posting})


@never_cache
@require_http_methods(["GET", "POST"])
def user_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: data, roles, sessions and what can be done."""
    demand(request, "user.view")
    person = get_object_or_404(User.objects.select_related("organisation"), pk=pk)
    form = UserForm(request.POST or None, instance=person)
    if request.method == "POST":
        demand(request, "user.change")
        if form.is_valid():
            _save_user(form, person, request)
            messages.success(request, _("已保存。"))
            return redirect("account-user", pk=pk)
    return render(request, "account/user.html", _user_context(request, person, form, PostingForm()))


def _user_context(request: HttpRequest, person: User, form: Any, posting: Any) -> dict[str, Any]:
    return {
        "person": person,
        "form": form,
        "posting": posting,
        "postings": person.postings.select_related("role", "place", "line").order_by("pk"),
        "sessions": person.sessions.filter(expire_date__gt=clock.now()).count(),
        "locked": person.locked_until_at is not None and person.locked_until_at > clock.now(),
        "self": person.pk == request.user.pk,
        "can_change": access.can(request.user, "user.change"),
    }


@transaction.atomic
def _save_user(form: UserForm, person: User, request: HttpRequest) -> None:
    old = User.objects.values(*form.changed_data).get(pk=person.pk) if form.changed_data else {}
    form.save()
    if not old:
        return
    before = {name: _shown(name, value) for name, value in old.items()}
    after = {name: _shown(name, getattr(person, f"{name}_id", None) or getattr(person, name)) for name in old}
    record("user.change", actor=request.user, obj=person, before=before, after=after)


def _shown(name: str, value: Any) -> Any:
    return mask_phone(value) if name == "phone" else value


@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role."""
    demand(request, "user.change")
    person = get_object_or_404(User, pk=pk)
    posting = PostingForm(request.POST)
    if posting.is_valid():
        try:
            _appoint(person, posting, request)
        except ValidationError as refused:
            posting.add_error("role", refused)
        else:
            messages.success(request, _("已增加任职，对方下一次操作起生效。"))
            return redirect("account-user", pk=pk)
    context = _user_context(request, person, UserForm(instance=person), posting)
    return render(request, "account/user.html", context, status=422)


def _appoint(person: User, posting: PostingForm, request: HttpRequest) -> None:
    given = posting.cleaned_data
    services.appoint(person, given["role"].code, given["place"], given["line"] or None, actor=request.user)


@require_POST
def dismiss(request: HttpRequest, pk: int, posting: int) -> HttpResponse:
    """Take a role away, but not the administrator's last own one."""
    demand(request, "user.change")
    row = get_object_or_404(Posting.objects.select_related("role", "user"), pk=posting, user=pk)
    if row.user_id == request.user.pk and row.role.code == roles.SYSADMIN:
        messages.error(request, _("不能取消自己的系统管理员任职，请由另一位系统管理员操作。"))
    else:
        services.dismiss(row, actor=request.user)
        messages.success(request, _("已取消任职。"))
    return redirect("account-user", pk=pk)


@never_cache
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Reset the password, unlock, close, open, end sessions, forget the telephone."""
    demand(request, "user.change")
    person = get_object_or_404(User, pk=pk)
    if act == "reset":
        password = services.reset_password(person, actor=request.user)
        return render(request, "account/first_password.html", {"person": person, "password": password, "new": False})
    if act not in ACTS:
        raise Http404
    try:
        messages.success(request, ACTS[act](person, request))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("account-user", pk=pk)


def _unlock(person: User, request: HttpRequest) -> str:
    services.unlock(person, actor=request.user)
    return _("已解锁。")


def _enable(person: User, request: HttpRequest) -> str:
    services.set_active(person, True, actor=request.user)
    return _("账号已启用。")


def _disable(person: User, request: HttpRequest) -> str:
    services.set_active(person, False, actor=request.user)
    return _("账号已停用，其登录已全部退出。")


def _end_sessions(person: User, request: HttpRequest) -> str:
    ended = signing.end_sessions(person)
    record("user.end_sessions", actor=request.user, obj=person, after={"ended": ended})
    return _("已退出其 %(count)d 处登录。") % {"count": ended}


def _forget_telephone(person: User, request: Any) -> str:
    totp.turn_off(person, actor=request.user)
    return _("已停用其动态口令，下次登录可以重新启用。")


ACTS: dict[str, Callable[[User, Any], str]] = {
    "unlock": _unlock,
    "enable": _enable,
    "disable": _disable,
    "end-sessions": _end_sessions,
    "totp-off": _forget_telephone,
}
