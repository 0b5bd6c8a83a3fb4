"""A report from its outline to the frozen file: every number opens its rows, and what is frozen never changes."""

import csv
import json
import os
import sys
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from docx import Document

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.models import PastFigure
from anlan.reports.papers import converting, layout
from anlan.reports.papers.models import Report, ReportTemplate
from anlan.subjects.hazards.models import Hazard
from tests.factories import COUNTY, STONE, STONE_VILLAGE, a_user

BODY = """一、隐患
（一）发现。{{ 年 }}年发现隐患{{ 发现隐患数 }}处，{{ 发现隐患数(同比=是) }}；约{{ 发现隐患数(时段=2025, 约=是) }}处。
整改{{ 整改隐患数 }}处，整改率{{ 隐患整改率 }}%。
{% 表 发现隐患数, 隐患整改率 按=属地 %}
{% 附表 发现隐患数 列=隐患编号,隐患内容,整改期限 %}
"""


@pytest.fixture(autouse=True)
def _today() -> Any:
    clock.set_for_tests(clock.at("2026-12-31 09:00"))
    yield
    clock.set_for_tests(None)


def a_report(body: str = BODY, place: str = COUNTY, **values: Any) -> Report:
    template = ReportTemplate(name=f"模板{ReportTemplate.objects.count()}", outline=body, place_id=COUNTY)
    entry.enter(ledger_by_code("report-template"), template, actor=None)
    row = Report(template=template, period="2026", place_id=place, **values)
    made: Report = entry.enter(ledger_by_code("report"), row, actor=None)
    return made


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def words_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_preview_links_every_number_and_the_file_holds_the_same(world: Any) -> None:
    report = a_report()
    assert report.title == "模板0（2026年）"
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    shown = page(client, f"/reports/{report.pk}/")
    assert shown.count('class="paper-figure') == 5 + 6, "five in the text, a table of two columns with its total"
    assert "5处，同比上升25%" in shown
    assert "数字之间没有对不上的" in shown
    found = client.get(f"/reports/{report.pk}.docx").content
    text = words_of(found)
    assert "2026年发现隐患5处，5处，同比上升25%；约4处。\n整改2处，整改率40%。" in text
    assert "整改期限" in text, "a day as it is, not as the list tells it from today"
    assert [text.count(number) for number in ("YH-0", "YH-3", "YH-8")] == [1, 0, 0], "neither on the spot nor of 2027"
    downloads = AuditEntry.objects.filter(act="report.download", object_id=str(report.pk))
    assert downloads.count() == 1


def test_every_figure_equals_a_count_in_plain_python_over_exported_rows(world: Any) -> None:
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    response = client.get("/l/hazard/export.csv?columns=all")
    exported = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = [row for row in csv.DictReader(StringIO(exported)) if row["整改方式"] != "立行立改"]
    of_year = [row for row in rows if row["发现日期"].startswith("2026-")]
    told = "发现{{ 发现隐患数 }}，其中重大{{ 重大隐患数 }}；"
    told += "{{ 发现隐患数(属地=石泉镇) }}。上年{{ 发现隐患数(时段=同期) }}。"
    report = a_report(told)
    text = words_of(client.get(f"/reports/{report.pk}.docx").content)
    stone = [row for row in of_year if row["属地"].startswith("石泉") or row["属地"] == "石塘村"]
    counted = (
        len(of_year),
        len([row for row in of_year if row["隐患级别"].startswith("重大")]),
        len(stone),
        len([row for row in rows if row["发现日期"].startswith("2025-")]),
    )
    assert counted == (5, 1, 3, 4)
    assert "发现{}，其中重大{}；{}。上年{}。".format(*counted) in text


def test_a_town_report_counts_the_town_alone(world: Any) -> None:
    report = a_report("发现{{ 发现隐患数 }}处，有{{ 执法队伍专业人员比例 }}。", place=STONE)
    stone, cloud = signed_in(world.users[roles.TOWNSHIP]), signed_in(world.cloud_user)
    assert ">3</a>" in page(stone, f"/reports/{report.pk}/")
    page(cloud, f"/reports/{report.pk}/", 404)
    page(cloud, f"/reports/{report.pk}.docx", 404)
    expert = signed_in(world.users[roles.EXPERT])
    for path in (f"/reports/{report.pk}/", "/reports/", f"/reports/{report.pk}/compare"):
        page(expert, path, 403)


def test_what_is_frozen_never_changes_and_the_comparison_finds_what_did(world: Any) -> None:
    report = a_report()
    user = world.users[roles.SAFETY_OFFICE]
    client = signed_in(user)
    assert client.post(f"/l/report/{report.pk}/move/freeze").status_code == 302
    frozen = client.get(f"/reports/{report.pk}.docx").content
    content = Report.objects.get(pk=report.pk).content
    assert (content["figures"][0]["number"], content["figures"][0]["definition"][:4]) == ("5", "本期登记")
    more = Hazard(number="YH-X", place_id=STONE_VILLAGE, content="新发现", unit="石场", found_on=date(2026, 7, 1))
    writing.add_many([more], actor=None)
    shown = page(client, f"/reports/{report.pk}/")
    assert "冻结，之后不再重算" in shown
    assert "5处，同比上升25%" in shown
    assert client.get(f"/reports/{report.pk}.docx").content == frozen
    changed = page(client, f"/reports/{report.pk}/compare")
    assert '<td class="cell-num">5</td><td class="cell-num">6</td><td class="cell-num">+1</td>' in changed
    again = a_report()
    assert page(client, f"/reports/{again.pk}/compare?with={report.pk}").count("与现在比") == 1
    row = Report.objects.get(pk=report.pk)
    before = writing.values_of(row)
    row.period = "2025"
    with pytest.raises(writing.Barred, match="已经冻结"):
        writing.change(row, before, actor=user)
    client.post(f"/l/report/{report.pk}/delete")
    assert Report.objects.filter(pk=report.pk).exists()


def test_a_template_that_cannot_be_filled_freezes_nothing(world: Any) -> None:
    report = a_report("发现{{ 发现隐患个数 }}处，{{ 发现隐患数(专项=本专项) }}处")
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    shown = page(client, f"/reports/{report.pk}/")
    assert "是否指“" in shown
    assert "这份报告没有选定专项。" in shown
    assert client.post(f"/l/report/{report.pk}/move/freeze").status_code == 409
    assert not Report.objects.get(pk=report.pk).frozen
    assert client.get(f"/reports/{report.pk}.docx").status_code == 302
    told = page(client, f"/l/report-template/{report.template_id}/")
    assert "起草时要选定：专项" in told
    assert "没有名为“发现隐患个数”的指标" in told


def test_the_bureaus_own_word_file_is_checked_and_used(world: Any) -> None:
    report = a_report("不用的提纲")
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    upload = SimpleUploadedFile("局模板.docx", layout.word("", "本局发现{{ 发现隐患数 }}处"))
    client.post(f"/l/report-template/{report.template_id}/attach", {"file-template": upload})
    assert "1 个标签都能填" in page(client, f"/l/report-template/{report.template_id}/")
    assert "本局发现5处" in words_of(client.get(f"/reports/{report.pk}.docx").content)
    edited = SimpleUploadedFile("改稿.docx", layout.word("", "本局发现7处"))
    client.post(f"/l/report/{report.pk}/attach", {"file-edited": edited})
    assert "“发现隐患数”在稿子里是 7，系统计得 5处。" in page(client, f"/reports/{report.pk}/")


def test_the_command_writes_a_report(world: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    a_report()
    out = tmp_path / "r.docx"
    call_command("report", "模板0", year="2026", out=str(out), json=True)
    told = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in told["figures"]] == ["5", "5", "4", "2", "40"]
    assert told["tables"][0]["lines"][-1][1]["text"] == "5"
    assert "发现隐患5处" in words_of(out.read_bytes())
    with pytest.raises(Exception, match="没有名为“没有的”的提纲或模板，可用：annual"):
        call_command("report", "没有的")


def test_the_annex_asks_for_the_right_to_export(world: Any) -> None:
    report = a_report("{% 附表 发现隐患数 %}")
    village = a_user(roles.SAFETY_OFFICE)
    role = village.postings.get().role
    role.removed = ["hazard.export"]
    role.save()
    text = words_of(signed_in(village).get(f"/reports/{report.pk}.docx").content)
    assert "您没有导出台账“事故隐患”的权限。" in text
    assert "YH-0" not in text


def test_a_rate_and_a_total_are_compared_with_what_was_entered_for_the_year_before(world: Any) -> None:
    """Of 2024 nothing was counted here; of 2025 four hazards, none of them rectified, and no inspection."""
    for code, value, unit in (("hazard-rate", 88, "%"), ("inspected-units", 120, "家")):
        row = PastFigure(
            name=code, indicator=code, value=value, unit=unit, from_on=date(2024, 1, 1), to_on=date(2024, 12, 31),
            place_id=COUNTY, status=FigureStatus.CONFIRMED,
        )  # fmt: skip
        writing.add_many([row], actor=None)
    body = "整改率{{ 隐患整改率(同比=是, 时段=2025) }}，检查{{ 检查单位数(时段=2024) }}家，"
    report = a_report(body := body + "{{ 检查单位数(时段=2025, 同比=是) }}。")
    assert "整改率0%，同比下降88个百分点，检查120家，0家，同比下降100%。" in words_of(
        signed_in(world.users[roles.SAFETY_OFFICE]).get(f"/reports/{report.pk}.docx").content
    )
    town = signed_in(world.users[roles.TOWNSHIP]).get(f"/reports/{a_report(body, STONE).pk}/").content.decode()
    assert "120" not in town, "it speaks of more than a town sees"


def test_the_year_before_reads_as_it_was_reported_and_the_checks_say_what_the_rows_come_to(world: Any) -> None:
    """Four hazards of 2025 are on record; the report of 2025 said 1,234, of which 1,200 rectified."""
    for code, value in (("hazard-found", 1234), ("hazard-rectified", 1200)):
        row = PastFigure(
            name=code, indicator=code, value=value, unit="处", from_on=date(2025, 1, 1), to_on=date(2025, 12, 31),
            place_id=COUNTY, status=FigureStatus.CONFIRMED,
        )  # fmt: skip
        writing.add_many([row], actor=None)
    report = a_report(
        "发现{{ 发现隐患数(同比=是) }}，上年{{ 发现隐患数(时段=上年) }}处，整改{{ 整改隐患数(时段=上年) }}处。"
    )
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    assert "发现5处，同比下降99.6%，上年1234处，整改1200处。" in words_of(
        client.get(f"/reports/{report.pk}.docx").content
    )
    shown = client.get(f"/reports/{report.pk}/").content.decode()
    assert "发现隐患数：上报数 1234处，台账内计 4处（2025年）。" in shown
    assert 'href="/indicators/hazard-found/?period=2025"' in shown, "what was reported opens the page that has both"
    assert "不等于" not in shown, "what was reported is not held against parts that were counted"


def test_a_pdf_is_made_where_there_is_libreoffice_and_told_of_where_there_is_none(
    world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program of that name stands in: it gets the Word file and a folder, and puts a PDF there."""
    report = a_report("一、隐患{{ 发现隐患数 }}处")
    client = signed_in(world.users[roles.SAFETY_OFFICE])
    monkeypatch.setenv("PATH", str(tmp_path))
    converting.program.cache_clear()
    try:
        assert "PDF</a>" not in page(client, f"/reports/{report.pk}/")
        told = client.get(f"/reports/{report.pk}.pdf", follow=True).content.decode()
        assert "这台服务器没有安装 LibreOffice，不能转成 PDF。" in told

        _an_office(tmp_path, "assert zipfile.is_zipfile(word); target.write_bytes(b'%PDF-1.7 ' + word.name.encode())")
        converting.program.cache_clear()
        assert "PDF</a>" in page(client, f"/reports/{report.pk}/")
        found = client.get(f"/reports/{report.pk}.pdf")
        assert (found["Content-Type"], found.content) == ("application/pdf", b"%PDF-1.7 report.docx")
        call_command("report", "monthly", "--period", "2026-11", "--out", str(tmp_path / "m.pdf"))
        assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")

        _an_office(tmp_path, "sys.exit(1)")
        told = client.get(f"/reports/{report.pk}.pdf", follow=True).content.decode()
        assert "转成 PDF 没有成功，请下载 Word 后自行另存。" in told
    finally:
        converting.program.cache_clear()


def _an_office(folder: Path, body: str) -> None:
    """An executable that is called as LibreOffice is: … --outdir FOLDER FILE."""
    script = folder / ("soffice.py" if os.name == "nt" else "soffice")
    head = "import sys, zipfile\nfrom pathlib import Path\nword = Path(sys.argv[-1])\n"
    target = "target = Path(sys.argv[-2]) / (word.stem + '.pdf')\n"
    script.write_text(f"#!{sys.executable}\n{head}{target}{body}\n", encoding="utf-8")
    script.chmod(0o755)
    if os.name == "nt":
        (folder / "soffice.cmd").write_text(f'@"{sys.executable}" "{script}" %*\n', encoding="utf-8")
