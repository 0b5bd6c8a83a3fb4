"""Tables as people have them open as plain tables: the right header, every record, and nothing that is none."""

from datetime import date, datetime

import openpyxl
import pytest

from anlan.kit.imports import reading
from anlan.kit.imports.refusal import Refused
from tests.kit.imports import sheets

HEADER = ("序号", "企业名称", "隐患内容", "发现日期")


def records(table):
    return [cells for _number, cells in table.rows]


def test_a_plain_table(tmp_path):
    path = sheets.workbook(
        tmp_path / "a.xlsx", [HEADER, (1, "甲化工厂", "未上锁", "2022.3.5"), (2, "乙公司", "堵塞", 44625)]
    )
    table = reading.open_table(path)
    assert table.headers == list(HEADER)
    assert table.header_row == (1, 1)
    assert list(table.rows) == [(2, [1.0, "甲化工厂", "未上锁", "2022.3.5"]), (3, [2.0, "乙公司", "堵塞", 44625.0])]
    assert table.dropped == {}
    assert list(table.rows) == list(table.rows)


class TestHeader:
    @pytest.mark.parametrize("above", range(10))
    def test_it_may_stand_in_any_of_the_first_ten_rows(self, tmp_path, above):
        titles = [(f"某县隐患排查统计表第{number}稿",) for number in range(above)]
        path = sheets.workbook(
            tmp_path / "a.xlsx", [*titles, HEADER, (1, "甲", "未上锁", "3.5"), (2, "乙", "堵塞", "3.6")]
        )
        table = reading.open_table(path)
        assert table.header_row == (above + 1, above + 1)
        assert len(records(table)) == 2
        assert len(table.titles) == above

    def test_merged_titles_and_remarks_above_are_no_header(self, tmp_path):
        rows = [
            ("2022年6月某县安全生产隐患统计表", None, None, None),
            ("填报单位：横溪镇", None, "填报人：王某", "单位：万元"),
            HEADER,
            (1, "甲化工厂", "未上锁", "6.5"),
        ]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows, ["A1:D1", "A2:B2"]))
        assert table.header_row == (3, 3)
        assert table.year_hint == 2022
        assert table.unit_hint == "万元"
        assert "填报单位：横溪镇" in table.title_text

    def test_a_serial_cell_merged_over_a_row_of_remarks(self, tmp_path):
        rows = [
            ("隐患排查与治理统计表",) + (None,) * 5,
            ("序号", "项目名称：某某项目", None, None, "填报时间：2019年6月25日", None),
            (None, "隐患内容", "排查日期", "整改措施", None, "状态"),
            (1, "未上锁", date(2019, 5, 26), "上锁", None, "关闭"),
            ("说明：", "隐患类型按可能的后果填写。", None, None, None, None),
            (None, "状态填开放或关闭。", None, None, None, None),
        ]
        merges = ["A1:F1", "A2:A3", "B2:D2", "E2:F2", "D3:E3", "D4:E4", "A5:A6", "B5:F5", "B6:F6"]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows, merges))
        assert table.headers == ["序号", "隐患内容", "排查日期", "整改措施", "状态"]
        assert table.header_row == (3, 3)
        assert records(table) == [[1.0, "未上锁", date(2019, 5, 26), "上锁", "关闭"]]
        assert table.dropped == {"footer": 2}
        assert table.column_letters == ["A", "B", "C", "D", "F"]

    GROUPED = (
        [
            ("序号", "企业名称", "整改情况", None, None, "备注"),
            (None, None, "完成时间", "责任人", "资金（万元）", None),
            (1, "甲化工厂", "2022.3.5", "王某", 3.5, None),
            (2, "乙公司", "2022.3.6", "李某", 2, "复查"),
        ],
        ["序号", "企业名称", "整改情况/完成时间", "整改情况/责任人", "整改情况/资金（万元）", "备注"],
    )

    @pytest.mark.parametrize("merges", [[], ["C1:E1"], ["A1:A2", "B1:B2", "C1:E1", "F1:F2"]])
    def test_two_rows_are_joined_with_and_without_merges(self, tmp_path, merges):
        rows, expected = self.GROUPED
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows, merges))
        assert table.headers == expected
        assert table.header_row == (1, 2)
        assert [number for number, _cells in table.rows] == [3, 4]

    def test_two_rows_in_an_old_workbook_and_in_text(self, tmp_path):
        rows, expected = self.GROUPED
        old = sheets.old_workbook(tmp_path / "a.xls", rows, [(0, 0, 2, 4)])
        assert reading.open_table(old).headers == expected
        text = tmp_path / "a.csv"
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
        text.write_text("\n".join(lines), encoding="gb18030")
        assert reading.open_table(text).headers == expected

    def test_three_rows_are_joined(self, tmp_path):
        rows = [
            ("序号", "单位", "隐患情况", None, None, None),
            (None, None, "一般隐患", None, "重大隐患", None),
            (None, None, "发现数", "整改数", "发现数", "整改数"),
            (1, "横溪镇", 3, 2, 1, 1),
            (2, "白塔镇", 4, 4, 0, 0),
        ]
        merges = ["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows, merges))
        assert table.headers[2:] == [
            "隐患情况/一般隐患/发现数", "隐患情况/一般隐患/整改数",
            "隐患情况/重大隐患/发现数", "隐患情况/重大隐患/整改数",
        ]  # fmt: skip
        assert table.header_row == (1, 3)

    def test_a_row_of_units_under_the_header_belongs_to_it(self, tmp_path):
        rows = [("镇街", "面积", "投入资金"), (None, "（亩）", "（万元）"), ("横溪镇", 3, 2), ("白塔镇", 4, 5)]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows))
        assert table.headers == ["镇街", "面积（亩）", "投入资金（万元）"]
        assert len(records(table)) == 2

    def test_one_heading_over_several_columns_of_values_is_numbered(self, tmp_path):
        rows = [
            ("日期", "值班人员", None, None),
            (date(2024, 3, 9), "赵某", "李某", "段某"),
            (date(2024, 3, 10), "陈某", "崔某", "淳某"),
        ]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows, ["B1:D1"]))
        assert table.headers == ["日期", "值班人员", "值班人员(2)", "值班人员(3)"]
        assert len(records(table)) == 2

    def test_records_of_text_only_are_not_taken_for_a_header(self, tmp_path):
        rows = [("镇街", "村社", "负责人"), ("横溪镇", "上陈村", "王某"), ("白塔镇", "下陈村", "李某")]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows))
        assert table.headers == ["镇街", "村社", "负责人"]
        assert len(records(table)) == 2

    def test_known_words_decide_where_a_title_row_looks_fuller_than_the_header(self, tmp_path):
        rows = [("横溪镇", "安监站", "王某", "二季度"), ("企业", "隐患", None, None), ("甲", "未上锁", None, None)]
        path = sheets.workbook(tmp_path / "a.xlsx", rows)
        assert reading.open_table(path, known=["企业", "隐患"]).header_row == (2, 2)

    def test_a_column_without_heading_but_with_values_is_kept_and_named_by_its_place(self, tmp_path):
        rows = [(None, "火灾起数", "死亡人数"), ("2013年", 5, 1), ("2014年", 4, 0)]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows))
        assert table.headers == ["第1列", "火灾起数", "死亡人数"]
        assert records(table)[0] == ["2013年", 5.0, 1.0]

    def test_a_table_that_does_not_begin_at_the_corner(self, tmp_path):
        def shift(book: openpyxl.Workbook) -> None:
            book["台账"].insert_cols(1, 2)
            book["台账"].insert_rows(1, 3)

        path = sheets.workbook(tmp_path / "a.xlsx", [HEADER, (1, "甲", "未上锁", "2022.3.5")])
        table = reading.open_table(sheets.edited(path, shift))
        assert table.headers == list(HEADER)
        assert table.column_letters == ["C", "D", "E", "F"]
        assert list(table.rows) == [(5, [1.0, "甲", "未上锁", "2022.3.5"])]


class TestRowsThatAreNoRecords:
    def dropped(self, tmp_path, *rows, merges=()):
        table = reading.open_table(
            sheets.workbook(tmp_path / "a.xlsx", [HEADER, (1, "甲", "未上锁", "2022.3.5"), *rows], merges)
        )
        return len(records(table)), dict(table.dropped)

    @pytest.mark.parametrize(
        "row",
        [
            ("合计", None, 38, None),
            (None, "合 计", 38, None),
            ("小计：", None, 3, None),
            ("总计", "38处", None, None),
            (None, "横溪镇小计", 3, None),
            ("合计：38处", None, None, None),
            ("共计", None, 5, 6),
        ],
    )
    def test_totals(self, tmp_path, row):
        assert self.dropped(tmp_path, row) == (1, {"total": 1})

    @pytest.mark.parametrize(
        "row",
        [
            ("说明：本表按月报送。",),
            ("注：重大隐患须挂牌督办",),
            ("填表人：王某", None, "审核人：李某", None),
            ("填报人：王某", "审核：李某", "日期：2022年3月5日"),
            ("备注", "每月25日前报送"),
            ("单位负责人：", None, "填表日期：", None),
        ],
    )
    def test_notes_and_signatures(self, tmp_path, row):
        assert self.dropped(tmp_path, row) == (1, {"footer": 1})

    def test_the_lines_of_a_note_follow_it_and_records_after_it_are_kept(self, tmp_path):
        rows = [("说明：",), (None, "一、按月报送。"), (None, "二、不得漏报。"), (2, "乙", "堵塞", "2022.3.6")]
        assert self.dropped(tmp_path, *rows) == (2, {"footer": 3})

    def test_blank_rows_repeated_headers_sections_and_column_numbers(self, tmp_path):
        rows = [
            (None,) * 4,
            HEADER,
            (2, "乙", "堵塞", "2022.3.6"),
            ("二、工贸企业", None, None, None),
            (3, "丙", "破损", "2022.3.7"),
        ]
        assert self.dropped(tmp_path, *rows) == (3, {"blank": 1, "header": 1, "section": 1})

    @pytest.mark.parametrize(
        "numbers", [("1", "2", "3", "4"), (1, 2, 3, 4), ("甲", "乙", 1, 2), ("（1）", "（2）", "（3）", "（4）")]
    )
    def test_the_row_of_column_numbers_under_the_header(self, tmp_path, numbers):
        path = sheets.workbook(tmp_path / "a.xlsx", [HEADER, numbers, (1, "甲", "未上锁", "2022.3.5")])
        table = reading.open_table(path)
        assert [cells[1] for cells in records(table)] == ["甲"]
        assert table.dropped == {"numbering": 1}

    def test_the_example_row_of_a_template(self, tmp_path):
        assert self.dropped(tmp_path, ("例", "某某公司", "通道堵塞", "2022.3.5")) == (1, {"example": 1})

    def test_records_that_only_look_like_it_are_kept(self, tmp_path):
        rows = [
            (2, "合计会计师事务所", "总计三处破损", "2022.3.6"),
            (3, "说明书印刷厂", "备注不全", "2022.3.7"),
            (4, "乙", None, None),
            (5, "一、二车间", "堵塞", "2022.3.8"),
        ]
        assert self.dropped(tmp_path, *rows) == (5, {})

    def test_each_is_listed_with_its_row_and_text(self, tmp_path):
        path = sheets.workbook(
            tmp_path / "a.xlsx", [HEADER, (1, "甲", "未上锁", "2022.3.5"), ("合计", None, "1处", None)]
        )
        table = reading.open_table(path)
        records(table)
        assert table.dropped_rows == [reading.DroppedRow("台账", 3, "total", "合计 1处")]


class TestMergedCells:
    ROWS = (
        HEADER,
        (1, "甲化工厂", "未上锁", "2022.3.5"),
        (2, None, "堵塞", "2022.3.6"),
        (3, None, "破损", "2022.3.7"),
        (4, None, "漏电", "2022.3.8"),
    )

    def test_a_value_merged_down_belongs_to_every_row(self, tmp_path):
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", self.ROWS, ["B2:B4"]))
        assert [cells[1] for cells in records(table)] == ["甲化工厂", "甲化工厂", "甲化工厂", ""]
        assert table.filled_down == {"企业名称": 2}

    def test_in_an_old_workbook_too(self, tmp_path):
        table = reading.open_table(sheets.old_workbook(tmp_path / "a.xls", self.ROWS, [(1, 3, 1, 1)]))
        assert [cells[1] for cells in records(table)] == ["甲化工厂", "甲化工厂", "甲化工厂", ""]

    def test_a_row_that_holds_nothing_of_its_own_is_blank(self, tmp_path):
        rows = [HEADER, (1, "甲化工厂", "未上锁", "2022.3.5"), (None,) * 4, (2, "乙", "堵塞", "2022.3.6")]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows, ["A2:A3", "B2:B3", "C2:C3", "D2:D3"]))
        assert [cells[1] for cells in records(table)] == ["甲化工厂", "乙"]

    def test_same_as_above_is_written_out(self, tmp_path):
        rows = [HEADER, (1, "甲", "未上锁", "2022.3.5"), (2, "同上", "堵塞", "〃"), (3, "同上", "破损", "2022.3.6")]
        table = reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows))
        assert [cells[1::2] for cells in records(table)] == [["甲", "2022.3.5"], ["甲", "2022.3.5"], ["甲", "2022.3.6"]]


class TestSheets:
    def three(self, tmp_path):
        path = sheets.workbook(
            tmp_path / "a.xlsx",
            [HEADER, (1, "甲", "未上锁", "2022.3.5")],
            七月=[HEADER, (1, "乙", "堵塞", "2022.7.5"), (2, "丙", "破损", "2022.7.6")],
            名单=[("姓名", "电话"), ("王某", "13800001111")],
        )

        def hide(book: openpyxl.Workbook) -> None:
            hidden = book.create_sheet("草稿")
            hidden.append(HEADER)
            hidden.append((9, "丁", "漏电", "2022.8.1"))
            hidden.sheet_state = "hidden"
            book.create_sheet("Sheet3")

        return sheets.edited(path, hide)

    def test_the_first_that_holds_a_table_is_read_and_the_others_are_told(self, tmp_path):
        table = reading.open_table(self.three(tmp_path))
        assert table.sheet == "台账"
        assert [(info.name, info.hidden, info.rows, info.same_shape) for info in table.sheets] == [
            ("台账", False, 1, True), ("七月", False, 2, True), ("名单", False, 1, False),
            ("草稿", True, 1, True), ("Sheet3", False, 0, False),
        ]  # fmt: skip
        assert any("草稿" in note for note in table.notes)
        assert any("1 张工作表的表头相同" in note for note in table.notes)

    def test_by_name_and_by_position(self, tmp_path):
        path = self.three(tmp_path)
        assert reading.open_table(path, "名单").headers == ["姓名", "电话"]
        assert reading.open_table(path, 1).sheet == "七月"
        assert records(reading.open_table(path, "草稿"))[0][1] == "丁"

    def test_all_of_one_shape_at_once_but_not_the_hidden_one(self, tmp_path):
        table = reading.open_table(self.three(tmp_path), reading.ALL_SHEETS)
        assert [(sheet, number, cells[1]) for sheet, number, cells in table.rows_by_sheet()] == [
            ("台账", 2, "甲"), ("七月", 2, "乙"), ("七月", 3, "丙"),
        ]  # fmt: skip

    def test_known_words_choose_the_sheet(self, tmp_path):
        assert reading.open_table(self.three(tmp_path), known=["姓名", "电话"]).sheet == "名单"

    def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_those_that_are(self, tmp_path):
        with pytest.raises(Refused) as refused:
            reading.open_table(self.three(tmp_path), "八月")
        assert "台账、七月、名单" in refused.value.sentence

    def test_hidden_rows_are_read_and_told(self, tmp_path):
        def hide(book: openpyxl.Workbook) -> None:
            book["台账"].row_dimensions[2].hidden = True

        path = sheets.workbook(
            tmp_path / "a.xlsx", [HEADER, (1, "甲", "未上锁", "2022.3.5"), (2, "乙", "堵塞", "2022.3.6")]
        )
        table = reading.open_table(sheets.edited(path, hide))
        assert len(records(table)) == 2
        assert any("1 行被隐藏" in note for note in table.notes)


class TestNothingToRead:
    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            ([HEADER], "没有数据行"),
            ([HEADER, ("合计", None, 0, None)], "没有数据行"),
            ([], "空的"),
            ([(1, 2), (3, 4)], "没有找到表头"),
        ],
    )
    def test_it_is_refused(self, tmp_path, rows, why):
        with pytest.raises(Refused, match=why):
            reading.open_table(sheets.workbook(tmp_path / "a.xlsx", rows))

    def test_sheets_that_are_too_large_together_are_refused(self, tmp_path):
        wide = [(1, *(None,) * 198, 2), *((None,),) * 30_000, (1,)]
        path = sheets.workbook(tmp_path / "a.xlsx", [HEADER], 甲=wide, 乙=wide, 丙=wide, 丁=wide)
        with pytest.raises(Refused, match="合起来太大"):
            reading.open_table(path)

    def test_a_bomb_is_refused_before_it_is_opened(self, tmp_path):
        path = sheets.workbook(tmp_path / "a.xlsx", [HEADER])
        far = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
        with pytest.raises(Refused, match="最多 200 列"):
            reading.open_table(sheets.with_cell_xml(path, far))


class TestYears:
    @pytest.mark.parametrize(
        ("title", "year"),
        [
            ("2022年6月隐患统计表", 2022),
            ("2022 年度责任清单", 2022),
            ("某县隐患台账（2022.06）", 2022),
            ("2021-2022年度森林防火", None),
            ("2021年与2022年对比", None),
            ("隐患统计表", None),
        ],
    )
    def test_the_title_names_it(self, tmp_path, title, year):
        path = sheets.workbook(tmp_path / "a.xlsx", [(title,), HEADER, (1, "甲", "未上锁", "3.5")])
        table = reading.open_table(path)
        assert table.year_hint == year
        assert table.context(default_year=2020).year == (year or 2020)

    def test_the_name_of_the_file_as_sent_is_the_last_resort(self, tmp_path):
        path = sheets.workbook(tmp_path / "0c5e.xlsx", [HEADER, (1, "甲", "未上锁", "3.5")])
        assert reading.open_table(path, name="隐患台账_2019.06.xlsx").year_hint == 2019

    def test_the_1904_system_is_noticed_in_both_formats(self, tmp_path):
        def mac(book: openpyxl.Workbook) -> None:
            book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
            book["台账"]["D2"] = datetime.fromisoformat("2022-03-05")

        path = sheets.edited(sheets.workbook(tmp_path / "a.xlsx", [HEADER, (1, "甲", "未上锁", "x")]), mac)
        table = reading.open_table(path)
        assert table.context().date_1904
        assert records(table)[0][3] == date(2022, 3, 5)
        old = sheets.old_workbook(tmp_path / "a.xls", [HEADER, (1, "甲", "未上锁", 43163)])
        assert not reading.open_table(old).context().date_1904
        data = old.read_bytes()
        assert data.count(b"\x22\x00\x02\x00\x00\x00") == 1
        old.write_bytes(data.replace(b"\x22\x00\x02\x00\x00\x00", b"\x22\x00\x02\x00\x01\x00"))
        assert reading.open_table(old).context().date_1904


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
    def test_encodings_and_delimiters(self, tmp_path, encoding, delimiter):
        path = tmp_path / "a.csv"
        rows = [("名称", "数量", "备注"), ("帐篷", "3", "含，逗号"), ("棉被", "4", "")]
        path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
        table = reading.open_table(path)
        assert table.headers == ["名称", "数量", "备注"]
        assert records(table) == [["帐篷", "3", "含，逗号"], ["棉被", "4", ""]]

    def test_quotes_line_breaks_and_leading_zeros(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text('sep=;\n代码;名称;备注\n="0012";"甲;乙";"一\n二"\n013;丙\n', encoding="utf-8")
        table = reading.open_table(path)
        assert records(table) == [["0012", "甲;乙", "一\n二"], ["013", "丙", None]]
        assert [number for number, _cells in table.rows] == [2, 3]

    def test_a_title_and_a_total_in_text(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("2022年物资统计表,,\n,,\n序号,名称,数量\n1,帐篷,3\n2,棉被,4\n合计,,7\n", encoding="gb18030")
        table = reading.open_table(path)
        assert table.year_hint == 2022
        assert records(table) == [["1", "帐篷", "3"], ["2", "棉被", "4"]]
        assert table.dropped == {"total": 1}


def test_pictures_in_cells_are_empty_cells(tmp_path):
    path = sheets.workbook(tmp_path / "a.xlsx", [HEADER])
    cell = '<c r="B2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    words = {"A1": "名称", "B1": "照片"}
    heads = "".join(f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in words.items())
    name = '<c r="A2" t="inlineStr"><is><t>甲</t></is></c>'
    table = reading.open_table(sheets.with_cell_xml(path, f'<row r="1">{heads}</row><row r="2">{name}{cell}</row>'))
    assert table.headers == ["名称", "照片"]
    assert any("1 个单元格是图片" in note for note in table.notes)
