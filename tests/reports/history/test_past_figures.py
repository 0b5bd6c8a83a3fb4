"""Past figures: read from an old report, gone through by a person, confirmed once, and compared with."""

import json
import re
import sys
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from anlan.base.audit.models import AuditEntry
from anlan.base.periods import Period
from anlan.kit.files.models import Attachment
from anlan.kit.flow.making import Refused, make
from anlan.kit.records import writing
from anlan.reports.figures import registry
from anlan.reports.history import commands, documents, known, queries, rules, services, sheets
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.flows import confirming
from anlan.reports.history.models import OldReport, PastFigure
from tests.factories import COUNTY, STONE, a_user, a_world

REPORT = """青禾县应急管理局2031年工作总结
一、2031年主要工作
全县共发现隐患482处，整改隐患451处，隐患整改率93.6%。开展“百日清零行动”，发现隐患99处。
二、机关建设
栽树4棵。
"""
YEAR = Period.parse("2031")


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    made = a_world()
    made.clerk, made.town = a_user("safety_office"), a_user("township", STONE)
    return made


@pytest.fixture
def report(world: SimpleNamespace) -> OldReport:
    return services.take_in(REPORT, title="2031年工作总结", year=None, place=COUNTY, actor=world.clerk)


def a_figure(**values: Any) -> PastFigure:
    given = {"name": "发现隐患数", "indicator": "hazard-found", "value": Decimal(482), "unit": "处", "place_id": COUNTY,
             "from_on": date(2031, 1, 1), "to_on": date(2031, 12, 31)}  # fmt: skip
    row = PastFigure(**given | values)
    writing.add(row, actor=None)
    return row


def decided(row: PastFigure, code: str, by: Any) -> PastFigure:
    move = confirming.move(code)
    assert move is not None
    made = make(confirming, move, row, actor=by)
    assert isinstance(made, PastFigure)
    return made


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(page: str) -> dict[str, str]:
    """What a browser would send of the page's form, no button pressed."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page.rsplit("<main", maxsplit=1)[-1]):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and not name[1].startswith("csrf"):
            found[name[1]] = value[1] if value else ""
    return found


def word_file(*lines: str) -> bytes:
    """The least that Word itself opens."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
        package.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
    return made.getvalue()


def test_a_report_taken_in_leaves_a_proposal_for_each_figure(world: SimpleNamespace, report: OldReport) -> None:
    rows = list(report.figures.order_by("starts"))
    assert [(row.indicator, row.value, row.unit, row.campaign) for row in rows] == [
        ("hazard-found", 482, "处", ""),
        ("hazard-rectified", 451, "处", ""),
        ("hazard-rate", Decimal("93.6"), "%", ""),
        ("hazard-found", 99, "处", "百日清零行动"),
        ("", 4, "棵", ""),
    ]
    assert {(row.from_on, row.to_on, row.place_id, row.status) for row in rows} == {
        (date(2031, 1, 1), date(2031, 12, 31), COUNTY, FigureStatus.PROPOSED)
    }
    assert report.text[rows[0].starts : rows[0].ends] == "482处"
    assert AuditEntry.objects.filter(act="old-report.read", object_id=str(report.pk)).count() == 1


def test_a_confirmed_figure_is_the_indicators_past_value_and_no_other(
    world: SimpleNamespace, report: OldReport
) -> None:
    assert queries.past_value("hazard-found", YEAR) is None  # only proposed
    for row in report.figures.filter(indicator="hazard-found"):
        decided(row, "confirm", world.clerk)
    assert queries.past_value("hazard-found", YEAR) == 482
    assert queries.past_value("hazard-found", YEAR, COUNTY) == 482
    assert queries.past_value("hazard-found", YEAR, campaign="百日清零") == 99
    assert queries.past_value("hazard-found", YEAR, STONE) is None
    assert queries.past_value("hazard-found", Period.parse("2030")) is None
    assert registry.past("hazard-found", YEAR)(None, None) == 482
    town = decided(a_figure(place_id=STONE, value=Decimal(7)), "confirm", world.clerk)
    assert (queries.past_value("hazard-found", YEAR), queries.past_value("hazard-found", YEAR, STONE)) == (482, 7)
    assert queries.past_value("hazard-found", YEAR, "石泉镇") == 7
    decided(PastFigure.objects.get(place=COUNTY, campaign="", indicator="hazard-found"), "reopen", world.clerk)
    assert queries.past_value("hazard-found", YEAR) is None, "that of one town does not speak for the county"
    decided(town, "reopen", world.clerk)
    assert queries.past_value("hazard-found", YEAR, STONE) is None


def test_one_figure_is_confirmed_once_whoever_comes_second(world: SimpleNamespace) -> None:
    first, second = a_figure(source="年度总结"), a_figure(value=Decimal(500))
    done = decided(first, "confirm", world.clerk)
    assert (done.confirmed_by, done.confirmed_at is not None) == (world.clerk, True)
    with pytest.raises(Refused, match="482处（年度总结）"):
        decided(second, "confirm", world.clerk)
    with pytest.raises(Refused, match="还没有数值"):
        decided(a_figure(value=None), "confirm", world.clerk)
    with pytest.raises(IntegrityError), transaction.atomic():  # at the same instant the database decides
        PastFigure.objects.filter(pk=second.pk).update(status=FigureStatus.CONFIRMED)
    with pytest.raises(Refused):
        decided(a_figure(place_id=STONE), "confirm", world.town)


def test_a_confirmed_figure_stands_until_it_is_taken_up_again(world: SimpleNamespace) -> None:
    done = decided(a_figure(), "confirm", world.clerk)
    before = writing.values_of(done)
    done.value = Decimal(1)
    with pytest.raises(writing.Barred, match="重新核对"):
        writing.change(done, before, actor=world.clerk)
    assert queries.past_value("hazard-found", YEAR) == 482
    again = decided(PastFigure.objects.get(pk=done.pk), "reopen", world.clerk)
    before = writing.values_of(again)
    again.value = Decimal(483)
    assert writing.change(again, before, actor=world.clerk)


def test_units_in_ten_thousands_are_converted_for_the_indicator() -> None:
    assert rules.in_unit(Decimal("8.7"), "万家次", "家次") == 87_000
    assert rules.in_unit(Decimal(120_000), "元", "万元") == 12
    assert rules.in_unit(Decimal(5), "处", "条") == 5
    assert rules.period_of(date(2031, 1, 1), date(2031, 6, 30)).code == "2031H1"
    assert rules.period_of(date(2031, 1, 1), date(2031, 9, 30)).code == "2031-01-01..2031-09-30"


def test_the_page_shows_each_sentence_with_its_numbers_marked(world: SimpleNamespace, report: OldReport) -> None:
    page = signed_in(world.clerk).get(f"/reports/history/{report.pk}/").content.decode()
    assert re.findall("<mark>(.*?)</mark>", page) == ["482处", "451处", "93.6%", "99处"]
    assert 'value="发现隐患数"' in page
    second = signed_in(world.clerk).get(f"/reports/history/{report.pk}/?part=1").content.decode()
    assert re.findall("<mark>(.*?)</mark>", second) == ["4棵"]


def test_what_was_typed_is_kept_whichever_button_is_pressed(world: SimpleNamespace, report: OldReport) -> None:
    client, address = signed_in(world.clerk), f"/reports/history/{report.pk}/?part=0"
    found, fixed, rate, other = report.figures.order_by("starts")[:4]
    sent = typed(client.get(address).content.decode())
    sent |= {f"value-{fixed.pk}": "455", f"period-{rate.pk}": "2031H1", f"value-{other.pk}": "很多"}
    answer = client.post(address, sent | {"act": f"confirm:{found.pk}"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "“很多”不是数字。" in page
    assert typed(page)[f"value-{other.pk}"] == "很多"
    for row in (found, fixed, rate, other):
        row.refresh_from_db()
    assert (found.status, fixed.value, rate.to_on, other.value) == (FigureStatus.CONFIRMED, 455, date(2031, 6, 30), 99)
    assert AuditEntry.objects.filter(act="past-figure.change", object_id=str(fixed.pk)).count() == 1


def test_a_section_is_confirmed_at_once_but_for_what_has_no_indicator(
    world: SimpleNamespace, report: OldReport
) -> None:
    client, address = signed_in(world.clerk), f"/reports/history/{report.pk}/"
    first = typed(client.get(address + "?part=0").content.decode())
    assert client.post(address + "?part=0", first | {"act": "confirm:all"}).status_code == 302
    second = typed(client.get(address + "?part=1").content.decode())
    assert client.post(address + "?part=1", second | {"act": "confirm:all", "go": "0"}).url == f"{address}?part=0"
    assert list(report.figures.order_by("starts").values_list("status", flat=True)) == [*["confirmed"] * 4, "proposed"]


def test_an_indicator_is_picked_by_key_or_typed_by_name_and_an_unknown_one_is_refused(
    world: SimpleNamespace, report: OldReport
) -> None:
    row = report.figures.get(indicator="")
    given = {f"{name}-{row.pk}": text for name, text in sheets.line(row).typed.items()} | {f"version-{row.pk}": "1"}
    assert sheets.keep_typed([row], given | {f"shown-{row.pk}": "党课次"}, actor=world.clerk)[0].error
    assert sheets.keep_typed([row], given | {f"shown-{row.pk}": "隐患整改率"}, actor=world.clerk)[0].error == ""
    row.refresh_from_db()
    assert row.indicator == "hazard-rate"
    with pytest.raises(writing.Conflict):  # the version typed over is no longer the newest
        sheets.keep_typed([row], given | {f"value-{row.pk}": "5"}, actor=world.clerk)
    hits = json.loads(signed_in(world.clerk).get("/reports/history/indicators?q=整改率").content)["rows"]
    assert "hazard-rate" in [hit["key"] for hit in hits]


def test_a_report_comes_as_word_as_text_or_pasted_and_its_file_is_kept(world: SimpleNamespace) -> None:
    client, given = signed_in(world.clerk), {"year": "2030", "place": COUNTY, "title": "", "text": ""}
    upload = SimpleUploadedFile("二〇三〇年总结.docx", word_file("2030年工作总结", "发现隐患12处。"))
    page = client.post("/reports/history/", given | {"file": upload}, follow=True)
    assert page.status_code == 200, page.content.decode()[-2000:]
    kept = OldReport.objects.get()
    assert (kept.title, kept.text, kept.figures.get().value) == ("二〇三〇年总结", "2030年工作总结\n发现隐患12处。", 12)
    file = Attachment.objects.get(kind="old-report", object_id=kept.pk)
    assert b"".join(client.get(file.get_absolute_url())).startswith(b"PK")  # read to its end, which closes it
    assert signed_in(world.town).get(file.get_absolute_url()).status_code in (403, 404)
    client.post("/reports/history/", given | {"text": "发现隐患3处。"})
    assert OldReport.objects.latest("id").figures.get().from_on == date(2030, 1, 1)
    empty = client.post("/reports/history/", given | {"text": "", "title": "留着我"})
    assert (empty.status_code, "留着我" in empty.content.decode()) == (422, True)


def test_files_that_hold_no_text_are_refused_with_what_to_do() -> None:
    assert documents.text_of("发现隐患3处。".encode("gb18030"), "a.txt") == "发现隐患3处。"
    for data, name, words in (
        (b"%PDF-1.7", "a.pdf", "读不出来"), (b"\xd0\xcf\x11\xe0", "a.doc", "另存为"), (b"PK\x03\x04", "a.docx", "完好"),
        (b"  ", "a.txt", "没有文字"), (b"\xff\xfe\x00\x80\x81", "a.txt", "编码"), (word_file(""), "a.docx", "没有文字"),
    ):  # fmt: skip
        with pytest.raises(documents.Unreadable, match=words):
            documents.text_of(data, name)


def test_a_table_with_a_column_a_year_is_read_like_a_report(world: SimpleNamespace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["青禾县历年工作数字"], ["序号", "指标", "单位", "2030年", "2031年", "2031年上半年", "备注"],
        [1, "发现隐患数", "处", 451, "1,482", 700, ""], [2, "隐患整改率", "%", 0.948, "93.6%", "—", ""],
        [3, "检查家次（家次）", "", 3120, None, 1500, "含复查"], [4, "栽树", "棵", 4, 5, "", ""],
        ["合计", "", "", 1, 2, 3, ""],
    ):  # fmt: skip
        book.active.append(row)
    file = tmp_path / "历年数字.xlsx"
    book.save(file)
    upload = SimpleUploadedFile(file.name, file.read_bytes())
    client = signed_in(world.clerk)
    assert client.post("/reports/history/", {"file": upload, "year": "", "place": COUNTY}).status_code == 302
    read = {
        (row.indicator, row.from_on.year, row.to_on.month): (row.value.normalize(), row.unit)
        for row in PastFigure.objects.exclude(indicator="")
    }
    assert read == {
        ("hazard-found", 2030, 12): (451, "处"), ("hazard-found", 2031, 12): (1482, "处"),
        ("hazard-found", 2031, 6): (700, "处"), ("hazard-rate", 2030, 12): (Decimal("94.8"), "%"),
        ("hazard-rate", 2031, 12): (Decimal("93.6"), "%"), ("inspection-visits", 2030, 12): (3120, "家次"),
        ("inspection-visits", 2031, 6): (1500, "家次"),
    }  # fmt: skip
    book.active.delete_rows(2)
    book.save(file)
    with pytest.raises(documents.Unreadable, match="表头"):
        documents.text_of(file.read_bytes(), file.name)
    with pytest.raises(documents.Unreadable):
        documents.text_of(b"no table at all", "假的.xlsx")


def test_imported_figures_wait_on_a_page_of_their_own(world: SimpleNamespace, report: OldReport) -> None:
    row = a_figure(source="三年对比表")
    client = signed_in(world.clerk)
    sent = typed(client.get("/reports/history/entered").content.decode())
    assert {name.split("-")[1] for name in sent if name.startswith("value-")} == {str(row.pk)}
    client.post("/reports/history/entered?part=0", sent | {"act": "confirm:all"})
    row.refresh_from_db()
    assert row.status == FigureStatus.CONFIRMED


def test_pages_are_refused_without_the_grant_and_show_nothing_of_elsewhere(
    world: SimpleNamespace, report: OldReport
) -> None:
    a_figure(name="别处的数字")
    for path in ("/reports/history/", f"/reports/history/{report.pk}/", "/reports/history/entered"):
        assert signed_in(a_user("expert")).get(path).status_code == 403
    town = signed_in(world.town)
    assert "2031年工作总结" not in town.get("/reports/history/").content.decode().split("<main")[-1]
    assert town.get(f"/reports/history/{report.pk}/").status_code == 404
    assert "别处的数字" not in town.get("/reports/history/entered").content.decode()
    assert town.post("/reports/history/", {"text": "发现隐患3处。", "place": COUNTY, "year": ""}).status_code == 403
    leader = signed_in(a_user("leader"))
    assert leader.post(f"/reports/history/{report.pk}/", {"act": "confirm:all"}).status_code == 403
    assert PastFigure.objects.exclude(status=FigureStatus.PROPOSED).count() == 0


def test_the_command_prints_proposals_of_a_file_of_text_and_of_what_is_piped_in(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "总结.txt"
    file.write_text(REPORT, encoding="utf-8")
    assert commands.read(str(file), as_json=True) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed[0]["value"], printed[0]["indicator_code"], printed[0]["period"]) == ("482", "hazard-found", "2031")
    assert commands.read("整改率3.5%", as_json=False, year=2030) == 0
    assert capsys.readouterr().out == "2030\t\t整改率\t3.5%\t隐患整改率\n1 / 1\n"
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("讲党课4次。".encode())))
    assert commands.read("-", as_json=False) == 0
    assert "4次" in capsys.readouterr().out
    assert commands.read(str(tmp_path / "没有.docx"), as_json=False) == 2
    assert known.name_of("gone") == "gone"
