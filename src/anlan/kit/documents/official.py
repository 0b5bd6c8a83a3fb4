"""The page, founts and lines of official documents (GB/T 9704-2012) in a Word file; must not know what they say."""

from typing import Any

BODY, HEAD, KAI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
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


def grid(document: Any) -> None:
    """22 lines of 28 characters a page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0]._sectPr
    found = section.find(qn("w:docGrid"))
    if found is None:
        found = OxmlElement("w:docGrid")
        section.append(found)
    found.set(qn("w:type"), "lines")
    found.set(qn("w:linePitch"), "580")  # twentieths of a point: 225 mm ÷ 22


def number_pages(document: Any) -> None:
    """— 1 — in 宋体 of size four: to the right on odd pages, to the left on even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    _page_number(section.footer.paragraphs[0], right=True)
    _page_number(section.even_page_footer.paragraphs[0], right=False)


def _page_number(paragraph: Any, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    layout = paragraph.paragraph_format
    layout.left_indent, layout.right_indent = (Pt(0), Pt(14)) if right else (Pt(14), Pt(0))
    dress(paragraph.add_run("— "), "宋体", 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    dress(run, "宋体", 14)
    field.append(run._element)
    paragraph._element.append(field)
    dress(paragraph.add_run(" —"), "宋体", 14)
