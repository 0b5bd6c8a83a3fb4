"""The written form of an incident report as a Word file, in the layout of GB/T 9704-2012; reads the report alone."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document

from anlan.kit.documents.official import BODY, HEAD, TITLE, line, page
from anlan.subjects.incidents.choices import EventLevel
from anlan.subjects.incidents.models import Report

LABELS = {
    "deaths": gettext_lazy("死亡"),
    "missing": gettext_lazy("失踪"),
    "trapped": gettext_lazy("被困"),
    "injured": gettext_lazy("受伤"),
    "evacuated": gettext_lazy("转移"),
}


def word_form(report: Report) -> bytes:
    """The bytes of the .docx of one report."""
    document = Document()
    page(document)
    line(document, settings.ANLAN_BUREAU, TITLE, 30, centred=True, red=True)
    line(document, _("突发事件信息%(kind)s") % {"kind": report.get_kind_display()}, TITLE, 22, centred=True)
    head = _("编号：%(number)s　　签发人：%(approver)s") % {
        "number": report.number,
        "approver": report.approver or "　　",
    }
    line(document, head, BODY, 16)
    line(document, _("报送时间：%(at)s") % {"at": _moment(report.sent_at)}, BODY, 16)
    names = "、".join(recipient.name for recipient in report.recipients.order_by("pk"))
    if names:
        line(document, f"{names}：", BODY, 16)
    for title, text in _sections(report):
        line(document, title, HEAD, 16)
        for part in (text or _("无。")).splitlines():
            line(document, part, BODY, 16, indented=True)
    drafted = report.drafted_by.name if report.drafted_by else ""
    line(document, "", BODY, 16)
    line(document, _("填报人：%(name)s　　联系电话：%(phone)s") % {
        "name": drafted, "phone": getattr(report.drafted_by, "phone", "") or _("值班电话")
    }, BODY, 16)  # fmt: skip
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _sections(report: Report) -> list[tuple[str, str]]:
    facts, figures = report.facts, report.figures
    level = dict(EventLevel.choices).get(facts.get("level"), _("待定"))
    loss = figures.get("loss")
    counted = [f"{label}{figures.get(name) or 0}人" for name, label in LABELS.items()]
    counted.append(_("直接经济损失%(loss)s") % {"loss": f"{loss}万元" if loss else _("正在核查")})
    made = [
        (_("一、基本情况"), report.text),
        (_("二、事件级别"), str(level)),
        (_("三、人员伤亡和损失"), "，".join(counted) + "。"),
        (_("四、先期处置"), facts.get("measures") or ""),
        (_("五、拟采取措施"), facts.get("next_steps") or ""),
    ]
    if facts.get("cause"):
        made.append((_("六、原因和教训"), facts["cause"]))
    return made


def _moment(moment: Any) -> str:
    local = localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local.hour}时{local.minute:02d}分"
