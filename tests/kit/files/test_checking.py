"""Only honest files of the listed kinds come in, whatever their names say."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from anlan.kit.files.checking import Facts, Refused, examine
from anlan.kit.files.naming import cleaned, extension_of
from tests.kit.files import samples


def examined(folder: Path, data: bytes, extension: str) -> Facts:
    path = folder / "upload.part"
    path.write_bytes(data)
    return examine(path, extension)


@pytest.mark.parametrize(
    ("data", "extension", "media_type"),
    [
        (samples.picture("JPEG"), "jpg", "image/jpeg"),
        (samples.picture("JPEG"), "jpeg", "image/jpeg"),
        (samples.picture("PNG"), "png", "image/png"),
        (samples.picture("WEBP"), "webp", "image/webp"),
        (samples.PDF, "pdf", "application/pdf"),
        (samples.DOCX, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (samples.XLSX, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (samples.XLS, "xls", "application/vnd.ms-excel"),
        ("企业名称,电话\n甲,1\n".encode(), "csv", "text/csv"),
        ("企业名称,电话\n甲,1\n".encode("gb18030"), "csv", "text/csv"),
        ("说明：a < b".encode("utf-8-sig"), "txt", "text/plain"),
        ("说明".encode("utf-16"), "txt", "text/plain"),
    ],
)
def test_what_is_on_the_list_comes_in(tmp_path: Path, data: bytes, extension: str, media_type: str) -> None:
    assert examined(tmp_path, data, extension).media_type == media_type


@pytest.mark.parametrize(
    ("data", "extension", "reason"),
    [
        (b"", "jpg", "空的"),
        (samples.SVG, "svg", "不接受"),
        (samples.HTML, "html", "不接受"),
        (b"MZ\x90\x00", "exe", "不接受"),
        (b"data", "", "不接受"),
        (samples.archive({"a.txt": b"1"}), "zip", "不接受"),
        (samples.SVG, "png", "不符"),
        (samples.SVG, "txt", "不符"),
        (samples.HTML, "csv", "不符"),
        (b"\xef\xbb\xbf \n<html>", "txt", "不符"),
        (b"\x00\x01\x02", "txt", "不符"),
        (b"text\xff\xff\xff", "txt", "不符"),
        (b"a" * 5000 + b"\x00", "txt", "不符"),
        (samples.picture("PNG"), "jpg", "不符"),
        (samples.PDF, "png", "不符"),
        (samples.archive({"a.txt": b"1"}), "docx", "不符"),
        (samples.DOCX, "xlsx", "不符"),
        (samples.MACRO, "xlsx", "宏"),
        (samples.BOMB, "xlsx", "炸弹"),
        (b"PK\x03\x04broken", "docx", "打不开"),
        (samples.HEIC, "jpg", "HEIC"),
        (samples.picture("JPEG")[:400], "jpg", "打不开"),
        (b"\xff\xd8\xff" + b"rubbish" * 20, "jpg", "打不开"),
        (samples.picture("GIF"), "jpg", "不符"),
        (samples.huge_png(20_000, 20_000), "png", "图片过大"),
        (samples.huge_png(100_000, 100_000), "png", "图片过大"),
        (samples.huge_png(9_000, 9_000), "png", "9000×9000"),
    ],
)
def test_what_is_not_is_refused_with_a_sentence(tmp_path: Path, data: bytes, extension: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        examined(tmp_path, data, extension)


def test_a_photograph_tells_where_when_and_how_large(tmp_path: Path) -> None:
    facts = examined(tmp_path, samples.photograph(orientation=6), "jpg")
    assert (facts.width, facts.height) == (300, 400)
    assert (facts.longitude, facts.latitude) == pytest.approx((112.3585, 30.12))
    assert facts.taken_at == datetime(2026, 5, 1, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    plain = examined(tmp_path, samples.picture(size=(64, 48)), "jpg")
    assert plain == Facts("image/jpeg", 64, 48)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("现场照片.JPG", "现场照片.jpg"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\照片\\整改前.png", "整改前.png"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("发\u202egpj.exe.jpg", "发gpj.exe.jpg"),
        ("con.txt", "_con.txt"),
        ("LPT1.jpg", "_LPT1.jpg"),
        ("...", "文件"),
        ("", "文件"),
        (".jpg", "文件.jpg"),
        ('a<b>:"c|?*.pdf', "a_b_c_.pdf"),
        ("  两  个 空格 .pdf ", "两 个 空格.pdf"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert cleaned(given) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = cleaned("长" * 300 + ".docx")
    assert len(name) == 120
    assert extension_of(name) == "docx"
