"""A report as PDF: its lines become paragraphs again; what cannot be read, or only with harm, is refused in words."""

import zlib

import pytest

from anlan.reports.history import documents, pdfs

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>] >>"
)
FIRST = [
    "青禾县2031年工作总结",
    "一、主要工作",
    "（一）隐患治理。全县各乡镇、各部门共发现隐患 482",
    "处，整改451处。开展“百日清零行动”，发现隐患99处，至年末",
    "全部整改。",
    "（二）执法。立案 12 起，罚款 36.5 万元，涉及全县五个乡镇",
    "— 1 —",
]
SECOND = ["的二十家企业。", "2"]
READ = """青禾县2031年工作总结
一、主要工作
（一）隐患治理。全县各乡镇、各部门共发现隐患482处，整改451处。开展“百日清零行动”，发现隐患99处，至年末全部整改。
（二）执法。立案12起，罚款36.5万元，涉及全县五个乡镇的二十家企业。"""


def stream_of(lines: list[str]) -> bytes:
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    return f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET".encode()


def pdf_of(*streams: bytes, coded: str = "", kids: int = 1, extra: str = "") -> bytes:
    """The least that a reader opens: a page for each stream, all of them ``kids`` times over."""
    numbers = [4 + 2 * at for at in range(len(streams))]
    listed = " ".join(f"{number} 0 R" for number in numbers * kids)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [f"<< /Type /Pages /Count {len(numbers) * kids} /Kids [{listed}] >>".encode(), FONT.encode()]
    for number, stream in zip(numbers, streams, strict=True):
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {fonts} /Contents {number + 1} 0 R >>"
        head = f"<< /Length {len(stream)} {coded} >>\nstream\n"
        objects += [page.encode(), head.encode() + stream + b"\nendstream"]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R {extra} >>\n"
    return made + tail.encode() + f"startxref\n{len(made)}\n%%EOF".encode()


def test_lines_of_pages_become_the_paragraphs_that_they_were() -> None:
    assert documents.text_of(pdf_of(stream_of(FIRST), stream_of(SECOND)), "总结.pdf") == READ


LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<33> <33>]"
HOSTILE = {
    "a picture only": (lambda: pdf_of(b""), "扫描的图片"),
    "a password": (lambda: pdf_of(stream_of(FIRST), extra=LOCK), "打开口令"),
    "pages without end": (lambda: pdf_of(stream_of(["页"]), kids=pdfs.PAGES + 1), "太长"),
    "a stream that unpacks to what fills the memory": (
        lambda: pdf_of(zlib.compress(bytes(200 * 2**20), 1), coded="/Filter /FlateDecode"), "读不出来",
    ),
    "half a file": (lambda: pdf_of(stream_of(FIRST))[:300], "读不出来"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str) -> None:
    made, words = HOSTILE[name]
    with pytest.raises(documents.Unreadable, match=words):
        documents.text_of(made(), "总结.pdf")


def test_a_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(pdfs.Refused, match=pdfs.SLOW):
        pdfs.text_of(pdf_of(stream_of(FIRST)), seconds=0)
