"""Issuing a paper: what must come before, its deadline, its number, the Word file, all kept as they then were.

Asks nobody for permission; views do.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.documents import filling, numbering
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code, ledger_of
from anlan.kit.records.writing import plain
from anlan.subjects.hazards.inspection_choices import PaperStatus
from anlan.subjects.hazards.models import Paper, PaperKind
from anlan.subjects.hazards.papers import annex, sheets
from anlan.subjects.hazards.papers.knowing import Facts, facts_of
from anlan.subjects.hazards.papers.layouts import layout_of
from anlan.subjects.hazards.papers.table import KINDS
from anlan.subjects.hazards.visiting import names_in

DAY = timedelta(days=1)
LONGEST_LABEL = 200
FEWEST_OFFICERS = 2


class PaperRefused(Refused):
    """The paper cannot be issued; the message is a sentence for the person who tried."""


def kind_of(code: str) -> PaperKind:
    """The kind of that code; a usual one that nobody has entered yet is entered. ``PaperKind.DoesNotExist`` else."""
    found = PaperKind.objects.filter(code=code).first()
    told = next((row for row in KINDS if row[0] == code), None)
    if found is not None or told is None:
        return found or PaperKind.objects.get(code=code)
    try:
        with transaction.atomic():
            made: PaperKind = entry.enter(ledger_by_code("paper-kind"), _usual(told), actor=None)
            return made
    except IntegrityError:  # somebody else entered it at this very instant
        return PaperKind.objects.get(code=code)


def kinds() -> list[PaperKind]:
    """All kinds in use, the usual ones entered if need be, in the order of a case."""
    known = set(PaperKind.objects.values_list("code", flat=True))
    for told in KINDS:
        if told[0] not in known:
            kind_of(told[0])
    order = {told[0]: number for number, told in enumerate(KINDS)}
    return sorted(PaperKind.objects.filter(active=True), key=lambda kind: (order.get(kind.code, len(order)), kind.pk))


def issue(
    kind: PaperKind | str,
    about: Any,
    context: Mapping[str, Any],
    *,
    actor: Any,
    issued_on: date | None = None,
    due_on: date | None = None,
    addressee: str = "",
    photographs: Sequence[Attachment] = (),
) -> Paper:
    """Issue one paper about a row and return it; its file hangs on it in the slot ``paper``.

    ``context`` is what the layout asks for (``layout_of(kind.code).asked``), plain values; ``photographs`` come behind
    it without what their cameras wrote into them. Raises ``PaperRefused``.
    """
    kind = kind_of(kind) if isinstance(kind, str) else kind
    issued_on = issued_on or clock.today()
    facts = facts_of(about)
    code, key = about_of(about)
    if missing := lacking(kind, about, facts):
        raise PaperRefused(_("出具《%(kind)s》前须先有：%(names)s。") % {"kind": kind.title, "names": missing})
    _check_days(kind, issued_on, due_on)
    _check_officers(kind, context)
    with transaction.atomic():
        number = numbering.take(f"paper:{kind.code}", issued_on.year).start
        paper = Paper(
            kind=kind, reference=f"{kind.word or kind.title}〔{issued_on.year}〕{number}号",
            addressee=addressee or facts.addressee, enterprise=facts.enterprise, issued_on=issued_on, due_on=due_on,
            copies=kind.copies, about=code, about_id=key, about_label=str(about)[:LONGEST_LABEL],
            place_id=facts.place_id, line_id=facts.line_id, issued_by=actor if getattr(actor, "pk", None) else None,
        )  # fmt: skip
        word = _written(paper, _filled(paper, facts, context), photographs)
        entry.enter(ledger_by_code("paper"), paper, actor=actor)
        name = f"{kind.title}{paper.reference}.docx"
        files.keep_bytes(word, name, kind="paper", object_id=paper.pk, slot="paper", actor=actor)
    return paper


def _written(paper: Paper, filled: Mapping[str, Any], photographs: Sequence[Attachment]) -> bytes:
    """The Word file; what stands in it is kept on the paper."""
    try:
        word = filling.fill(_template(paper.kind), filled)
    except filling.Unfillable as fault:
        raise PaperRefused(str(fault)) from fault
    paper.filled = {name: _kept(value) for name, value in filled.items()}
    if photographs:
        paper.filled["photographs"] = [one.sha256 for one in photographs]
    return annex.with_photographs(word, photographs)


def about_of(row: Any) -> tuple[str, int]:
    """The ledger code and key that a paper keeps of the row that it is about."""
    ledger = ledger_of(type(row))
    if ledger is None:
        raise TypeError(f"{type(row).__name__} is no ledger's row; papers are about rows of ledgers")
    return ledger.code, row.pk


def papers_about(row: Any, *, matters: tuple[tuple[str, int], ...] = ()) -> QuerySet[Paper]:
    """The papers about a row (and other matters), oldest first, those made void too."""
    condition = Q(pk__in=[])
    for code, key in (about_of(row), *matters):
        condition |= Q(about=code, about_id=key)
    return Paper.objects.filter(condition).select_related("kind").order_by("issued_on", "pk")


def lacking(kind: PaperKind, about: Any, facts: Facts) -> str:
    """The titles of papers of which one must come first; empty where one has, or none must."""
    needed = [code for part in kind.needs.replace("，", ",").split(",") if (code := part.strip())]
    if not needed:
        return ""
    standing = papers_about(about, matters=facts.matters).exclude(status=PaperStatus.VOID)
    if standing.filter(kind__code__in=needed).exists():
        return ""
    titles = {told[0]: told[1] for told in KINDS} | dict(
        PaperKind.objects.filter(code__in=needed).values_list("code", "title")
    )
    return _("或").join(f"《{titles.get(code, code)}》" for code in needed)


def _check_days(kind: PaperKind, issued_on: date, due_on: date | None) -> None:
    if issued_on > clock.today():
        raise PaperRefused(_("出具日期不能晚于今天。"))
    if due_on is None:
        if layout_of(kind.code).asks_deadline:
            raise PaperRefused(_("请填写要求期限。"))
        return
    if due_on < issued_on:
        raise PaperRefused(_("要求期限不能早于出具日期。"))
    if kind.longest_days is not None and due_on > issued_on + kind.longest_days * DAY:
        raise PaperRefused(
            _("《%(kind)s》的期限最长 %(days)d 日，最晚到 %(last)s。")
            % {"kind": kind.title, "days": kind.longest_days, "last": issued_on + kind.longest_days * DAY}
        )


def _check_officers(kind: PaperKind, context: Mapping[str, Any]) -> None:
    """No inspection by one alone (《行政处罚法》第四十二条)."""
    asked = any(one.name == "inspectors" for one in layout_of(kind.code).asked)
    if asked and len(names_in(str(context.get("inspectors") or ""))) < FEWEST_OFFICERS:
        raise PaperRefused(_("检查人员不得少于两名，请写明姓名。"))


def _usual(told: tuple[Any, ...]) -> PaperKind:
    code, title, stage, direction, word, needs, longest, basis = told
    return PaperKind(
        code=code, title=title, stage=stage, direction=direction, word=word, needs=needs, longest_days=longest,
        basis=basis,
    )  # fmt: skip


def _filled(paper: Paper, facts: Facts, context: Mapping[str, Any]) -> dict[str, Any]:
    """All that may stand in the paper: what is known, what the person wrote, and its head."""
    asked: dict[str, Any] = {one.name: [] if one.kind == "list" else None for one in layout_of(paper.kind.code).asked}
    known = {"bureau": settings.ANLAN_BUREAU, "day": None, "address": "", "legal_person": "", "phone": ""}
    copies = _("本文书一式%(copies)d份，一份由当事人签收，其余存档。") if paper.kind.direction == "outward" else ""
    return {
        **known,
        **facts.known,
        **asked,
        **context,
        "title": paper.kind.title,
        "reference": paper.reference,
        "addressee": paper.addressee,
        "issued_on": paper.issued_on,
        "due_on": paper.due_on,
        "copies": paper.copies,
        "copies_line": copies % {"copies": paper.copies} if copies else "",
    }


def _template(kind: PaperKind) -> bytes:
    """The bureau's own template, where one hangs on the kind; else the built-in one."""
    own = Attachment.objects.filter(kind="paper-kind", object_id=kind.pk, slot="template").order_by("-pk").first()
    if own is not None:
        return files.path_of(own).read_bytes()
    return sheets.template(kind.title, layout_of(kind.code))


def _kept(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(name): _kept(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_kept(item) for item in value]
    return plain(value)
