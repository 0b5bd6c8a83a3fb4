"""Inspection of an xlsx package: bombs, macros, formulas, links, and how far its sheets really reach.

It reads the XML as a stream and keeps none of it, and must not know what the cells mean.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from anlan.kit.imports.refusal import Refused, broken
from anlan.kit.imports.sheetscan import Extent, check_extent, scan

MAX_ENTRIES = 10_000
MAX_UNCOMPRESSED = 800 * 1024 * 1024
MAX_RATIO = 200
# Small parts may be as regular as they like: a ratio only hurts where there is much of it.
RATIO_COUNTS_FROM = 8 * 1024 * 1024
_CHUNK = 1 << 20

# Beyond column GR (200) or row 99,999: such a sheet is read exactly before it is opened.
_FAR = re.compile(rb' r="(?:[A-Za-z]{3,}\d|(?:[Gg][S-Zs-z]|[H-Zh-z][A-Za-z])\d|[A-Za-z]{0,2}\d{6,})')
# Spellings that Excel, WPS and the usual libraries never use, and formulas. A false alarm only costs time.
_UNUSUAL = re.compile(rb"<(?:f[\s>/]|!|(?:c|row)[>/\t\r\n]|\w+:(?:c|row|f)[\s>/])")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"']")


@dataclass(frozen=True)
class Package:
    date_1904: bool
    pictures: int
    hidden_rows: dict[str, int] = field(default_factory=dict)
    results: int = 0


def inspect(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _check_entries(archive, path.stat().st_size)
            _check_content(set(parts))
            for part, name in parts.items():
                if part.endswith((".xml", ".rels")) and not part.startswith("xl/worksheets/sheet"):
                    _drain(archive, name)
            return _inspect_sheets(archive, parts)
    except (
        zlib.error,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
    ) as error:
        raise broken() from error


def _check_entries(archive: zipfile.ZipFile, size: int) -> dict[str, str]:
    """Part → name in the archive. Readers take XL\\Workbook.xml for xl/workbook.xml: nothing may hide behind that."""
    entries = archive.infolist()
    bomb = _("文件解压后过大，可能是有意破坏的文件，没有打开。若确是台账，请只留需要的行列，另存后再传。")
    parts = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry.filename for entry in entries}
    if len(entries) > MAX_ENTRIES or len(parts) != len(entries):
        raise Refused(bomb)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(_("文件加了密码。请取消密码后再传。"))
    if sum(entry.file_size for entry in entries) > MAX_UNCOMPRESSED:
        raise Refused(bomb)
    if sum(entry.compress_size for entry in entries) > size:
        raise Refused(bomb)
    for entry in entries:
        if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refused(bomb)
    return parts


def _check_content(parts: set[str]) -> None:
    if "xl/workbook.bin" in parts:
        raise Refused(_("还不能读 xlsb 文件。请用 Excel 打开，另存为 xlsx 再传。"))
    if "xl/workbook.xml" not in parts:
        raise Refused(_("这不是 Excel 表格。请选 Excel（xlsx、xls）或 CSV 文件。"))
    if any("vbaproject" in name or name.startswith(("xl/macrosheets/", "xl/dialogsheets/")) for name in parts):
        raise Refused(_("文件带有宏，没有打开。请另存为不带宏的 xlsx 再传。"))
    if any(name.startswith("xl/externallinks/") for name in parts):
        raise Refused(_("文件链接到别的工作簿或程序。请在“数据—编辑链接”里断开链接，另存后再传。"))
    if "xl/connections.xml" in parts or any(name.startswith("xl/querytables/") for name in parts):
        raise Refused(_("文件带有外部数据连接。请复制到新工作簿（只粘贴数值）再传。"))


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part piece by piece, each piece ending before a tag, so that no tag is cut."""
    rest = b""
    with archive.open(name) as stream:
        while piece := stream.read(_CHUNK):
            piece = rest + piece
            cut = piece.rfind(b"<")
            cut = cut if cut > 0 else len(piece)
            rest = piece[cut:]
            if len(rest) > 8 * _CHUNK:
                raise Refused(_("文件内容不合规，没有打开。请用 Excel 打开后另存一份再传。"))
            yield piece[:cut]
    yield rest


def _checked_chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    for number, piece in enumerate(_chunks(archive, name)):
        strange = number == 0 and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in piece[:64])
        if strange or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise Refused(_("文件里有 Excel 不会写出的内容（实体声明），没有打开。请用 Excel 打开后另存一份再传。"))
        yield piece


def _drain(archive: zipfile.ZipFile, name: str) -> None:
    for _piece in _checked_chunks(archive, name):
        pass


def _parse(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = ElementTree.fromstring(archive.read(name))
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise broken() from error
    return root


def _sheet_parts(archive: zipfile.ZipFile, workbook: Element, parts: dict[str, str]) -> dict[str, str]:
    """Part → sheet name, for every sheet of the workbook; a sheet's part that no sheet names goes under its own."""
    sheets = {part: part for part in sorted(parts) if re.match(r"xl/worksheets/[^/]+\.xml$", part)}
    if "xl/_rels/workbook.xml.rels" not in parts:
        return sheets
    targets = {
        relation.get("Id", ""): relation.get("Target", "").replace("\\", "/").lower()
        for relation in _parse(archive, parts["xl/_rels/workbook.xml.rels"])
    }
    for element in workbook.iter():
        if element.tag.endswith("}sheet"):
            relation_id = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            part = posixpath.normpath(posixpath.join("xl", targets.get(relation_id, ""))).lstrip("/")
            if part in parts and "chartsheet" not in part:
                sheets[part] = element.get("name", part)
    return sheets


def _inspect_sheets(archive: zipfile.ZipFile, parts: dict[str, str]) -> Package:
    workbook = _parse(archive, parts["xl/workbook.xml"])
    properties = next((element for element in workbook.iter() if element.tag.endswith("}workbookPr")), None)
    date_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
    pictures, hidden_rows, results = 0, {}, 0
    for part, sheet in _sheet_parts(archive, workbook, parts).items():
        exact, hidden = _look_over(archive, parts[part])
        if hidden:
            hidden_rows[sheet] = hidden
        if exact:
            extent = scan(_chunks(archive, parts[part]))
            _check_formulas(extent, sheet)
            check_extent(extent, sheet)
            pictures += extent.pictures
            results += extent.results
    return Package(date_1904, pictures, hidden_rows, results)


def _look_over(archive: zipfile.ZipFile, part: str) -> tuple[bool, int]:
    """Whether the sheet needs an exact reading, and how many rows are hidden. A fifth of the exact reading's time.

    A sheet passes at a glance only if every cell and row says where it stands, spelt as everybody spells it.
    """
    exact, hidden, cells, references = False, 0, 0, 0
    for piece in _checked_chunks(archive, part):
        hidden += len(_HIDDEN_ROW.findall(piece)) if b"hidden" in piece else 0
        if exact:
            continue
        cells += piece.count(b"<c ") + piece.count(b"<row ")
        references += piece.count(b' r="')
        exact = _UNUSUAL.search(piece) is not None or _FAR.search(piece) is not None
    return exact or references < cells, hidden


def _check_formulas(extent: Extent, sheet: str) -> None:
    if not extent.formulas:
        return
    raise Refused(
        _(
            "工作表“%(sheet)s”有 %(count)d 个公式，第一个在 %(cell)s（=%(formula)s）。"
            "请全选、复制，再“选择性粘贴—数值”，另存后再传。"
        )
        % {
            "sheet": sheet,
            "count": extent.formulas,
            "cell": extent.first_formula_at,
            "formula": extent.first_formula[:40],
        }
    )
