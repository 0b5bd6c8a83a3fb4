"""Creating, editing, deleting and bulk-editing rows, making moves, adding attachments."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlan.base.audit import records as audit
from anlan.base.people import access
from anlan.kit.files import guards
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.lists import BadQuery, visible
from anlan.kit.pages.door import LONGEST_KEY, back, found, opened
from anlan.kit.records import writing

BULK_MOST = 1000


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, code: str) -> HttpResponse:
    """A new record. ``GET`` parameters fill fields (an enterprise chosen on the page before, say)."""
    ledger = opened(request, code, "add")
    form = form_class(ledger)(request.POST or None, user=request.user, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        with transaction.atomic():
            entry.enter(ledger, row, actor=request.user)
            refusals = _attach(request, ledger, row)
        _tell(request, refusals, _("已保存。"))
        return back(request, ledger, row.pk)
    return _form_page(request, ledger, form, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change a record; a change by somebody else in between is told, and nothing typed is lost."""
    ledger = opened(request, code, "change")
    row = found(request, ledger, pk, "change")
    before = writing.values_of(row)
    form = form_class(ledger)(request.POST or None, user=request.user, instance=row)
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        if str(request.POST.get("version", row.version)) != str(row.version):
            form.add_error(None, str(writing.Conflict()))
        else:
            try:
                with transaction.atomic():
                    writing.change(row, before, actor=request.user)
                    refusals = _attach(request, ledger, row)
            except writing.Conflict as conflict:
                form.add_error(None, str(conflict))
            else:
                _tell(request, refusals, _("已保存修改。"))
                return back(request, ledger, pk)
    return _form_page(request, ledger, form, row)


@require_POST
def check_field(request: HttpRequest, code: str, field: str) -> JsonResponse:
    """The sentence beside one field when it is left: ``{"errors": […]}``."""
    ledger = opened(request, code, "add" if not request.POST.get("pk") else "change")
    key = request.POST.get("pk", "")
    instance = found(request, ledger, int(key), "change") if key.isdecimal() and len(key) < LONGEST_KEY else None
    form = form_class(ledger)(request.POST, user=request.user, instance=instance)
    if field not in form.fields:
        raise Http404(field)
    return JsonResponse({"errors": [str(sentence) for sentence in form.errors.get(field, [])]})


@require_POST
def delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Delete one record; the audit keeps what it held."""
    ledger = opened(request, code, "delete")
    row = found(request, ledger, pk, "delete")
    try:
        entry.delete(ledger, row, actor=request.user)
    except entry.Unfit as refused:
        messages.error(request, str(refused))
        return back(request, ledger, pk)
    messages.success(request, _("已删除“%(row)s”。原内容保存在审计记录里。") % {"row": str(row)[:60]})
    return back(request, ledger)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str, pk: int, move_code: str) -> HttpResponse:
    """Make one move of the flow, asking first for what it needs."""
    ledger = opened(request, code)
    row = found(request, ledger, pk)
    made = ledger.flow.move(move_code) if ledger.flow else None
    if made is None or ledger.flow is None:
        raise Http404(_("没有这个操作。"))
    unmet = making.unmet(code, made, request.user, row)
    if not unmet and not making.may(code, made, request.user, row):
        raise PermissionDenied(_("您没有“%(move)s”这条记录的权限。") % {"move": made.label})
    form = made.form(request.POST or None, initial=_starting(made.form, row)) if made.form is not None else None
    refusal = (making.barred(ledger.flow, made, row) or unmet) if request.method == "POST" else ""
    if request.method == "POST" and not refusal and (form is None or form.is_valid()):
        try:
            with transaction.atomic():
                refusals = _attach(request, ledger, row)  # first: a move may ask for photographs
                making.make(ledger.flow, made, row, actor=request.user, data=form.cleaned_data if form else None)
        except (making.Refused, writing.Conflict) as refused:
            refusal = str(refused)
        else:
            _tell(request, refusals, _("“%(move)s”已完成。") % {"move": made.label})
            return _onward(request, ledger, pk)
    context = {"ledger": ledger, "record": row, "move": made, "form": form, "refusal": refusal, "current_code": code}
    context["open"] = not unmet and getattr(row, ledger.flow.field) in made.sources
    context["next"] = request.GET.get("next") or request.POST.get("next", "")
    template = "ledger/move_dialog.html" if request.GET.get("dialog") else "ledger/move.html"
    return render(request, template, context, status=409 if refusal else 200)


def _starting(form: Any, row: Any) -> dict[str, Any]:
    """What a move's form opens with, where its class says so by ``starting(row)``."""
    starting = getattr(form, "starting", None)
    return starting(row) if starting is not None else {}


@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest, code: str) -> HttpResponse:
    """Set one field, or make one move that asks nothing but an opinion, on all ticked rows."""
    ledger = opened(request, code, "change")
    params = request.POST if request.method == "POST" else request.GET
    try:
        rows = list(visible(ledger, request.user, "change").filter(pk__in=_ticked(params)))
    except BadQuery as wrong:
        messages.error(request, str(wrong))
        return back(request, ledger)
    names = bulk_fields(ledger)
    name = params.get("field", "")
    field = form_class(ledger)(user=request.user)[name] if name in names else None
    context: dict[str, Any] = {"ledger": ledger, "rows": rows, "field": field, "current_code": code}
    context["choices"] = [(n, column.label) for column in ledger.entered if (n := column.name) in names]
    if request.method == "POST" and field is not None and params.get("confirm"):
        context["refused"], changed = _bulk_set(request, ledger, rows, name)
        if not context["refused"]:
            messages.success(request, _("已修改 %(count)d 条。") % {"count": changed})
            return back(request, ledger)
    return render(request, "ledger/bulk.html", context)


@require_POST
def attach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Add files to a record, or remove one."""
    ledger = opened(request, code)
    row = found(request, ledger, pk)
    if not _may_attach(request, ledger, row):
        raise PermissionDenied(_("您没有给这条记录增删附件的权限。"))
    if gone := request.POST.get("remove", ""):
        file = Attachment.objects.filter(
            kind=code, object_id=pk, pk=int(gone) if gone.isdecimal() and len(gone) < LONGEST_KEY else 0
        ).first()
        if file is None:
            raise Http404(gone)
        if held := guards.held(file):
            messages.error(request, held)
            return back(request, ledger, pk)
        with transaction.atomic():
            _audit_file(request, ledger, row, "detach", file)
            file.delete()
        messages.success(request, _("已删除附件。"))
    else:
        with transaction.atomic():
            refusals = _attach(request, ledger, row)
        _tell(request, refusals, _("已上传。"))
    return back(request, ledger, pk)


def _form_page(request: HttpRequest, ledger: Ledger, form: Any, row: Any) -> HttpResponse:
    context = {"ledger": ledger, "form": form, "record": row, "groups": form.groups(), "current_code": ledger.code}
    context["draft_key"] = f"{ledger.code}:{row.pk if row else 'new'}"
    context["slots"] = ledger.photographs
    templates = [f"{ledger.model._meta.app_label}/{ledger.code}_form.html", "ledger/form.html"]
    return render(request, templates, context, status=422 if form.is_bound and form.errors else 200)


def _ticked(params: Any) -> list[int]:
    keys = params.getlist("id")
    if not keys or len(keys) > BULK_MOST:
        raise BadQuery({"id": _("请勾选 1 到 %(most)d 条记录。") % {"most": BULK_MOST}})
    if not all(key.isdecimal() and len(key) < LONGEST_KEY for key in keys):
        raise BadQuery({"id": _("勾选的记录编号不正确。")})
    return [int(key) for key in keys]


def bulk_fields(ledger: Ledger) -> list[str]:
    """Fields that many rows can share: neither masked nor unique."""
    meta = ledger.model._meta
    unique = {name for constraint in meta.constraints for name in getattr(constraint, "fields", ())}
    return [
        column.name
        for column in ledger.entered
        if column.field.editable
        and column.name not in ledger.masked
        and not column.field.unique
        and column.name not in unique
    ]


def _bulk_set(request: HttpRequest, ledger: Ledger, rows: list[Any], name: str) -> tuple[list[tuple[Any, str]], int]:
    """All or none: (row, sentence) of those that refuse, and how many changed."""
    changes, refused = [], []
    for row in rows:
        before = writing.values_of(row)
        form = form_class(ledger)(None, user=request.user, instance=row)
        data = {key: form.initial.get(key) for key in form.fields} | {name: request.POST.getlist("value")[-1:] or ""}
        field = form.fields[name]
        try:
            value = field.clean(request.POST.getlist("value") if _several(field) else request.POST.get("value", ""))
        except Exception as wrong:  # noqa: BLE001 - any fault of the value is told beside the row
            refused.append((row, " ".join(getattr(wrong, "messages", [str(wrong)]))))
            continue
        row._meta.get_field(name).save_form_data(row, value)
        try:
            row.clean_fields(
                exclude={other.name for other in row._meta.fields if other.name != name or other.is_relation}
            )
            row.clean()
        except ValidationError as wrong:
            refused.append((row, " ".join(wrong.messages)))
            continue
        values = {key: getattr(row, key, None) for key in data}
        ledger.tidy(values)
        errors = ledger.check(values) or entry.scope_errors(ledger, request.user, "change", values)
        if errors:
            refused.append((row, "；".join(errors.values())))
        changes.append(writing.Change(row, before))
    if refused:
        return refused, 0
    try:
        return [], writing.change_many(changes, actor=request.user, act="bulk")
    except writing.Conflict as conflict:
        return [(None, str(conflict))], 0


def _several(field: Any) -> bool:
    return hasattr(field.widget, "allow_multiple_selected") and field.widget.allow_multiple_selected


def _may_attach(request: HttpRequest, ledger: Ledger, row: Any) -> bool:
    moves = making.open_moves(ledger.code, ledger.flow, request.user, row) if ledger.flow else []
    return access.reaches(request.user, f"{ledger.code}.change", row, ledger.scope) or any(
        move.photographs for move in moves
    )


def _attach(request: HttpRequest, ledger: Ledger, row: Any) -> list[str]:
    """Keep the uploaded files of every slot; sentences for those refused."""
    refusals = []
    for slot, _title in ledger.photographs:
        for upload in request.FILES.getlist(f"file-{slot}"):
            try:
                file = files.keep(upload, kind=ledger.code, object_id=row.pk, slot=slot, actor=request.user)
            except files.Refused as refused:
                refusals.append(f"{upload.name}：{refused}")
            else:
                _audit_file(request, ledger, row, "attach", file)
    return refusals


def _audit_file(request: HttpRequest, ledger: Ledger, row: Any, act: str, file: Any) -> None:
    audit.record(
        f"{ledger.code}.{act}",
        actor=request.user,
        kind=ledger.code,
        object_id=str(row.pk),
        label=str(row)[:200],
        after={"_file": file.name, "_sha256": file.sha256},
    )


def _tell(request: HttpRequest, refusals: list[str], done: str) -> None:
    messages.success(request, done)
    for sentence in refusals:
        messages.error(request, _("附件没有保存：%(sentence)s") % {"sentence": sentence})


def _onward(request: HttpRequest, ledger: Ledger, pk: int) -> HttpResponse:
    address = request.POST.get("next", "")
    return redirect(address) if address == "/" else back(request, ledger, pk)
