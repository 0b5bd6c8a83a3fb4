"""Whatever is in a cell or a file, the answer is a value or a refusal in words, never a failure of the program."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from anlan.kit.imports import reading, sieve
from anlan.kit.imports.refusal import BadCell, Refused
from anlan.kit.imports.values import KINDS, Context, converter
from tests.kit.imports import sheets

OPTIONS = {
    "choice": {"choices": {"火灾": 1}},
    "choices": {"choices": {"火灾": 1}},
    "coordinate": {"axis": "longitude"},
    "integer": {"unit": "人"},
    "decimal": {"unit": "亩", "column_unit": "公顷", "places": 2},
}
TYPED = some.text(alphabet="0123456789０１.,-/年月日时~至约万亿元人%°′″ \n一二十（）+eE无√", max_size=14)
CELLS = (
    TYPED
    | some.text(max_size=20)
    | some.floats()
    | some.integers()
    | some.booleans()
    | some.none()
    | some.dates()
    | some.datetimes()
    | some.times()
    | some.timedeltas()
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(derandomize=True, max_examples=300, deadline=None, database=None)
@given(cell=CELLS, year=some.none() | some.integers(1900, 2100))
def test_any_cell_gives_a_value_or_a_reason(kind, cell, year):
    convert = converter(kind, **OPTIONS.get(kind, {}))
    reason = "。"
    try:
        convert(cell, Context(year))
    except BadCell as refused:
        reason = refused.reason
    assert reason[-1] in "。？"


@pytest.mark.parametrize("make", [sheets.workbook, sheets.old_workbook])
def test_a_damaged_file_is_read_or_refused(tmp_path, make):
    suffix = "xlsx" if make is sheets.workbook else "xls"
    rows = [("序号", "企业名称", "日期"), *((number, f"企业{number}", "2022.3.5") for number in range(300))]
    whole = make(tmp_path / f"whole.{suffix}", rows).read_bytes()
    chance, refused = random.Random(20), 0
    for _round in range(150):
        data = bytearray(whole)
        for _change in range(chance.randint(1, 12)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        path = tmp_path / f"damaged.{suffix}"
        path.write_bytes(data[: chance.choice((len(data), len(data), chance.randrange(8, len(data))))])
        try:
            table = reading.open_table(path)
        except Refused:
            refused += 1
        else:
            assert next(table.rows)[0] > table.header_row[1]
    assert 20 < refused < 150


@settings(derandomize=True, max_examples=100, deadline=None, database=None)
@given(rows=some.lists(some.lists(TYPED | some.floats(allow_nan=False) | some.none(), max_size=8), max_size=30))
def test_any_grid_is_laid_out_or_has_no_header(rows):
    found = reading.layout.find(rows, [((0, 0), (1, 3)), ((2, 1), (9, 1))])
    if found is None:
        return
    assert len(found.columns) == len(found.headers) == len(set(found.headers))
    judge = sieve.Sieve(found)
    for row in rows[found.last + 1 :]:
        reason = judge.reason([row[column] if column < len(row) else None for column in found.columns])
        assert reason is None or reason in sieve.REASONS


def test_cells_that_are_moments_are_dates_for_dates_only():
    for cell in (date(2022, 3, 5), datetime.fromisoformat("2022-03-05T08:30"), time(8, 30), timedelta(hours=26)):
        with pytest.raises(BadCell):
            converter("decimal")(cell, Context())
