"""What roles may do, how one signs in, and which days are worked: the rules that the system administrator sets."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.dictionaries.models import Holiday
from anlan.base.people import access, services
from anlan.base.people.models import Role, SignInPolicy
from anlan.kit.ledger.registry import ledgers
from anlan.web.account.administration import demand
from anlan.web.account.forms import HolidayForm, PolicyForm

ACTIONS = {
    "view": gettext_lazy("查看"),
    "add": gettext_lazy("登记"),
    "change": gettext_lazy("修改"),
    "delete": gettext_lazy("删除"),
    "import": gettext_lazy("导入"),
    "export": gettext_lazy("导出"),
    "reveal": gettext_lazy("查看完整信息"),
}


@require_GET
def roles_page(request: HttpRequest) -> HttpResponse:
    """Who holds which role, and what each may do beyond or short of its default."""
    demand(request, "role.view")
    rows = [
        {"role": role, "holders": role.postings.values("user").distinct().count()}
        for role in Role.objects.order_by("position", "code")
    ]
    return render(request, "account/roles.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def role_page(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix of one role's grants; a tick is a grant."""
    demand(request, "role.view")
    role = get_object_or_404(Role, code=code)
    if request.method == "POST":
        demand(request, "role.change")
        ticked = set(request.POST.getlist("grant"))
        offered = {grant for grant in _offered(role) if not access.is_reserved(grant)}
        default = {grant for grant, held in access.declared().items() if role.code in held}
        try:
            services.set_grants(
                role,
                extra=sorted((ticked & offered) - default),
                removed=sorted((default & offered) - ticked),
                actor=request.user,
            )
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("已保存，持有这个角色的人下一次操作起生效。"))
        return redirect("account-role", code=code)
    context = {"role": role, "groups": _matrix(role), "can_change": access.can(request.user, "role.change")}
    return render(request, "account/role.html", context)


def _offered(role: Role) -> list[str]:
    """Grants that a role could hold."""
    return [grant for grant in access.declared() if access.may_hold(role.code, grant)]


def _matrix(role: Role) -> list[dict[str, Any]]:
    titles = {ledger.code: ledger for ledger in ledgers()}
    groups: dict[str, dict[str, Any]] = {}
    for grant in _offered(role):
        kind, _dot, action = grant.partition(".")
        ledger = titles.get(kind)
        group = groups.setdefault(kind, {"title": ledger.title if ledger else _other(kind), "grants": []})
        held = access.holds(role, grant)
        group["grants"].append(
            {
                "grant": grant,
                "label": _action_label(ledger, action),
                "held": held,
                "changed": held != (role.code in access.declared()[grant]),
                "fixed": access.is_reserved(grant),
            }
        )
    return list(groups.values())


def _action_label(ledger: Any, action: str) -> str:
    if action.startswith("move.") and ledger is not None and ledger.flow is not None:
        move = ledger.flow.move(action.removeprefix("move."))
        return str(move.label) if move else action
    return str(ACTIONS.get(action, action))


def _other(kind: str) -> str:
    names = {
        "user": _("用户管理"),
        "role": _("角色权限"),
        "policy": _("登录安全策略"),
        "holiday": _("节假日"),
        "audit": _("审计记录"),
        "operations": _("运行状态"),
    }
    return str(names.get(kind, kind))


@require_http_methods(["GET", "POST"])
def policy_page(request: HttpRequest) -> HttpResponse:
    """The rules of signing in."""
    demand(request, "policy.change")
    policy = SignInPolicy.present()
    before = model_to_dict(policy)
    form = PolicyForm(request.POST or None, instance=policy)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            after = model_to_dict(policy)
            changed = [name for name in after if after[name] != before.get(name)]
            record(
                "policy.change",
                actor=request.user,
                kind="policy",
                object_id="1",
                label=str(policy),
                before={name: before.get(name) for name in changed},
                after={name: after[name] for name in changed},
            )
        messages.success(request, _("已保存，对之后的登录生效。"))
        return redirect("account-policy")
    return render(request, "account/policy.html", {"form": form})


@require_http_methods(["GET", "POST"])
def holidays_page(request: HttpRequest) -> HttpResponse:
    """Days that the bureau decides itself, and which years are built in."""
    demand(request, "holiday.change")
    form = HolidayForm(request.POST if request.method == "POST" and "remove" not in request.POST else None)
    if request.method == "POST":
        if "remove" in request.POST:
            _remove_holiday(request)
            return redirect("account-holidays")
        on = _day(request.POST.get("on", ""))
        if on is not None:
            form.instance = Holiday.objects.filter(on=on).first() or Holiday(on=on)
        if form.is_valid():
            with transaction.atomic():
                day = form.save()
                after = {"on": day.on, "working": day.working, "name": day.name}
                record(
                    "holiday.change",
                    actor=request.user,
                    kind="holiday",
                    object_id=str(day.on),
                    label=str(day),
                    after=after,
                )
            return redirect("account-holidays")
    year = clock.today().year
    context = {
        "form": form,
        "rows": Holiday.objects.order_by("-on")[:400],
        "years": [(one, clock.calendar_known(one)) for one in range(year - 1, year + 2)],
    }
    return render(request, "account/holidays.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@transaction.atomic
def _remove_holiday(request: HttpRequest) -> None:
    on = _day(request.POST["remove"])
    day = Holiday.objects.filter(on=on).first() if on else None
    if day is not None:
        before = {"on": day.on, "working": day.working, "name": day.name}
        record(
            "holiday.change", actor=request.user, kind="holiday", object_id=str(day.on), label=str(day), before=before
        )
        day.delete()
