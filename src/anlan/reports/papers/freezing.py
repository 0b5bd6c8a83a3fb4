"""Freezing a report: its text, figures, definitions, moment and file are kept and never counted again.

And what has changed since, or against another report.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.reports.papers import answering, drafts
from anlan.reports.papers.answering import Answer, Cell, Shown, Table
from anlan.reports.papers.choices import ReportStatus
from anlan.reports.papers.models import Report
from anlan.reports.papers.tags import Tag
from anlan.reports.papers.word import NotWord, Paragraph

FROZEN_KIND = "report-frozen"  # its files hang on no ledger's door: nobody can take one away
KEPT = ("outline", "template_id", "period", "place_id", "campaign_id", "event_id", "content", "status", "frozen_at")


def freeze(report: Report, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The effect of the move 冻结. Raises ``Refused`` while a tag of the template means nothing."""
    try:
        draft = drafts.drafted(report, actor)
        made = draft.word()
    except NotWord as wrong:
        raise Refused(str(wrong)) from wrong
    file = files.keep_bytes(made, f"{report.title}.docx", kind=FROZEN_KIND, object_id=report.pk, actor=actor)
    report.content = kept(draft.paragraphs, draft.answers) | {"sha256": file.sha256}
    report.frozen_at, report.frozen_by = clock.now(), actor


def keep(rows: Sequence[Report], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """Whatever writes a report: a frozen one stays as it is and is not deleted. Raises ``writing.Barred``."""
    if writing.is_restoring():
        return
    for row, was in zip(rows, before, strict=True):
        if was is None:
            continue
        now = writing.values_of(row)
        if was["status"] == ReportStatus.FROZEN and (
            any(was[name] != now[name] for name in KEPT) or not Report.objects.filter(pk=row.pk).exists()
        ):
            raise writing.Barred(
                _("《%(title)s》已经冻结，不能再改动或删除。需要更新的，请另起草一份。") % {"title": was["title"]}
            )


def file_of(report: Report) -> Attachment | None:
    """The Word file as it was when the report was frozen."""
    return Attachment.objects.filter(kind=FROZEN_KIND, object_id=report.pk).order_by("-pk").first()


def kept(paragraphs: Sequence[Paragraph], answers: answering.Answers) -> dict[str, Any]:
    """Text, figures with their definitions, and tables, as JSON holds them."""
    figures: list[dict[str, Any]] = []
    tables: list[dict[str, Any]] = []
    told = []
    for paragraph in paragraphs:
        parts: list[Any] = []
        for piece in paragraph.pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            answer = answers.of[piece]
            if isinstance(answer, Table):
                parts.append({"table": len(tables)})
                tables.append(_table(piece, answer))
            elif answer.ask is None:
                parts.append(answer.text)
            else:
                parts.append({"figure": len(figures)})
                figures.append(_figure(piece, answer))
        told.append({"level": paragraph.level, "part": paragraph.part, "centred": paragraph.centred, "parts": parts})
    findings = [{"sentence": one.sentence, "where": list(one.where)} for one in answers.findings]
    return {"paragraphs": told, "figures": figures, "tables": tables, "findings": findings}


def _figure(tag: Tag, answer: Shown) -> dict[str, Any]:
    ask, value = answer.ask, answer.value
    if ask is None or value is None:
        raise TypeError(tag.text)
    return {
        "tag": tag.text,
        "text": answer.text,
        "code": ask.indicator.code,
        "name": str(ask.indicator.name),
        "definition": str(ask.indicator.definition),
        "period": ask.period.code,
        "stretch": ask.period.label,
        "qualifiers": [list(pair) for pair in ask.qualifiers],
        "number": None if value.number is None else str(value.number),
        "unit": str(value.unit),
        "why": answer.why,
        "past": value.past,
        "apart": value.apart,
        "address": answer.address,
    }


def _table(tag: Tag, table: Table) -> dict[str, Any]:
    return {
        "tag": tag.text,
        "heads": list(table.heads),
        "lines": [[{"text": cell.text, "address": cell.address} for cell in line] for line in table.lines],
        "annex": table.annex is not None,
        "count": table.count,
        "why": table.why,
    }


@dataclass(frozen=True)
class Difference:
    """A figure that reads differently. ``where`` is the tag, or the table's line and column."""

    name: str
    where: str
    then: str
    now: str

    @property
    def gap(self) -> str:
        """now − then, with its sign; empty where either is no number."""
        try:
            found = Decimal(self.now) - Decimal(self.then)
        except ArithmeticError:
            return ""
        return f"{found:+f}"


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[list[Difference], int]:
    """What differs between two kept contents, by tag and by line and column; and how many figures were compared."""
    older, newer = dict(_read(then)), dict(_read(now))
    made = []
    for key in dict.fromkeys([*older, *newer]):
        before, after = older.get(key, ""), newer.get(key, "")
        if before != after:
            made.append(Difference(key[0], key[1], before or "—", after or "—"))
    return made, len({*older, *newer})


def _read(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for figure in content.get("figures", ()):
        yield (figure["name"], figure["tag"]), "—" if figure["number"] is None else _plain(figure["number"])
    for table in content.get("tables", ()):
        if table["annex"]:
            yield (table["tag"], str(_("行数"))), str(table["count"])
            continue
        ranked = table["heads"][:1] == [_("名次")]
        for line in table["lines"]:
            name, *cells = line[1:] if ranked else line
            for head, cell in zip(table["heads"][2 if ranked else 1 :], cells, strict=True):
                yield (head, f"{table['tag']} · {name['text']}"), cell["text"]


def _plain(number: str) -> str:
    return f"{Decimal(number):f}"


def shown(content: Mapping[str, Any]) -> tuple[list[Paragraph], dict[Tag, Answer]]:
    """A kept report as the page shows it; the figures are those that were kept."""
    paragraphs, answers = [], dict[Tag, Answer]()
    for number, told in enumerate(content.get("paragraphs", ())):
        pieces: list[str | Tag] = []
        for place, part in enumerate(told["parts"]):
            if isinstance(part, str):
                pieces.append(part)
                continue
            tag = Tag(f"{number}.{place}")
            pieces.append(tag)
            answers[tag] = _again(content, part)
        paragraphs.append(Paragraph(tuple(pieces), told["level"], told["part"], told["centred"]))
    return paragraphs, answers


def _again(content: Mapping[str, Any], part: Mapping[str, int]) -> Answer:
    if "figure" in part:
        figure = content["figures"][part["figure"]]
        return Shown(figure["text"], address=figure["address"], why=figure["why"])
    table = content["tables"][part["table"]]
    lines = tuple(tuple(Cell(cell["text"], cell["address"]) for cell in line) for line in table["lines"])
    return Table(tuple(table["heads"]), lines, count=table["count"], why=table["why"])
