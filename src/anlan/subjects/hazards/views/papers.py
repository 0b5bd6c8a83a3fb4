"""Papers about a row of any ledger: which there are, which can be issued now, the form of one, and issuing it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.base.people import access
from anlan.kit.files import guards
from anlan.kit.files.models import Attachment
from anlan.kit.ledger import entry
from anlan.kit.ledger.lists import visible
from anlan.kit.pages.door import found, opened
from anlan.subjects.hazards.models import PaperKind
from anlan.subjects.hazards.papers import PaperRefused, annex, issue, issuing, kind_of, kinds, papers_about
from anlan.subjects.hazards.papers.knowing import Facts, facts_of
from anlan.subjects.hazards.papers.layouts import Asked, layout_of

LONGEST_LINE, LONGEST_TEXT = 300, 10_000


class PaperForm(forms.Form):
    """Made from what the layout of a kind asks for, opened with what is known of the row."""

    addressee = forms.CharField(label=_("当事人"), max_length=120)
    issued_on = forms.DateField(label=_("出具日期"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: Any, kind: PaperKind, facts: Facts, photographs: Sequence[Attachment] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        layout = layout_of(kind.code)
        self.initial = {"addressee": facts.addressee, "issued_on": clock.today(), **self.initial}
        if layout.asks_deadline or kind.longest_days:
            self.fields["due_on"] = forms.DateField(
                label=_("要求期限"), widget=forms.DateInput(attrs={"type": "date"}), required=layout.asks_deadline,
                help_text=_("最长 %(days)d 日") % {"days": kind.longest_days} if kind.longest_days else "",
            )  # fmt: skip
        self.asked = {one.name: one for one in layout.asked}
        for one in layout.asked:
            self.fields[one.name] = _field(one)
            if (start := facts.known.get(one.start)) not in (None, "", []):
                self.initial[one.name] = "\n".join(map(str, start)) if isinstance(start, list) else start
        self.photographs = {str(one.pk): one for one in photographs}
        if photographs:
            self.fields["photographs"] = forms.MultipleChoiceField(
                label=_("附在文书后的照片"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(key, _offered(one)) for key, one in self.photographs.items()],
                help_text=_("最多 %(most)d 张；附上时去掉拍摄位置和设备信息。") % {"most": annex.MOST},
            )  # fmt: skip

    def clean_photographs(self) -> list[Attachment]:
        """As attachments, in the order in which they were taken in."""
        chosen = set(self.cleaned_data["photographs"])
        if len(chosen) > annex.MOST:
            raise forms.ValidationError(_("最多附 %(most)d 张照片。") % {"most": annex.MOST})
        return [one for key, one in self.photographs.items() if key in chosen]

    def context(self) -> dict[str, Any]:
        """What was written, as ``issue`` takes it."""
        return {
            name: _lines(self.cleaned_data[name]) if one.kind == "list" else self.cleaned_data[name]
            for name, one in self.asked.items()
        }


def _offered(file: Attachment) -> Any:
    return format_html('<img src="{}" alt="" width="120" loading="lazy"> {}', file.get_thumb_url(), annex.caption(file))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _field(one: Asked) -> forms.Field:
    given: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": one.hint}
    if one.kind == "day":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **given)
    if one.kind == "moment":
        return forms.DateTimeField(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"), **given
        )
    if one.kind == "line":
        return forms.CharField(max_length=LONGEST_LINE, **given)
    return forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}), **given)


@require_GET
def about(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The papers about a row, as a fragment of its page."""
    row = found(request, opened(request, code), pk)
    ledger = opened(request, "paper")
    reached = visible(ledger, request.user).filter(pk__in=papers_about(row).values("pk"))
    context = {
        "papers": reached.select_related("kind").order_by("issued_on", "pk"),
        "new": reverse("paper-choose", args=[code, pk]) if access.can(request.user, "paper.add") else "",
    }
    return render(request, "hazards/papers_about.html", context)


@require_GET
def choose(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Which papers can be issued about a row now, and what the others wait for."""
    ledger, row, facts = _asked_about(request, code, pk)
    stages: dict[str, list[tuple[PaperKind, str]]] = {}
    for kind in kinds():
        stages.setdefault(kind.stage or _("其他"), []).append((kind, issuing.lacking(kind, row, facts)))
    context = {"ledger": ledger, "record": row, "stages": stages.items(), "current_code": code}
    return render(request, "hazards/paper_kinds.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, code: str, pk: int, kind_code: str) -> HttpResponse:
    """The form of one paper; sent, the paper is issued."""
    ledger, row, facts = _asked_about(request, code, pk)
    try:
        kind = kind_of(kind_code)
    except PaperKind.DoesNotExist:
        raise Http404(_("没有这种文书。")) from None
    taken = [one for one in annex.photographs_of(code, row, facts) if guards.may_read(request.user, one)]
    form = PaperForm(request.POST or None, kind=kind, facts=facts, photographs=taken)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            paper = issue(
                kind, row, form.context(), actor=request.user, issued_on=data["issued_on"], due_on=data.get("due_on"),
                addressee=data["addressee"], photographs=data.get("photographs", ()),
            )  # fmt: skip
        except PaperRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已出具《%(kind)s》%(number)s。") % {
                "kind": kind.title, "number": paper.reference
            })  # fmt: skip
            return redirect("ledger-detail", "paper", paper.pk)
    context = {"ledger": ledger, "record": row, "kind": kind, "form": form, "current_code": code}
    context["lacking"] = issuing.lacking(kind, row, facts)
    return render(request, "hazards/paper_write.html", context)


def _asked_about(request: HttpRequest, code: str, pk: int) -> tuple[Any, Any, Facts]:
    """The row that the paper is to be about, if the person sees it and may issue papers in its area."""
    opened(request, "paper", "add")
    ledger = opened(request, code)
    row = found(request, ledger, pk)
    if not entry.has_field(ledger, "place"):
        raise Http404(_("这类记录不能出具文书。"))
    facts = facts_of(row)
    papers = opened(request, "paper")
    values = {"place": facts.place_id, "line": facts.line_id, "organisation": None}
    if not access.within(request.user, "paper.add", values, papers.scope):
        raise Http404(_("这条记录不在您可以出具文书的范围内。"))
    return ledger, row, facts
