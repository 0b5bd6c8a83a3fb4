"""A bulletin as a Word file in the layout of GB/T 9704-2012; reads the bulletin alone, never counts."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.documents.official import BODY, HEAD, TITLE, dress, line, page
from anlan.subjects.campaigns.models import Bulletin


def columns(ranking: dict[str, Any]) -> list[str]:
    """The headings of a bulletin's table."""
    own = [_("名次"), _("单位"), _("任务"), _("已完成"), _("超期"), _("完成率")]
    return own + list(ranking.get("labels", ()))


def cells(line: dict[str, Any]) -> list[str]:
    """One line of it."""
    rank = "" if line["rank"] is None else str(line["rank"])
    own = [rank, line["name"], str(line["total"]), str(line["done"]), str(line["late"]), line["rate"]]
    return own + [str(number) for number in line["counts"]]


def bulletin_form(bulletin: Bulletin) -> bytes:
    """The bytes of the .docx of a bulletin whose ranking is frozen."""
    from docx import Document

    document = Document()
    page(document)
    line(document, str(bulletin.organisation or settings.ANLAN_BUREAU), TITLE, 30, centred=True, red=True)
    line(document, bulletin.title, TITLE, 22, centred=True)
    head = _("第%(ordinal)s期　　%(from)s 至 %(to)s") % {
        "ordinal": bulletin.ordinal or "　",
        "from": bulletin.from_on.isoformat(),
        "to": bulletin.to_on.isoformat(),
    }
    line(document, head, BODY, 16, centred=True)
    for part in (bulletin.text or "").splitlines():
        line(document, part, BODY, 16, indented=True)
    if bulletin.ranking.get("lines"):
        line(document, _("附：任务落实情况排名"), HEAD, 16)
        _table(document, bulletin.ranking)
    day = clock.today()
    line(document, f"{day.year}年{day.month}月{day.day}日", BODY, 16, right=True)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _table(document: Any, ranking: dict[str, Any]) -> None:
    heads = columns(ranking)
    rows = [cells(each) for each in (*ranking["lines"], ranking["whole"])]
    table = document.add_table(rows=1 + len(rows), cols=len(heads))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, [heads, *rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            dress(run, BODY, 12)
