"""The page, founts and lines of official documents (GB/T 9704-2012) in a Word file; must not know what they say."""

from typing import Any

BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
LINE = 29  # points, exactly


def page(document: Any) -> None:
    """A4 with the margins of the standard, in millimetres."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def dress(run: Any, font: str, size: float) -> None:
    """The fount of a run, for Chinese too; ``size`` in points."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def line(
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
    """One paragraph; ``indented`` by two characters."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(max(LINE, size * 1.4))
    if centred or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
    if indented:
        layout.first_line_indent = Pt(size * 2)
    run = paragraph.add_run(text)
    dress(run, font, size)
    if red:
        run.font.color.rgb = RGBColor(0xC0, 0x1C, 0x1C)
