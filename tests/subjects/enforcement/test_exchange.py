"""The province's case system: its table comes in by its own number, twice without a double, and goes back the same."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from anlan.subjects.enforcement.flows.following import follow
from anlan.subjects.enforcement.models import Case, Payment
from tests.api.caller import Caller
from tests.factories import STONE_VILLAGE
from tests.kit.imports.ledgers import confirmed, previewed, reasons, tallied
from tests.kit.imports.sheets import workbook
from tests.subjects.enforcement.world import a_case

pytestmark = pytest.mark.django_db

HEADER = (
    "序号", "案号", "案由", "被处罚单位", "受理日期", "立案时间", "处罚决定时间", "处罚决定书文号", "送达时间",
    "罚款金额(元)", "收缴金额", "履行日期", "结案时间", "承办人1", "承办人2", "所属乡镇",
)  # fmt: skip
FIRST = (
    1, "省执〔2026〕0042", "未对从业人员进行安全培训", "企业00", "2026.8.30", "2026年9月1日", "2026-10-10",
    "省应急罚〔2026〕42号", "2026.10.12", "50000元", 50000, "2026.10.20", "2026.10.25", "吴晓", "周建", "石泉镇石塘村",
)  # fmt: skip
SECOND = (
    2, "省执〔2026〕0043", "安全设备未定期检测", "云外公司", "2026.11.2", "2026.11.5", None, None, None, None, None,
    None, None, "吴晓", "郑凯", "石泉镇石塘村",
)  # fmt: skip


def sheet(path: Path, *rows: tuple[Any, ...]) -> Path:
    return workbook(path, [["2026 年行政处罚案件"], HEADER, *rows], merges=["A1:P1"])


def test_their_table_comes_in_by_their_number_and_only_updates_the_second_time(world: Any, tmp_path: Path) -> None:
    session = previewed(sheet(tmp_path / "cases.xlsx", FIRST, SECOND), world.brigadier, "case")
    assert reasons(session) == []
    assert tallied(confirmed(session)) == (2, 0, 0, 0)
    first = Case.objects.get(provincial_number="省执〔2026〕0042")
    assert (first.enterprise, first.fine, first.reported_paid, first.closed_on, first.lead) == (
        world.firms[0], Decimal(50000), Decimal(50000), date(2026, 10, 25), world.officers[0],
    )  # fmt: skip
    assert (first.status, first.collected) == ("clue", Decimal(0))
    second = Case.objects.get(provincial_number="省执〔2026〕0043")
    assert (second.enterprise, second.party) == (None, "云外公司")
    later = (*SECOND[:6], "2026.11.20", "省应急罚〔2026〕43号", *SECOND[8:])
    again = confirmed(previewed(sheet(tmp_path / "later.xlsx", FIRST, later), world.brigadier, "case"))
    assert tallied(again) == (0, 1, 1, 0)
    assert Case.objects.count() == 2
    second.refresh_from_db()
    assert second.decided_on == date(2026, 11, 20)


def test_what_came_in_is_brought_on_once(world: Any, tmp_path: Path) -> None:
    confirmed(previewed(sheet(tmp_path / "cases.xlsx", FIRST), world.brigadier, "case"))
    case = Case.objects.get()
    assert follow(case, actor=world.brigadier) == [
        "take", "submit", "notify", "decide", "serve", "collect", "finish", "close",
    ]  # fmt: skip
    case.refresh_from_db()
    assert (case.status, case.collected, Payment.objects.count()) == ("closed", Decimal(50000), 1)
    assert follow(case, actor=world.brigadier) == []


def test_dates_that_contradict_one_another_are_refused_beside_the_cell(world: Any, tmp_path: Path) -> None:
    wrong = (*FIRST[:6], "2026-08-31", *FIRST[7:])
    session = previewed(sheet(tmp_path / "wrong.xlsx", wrong), world.brigadier, "case")
    assert [(column, sentence) for _row, column, sentence in reasons(session)] == [
        ("处罚决定时间", "处罚决定日期不能早于立案日期。")
    ]


def test_their_number_is_held_once(world: Any) -> None:
    a_case(world, provincial_number="省执〔2026〕0042")
    told = Caller(world.brigadier).post(
        "case",
        {
            "cause": "重复案号", "party": "某公司", "found_on": "2026-11-02", "place": STONE_VILLAGE,
            "provincial_number": "省执〔2026〕0042",
        },
    )  # fmt: skip
    assert told.status_code == 422
    assert Case.objects.count() == 1


def test_a_program_writes_and_reads_a_case(world: Any) -> None:
    caller = Caller(world.brigadier)
    told = caller.post(
        "case",
        {
            "cause": "特种作业人员未持证上岗", "party": "某公司", "found_on": "2026-11-02", "place": STONE_VILLAGE,
            "provincial_number": "省执〔2026〕0050",
        },
    )  # fmt: skip
    assert told.status_code == 201, told.content
    row = Case.objects.get(pk=told.json()["id"])
    assert (row.provincial_number, row.status, row.number[:2]) == ("省执〔2026〕0050", "clue", "AJ")
    assert caller.get(f"case/{row.pk}").json()["provincial_number"] == "省执〔2026〕0050"
