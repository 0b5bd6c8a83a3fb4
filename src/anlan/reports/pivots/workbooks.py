"""A table as a workbook with a chart that Excel draws itself."""

import tempfile
from typing import IO, Any

from django.utils.translation import gettext as _

from anlan.kit.pages.export import harmless
from anlan.reports.pivots.tables import Table

CHARTS = {"bar": {"type": "column", "subtype": "stacked"}, "line": {"type": "line"}}


def workbook(table: Table, title: str, down: str, form: str) -> IO[bytes]:
    """One sheet: the table with its sums, and beside it the chart; the caller closes the file."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("统计"))
    bold = book.add_format({"bold": True})
    heads = [name for _key, name in table.columns]
    sheet.write_row(0, 0, [down, *map(harmless, heads), _("合计")], bold)
    for at, line in enumerate(table.lines, 1):
        sheet.write_string(at, 0, harmless(line.name))
        sheet.write_row(at, 1, [*line.cells, line.total])
    sheet.write_row(len(table.lines) + 1, 0, [_("合计"), *table.foot.cells, table.foot.total], bold)
    sheet.set_column(0, 0, 24)
    sheet.freeze_panes(1, 1)
    if table.lines:
        _draw(book, sheet, len(table.lines), max(len(heads), 1), title, form)
    book.close()
    file.seek(0)
    return file


def _draw(book: Any, sheet: Any, lines: int, columns: int, title: str, form: str) -> None:
    chart = book.add_chart(CHARTS.get(form, CHARTS["bar"]))
    name = sheet.get_name()
    for column in range(1, columns + 1):
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, lines, 0],
                "values": [name, 1, column, lines, column],
            }
        )
    chart.set_title({"name": title})
    chart.set_size({"width": 820, "height": 420})
    sheet.insert_chart(1, columns + 3, chart)
