"""Taking in files and texts by hand, looking at what came in, and trying it again."""

from django.contrib import messages as told
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.pages.door import found, opened
from anlan.kit.records import writing
from anlan.subjects.warnings import composing, intake, texts
from anlan.subjects.warnings.choices import Door
from anlan.subjects.warnings.forms import ConfirmForm, TextForm, UploadForm
from anlan.subjects.warnings.models import Intake

CODE = "warning-intake"


def _allowed(request: HttpRequest) -> None:
    if not access.can(request.user, f"{CODE}.add"):
        raise PermissionDenied(_("您没有接收预警的权限。需要时请联系系统管理员。"))


@require_http_methods(["GET", "POST"])
def upload_page(request: HttpRequest) -> HttpResponse:
    """上传预警文件: the verdict on it, and what it became."""
    _allowed(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    taken = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        taken = intake.receive(given.read(), door=Door.FILE, name=given.name or "", actor=request.user)
    return render(request, "warnings/upload.html", {"form": form, "taken": taken})


@require_http_methods(["GET", "POST"])
def text_page(request: HttpRequest) -> HttpResponse:
    """录入预警文本: first the reading is shown, then a person confirms it; what the text does not say stays empty."""
    _allowed(request)
    form = TextForm(request.POST if request.method == "POST" else None)
    confirm = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].strip()
        if request.POST.get("confirm"):
            confirm = ConfirmForm(request.POST, user=request.user)
            if confirm.is_valid():
                alert = intake.enter_text(text, composing.confirmed(confirm.cleaned_data, text), actor=request.user)
                told.success(request, _("已入库。需要时可“转发到村到户”。"))
                return redirect("ledger-detail", "warning", alert.pk)
        else:
            confirm = ConfirmForm(initial=ConfirmForm.from_reading(texts.read(text)), user=request.user)
    return render(request, "warnings/text.html", {"form": form, "confirm": confirm, "now": clock.now()})


def _row(request: HttpRequest, pk: int, action: str) -> Intake:
    row: Intake = found(request, opened(request, CODE, action), pk, action)
    return row


@require_GET
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it came, never shown as a page of ours."""
    answer = HttpResponse(intake.original(_row(request, pk, "view")), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="intake-{pk}.xml"'
    return answer


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge it again."""
    try:
        row = intake.retry(_row(request, pk, "change"), actor=request.user)
    except writing.Conflict as conflict:
        told.error(request, str(conflict))
    else:
        say = told.success if row.alert_id else told.warning
        say(request, _("重新读取：%(verdict)s。") % {"verdict": row.get_verdict_display()})
    return redirect("ledger-detail", CODE, pk)
