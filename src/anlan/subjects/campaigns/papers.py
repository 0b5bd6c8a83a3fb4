"""A bulletin as a Word file in the layout of GB/T 9704-2012; reads the bulletin alone, never counts."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.campaigns.models import Bulletin

BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"


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
    _page(document)
    _line(document, str(bulletin.organisation or settings.ANLAN_BUREAU), TITLE, 30, centred=True, red=True)
    _line(document, bulletin.title, TITLE, 22, centred=True)
    head = _("第%(ordinal)s期　　%(from)s 至 %(to)s") % {
        "ordinal": bulletin.ordinal or "　",
        "from": bulletin.from_on.isoformat(),
        "to": bulletin.to_on.isoformat(),
    }
    _line(document, head, BODY, 16, centred=True)
    for part in (bulletin.text or "").splitlines():
        _line(document, part, BODY, 16, indented=True)
    if bulletin.ranking.get("lines"):
        _line(document, _("附：任务落实情况排名"), HEAD, 16)
        _table(document, bulletin.ranking)
    day = clock.today()
    _line(document, f"{day.year}年{day.month}月{day.day}日", BODY, 16, right=True)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _table(document: Any, ranking: dict[str, Any]) -> None:
    heads = columns(ranking)
    rows = [cells(line) for line in (*ranking["lines"], ranking["whole"])]
    table = document.add_table(rows=1 + len(rows), cols=len(heads))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, [heads, *rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            _font(run, BODY, 12)


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _font(run: Any, font: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _line(
    document: Any,
    text: str,
    font: str,
    size: float,
    *,
    centred: bool = False,
    red: bool = False,
    indented: bool = False,
    right: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(max(29, size * 1.4))
    if centred or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
    if indented:
        layout.first_line_indent = Pt(size * 2)
    run = paragraph.add_run(text)
    _font(run, font, size)
    if red:
        run.font.color.rgb = RGBColor(0xC0, 0x1C, 0x1C)
