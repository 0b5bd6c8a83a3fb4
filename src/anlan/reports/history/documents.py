"""The plain text of a report that was uploaded: text files, Word documents, PDF with letters, tables by year.

It must not know what is read in it."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from anlan.reports.history import pdfs, tables

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 40 * 2**20
MOST_CHARACTERS = pdfs.CHARACTERS


class Unreadable(Exception):
    """The file holds no text that could be read; the message says what to do."""


def text_of(data: bytes, name: str) -> str:
    """The text. Raises ``Unreadable``."""
    extension = name.rsplit(".", 1)[-1].lower()
    if f".{extension}" in tables.SUFFIXES:
        text = _of_table(data, name)
    elif data[:4] == b"PK\x03\x04":
        text = _of_word(data)
    elif data[:5] == b"%PDF-":
        text = _of_pdf(data)
    elif data[:4] == b"\xd0\xcf\x11\xe0" or extension in ("doc", "wps"):
        raise Unreadable(_("这是旧的 Word 或 WPS 格式，请另存为 .docx 再上传，或把全文粘贴进来。"))
    else:
        text = _decoded(data)
    text = text.replace("\x00", "").strip()
    if not text:
        raise Unreadable(_("文件里没有文字。扫描件请先识别成文字。"))
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(_("全文超过 %(most)d 字，请分开上传。") % {"most": MOST_CHARACTERS})
    return text


def _of_table(data: bytes, name: str) -> str:
    try:
        return tables.sentences(data, name)
    except tables.NoYears as refused:
        raise Unreadable(str(refused)) from refused


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("认不出文件的文字编码，请另存为 UTF-8 文本或 .docx。"))


def _of_pdf(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise Unreadable(_("文件过大，请把全文粘贴进来。"))
    try:
        return pdfs.text_of(data)
    except pdfs.Refused as refused:
        raise Unreadable(_why(str(refused))) from refused


def _why(reason: str) -> str:
    return {
        pdfs.SCANNED: _("这份 PDF 是扫描的图片，没有文字。请先识别成文字，把全文粘贴进来。"),
        pdfs.LOCKED: _("这份 PDF 有打开口令，请去掉口令再上传，或把全文粘贴进来。"),
        pdfs.LONG: _("这份 PDF 太长（最多 %(pages)d 页、%(most)d 字），请分开上传。")
        % {"pages": pdfs.PAGES, "most": pdfs.CHARACTERS},
    }.get(reason, _("这份 PDF 读不出来（文件损坏或过于复杂），请打开后全选、复制，把全文粘贴进来。"))


def _of_word(data: bytes) -> str:
    """Paragraphs in order, those of tables as well; a paragraph is a line."""
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if package.getinfo("word/document.xml").file_size > MOST_BYTES:
                raise Unreadable(_("文件过大，请把全文粘贴进来。"))
            root = etree.fromstring(package.read("word/document.xml"), _parser())
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as broken:
        raise Unreadable(_("这不是完好的 .docx 文件，请另存一次，或把全文粘贴进来。")) from broken
    lines = []
    for paragraph in root.iter(f"{WORD}p"):
        pieces = [
            node.text or "" if node.tag == f"{WORD}t" else "\t" if node.tag == f"{WORD}tab" else "\n"
            for node in paragraph.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br")
        ]
        lines.append("".join(pieces))
    return "\n".join(lines)


def _parser() -> "object":
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
