"""The calculation of a major-hazard source as a workbook that can be handed in. Knows the numbers, not who asks."""

import io
from typing import Any

from django.utils.translation import gettext as _

from anlan.subjects.enterprises import gb18218
from anlan.subjects.enterprises.models import MajorHazardSource

WIDTHS = (30, 14, 12, 16, 12, 10, 18, 12)


def calculation(source: MajorHazardSource) -> bytes:
    """One sheet: the unit, each substance with its Q and β and where they come from, then every step."""
    import xlsxwriter

    made = gb18218.assess(source.items(), source.people_500m)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("辨识计算书"))
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    bold = book.add_format({"bold": True})
    sheet.write_string(
        0, 0, _("危险化学品重大危险源辨识与分级计算书"), book.add_format({"bold": True, "font_size": 14})
    )
    row = 2
    for label, value in _facts(source):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, value)
        row += 1
    row += 1
    heads = (_("危险化学品"), _("q（吨）"), _("Q（吨）"), _("Q 的出处"), "q/Q", "β", _("β 的出处"), "β·q/Q")
    for number, head in enumerate(heads):
        sheet.write_string(row, number, head, bold)
    for line in made.lines:
        row += 1
        _write_line(sheet, row, line)
    row += 2
    for step in gb18218.steps(made):
        sheet.write_string(row, 0, step)
        row += 1
    book.close()
    return out.getvalue()


def _facts(source: MajorHazardSource) -> list[tuple[str, str]]:
    return [
        (_("企业"), source.enterprise.name),
        (_("编号"), source.number),
        (_("单元"), source.name),
        (_("单元类型"), source.get_kind_display()),
        (_("单元划分"), source.boundary),
        (_("500米内常住人口"), str(source.people_500m)),
        (_("依据"), "GB 18218-2018"),
    ]


def _write_line(sheet: Any, row: int, line: gb18218.Line) -> None:
    sheet.write_string(row, 0, line.known_as or line.item.name)
    sheet.write_number(row, 1, float(line.item.quantity))
    for number, value in ((2, line.critical), (4, line.ratio), (5, line.beta), (7, line.weighted)):
        if value is not None:
            sheet.write_number(row, number, float(value))
    sheet.write_string(row, 3, line.critical_from)
    sheet.write_string(row, 6, line.beta_from or line.fault)
