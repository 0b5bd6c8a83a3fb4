"""Signing a paper on the screen: its words to read, a pad for each hand that is missing, and what was signed."""

from base64 import b64decode
from binascii import Error as NotBase64
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base.people import access
from anlan.kit.files import services as files
from anlan.kit.pages.door import found, opened
from anlan.subjects.hazards.inspection_choices import OFFICERS, PaperStatus, Signer
from anlan.subjects.hazards.models import Paper
from anlan.subjects.hazards.papers import PaperRefused, signing

DRAWN = "data:image/png;base64,"
MOST_TEXT = 600_000  # characters of a drawing in base64


class SignatureForm(forms.Form):
    """One person's hand; the pad writes the drawing into ``picture``."""

    part = forms.ChoiceField(choices=Signer.choices)
    name = forms.CharField(label=_("姓名"), max_length=40)
    certificate = forms.CharField(label=_("执法证号"), max_length=40, required=False)
    refused = forms.CharField(label=_("拒签情况"), max_length=200, required=False)
    picture = forms.CharField(max_length=MOST_TEXT, required=False)

    def clean_picture(self) -> bytes:
        """As bytes; what is no drawing counts as none."""
        text = self.cleaned_data["picture"]
        if not text.startswith(DRAWN):
            return b""
        try:
            return b64decode(text.removeprefix(DRAWN), validate=True)
        except (NotBase64, ValueError):
            return b""


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to sign, and by whom; sent, one hand is kept."""
    paper: Paper = found(request, opened(request, "paper", "change"), pk, "change", "kind")
    form = SignatureForm(request.POST or None)
    refusal = ""
    if request.method == "POST":
        refusal = _take(request, paper, form)
        if not refusal:
            return redirect("paper-sign", pk)
    word = signing.word_of(paper)
    context: dict[str, Any] = {
        "paper": paper,
        "word": word,
        "lines": _lines(word),
        "signatures": paper.signatures.select_related("picture"),
        "open": _open(paper) if word is not None and paper.status != PaperStatus.VOID else [],
        "signed": signing.signed_word(paper),
        "refusal": refusal,
        "sent": request.POST,
        "current_code": "paper",
    }
    return render(request, "hazards/paper_sign.html", context, status=422 if refusal else 200)


@require_GET
def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """The signatures of a paper, as a fragment of its page."""
    paper: Paper = found(request, opened(request, "paper"), pk, "view", "kind")
    scope = opened(request, "paper").scope
    context = {
        "paper": paper,
        "signatures": paper.signatures.select_related("picture"),
        "left": signing.needed(paper) if paper.status != PaperStatus.VOID and signing.word_of(paper) else [],
        "signed": signing.signed_word(paper),
        "may": access.reaches(request.user, "paper.change", paper, scope),
    }
    return render(request, "hazards/paper_signatures.html", context)


def _take(request: HttpRequest, paper: Paper, form: SignatureForm) -> str:
    """Why the hand was not kept; empty where it was."""
    if not form.is_valid():
        return "　".join(
            f"{form.fields[name].label or ''}{' '.join(map(str, why))}" for name, why in form.errors.items()
        )
    data = form.cleaned_data
    try:
        made = signing.sign(
            paper, Signer(data["part"]), name=data["name"], certificate=data["certificate"], refused=data["refused"],
            picture=data["picture"], actor=request.user,
        )  # fmt: skip
    except PaperRefused as refused:
        return str(refused)
    told = _("已登记%(name)s拒签，请两名见证人签名。") if made.refused else _("%(name)s已签名。")
    messages.success(request, told % {"name": made.name})
    return ""


def _open(paper: Paper) -> list[dict[str, Any]]:
    """The pads: those whose hand is missing now, with the name that the paper knows."""
    return [
        {"part": part, "name": signing.suggested(paper, part), "officer": part in OFFICERS,
         "refusable": part == Signer.PARTY}
        for part in signing.needed(paper)
    ]  # fmt: skip


def _lines(word: Any) -> list[str]:
    """The words of the paper, for whoever is to sign it."""
    from docx import Document

    if word is None:
        return []
    with files.path_of(word).open("rb") as opened_word:
        return [line.text for line in Document(opened_word).paragraphs if line.text.strip()]
