"""Whether a file that somebody sent may be opened at all; looks at its bytes before any library does.

It must not know what the table means, nor who sent it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from anlan.kit.imports import compound, delimited, packages
from anlan.kit.imports.refusal import Refused

__all__ = ["Facts", "Refused", "inspect"]

MAX_BYTES = 200 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_EXTENSIONS = {"xlsx": (".xlsx", ".xlsm"), "xls": (".xls",), "csv": (".csv", ".txt", ".tsv")}
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)


@dataclass(frozen=True)
class Facts:
    """What the inspection learnt and reading needs. ``kind`` is xlsx, xls or csv."""

    kind: str
    encoding: str = ""
    date_1904: bool = False
    pictures: int = 0
    hidden_rows: Mapping[str, int] = field(default_factory=dict)
    results: int = 0  # formulas whose stored results are taken


def inspect(path: Path, name: str = "") -> Facts:
    """Refuse (``Refused``) what is no table, is dangerous or is too large; otherwise say what it is.

    ``name`` is the file's name as sent, where it is stored under another.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused(_("文件是空的。"))
    if size > MAX_BYTES:
        raise Refused(_("文件超过 %(limit)d MB，请分成几个文件。") % {"limit": MAX_BYTES // 1024 // 1024})
    with path.open("rb") as stream:
        head = stream.read(4096)
    kind = _kind(head)
    _check_extension(kind, Path(name or path.name).suffix.lower(), head)
    if kind == "xlsx":
        package = packages.inspect(path)
        return Facts(kind, "", package.date_1904, package.pictures, package.hidden_rows, package.results)
    if kind == "xls":
        return Facts(kind, date_1904=compound.inspect(path).date_1904)
    return Facts(kind, encoding=delimited.inspect(path))


def _kind(head: bytes) -> str:
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return "xlsx"
    if head.startswith(compound.SIGNATURE):
        return "xls"
    for signature, label in _FOREIGN:
        if head.startswith(signature):
            raise Refused(_("这是 %(kind)s 文件，不是表格。请选 Excel（xlsx、xls）或 CSV 文件。") % {"kind": label})
    return "csv"


def _check_extension(kind: str, suffix: str, head: bytes) -> None:
    if suffix in _EXTENSIONS[kind]:
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if kind == "csv" and start.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"mime-version")):
        raise Refused(_("文件名是 %(suffix)s，内容却是网页。请用 Excel 打开，另存为 xlsx 再传。") % {"suffix": suffix})
    if kind == "csv" and suffix not in {ending for endings in _EXTENSIONS.values() for ending in endings}:
        raise Refused(
            _("不认识这种文件（%(suffix)s）。请选 Excel（xlsx、xls）或 CSV 文件。") % {"suffix": suffix or "—"}
        )
    if suffix in {".ods", ".xlsb", ".et", ".ett", ".xlt", ".xltx", ".numbers"}:
        raise Refused(_("还不能读 %(suffix)s 文件。请用 Excel 或 WPS 打开，另存为 xlsx 再传。") % {"suffix": suffix})
    if suffix in {".doc", ".docx", ".wps", ".ppt", ".pptx", ".zip"}:
        raise Refused(_("%(suffix)s 不是表格文件。请选 Excel（xlsx、xls）或 CSV 文件。") % {"suffix": suffix})
    raise Refused(
        _("文件名是 %(suffix)s，内容却是 %(kind)s。请用 Excel 打开，另存为 xlsx 再传。")
        % {"suffix": suffix or "—", "kind": kind}
    )
