"""Files that must not be opened are refused with a sentence that says what to do; honest files pass."""

import zipfile
from html import escape
from pathlib import Path

import openpyxl
import pytest

from anlan.kit.imports import guard
from anlan.kit.imports.refusal import Refused
from tests.kit.imports import sheets

HEADER = ("序号", "企业名称", "隐患内容")
ROWS = [HEADER, (1, "甲化工厂", "配电箱未上锁"), (2, "乙木业公司", "通道堵塞")]


def refusal(path: Path, name: str = "") -> str:
    with pytest.raises(Refused) as refused:
        guard.inspect(path, name)
    return refused.value.sentence


def test_honest_files_pass_and_are_told_apart_by_their_content(tmp_path):
    text = tmp_path / "a.csv"
    text.write_bytes("名称,数量\n帐篷,3\n".encode("gb18030"))
    assert guard.inspect(sheets.workbook(tmp_path / "a.xlsx", ROWS)) == guard.Facts("xlsx")
    assert guard.inspect(sheets.old_workbook(tmp_path / "a.xls", ROWS)) == guard.Facts("xls")
    assert guard.inspect(text) == guard.Facts("csv", encoding="gb18030")


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.touch()
    assert refusal(path) == "文件是空的。"


@pytest.mark.parametrize(
    ("content", "kind"), [(b"%PDF-1.7", "PDF"), (b"MZ\x90", "EXE"), (b"\x89PNG\r\n", "PNG"), (b"Rar!\x1a", "RAR")]
)
def test_what_is_no_table_is_named(tmp_path, content, kind):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content + bytes(100))
    assert kind in refusal(path)


def test_a_wrong_extension_is_refused_in_both_directions(tmp_path):
    new = sheets.workbook(tmp_path / "new.xlsx", ROWS)
    old = sheets.old_workbook(tmp_path / "old.xls", ROWS)
    assert "内容却是 xlsx" in refusal(new, "台账.xls")
    assert "内容却是 xls" in refusal(old, "台账.xlsx")
    assert "内容却是 xlsx" in refusal(new, "台账.csv")


def test_a_web_page_called_xls_is_refused_as_a_web_page(tmp_path):
    path = tmp_path / "导出.xls"
    path.write_text("<html><table><tr><td>企业</td></tr></table></html>", encoding="utf-8")
    assert "网页" in refusal(path)


def test_other_office_files_are_refused(tmp_path):
    document = tmp_path / "a.docx"
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "不是表格" in refusal(document)
    assert "不是 Excel 表格" in refusal(document, "a.xlsx")
    assert "另存为 xlsx" in refusal(sheets.workbook(tmp_path / "b.xlsx", ROWS), "b.ods")


def test_a_truncated_package_is_refused_as_broken(tmp_path):
    path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
    path.write_bytes(path.read_bytes()[:-200])
    assert "损坏" in refusal(path)


def test_a_package_with_an_altered_byte_is_refused_as_broken(tmp_path):
    path = sheets.workbook(tmp_path / "a.xlsx", [HEADER, *((n, f"企业{n}", "x") for n in range(500))])
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(path.read_bytes())
    data[entry.header_offset + 200] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "损坏" in refusal(path)


class TestBombs:
    def test_an_entry_that_grows_a_thousandfold(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        sheets.repacked(path, {"xl/media/image1.png": bytes(64 * 1024 * 1024)})
        assert "解压后过大" in refusal(path)

    def test_a_small_regular_part_is_no_bomb(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        sheets.repacked(path, {"xl/media/image1.png": bytes(1024 * 1024)})
        assert guard.inspect(path).kind == "xlsx"

    def test_too_many_entries(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        sheets.repacked(path, {f"xl/media/{number}.png": b"" for number in range(guard.packages.MAX_ENTRIES)})
        assert "解压后过大" in refusal(path)

    def test_two_entries_of_one_name(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/workbook.xml", b"<other/>")
        assert "解压后过大" in refusal(path)

    def test_entities_in_any_part(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
        for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml"):
            other = sheets.repacked(sheets.workbook(tmp_path / "b.xlsx", ROWS), {part: bomb})
            assert "实体声明" in refusal(other), part
        assert guard.inspect(path).kind == "xlsx"

    def test_entities_cannot_hide_in_another_encoding(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'.encode("utf-16")
        assert "实体声明" in refusal(sheets.repacked(path, {"xl/styles.xml": bomb}))

    def test_a_million_empty_rows_written_into_the_file(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        first = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'
        empty = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2, 1_000_001))
        sentence = refusal(sheets.with_cell_xml(path, first + empty))
        assert "999999 个空行" in sentence
        assert "删除" in sentence

    def test_a_lone_value_at_the_far_end_of_the_sheet(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
        assert "空行" in refusal(sheets.with_cell_xml(path, far))

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="XFD1"><v>1</v></c>',
            "<c r = 'XFD1'><v>1</v></c>",
            '<c\tr="XFD1"><v>1</v></c>',
            '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1"><x:v>1</x:v></x:c>',
            '<c r="GS1" t="inlineStr"><is><t>x</t></is></c>',
            "<c><v>1</v></c>" * 201,
        ],
    )
    def test_too_many_columns_however_the_cell_is_spelt(self, tmp_path, cell):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        assert "最多 200 列" in refusal(sheets.with_cell_xml(path, f'<row r="1">{cell}</row>'))

    def test_empty_cells_far_out_do_no_harm(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        rows = (
            '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'
        )
        assert guard.inspect(sheets.with_cell_xml(path, rows)).kind == "xlsx"

    @pytest.mark.parametrize("name", ["xl/Worksheets/SHEET1.xml", "xl\\worksheets\\sheet1.xml"])
    def test_a_sheet_cannot_hide_behind_the_spelling_of_its_name(self, tmp_path, name):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        sheets.with_cell_xml(path, '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')
        sheet = sheets.part(path, "xl/worksheets/sheet1.xml")
        sheets.repacked(path, {"xl/worksheets/sheet1.xml": None, name: sheet})
        assert "最多 200 列" in refusal(path)

    def test_a_sheet_may_be_kept_anywhere(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", [*ROWS, ("合计", None, "=COUNTA(C2:C3)")])
        sheet = sheets.part(path, "xl/worksheets/sheet1.xml")
        relations = sheets.part(path, "xl/_rels/workbook.xml.rels")
        assert b"/xl/worksheets/sheet1.xml" in relations
        moved = relations.replace(b"/xl/worksheets/sheet1.xml", b"/xl/other/table.xml")
        parts = {"xl/worksheets/sheet1.xml": None, "xl/other/table.xml": sheet, "xl/_rels/workbook.xml.rels": moved}
        assert "公式" in refusal(sheets.repacked(path, parts))

    def test_a_dimension_that_lies_does_no_harm(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        sheet = sheets.part(path, "xl/worksheets/sheet1.xml")
        assert b'<dimension ref="A1:C3"' in sheet
        lie = sheet.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1:XFD1048576"')
        assert guard.inspect(sheets.repacked(path, {"xl/worksheets/sheet1.xml": lie})).kind == "xlsx"

    def test_two_hundred_thousand_honest_rows_pass(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 200_001))
        assert guard.inspect(sheets.with_cell_xml(path, rows)).kind == "xlsx"

    def test_more_rows_than_one_import_takes(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 500_002))
        assert "一次最多 500000 行" in refusal(sheets.with_cell_xml(path, rows))


class TestWhatRunsOrReachesOut:
    def test_a_formula_is_refused_with_its_place_and_a_remedy(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", [*ROWS, ("合计", None, "=COUNTA(C2:C3)"), ("", "=1+1", "")])
        sentence = refusal(path)
        assert "2 个公式" in sentence
        assert "C4" in sentence
        assert "=COUNTA(C2:C3)" in sentence
        assert "选择性粘贴" in sentence

    def test_sums_and_row_numbers_with_stored_results_are_taken(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        cells = (
            '<c r="A9"><f>ROW()-3</f><v>6</v></c><c r="B9"><f t="shared" si="0"/><v>2</v></c>'
            '<c r="C9"><f>SUM(C2:C8)+$D$1*2</f><v>14</v></c>'
        )
        assert guard.inspect(sheets.with_cell_xml(path, f'<row r="9">{cells}</row>')).results == 3

    @pytest.mark.parametrize(
        "formula",
        [
            "SUM(其他!A1:A9)",
            "SUM([1]Sheet1!A1)",
            'HYPERLINK("http://x.example","合计")',
            "WEBSERVICE(A1)",
            "cmd|'/c calc'!A1",
            'INDIRECT("A1")',
            "SUM(RAND())",
        ],
    )
    def test_whatever_reaches_further_is_refused_though_a_result_is_stored(self, tmp_path, formula):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        cell = f'<c r="A9"><f>{escape(formula, quote=False)}</f><v>1</v></c>'
        assert "1 个公式" in refusal(sheets.with_cell_xml(path, f'<row r="9">{cell}</row>'))

    def test_a_sum_that_nobody_has_computed_is_refused(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        assert "A9" in refusal(sheets.with_cell_xml(path, '<row r="9"><c r="A9"><f>SUM(A1:A8)</f></c></row>'))

    def test_text_that_looks_like_a_formula_is_text(self, tmp_path):
        def as_text(book: openpyxl.Workbook) -> None:
            cell = book["台账"]["C2"]
            cell.value, cell.data_type = "=SUM(A1)", "s"

        path = sheets.edited(sheets.workbook(tmp_path / "a.xlsx", ROWS), as_text)
        assert guard.inspect(path).kind == "xlsx"

    def test_pictures_kept_in_cells_are_counted_not_refused(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        picture = '<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
        sheets.with_cell_xml(path, f'<row r="1"><c r="A1"><v>1</v></c>{picture}</row>')
        assert guard.inspect(path).pictures == 1

    def test_a_formula_in_an_old_workbook(self, tmp_path):
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("汇总")
        sheet.write(0, 0, "数量")
        sheet.write(1, 1, xlwt.Formula("1+1"))
        book.save(str(tmp_path / "a.xls"))
        sentence = refusal(tmp_path / "a.xls")
        assert "汇总" in sentence
        assert "B2" in sentence

    def test_macros(self, tmp_path):
        path = sheets.repacked(sheets.workbook(tmp_path / "a.xlsx", ROWS), {"xl/vbaProject.bin": b"x"})
        assert "宏" in refusal(path)
        assert "宏" in refusal(path, "台账.xlsm")
        old = sheets.with_directory_entry(sheets.old_workbook(tmp_path / "a.xls", ROWS), "_VBA_PROJECT_CUR")
        assert "宏" in refusal(old)

    def test_a_macro_sheet_of_the_old_kind(self, tmp_path):
        path = sheets.old_workbook(tmp_path / "a.xls", ROWS)
        data = bytearray(path.read_bytes())
        at = data.index(b"\x85\x00", 512)
        while data[at + 4 + 6] != 2:  # the length of the sheet's name, 台账
            at = data.index(b"\x85\x00", at + 1)
        data[at + 4 + 5] = 1
        path.write_bytes(bytes(data))
        assert "宏" in refusal(path)

    def test_links_to_other_workbooks(self, tmp_path):
        path = sheets.repacked(
            sheets.workbook(tmp_path / "a.xlsx", ROWS), {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
        )
        assert "断开链接" in refusal(path)
        old = sheets.with_record(sheets.old_workbook(tmp_path / "a.xls", ROWS), 0x01AE, b"\x01\x00\x05\x00")
        assert "断开链接" in refusal(old)

    def test_data_connections(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", ROWS)
        assert "数据连接" in refusal(sheets.repacked(path, {"xl/connections.xml": b"<connections/>"}))

    def test_a_link_that_a_person_clicks_is_harmless(self, tmp_path):
        def link(book: openpyxl.Workbook) -> None:
            book["台账"]["B2"].hyperlink = "https://example.org/"

        assert guard.inspect(sheets.edited(sheets.workbook(tmp_path / "a.xlsx", ROWS), link)).kind == "xlsx"

    def test_passwords(self, tmp_path):
        old = sheets.with_record(sheets.old_workbook(tmp_path / "a.xls", ROWS), 0x2F)
        assert "密码" in refusal(old)
        new = sheets.with_directory_entry(sheets.old_workbook(tmp_path / "b.xls", ROWS), "EncryptedPackage")
        new.rename(tmp_path / "b.xlsx")
        assert "密码" in refusal(tmp_path / "b.xlsx", "b.xls")


class TestOldContainers:
    def test_a_sector_chain_that_bites_its_tail_is_refused(self, tmp_path):
        path = sheets.old_workbook(tmp_path / "a.xls", [HEADER, *((n, f"企业{n}", "x") for n in range(800))])
        data = bytearray(path.read_bytes())
        directory = int.from_bytes(data[48:52], "little")
        table = (int.from_bytes(data[76:80], "little") + 1) * 512
        data[table + directory * 4 : table + directory * 4 + 4] = directory.to_bytes(4, "little")
        path.write_bytes(bytes(data))
        assert "损坏" in refusal(path)

    def test_a_cut_file_is_refused(self, tmp_path):
        path = sheets.old_workbook(tmp_path / "a.xls", ROWS)
        path.write_bytes(path.read_bytes()[:600])
        assert "损坏" in refusal(path)


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
    def test_each_encoding_is_found(self, tmp_path, encoding):
        path = tmp_path / "a.csv"
        path.write_bytes("企业名称,隐患数\n甲化工厂,3\n乙木业公司,4\n".encode(encoding))
        found = guard.inspect(path).encoding
        assert path.read_bytes().decode(found).lstrip("\ufeff").startswith("企业名称")

    def test_bytes_in_no_encoding_are_refused(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_bytes(b"name,\xff\xff\xff\n" * 20)
        assert "编码" in refusal(path)

    @pytest.mark.parametrize(
        "cell", ["=SUM(A1:A9)", "=A1", "=1+1", '=HYPERLINK("http://example.org")', "=cmd|' /C calc'!A0", "+cmd|'x'!A1"]
    )
    def test_formulas_are_refused_with_their_row(self, tmp_path, cell):
        path = tmp_path / "a.csv"
        quoted = cell.replace('"', '""')
        path.write_text(f'名称,数量\n甲,"{quoted}"\n', encoding="utf-8")
        assert "第 2 行有公式" in refusal(path)

    @pytest.mark.parametrize("cell", ["-5", "+86 138 0000 1111", '="0012"', "@王某", "==重点==", "-"])
    def test_text_that_only_begins_like_one_passes(self, tmp_path, cell):
        path = tmp_path / "a.csv"
        path.write_text(f"名称,数量\n甲,{cell}\n", encoding="utf-8")
        assert guard.inspect(path).kind == "csv"

    def test_prose_is_no_table(self, tmp_path):
        path = tmp_path / "a.txt"
        path.write_text("一,二\n一,二,三\n一,二,三,四\n一,二,三,四,五\n一,二,三,四,五,六\n", encoding="utf-8")
        assert "不是表格" in refusal(path)

    def test_a_quotation_mark_that_never_closes(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text('名称,内容\n甲,"没有结束' + "很长的内容\n" * 40_000, encoding="utf-8")
        assert "引号" in refusal(path)

    def test_a_line_without_end(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("名称,数量\n" + "1," * 600_000, encoding="utf-8")
        assert "1200000 个字" in refusal(path)

    def test_empty_lines_without_end(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("名称,数量\n" + ",\n" * 100_001, encoding="utf-8")
        assert "100001 个空行" in refusal(path)
