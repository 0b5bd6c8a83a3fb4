"""What a file really is, told from its bytes and not from its name; knows no row and no user.

An upload is hostile until proven otherwise. Only types on the list pass, and only where content and name agree.
"""

import codecs
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import ExifTags, Image

MOST_PIXELS = 80_000_000
MOST_UNPACKED = 500 * 2**20
MOST_RATIO = 200
MOST_MEMBERS = 10_000
_HEAD = 4096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_OOXML = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": _OOXML + "wordprocessingml.document",
    "xlsx": _OOXML + "spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""The allow-list: extension to media type."""


class Refused(ValueError):
    """Says in Chinese why a file is not taken."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the content says of itself; the point is WGS-84, where the camera wrote one."""

    media_type: str
    width: int | None = None
    height: int | None = None
    longitude: float | None = None
    latitude: float | None = None
    taken_at: datetime | None = None


def examine(path: Path, extension: str) -> Facts:
    """What the file is, if it may be kept and is what its extension says. Raises ``Refused``."""
    expected = MEDIA_TYPES.get(extension.lower())
    if expected is None:
        raise Refused(_("不接受这种文件。可以上传：%(kinds)s。") % {"kinds": "、".join(sorted(MEDIA_TYPES))})
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise Refused(_("文件是空的。"))
    if head[4:8] == b"ftyp":
        raise Refused(_("这是 HEIC 照片或视频，请先转成 JPG 再上传。"))
    actual = _media_type(path, head, expected)
    if actual != expected:
        raise Refused(_("文件的内容与扩展名“%(extension)s”不符，可能被改过名。") % {"extension": extension[:10]})
    return _image_facts(path, actual) if actual.startswith("image/") else Facts(actual)


def _media_type(path: Path, head: bytes, expected: str) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(_OLE):
        return MEDIA_TYPES["xls"]
    if head.startswith(b"PK\x03\x04"):
        return _office_type(path)
    if expected.startswith("text/") and _is_text(path, head):
        return expected
    return ""


def _office_type(path: Path) -> str:
    """docx and xlsx are zip archives; anything else in a zip, macros, and archives that unfold hugely are refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(_("文件已损坏，打不开。")) from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * path.stat().st_size:
        raise Refused(_("文件解开后过大，像是压缩炸弹，不能接受。"))
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(_("文件带有宏，请另存为不带宏的格式再上传。"))
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return MEDIA_TYPES["docx"]
        if "xl/workbook.xml" in names:
            return MEDIA_TYPES["xlsx"]
    return "application/zip"


def _is_text(path: Path, head: bytes) -> bool:
    """UTF-8 or GB18030 (or UTF-16 with its mark), without control bytes, and no markup that a browser could run."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decodes(path, "utf-16")
    if b"\x00" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    return _decodes(path, "utf-8") or _decodes(path, "gb18030")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            return all("\x00" not in piece for piece in iter(lambda: file.read(2**16), ""))
    except UnicodeError:
        return False


def _image_facts(path: Path, media_type: str) -> Facts:
    try:
        with Image.open(path, formats=list(_IMAGES)) as image:
            if _IMAGES.get(image.format or "") != media_type:
                raise Refused(_("图片已损坏，打不开。"))
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise Refused(_("图片过大：%(width)d×%(height)d 像素。") % {"width": width, "height": height})
            image.load()
            exif = image.getexif()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_("图片过大，像素太多。")) from None
    except Exception:  # noqa: BLE001 - a hostile picture may raise anything from the decoder
        raise Refused(_("图片已损坏，打不开。")) from None
    if exif.get(ExifTags.Base.Orientation) in (5, 6, 7, 8):
        width, height = height, width
    longitude, latitude = _point(exif)
    return Facts(media_type, width, height, longitude, latitude, _taken_at(exif))


def _point(exif: Image.Exif) -> tuple[float, float] | tuple[None, None]:
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    try:
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude]) * (-1 if gps[ExifTags.GPS.GPSLongitudeRef] == "W" else 1)
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude]) * (-1 if gps[ExifTags.GPS.GPSLatitudeRef] == "S" else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    if not (abs(longitude) <= 180 and abs(latitude) <= 90) or longitude == latitude == 0:
        return None, None
    return round(longitude, 7), round(latitude, 7)


def _degrees(parts: tuple[float, float, float]) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _taken_at(exif: Image.Exif) -> datetime | None:
    """Cameras write local time without a zone."""
    written = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    try:
        return timezone.make_aware(datetime.strptime(str(written).strip("\x00 "), "%Y:%m:%d %H:%M:%S"))  # noqa: DTZ007
    except (ValueError, OverflowError):
        return None
