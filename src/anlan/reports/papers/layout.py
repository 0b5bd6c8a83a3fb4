"""An outline in plain text as a Word file in the layout of GB/T 9704-2012, tags and all; fills nothing."""

import re
from io import BytesIO
from typing import Any

from anlan.kit.documents.official import BODY, HEAD, KAI, TITLE, dress, grid, line, number_pages, page
from anlan.reports.papers.word import level

_SENTENCE = re.compile(r"(.*?。)(.*)", re.DOTALL)
_TABLE = re.compile(r"(?:\{\[)?\{%\s*(?:表|排名|附表)")
_RIGHT = ("落款：", "日期：")
_ANNEX = "附件"
_TAG = re.compile(r"\{\{.*?\}\}")
_SHORT = 60  # a longer paragraph would take half a page with it
_LEADS_ON = ("：", "如下。", "见下表。")  # how a paragraph ends that a table follows


def word(title: str, body: str) -> bytes:
    """The bytes of the .docx: title, numbered headings, paragraphs, signature and date."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    page(document)
    grid(document)
    number_pages(document)
    if title:
        line(document, title, TITLE, 22, centred=True)
        line(document, "", BODY, 16)
    before = ""
    for text in filter(None, map(str.strip, body.splitlines())):
        if text == _ANNEX or before == _ANNEX:
            _annexed(document, text)
        else:
            _paragraph(document, text, first=len(document.paragraphs) <= 2)
        before = text
    for paragraph in document.paragraphs:
        if paragraph.alignment is None:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _paragraph(document: Any, text: str, *, first: bool) -> None:
    found = level(text)
    if text.startswith(_RIGHT):
        _signed(document, text)
    elif found == 1:
        line(document, text, HEAD, 16, indented=True)
        _outlined(document.paragraphs[-1], 0)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    elif found == 2:
        _run_in(document, text, KAI, 1)
    elif found == 3:
        _run_in(document, text, BODY, 2, bold=True)
    else:
        line(document, text, BODY, 16, indented=_TABLE.match(text) is None and not (first and text.endswith("：")))
        if text.removesuffix("]}").endswith(_LEADS_ON) and len(_TAG.sub("00", text)) <= _SHORT:
            document.paragraphs[-1].paragraph_format.keep_with_next = True


def _annexed(document: Any, text: str) -> None:
    """附件 at the head of a new page, then its title."""
    if text == _ANNEX:
        line(document, text, HEAD, 16)
        document.paragraphs[-1].paragraph_format.page_break_before = True
    else:
        line(document, text, TITLE, 22, centred=True)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _signed(document: Any, text: str) -> None:
    """The body a line above, the bureau two characters from the right and the day four; never alone on a page."""
    from docx.shared import Pt

    kind, _colon, told = text.partition("：")
    if kind == "落款":
        if document.paragraphs:
            document.paragraphs[-1].paragraph_format.keep_with_next = True
        line(document, "", BODY, 16)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    line(document, told, BODY, 16, right=True)
    last = document.paragraphs[-1].paragraph_format
    last.right_indent = Pt(16 * (2 if kind == "落款" else 4))
    last.keep_with_next = kind == "落款"


def _run_in(document: Any, text: str, font: str, depth: int, *, bold: bool = False) -> None:
    """A heading that its paragraph follows in the same line: only its first sentence is set apart."""
    sentence = _SENTENCE.match(text)
    head, rest = sentence.groups() if sentence is not None and "{" not in sentence[1] else (text, "")
    if not rest and (len(head) > 40 or head.endswith("。")):  # a sentence that stands for itself heads nothing
        head, rest = "", text
    line(document, head, font if head else BODY, 16, indented=True)
    paragraph = document.paragraphs[-1]
    paragraph.runs[0].bold = bold or None
    if rest:
        dress(paragraph.add_run(rest), BODY, 16)
    if head:
        _outlined(paragraph, depth)
        paragraph.paragraph_format.keep_with_next = not rest or None


def _outlined(paragraph: Any, depth: int) -> None:
    """So that Word's navigation shows it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(depth))
    paragraph._element.get_or_add_pPr().append(mark)
