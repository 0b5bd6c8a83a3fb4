"""Pages of enterprises that are no ledger's list: the file of a firm, the calculation of a source, the rates."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.people import access, roles
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.detail import facts
from anlan.kit.pages.door import found, opened
from anlan.subjects.enterprises import file, gb18218, queries, sheets
from anlan.subjects.enterprises.doors import MINE, RATES
from anlan.subjects.enterprises.models import Enterprise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def firm_file(request: HttpRequest, pk: int) -> HttpResponse:
    """一企一册."""
    ledger = opened(request, "enterprise")
    firm = found(request, ledger, pk, "view", "sector", "place", "line", "organisation")
    context = facts(request, ledger, firm) | {
        "sections": file.sections(request, firm),
        "waiting": file.waiting(request, firm),
        "current_code": "enterprise",
        "own": access.only(request.user, roles.ENTERPRISE),
    }
    return render(request, "enterprises/file.html", context)


@require_GET
def my_file(request: HttpRequest) -> HttpResponse:
    """Where a firm's own people begin."""
    _need(request, MINE)
    unit = getattr(request.user, "organisation_id", None)
    firm = Enterprise.objects.filter(organisation=unit).first() if unit is not None else None
    if firm is None:
        raise Http404(_("您的账号还没有和企业档案关联，请联系辖区乡镇。"))
    return redirect("enterprise-file", pk=firm.pk)


@require_GET
def calculation(request: HttpRequest, pk: int) -> HttpResponse:
    """The calculation of a source, step by step."""
    ledger = opened(request, "major-source")
    source = found(request, ledger, pk, "view", "enterprise")
    made = source.assessment()
    context = {
        "source": source,
        "lines": [
            {name: gb18218.told(getattr(line, name)) for name in ("critical", "ratio", "beta", "weighted")}
            | {"line": line, "quantity": gb18218.told(line.item.quantity)}
            for line in made.lines
        ],
        "steps": gb18218.steps(made),
        "doubts": [line.doubt for line in made.lines if line.doubt],
        "s": gb18218.told(made.s if made.lines else None),
        "r": gb18218.told(made.r),
        "can_export": access.reaches(request.user, "major-source.export", source, ledger.scope),
        "current_code": "major-source",
    }
    return render(request, "enterprises/calculation.html", context)


@require_GET
def calculation_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    ledger = opened(request, "major-source", "export")
    source = found(request, ledger, pk, "export", "enterprise")
    audit.record(
        "major-source.export", actor=request.user, kind="major-source", object_id=str(pk), label=str(source)[:200]
    )
    name = f"{source.number}.xlsx"
    return HttpResponse(
        sheets.calculation(source),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


@require_GET
def rates(request: HttpRequest) -> HttpResponse:
    """The rates of my area on a day, each with its parts and what it means."""
    _need(request, RATES)
    on = _day(request.GET.get("on", ""))
    since = date(on.year, 1, 1)

    def rows(code: str) -> Any:
        return visible(ledger_by_code(code), request.user)

    kept = queries.cadences(rows("expert"), on)
    context = {
        "on": on,
        "since": since,
        "rates": [
            *_firm_rates(rows("enterprise"), since, on),
            (
                _("保险服务完成率"),
                queries.services_delivered(rows("insurance-service"), since, on),
                _("本年计划的服务中已完成的 ÷ 本年计划的服务（不计取消）"),
            ),
            *_source_rates(rows("major-source"), on),
            (_("专家服务频次达标率"), queries.cadence_rate(kept), _("按约定周期服务到位的 ÷ 有约定周期的在聘专家")),
        ],
        "equipment": queries.equipment(rows("safety-equipment")),
        "claimed": queries.claimed(rows("insurance-claim"), since, on),
        "given": queries.given(rows("expert-service"), since, on),
        "behind": [one for one in kept if not one.met][:50],
    }
    return render(request, "enterprises/rates.html", context)


def _firm_rates(firms: Any, since: date, on: date) -> list[tuple[str, queries.Rate, str]]:
    return [
        (_("安责险覆盖率"), queries.insured(firms, on), _("当日有有效保单的企业 ÷ 未关闭的企业")),
        (_("社会化服务覆盖率"), queries.contracted(firms, on), _("当日有有效合同的企业 ÷ 未关闭的企业")),
        (
            _("小微企业社会化服务覆盖率"),
            queries.small_contracted(firms, on),
            _("当日有有效合同的小型、微型企业 ÷ 未关闭的小型、微型企业"),
        ),
        (_("标准化达标率"), queries.standardised(firms, on), _("当日等级在有效期内的企业 ÷ 未关闭的企业")),
        (_("标准化自评完成率"), queries.self_assessed(firms, since, on), _("本年完成自评的企业 ÷ 未关闭的企业")),
        (_("风险管控体系覆盖率"), queries.with_risk_system(firms, on), _("已建成体系的企业 ÷ 未关闭的企业")),
        (_("风险点辨识覆盖率"), queries.with_risk_points(firms, on), _("有在管风险点的企业 ÷ 未关闭的企业")),
    ]


def _source_rates(sources: Any, on: date) -> list[tuple[str, queries.Rate, str]]:
    return [
        (_("重大危险源备案率"), queries.filed(sources, on), _("已备案 ÷ 构成重大危险源且未核销的")),
        (_("重大危险源在线监测监控率"), queries.connected(sources, on), _("当日在线 ÷ 构成重大危险源且未核销的")),
    ]


def _need(request: HttpRequest, grant: str) -> None:
    if not access.can(request.user, grant):
        raise PermissionDenied(_("您没有这项权限。需要时请联系系统管理员。"))


def _day(text: str) -> date:
    """A day of this age, or today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return clock.today()
    return day if 2000 <= day.year <= 2100 else clock.today()
