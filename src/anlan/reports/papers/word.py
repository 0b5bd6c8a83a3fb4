"""A Word file as paragraphs with tags, and the same file with the tags filled. Works on the XML itself: a tag may be
parted over many runs, and 5,000 rows of a table are one text. It must not know what a tag means.

A file is hostile: no entity is resolved, nothing is fetched, and what unfolds hugely is not opened.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from anlan.reports.papers import tags
from anlan.reports.papers.tags import Piece, Tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MOST_UNPACKED = 100 * 2**20
MOST_TAGS = 3000
PAGE_WIDTH = 8845  # twentieths of a point between the margins of the standard
HALF = 120  # twentieths of a point: half a character in the founts of tables
SAMPLE, NARROWEST, WIDEST, BESIDE = 50, 4, 48, 3  # lines that are measured; half characters, and those beside a text
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), 1),
    (re.compile(r"[（(][一二三四五六七八九十]+[)）]"), 2),
    (re.compile(r"\d+[.．、](?!\d)"), 3),
)


class NotWord(ValueError):
    """The file cannot be used as a template; the message is a sentence."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its tags; ``level`` 1–3 for headings, ``part`` where it stands."""

    pieces: tuple[Piece, ...]
    level: int = 0
    part: str = ""
    centred: bool = False

    @property
    def text(self) -> str:
        """As it is written in the template."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Sheet:
    """A table to be put in the place of a tag."""

    heads: tuple[str, ...]
    rows: Iterable[Sequence[str]]


Filled = Callable[[Tag], str | Sheet]
Edit = tuple[int, int, str]  # from, to, what stands there instead
Shape = Callable[[str], Sequence[Sequence[Edit]] | None]


def read(data: bytes) -> list[Paragraph]:
    """Paragraphs of the body, then of headers, footers and notes. Raises ``NotWord``."""
    made = []
    for name, root in _roots(data):
        for paragraph in root.iter(f"{W}p"):
            text = "".join(node.text or "" for node in _texts(paragraph))
            if text.strip():
                parts = tuple(tags.pieces(text))
                made.append(Paragraph(parts, level(text), _place(name, paragraph), _centred(paragraph)))
    if sum(isinstance(piece, Tag) for paragraph in made for piece in paragraph.pieces) > MOST_TAGS:
        raise NotWord(_("模板里的标签超过 %(most)d 个。") % {"most": MOST_TAGS})
    return made


def filled(data: bytes, say: Filled) -> bytes:
    """The file with every tag replaced by what ``say`` gives. Raises ``NotWord``."""
    from lxml import etree

    changed = {}
    for name, root in _roots(data):
        for paragraph in list(root.iter(f"{W}p")):
            _fill(paragraph, say)
        changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(data, changed)


def _packed(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, changed.get(item.filename) or old.read(item.filename))
    return made.getvalue()


def reshaped(data: bytes, shape: Shape) -> bytes:
    """The file with each paragraph as many times as ``shape`` gives edits of its text; None leaves it alone.

    A paragraph that is given no edits at all, or is empty after them, goes. Raises ``NotWord``.
    """
    from lxml import etree

    changed = {}
    for name, root in _roots(data):
        found = [_reshape(paragraph, shape) for paragraph in list(root.iter(f"{W}p"))]
        if any(found):
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(data, changed) if changed else data


def _reshape(paragraph: Any, shape: Shape) -> bool:
    text = "".join(node.text or "" for node in _texts(paragraph))
    copies = shape(text) if "{" in text or "｛" in text else None
    if copies is None:
        return False
    for edits in copies:
        copy = deepcopy(paragraph)
        nodes = [node for node in copy.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is copy]
        for start, stop, said in sorted(edits, reverse=True):
            _replace(nodes, start, stop, _ILLEGAL.sub("", said))
        if "".join(node.text or "" for node in nodes).strip():
            paragraph.addprevious(copy)
    if _needed(paragraph):
        _replace(_texts(paragraph), 0, len(text), "")
    else:
        paragraph.getparent().remove(paragraph)
    return True


def level(text: str) -> int:
    """Which heading a paragraph is by its number (一、 （一） 1.); 0 for none."""
    return next((number for pattern, number in _LEVELS if pattern.match(text.strip())), 0)


def _roots(data: bytes) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED:
                raise NotWord(_("文件解开后过大，不能使用。"))
            names = [member.filename for member in members if _PARTS.fullmatch(member.filename)]
            if "word/document.xml" not in names:
                raise NotWord(_("不是 Word（docx）文件。"))
            for name in sorted(names, key=lambda one: (one != "word/document.xml", one)):
                root = etree.fromstring(archive.read(name), parser)
                if root.getroottree().docinfo.doctype:
                    raise NotWord(_("文件里有不允许的内容（DTD）。"))
                yield name, root
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, NotImplementedError, RuntimeError, OSError) as broken:
        raise NotWord(_("不是 Word（docx）文件，或已损坏。")) from broken


def _texts(paragraph: Any) -> list[Any]:
    """The text nodes of a paragraph itself, not of a text box within it."""
    return [node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph]


def _place(name: str, paragraph: Any) -> str:
    if name != "word/document.xml":
        return _("页眉") if "header" in name else _("页脚") if "footer" in name else _("脚注")
    return _("表格") if next(paragraph.iterancestors(f"{W}tc"), None) is not None else ""


def _centred(paragraph: Any) -> bool:
    found = paragraph.find(f"{W}pPr/{W}jc")
    return found is not None and found.get(f"{W}val") == "center"


def _fill(paragraph: Any, say: Filled) -> None:
    nodes = _texts(paragraph)
    text = "".join(node.text or "" for node in nodes)
    for start, stop, tag in reversed(list(tags.found(text))):
        said = say(tag)
        if isinstance(said, Sheet):
            _replace(nodes, start, stop, "")
            _put_table(paragraph, said)
        else:
            _replace(nodes, start, stop, _ILLEGAL.sub("", said))


def _replace(nodes: Sequence[Any], start: int, stop: int, said: str) -> None:
    """The characters from ``start`` to ``stop`` give way to a text in the run where they begin."""
    at = 0
    for node in nodes:
        text = node.text or ""
        first, last = max(start - at, 0), min(stop - at, len(text))
        if first < last:
            node.text = text[:first] + said + text[last:]
            node.set(XML_SPACE, "preserve")
            said = ""
        at += len(text)
        if at >= stop:
            return


def _put_table(paragraph: Any, sheet: Sheet) -> None:
    """After the paragraph; a paragraph that held the tag alone goes, unless a cell or a section ends with it."""
    paragraph.addnext(table(sheet))
    needed = _needed(paragraph)
    if paragraph.getparent().tag == f"{W}tc":
        paragraph.getnext().addnext(paragraph)  # the last thing in a cell is a paragraph
    elif not needed and not "".join(node.text or "" for node in _texts(paragraph)).strip():
        paragraph.getparent().remove(paragraph)


def _needed(paragraph: Any) -> bool:
    """Would the file be another without this paragraph, empty as it is?"""
    return (
        paragraph.getparent().tag in (f"{W}tc", f"{W}hdr", f"{W}ftr", f"{W}footnote", f"{W}endnote", f"{W}txbxContent")
        or paragraph.find(f"{W}pPr/{W}sectPr") is not None
        or paragraph.find(f".//{W}drawing") is not None
        or getattr(paragraph.getprevious(), "tag", "") == f"{W}tbl"  # two tables that touch become one
    )


def table(sheet: Sheet) -> Any:
    """The table's XML, made as one text: cell by cell through an object model 5,000 rows take minutes."""
    from lxml import etree

    rows = iter(sheet.rows)
    first = list(islice(rows, SAMPLE))
    widths = _widths(sheet.heads, first)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = "".join(_cell(text, width, _BOLD) for text, width in zip(sheet.heads, widths, strict=True))
    made = [
        f'<w:tbl xmlns:w="{W[1:-1]}"><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="autofit"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    ]
    for row in chain(first, rows):
        cells = "".join(_cell(text, width, "") for text, width in zip(row, widths, strict=True))
        made.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    made.append("</w:tbl>")
    return etree.fromstring("".join(made), etree.XMLParser(huge_tree=True, resolve_entities=False))


def _widths(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> list[int]:
    """The page's width shared out by what the texts of each column need, a head in two lines.

    Where they need more than there is, the widest columns give way, so that names, numbers and days stay whole.
    """
    columns = zip(*lines, strict=True) if lines else [()] * len(heads)
    longest = [max(-(-_size(head) // 2), *map(_size, column), 0) for head, column in zip(heads, columns, strict=True)]
    needs = [min(max(size, NARROWEST), WIDEST) + BESIDE for size in longest]
    room = PAGE_WIDTH // HALF
    widest = max(needs, default=0)
    while sum(needs) > room and widest > NARROWEST + BESIDE:
        widest -= 1
        needs = [min(need, widest) for need in needs]
    return [PAGE_WIDTH * need // max(sum(needs), 1) for need in needs]


def _size(text: str) -> int:
    """In half characters, of the longest piece that cannot be parted well."""
    return max((sum(1 + (sign > "\u2e80") for sign in part) for part in text.split("\n")), default=0)


_BOLD = "<w:b/>"
_FONT = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>{bold}'
    '<w:sz w:val="24"/><w:szCs w:val="24"/>'
)
_RUN = {"": _FONT.format(bold=""), _BOLD: _FONT.format(bold=_BOLD)}


def _cell(text: str, width: int, bold: str) -> str:
    lines = escape(_ILLEGAL.sub("", text)).split("\n")
    body = '</w:t><w:br/><w:t xml:space="preserve">'.join(lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="320" w:lineRule="exact"/>'
        f'<w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>{_RUN[bold]}</w:rPr>'
        f'<w:t xml:space="preserve">{body}</w:t></w:r></w:p></w:tc>'
    )
