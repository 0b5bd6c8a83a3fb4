"""A layout as a Word template in the page of GB/T 9704-2012: paper, margins, founts and grid. Made by program from the
layout's words, so that no template in the tree is a file that nobody can read."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from anlan.kit.documents.official import BODY, HEAD, TITLE, dress
from anlan.subjects.hazards.papers.layouts import Block, Layout

PAGE = "宋体"
THIRD, SECOND, FOURTH = 16.0, 22.0, 14.0  # 三号、二号、四号 in points
LINE = 28.99  # points: 22 lines on 225 mm
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}  # mm


@lru_cache(maxsize=64)
def template(title: str, layout: Layout) -> bytes:
    """The bytes of the .docx template of a layout."""
    from docx import Document

    document = Document()
    _page(document)
    _paragraph(document, "{{ bureau }}", "centre", size=SECOND, fount=TITLE)
    _paragraph(document, title, "centre", size=SECOND, fount=TITLE)
    _paragraph(document, "{{ reference }}", "right")
    for block in layout.blocks:
        _block(document, block)
    _paragraph(document, "{{ copies_line }}", "note", size=FOURTH)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in MARGINS.items():
        setattr(section, name, Mm(width))
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    """— 1 — at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", PAGE, FOURTH)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _run(paragraph, " —", PAGE, FOURTH)


def _block(document: Any, block: Block) -> None:
    if block.each:
        _paragraph(document, f"{{%p for item in {block.each} %}}", "plain")
    _paragraph(document, block.text, block.shape, fount=HEAD if block.shape == "head" else BODY)
    if block.each:
        _paragraph(document, "{%p endfor %}", "plain")


def _paragraph(document: Any, text: str, shape: str, *, size: float = THIRD, fount: str = BODY) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(LINE, size * 1.4))
    if shape == "centre":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif shape == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif shape in ("body", "note"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Pt(size * 2) if shape == "body" else Pt(0)
    _run(paragraph, text, fount, size)


def _run(paragraph: Any, text: str, fount: str, size: float) -> None:
    dress(paragraph.add_run(text), fount, size)
