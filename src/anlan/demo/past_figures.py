"""Three earlier years of a few figures of the demonstration county, and the report of a year before them, just read."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from anlan.base import clock
from anlan.demo import placenames
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.records import writing
from anlan.reports.history import known, services
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.models import PastFigure

YEARS = 3
FIGURES = (
    ("检查单位数", "家", 2300, 160),
    ("发现隐患数", "处", 9100, 700),
    ("整改隐患数", "处", 8700, 690),
    ("隐患整改率", "%", 95, 1),
    ("立案执法数", "起", 31, 4),
    ("生产安全事故起数", "起", 7, -1),
    ("生产安全事故死亡人数", "人", 3, -1),
)
REPORT = """{county}应急管理局{year}年工作总结
一、{year}年主要工作
(一)排查整治。全年共检查单位{visits}家，发现隐患{found}处，整改隐患{fixed}处，整改率95.6%。开展“百日清零行动”，组织督查组6个，约谈企业41家。
(二)防灾减灾。修订预案23个，开展应急演练86场次，参演4200余人次，转移群众1.2万人。
(三)值班值守。严格执行24小时值班，发布预警信息118条，未发生较大及以上事故。
二、{next}年工作计划
新建避难场所4处，培训灾害信息员300人次。
"""


def create(seed: int, county: County, people: Staff, today: date) -> dict[str, int]:
    """Figures of three years, confirmed; and one report whose figures wait."""
    rng = random.Random(f"{seed}-past-figures")
    place, clerk = county.area.code, people.users["safety"]
    rows = []
    for back in range(YEARS, 0, -1):
        year = today.year - 1 - back
        for name, unit, base, growth in FIGURES:
            value = max(base + growth * (YEARS - back) + rng.randrange(-base // 60, base // 60 + 1), 0)
            rows.append(
                PastFigure(
                    name=name, indicator=known.code_of(name) or "", value=Decimal(value), unit=unit,
                    from_on=date(year, 1, 1), to_on=date(year, 12, 31), place_id=place, source=f"{year}年工作总结",
                    status=FigureStatus.CONFIRMED, confirmed_by=clerk, confirmed_at=clock.now(),
                )
            )  # fmt: skip
    writing.add_many(rows, actor=clerk)
    last = today.year - 2 - YEARS  # the year before those entered
    text = REPORT.format(county=placenames.COUNTY, year=last, next=last + 1, visits=2461, found=9812, fixed=9380)
    report = services.take_in(text, title=f"{last}年工作总结", year=last, place=place, actor=clerk)
    return {"figures": len(rows), "proposed": report.figures.count()}
