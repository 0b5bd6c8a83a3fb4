"""Pages of reports: the outlines to begin from, the preview with every number a link, its files, and what changed."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base.audit import records as audit
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.ledger import entry
from anlan.kit.pages.door import a_key, found, need, opened, rows
from anlan.reports.papers import converting, drafts, freezing, outlines, returned
from anlan.reports.papers.answering import Answer, Table
from anlan.reports.papers.models import Report, ReportTemplate
from anlan.reports.papers.tags import Tag
from anlan.reports.papers.word import NotWord, Paragraph

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINKS = ("template", "place", "campaign", "event", "frozen_by")


@require_GET
def outlines_page(request: HttpRequest) -> HttpResponse:
    """Every outline that comes with the program, and the bureau's own templates, each to begin a report from."""
    need(request, "report.add")
    own = ReportTemplate.objects.filter(active=True).order_by("rhythm", "name")
    context = {"outlines": outlines.shipped().values(), "templates": own, "current_code": "report-outlines"}
    return render(request, "papers/outlines.html", context)


@require_GET
def outline_word(request: HttpRequest, slug: str) -> HttpResponse:
    """The outline as a Word file with its tags, to be made one's own."""
    need(request, "report.add")
    one = _outline(slug)
    return _file(drafts.of_outline(one).data, f"{one.name}.docx", WORD)


@require_POST
def keep_outline(request: HttpRequest, slug: str) -> HttpResponse:
    """Copy the outline into the bureau's own templates."""
    ledger = opened(request, "report-template", "add")
    one = _outline(slug)
    row = ReportTemplate(
        name=one.name, rhythm=one.rhythm, description=one.about, outline=f"标题：{one.title}\n\n{one.body}",
        place_id=entry.default_place(request.user, "report-template.add") or "",
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.enter(ledger, row, actor=request.user)
    except IntegrityError:
        messages.error(request, _("已有名为“%(name)s”的模板。") % {"name": one.name})
        return redirect("report-outlines")
    return redirect("ledger-detail", "report-template", row.pk)


def _outline(slug: str) -> outlines.Outline:
    one = outlines.shipped().get(slug)
    if one is None:
        raise Http404(_("没有这个提纲。"))
    return one


@require_GET
def template_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The template itself: the uploaded file, or the outline set in Word."""
    row = found(request, opened(request, "report-template"), pk)
    return _file(drafts.of_template(row).data, f"{row.name}.docx", WORD)


def _report(request: HttpRequest, pk: int) -> Report:
    row: Report = found(request, opened(request, "report"), pk, "view", *LINKS)
    return row


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The text; each number opens its rows. Of a frozen report, what was frozen."""
    report = _report(request, pk)
    context: dict[str, Any] = {"report": report, "current_code": "report", "pdf": converting.program() is not None}
    if report.frozen:
        paragraphs, answers = freezing.shown(report.content)
        context |= {"lines": _lines(paragraphs, answers), "findings": report.content.get("findings", [])}
        context["figures"] = report.content.get("figures", [])
        return render(request, "papers/preview.html", context)
    try:
        draft = drafts.drafted(report, request.user)
    except NotWord as wrong:
        return render(request, "papers/preview.html", context | {"refusal": str(wrong)})
    kept = freezing.kept(draft.paragraphs, draft.answers)
    context |= {"lines": _lines(draft.paragraphs, draft.answers.of), "figures": kept["figures"]}
    context["findings"] = [*kept["findings"], *_edited(report, draft)]
    context["faults"] = [{"tag": tag.text, "sentence": one.sentence} for tag, one in draft.answers.nothing.items()]
    return render(request, "papers/preview.html", context)


def _edited(report: Report, draft: drafts.Draft) -> list[dict[str, Any]]:
    """What the file that came back says otherwise."""
    file = (
        Attachment.objects.filter(kind="report", object_id=report.pk, slot=drafts.EDITED_SLOT).order_by("-pk").first()
    )
    if file is None or not file.name.endswith(".docx"):
        return []
    try:
        differing = returned.findings(files.path_of(file).read_bytes(), draft.paragraphs, draft.answers)
    except NotWord as wrong:
        return [{"sentence": str(wrong), "where": [file.name]}]
    return [{"sentence": one.sentence, "where": list(one.where)} for one in differing]


def _lines(paragraphs: list[Paragraph] | Any, answers: dict[Tag, Answer]) -> list[dict[str, Any]]:
    """Paragraphs for the template: parts are texts, figures and tables."""
    made = []
    for paragraph in paragraphs:
        if paragraph.part in (_("页眉"), _("页脚")):
            continue
        parts = []
        for piece in paragraph.pieces:
            answer = answers[piece] if isinstance(piece, Tag) else None
            parts.append(
                {"text": piece} if answer is None else {"table" if isinstance(answer, Table) else "figure": answer}
            )
        made.append({"level": paragraph.level, "centred": paragraph.centred, "parts": parts})
    return made


@require_GET
def report_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file: of a frozen report the one that was kept."""
    report = _report(request, pk)
    try:
        data = _bytes(report, request.user)
    except NotWord as wrong:
        messages.error(request, str(wrong))
        return redirect("report-preview", pk)
    _audit(request, report, "word")
    return _file(data, f"{report.title}.docx", WORD)


@require_GET
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as PDF."""
    report = _report(request, pk)
    try:
        data = converting.pdf(_bytes(report, request.user))
    except (NotWord, converting.NoPdf) as wrong:
        messages.error(request, str(wrong))
        return redirect("report-preview", pk)
    _audit(request, report, "pdf")
    return _file(data, f"{report.title}.pdf", "application/pdf")


def _bytes(report: Report, user: Any) -> bytes:
    if report.frozen:
        kept = freezing.file_of(report)
        if kept is None:
            raise NotWord(_("冻结时的文件不在了。"))
        return files.path_of(kept).read_bytes()
    return drafts.drafted(report, user).word()


def _audit(request: HttpRequest, report: Report, form: str) -> None:
    audit.record(
        "report.download", actor=request.user, kind="report", object_id=str(report.pk), label=report.title,
        after={"form": form},
    )  # fmt: skip


@require_GET
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What reads differently: this report against now, or against an earlier one."""
    report = _report(request, pk)
    others = _others(request, report)
    other = others.filter(pk=a_key(request.GET.get("with", ""))).first()
    context: dict[str, Any] = {"report": report, "others": others[:50], "other": other, "current_code": "report"}
    try:
        mine = report.content if report.frozen else _now(report, request.user)
        older, newer = (other.content, mine) if other is not None else (mine, _now(report, request.user))
    except NotWord as wrong:
        return render(request, "papers/compare.html", context | {"refusal": str(wrong)})
    context["differences"], context["compared"] = freezing.differences(older, newer)
    return render(request, "papers/compare.html", context)


def _others(request: HttpRequest, report: Report) -> Any:
    """Frozen reports by the same template or outline that the person may see, the latest first."""
    same = rows(request, "report").filter(status="frozen").exclude(pk=report.pk)
    return same.filter(template=report.template, outline=report.outline).order_by("-ends_on", "-pk")


def _now(report: Report, user: Any) -> dict[str, Any]:
    draft = drafts.drafted(report, user)
    return freezing.kept(draft.paragraphs, draft.answers)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
