"""报送汇总 of a day, and the page on which a unit fills its report in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.kit.flow import making
from anlan.kit.pages.door import a_day, a_key, need, rows
from anlan.subjects.duty import reporting
from anlan.subjects.duty.choices import ReportStatus
from anlan.subjects.duty.flows import reporting as flow
from anlan.subjects.duty.models import ReportDue, ReportDuty
from anlan.subjects.duty.questions import BOOLEAN, CHOICE, NO, TEXT, YES, Question, answers, read


@require_GET
def summary_page(request: HttpRequest) -> HttpResponse:
    """Of each duty: who has reported, who has not, and what it sums up to; over what one may see."""
    need(request, "report-due.view")
    on = a_day(request.GET.get("on", ""), clock.today())
    seen = rows(request, "report-due").filter(period_on=on)
    duties = list(ReportDuty.objects.filter(pk__in=seen.values("duty")).order_by("kind", "name"))
    made = [reporting.summary(duty, on, rows(request, "report-due")) for duty in duties]
    context = {"on": on, "summaries": [(one, reporting.in_words(one)) for one in made], "now_is": clock.now()}
    return render(request, "duty/reports.html", context)


def field_of(question: Question) -> forms.Field:
    """The input of one question. All are checked by `answers`, which knows the sentences."""
    given: dict[str, Any] = {"label": question.name, "required": False}
    if question.kind in (BOOLEAN, CHOICE):
        choices = (YES, NO) if question.kind == BOOLEAN else question.choices
        return forms.ChoiceField(choices=[("", "—"), *((one, one) for one in choices)], **given)
    if question.kind == TEXT:
        return forms.CharField(max_length=2000, widget=forms.Textarea, **given)
    return forms.CharField(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **given)


def form_of(questions: list[Question]) -> type[forms.Form]:
    """A form made from data: one field a question, and whether there is anything to report at all."""
    fields = {f"q{number}": field_of(question) for number, question in enumerate(questions)}
    fields["text"] = forms.CharField(label=_("情况说明"), required=False, max_length=4000, widget=forms.Textarea)
    fields["zero"] = forms.BooleanField(label=_("无情况，报“零报告”"), required=False)
    return type("ReportForm", (forms.Form,), fields)


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """填报."""
    need(request, "report-due.move.file")
    due: ReportDue | None = (
        rows(request, "report-due").select_related("duty", "unit", "place").filter(pk=a_key(str(pk))).first()
    )
    if due is None:
        raise Http404(_("没有这份报告，或它不在您的范围内。"))
    move = flow.move("file")
    if move is None or not making.may("report-due", move, request.user, due):
        raise PermissionDenied(_("您不能代这个单位报送。"))
    questions = read(due.duty.form_fields)
    initial = {f"q{number}": due.content.get(one.name, "") for number, one in enumerate(questions)}
    form = form_of(questions)(request.POST if request.method == "POST" else None, initial=initial | {"text": due.text})
    if request.method == "POST" and form.is_valid() and _filed(request, due, move, questions, form):
        messages.success(request, _("已报送。"))
        return redirect("ledger-detail", "report-due", due.pk)
    context = {"due": due, "form": form, "open": due.status == ReportStatus.DUE, "current_code": "report-due"}
    return render(request, "duty/fill.html", context, status=422 if form.is_bound and form.errors else 200)


def _filed(request: HttpRequest, due: ReportDue, move: Any, questions: list[Question], form: forms.Form) -> bool:
    data = form.cleaned_data
    given = {one.name: data[f"q{number}"] for number, one in enumerate(questions)}
    _kept, errors = answers(questions, given)
    if not data["zero"]:
        for number, question in enumerate(questions):
            if question.name in errors:
                form.add_error(f"q{number}", errors[question.name])
        if not questions and not data["text"]:
            form.add_error("text", _("请写明情况；没有情况请选“零报告”。"))
    elif any(value not in ("", None) for value in given.values()) and errors:
        form.add_error("zero", _("已经填了数据；有不对的项，请改正或全部清空后报零报告。"))
    if form.errors:
        return False
    try:
        making.make(
            flow, move, due, actor=request.user, data={"zero": data["zero"], "text": data["text"], "content": given}
        )
    except making.Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
