"""What an installation starts with: limits that law sets and formulas of the five rates. Edited afterwards."""

from django.utils.translation import gettext as _

from anlan.kit.records import writing
from anlan.subjects.enforcement.choices import LimitUnit
from anlan.subjects.enforcement.models import RateFormula, StatutoryLimit

U = LimitUnit


def limits() -> int:
    """Limits by code. Days of two, three, five and seven are working days (行政处罚法 第八十五条)."""
    if StatutoryLimit.objects.exists():
        return 0
    law, force = _("行政处罚法第%s条"), _("行政强制法第%s条")
    rows = (
        ("ENF-01", _("行政处罚案件办结"), _("立案之日"), 90, U.DAY, law % "六十", _("法律、法规、规章另有规定的除外")),
        ("ENF-02", _("送达处罚决定书"), _("作出决定"), 7, U.WORKDAY, law % "六十一", ""),
        ("ENF-03", _("要求听证"), _("收到告知"), 5, U.WORKDAY, law % "六十四", ""),
        ("ENF-04", _("缴纳罚款"), _("收到处罚决定"), 15, U.DAY, law % "六十七", ""),
        ("ENF-05", _("先行登记保存证据处理"), _("保存之日"), 7, U.WORKDAY, law % "五十六", ""),
        ("ENF-06", _("查封扣押"), _("实施之日"), 30, U.DAY, force % "二十五", _("可延长不超过 30 日")),
        ("ENF-06B", _("延长查封扣押"), _("原期限届满"), 30, U.DAY, force % "二十五", _("须经负责人批准，书面告知")),
        ("ENF-07", _("申请法院强制执行"), _("复议、诉讼期满"), 3, U.MONTH, force % "五十三", _("须先催告")),
        ("ENF-09", _("违法行为追溯"), _("行为终了"), 2, U.YEAR, law % "三十六", ""),
        ("ENF-09B", _("涉及生命健康安全的追溯"), _("行为终了"), 5, U.YEAR, law % "三十六", _("重大复杂案件适用")),
        ("ENF-12", _("当场处罚限额：单位"), "", 3000, U.YUAN, law % "五十一", ""),
        ("ENF-13", _("当场处罚限额：个人"), "", 200, U.YUAN, law % "五十一", ""),
        ("ENF-14", _("逾期缴纳每日加处罚款"), _("缴款期满"), 3, U.PERCENT, law % "七十二", _("不超过罚款本金")),
        ("OWN-01", _("执行完毕后结案归档"), _("执行完毕"), 30, U.DAY, _("本局规定，可在此修改"), ""),
        ("OWN-02", _("检查结果公示"), _("检查完成"), 20, U.WORKDAY, _("本局规定，可在此修改"), ""),
    )
    names = ("code", "matter", "trigger", "amount", "unit", "basis", "note")
    writing.add_many([StatutoryLimit(**dict(zip(names, row, strict=True))) for row in rows], actor=None)
    return len(rows)


def formulas() -> int:
    """The five rates as this bureau counts them; the province's own definition replaces them."""
    if RateFormula.objects.exists():
        return 0
    rows = (
        (
            "R1",
            _("双随机监管率"),
            "双随机检查数",
            "计划检查数 - 特殊重点领域数 - 投诉举报数 - 转办数 - 监测发现数",
            _("以双随机方式实施的检查户次，占应实施的日常检查户次（扣除特殊重点领域、投诉举报、转办、监测发现）。"),
        ),
        (
            "R2",
            _("监管事项覆盖率"),
            "已覆盖事项数",
            "监管事项数",
            _("已有检查记录的监管事项，占清单中应当开展的事项。"),
        ),
        ("R3", _("任务完成率"), "按期完成数", "到期任务数", _("在期限内完成并录入结果的任务，占期限已到的任务。")),
        ("R4", _("事前告知率"), "已告知数", "应告知数", _("检查前已告知的，占应当告知的；依法可不事先告知的不计。")),
        ("R5", _("结果公示率"), "按时公示数", "应公示数", _("在公示期限内公示的检查结果，占应当公示的。")),
    )
    writing.add_many(
        [
            RateFormula(
                code=code, name=name, numerator=top, denominator=below, definition=told, target=100, position=number,
            )
            for number, (code, name, top, below, told) in enumerate(rows, 1)
        ],
        actor=None,
    )  # fmt: skip
    return len(rows)
