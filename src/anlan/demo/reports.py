"""Reports of the demonstration county: a template of the bureau's own, a frozen monthly report and a draft."""

from __future__ import annotations

from datetime import date

from anlan.base.periods import Period, PeriodKind
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.flow import making
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.reports.catalogue.models import OwnIndicator
from anlan.reports.papers.flows import report as flow
from anlan.reports.papers.models import Report, ReportTemplate

OUTLINE = """标题：{{ 时段 }}隐患整改快报

一、总体情况
{{ 时段 }}，全县发现隐患{{ 发现隐患数(同比=是) }}，其中重大隐患{{ 重大隐患数 }}处；整改{{ 整改隐患数 }}处。
整改率{{ 隐患整改率 }}%。
二、各乡镇排名
{% 排名 隐患整改率, 发现隐患数, 整改隐患数 按=属地 %}
落款：{{ 单位 }}
日期：{{ 今日 }}
"""

OWN = (
    ("红色风险企业数", "家", "台账里风险等级为红色的企业，按现状计。", "enterprise", "risk=red", ""),
    ("交叉互查隐患数", "处", "交叉互查发现的隐患，含立行立改的，按发现日期计。", "hazard", "q=交叉互查", "found_on"),
)  # name, unit, definition, ledger, filters, day


def create(county: County, people: Staff, today: date) -> dict[str, int]:
    """After all records are there: freezing counts them."""
    place, clerk = county.area.code, people.users["safety"]
    for name, unit, definition, of, query, day in OWN:
        row = OwnIndicator(name=name, unit=unit, definition=definition, ledger=of, query=query, day=day, place_id=place)
        entry.enter(ledger_by_code("own-indicator"), row, actor=clerk)
    template = ReportTemplate(
        name="隐患整改快报", rhythm=PeriodKind.MONTH, description="每月初发各乡镇", outline=OUTLINE, place_id=place
    )
    entry.enter(ledger_by_code("report-template"), template, actor=clerk)
    month = Period.of(PeriodKind.MONTH, today).previous()
    ledger = ledger_by_code("report")
    issued = entry.enter(ledger, Report(template=template, period=month.code, place_id=place), actor=clerk)
    move = flow.move("freeze")
    if move is not None:
        making.make(flow, move, issued, actor=clerk)
    entry.enter(ledger, Report(outline="annual", period=str(today.year), place_id=place), actor=clerk)
    return {"reports": 2}
