"""The pages of an import: upload, progress, mapping, preview with repairs, confirmation, undoing."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base.people import access
from anlan.kit.engine import health
from anlan.kit.imports import refused, sessions
from anlan.kit.imports.intake import specs
from anlan.kit.imports.models import ImportEffect, ImportRow, ImportSession, Kind, State
from anlan.kit.imports.refusal import Refused
from anlan.kit.imports.showing import Showing
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code

PAGE = 100
LATEST = 20
MOST_KEPT_SHOWN = 500
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer = Callable[..., Any]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The drop zone and the latest imports; a file sent here opens a session."""
    ledger = _opened(request, code)
    error = ""
    if request.method == "POST":
        session, error = _upload(request, ledger)
        if "application/json" in request.headers.get("Accept", ""):
            if error or session is None:
                return JsonResponse({"error": error}, status=422)
            return JsonResponse({"url": _address(session)})
        if session is not None and not error:
            return redirect(_address(session))
    rows = sessions.visible(request.user, ledger).order_by("-id")[:LATEST]
    context = {"ledger": ledger, "sessions": rows, "error": error, "current_code": code}
    return render(request, "ledger/import.html", context, status=422 if error else 200)


def _upload(request: HttpRequest, ledger: Ledger) -> tuple[ImportSession | None, str]:
    file = request.FILES.get("file")
    if file is None:
        return None, _("请选择一个文件。")
    try:
        session = sessions.upload(ledger, file.name or "", file.chunks(), actor=request.user)
    except Refused as too_large:
        return None, too_large.sentence
    _work_at_once(session)
    return session, session.error if session.state == State.FAILED else ""


def of_session(view: Answer) -> Answer:
    """Hands the view its ledger and session; a session that is not the person's does not exist."""

    @wraps(view)
    def opened(request: HttpRequest, code: str, pk: int, **more: Any) -> HttpResponse:
        ledger = _opened(request, code)
        session = sessions.visible(request.user, ledger).filter(pk=pk).first()
        if session is None:
            raise Http404(_("没有这次导入。"))
        try:
            answer: HttpResponse = view(request, ledger, session, **more)
        except sessions.NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(_address(session))
        return answer

    return opened


@require_GET
@of_session
def page(request: HttpRequest, ledger: Ledger, session: ImportSession) -> HttpResponse:
    """Where the session stands, and what can be done with it."""
    context: dict[str, Any] = _standing(request, ledger, session)
    if session.state == State.READY:
        context |= _preview(request, ledger, session)
    if session.state == State.UNDONE:
        kept = ImportEffect.objects.filter(session=session).exclude(kept="").order_by("sheet_row")
        context["kept"] = kept[:MOST_KEPT_SHOWN]
    return render(request, "ledger/import_session.html", context)


@require_GET
@of_session
def state(request: HttpRequest, ledger: Ledger, session: ImportSession) -> HttpResponse:
    """The progress alone, asked for again and again."""
    return render(request, "ledger/import_state.html", _standing(request, ledger, session))


@require_POST
@of_session
def choose(request: HttpRequest, ledger: Ledger, session: ImportSession) -> HttpResponse:
    """Other fields for headings, another sheet, other options; or simply a new preview."""
    _own(request, session)
    choices: dict[str, str] = {}
    options: dict[str, Any] = {}
    for index, (header, field, _how) in enumerate(session.columns):
        given = request.POST.get(f"column-{index}")
        if given is not None and given != (field or ""):
            choices[header] = given
    if request.POST.get("sheet"):
        options["sheet"] = request.POST["sheet"][:100]
    if "coordinates" in request.POST:
        known = dict(ImportSession._meta.get_field("coordinates").flatchoices)
        options["clear_empty"] = "clear_empty" in request.POST
        options["coordinates"] = request.POST["coordinates"] if request.POST["coordinates"] in known else "wgs84"
    sessions.choose(session, choices, **options)
    _work_at_once(session)
    return redirect(_address(session))


@require_POST
@of_session
def repair(request: HttpRequest, ledger: Ledger, session: ImportSession, row: int) -> HttpResponse:
    """One refused row with what was typed into its cells, judged anew."""
    _own(request, session)
    known = {spec.name for spec in specs(ledger)}
    texts = {name: str(value)[:2000].replace("\x00", "") for name, value in request.POST.items() if name in known}
    try:
        judged = sessions.repair(session, row, texts)
    except sessions.NotNow as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    session.refresh_from_db()
    others = ImportRow.objects.filter(session=session, kind=Kind.REFUSED).order_by("position")[:PAGE]
    shown = Showing(ledger, session, Kind.REFUSED, [judged, *others])
    return render(request, "ledger/import_row.html", {"row": shown.rows[0], "session": session, "ledger": ledger})


@require_POST
@of_session
def confirm(request: HttpRequest, ledger: Ledger, session: ImportSession) -> HttpResponse:
    """Write what the preview shows."""
    _own(request, session)
    sessions.ask_confirm(session, actor=request.user)
    _work_at_once(session)
    return redirect(_address(session))


@require_POST
@of_session
def undo(request: HttpRequest, ledger: Ledger, session: ImportSession) -> HttpResponse:
    """Take a confirmed import back as a whole."""
    sessions.ask_undo(session, actor=request.user)
    _work_at_once(session)
    return redirect(_address(session))


@require_POST
@of_session
def drop(request: HttpRequest, ledger: Ledger, session: ImportSession) -> HttpResponse:
    """Give a preview up."""
    _own(request, session)
    sessions.drop(session)
    messages.success(request, _("已放弃这次导入，台账没有任何改动。"))
    return redirect("import-new", ledger.code)


@require_GET
@of_session
def refused_rows(request: HttpRequest, ledger: Ledger, session: ImportSession) -> FileResponse:
    """The refused rows as the same sheet with a remark column."""
    name = f"{PurePath(session.name).stem}_{_('退回')}.xlsx"
    return FileResponse(refused.refused_sheet(session), as_attachment=True, filename=name, content_type=SHEET)


def _opened(request: HttpRequest, code: str) -> Ledger:
    ledger = ledger_by_code(code)
    if not access.can(request.user, f"{code}.import"):
        raise PermissionDenied(_("您没有导入“%(ledger)s”的权限。需要时请联系系统管理员。") % {"ledger": ledger.title})
    return ledger


def _own(request: HttpRequest, session: ImportSession) -> None:
    """A preview shows what its own maker may do, so only the maker goes on with it."""
    if session.created_by_id != request.user.pk:
        raise PermissionDenied(_("这是别人上传的导入，只能由上传人继续。"))


def _work_at_once(session: ImportSession) -> None:
    """Small steps are done while the person waits; the engine does the others."""
    session.refresh_from_db()
    if sessions.at_once(session):
        sessions.work(session.pk)
        session.refresh_from_db()


def _address(session: ImportSession) -> str:
    return reverse("import-session", args=[session.ledger, session.pk])


def _standing(request: HttpRequest, ledger: Ledger, session: ImportSession) -> dict[str, Any]:
    return {
        "ledger": ledger,
        "session": session,
        "mine": session.created_by_id == request.user.pk,
        "engine_alive": not session.waits or health.alive(),
        "current_code": ledger.code,
    }


def _preview(request: HttpRequest, ledger: Ledger, session: ImportSession) -> dict[str, Any]:
    counts = session.counts
    kind = request.GET.get("kind", "")
    if kind not in Kind.values:
        kind = next((one for one in (Kind.REFUSED, Kind.NEW, Kind.CHANGED, Kind.SAME) if counts.get(one)), Kind.NEW)
    start = int(request.GET["after"]) if request.GET.get("after", "").isdecimal() else 0
    start = min(start, 10**7) // PAGE * PAGE
    found = list(ImportRow.objects.filter(session=session, kind=kind).order_by("position")[start : start + PAGE + 1])
    shown = Showing(ledger, session, kind, found[:PAGE])
    samples = session.samples or [[] for _column in session.columns]
    return {
        "mapping": [
            {"header": header, "name": f"column-{index}", "field": field or "", "how": how, "samples": samples[index]}
            for index, (header, field, how) in enumerate(session.columns)
        ],
        "fields": [(spec.name, spec.label) for spec in specs(ledger)],
        "tabs": [
            {
                "code": one.value,
                "label": one.label,
                "count": counts.get(one, 0),
                "current": one == kind,
                "url": f"?kind={one}",
            }
            for one in (Kind.REFUSED, Kind.NEW, Kind.CHANGED, Kind.SAME)
        ],
        "columns": shown.labels,
        "rows": shown.rows,
        "next_url": f"?kind={kind}&after={start + PAGE}" if len(found) > PAGE else "",
        "previous_url": f"?kind={kind}&after={start - PAGE}" if start else "",
    }
