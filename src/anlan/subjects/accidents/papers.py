"""Papers of an accident as Word files in the layout of GB/T 9704-2012: the first report with its six contents
(国务院令第493号 第十二条) and the report of the investigation with its six parts (第三十条). Nothing is written but
the file; persons hurt are masked, since the report is published."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.text import mask_name
from anlan.kit.documents.filling import day, moment
from anlan.kit.documents.official import BODY, HEAD, TITLE, line, page
from anlan.subjects.accidents.choices import CASUALTIES
from anlan.subjects.accidents.models import Accident, AccidentMeasure, InquiryAnswer, Investigation, Sanction

Parts = Sequence[tuple[str, Iterable[str]]]
SIZE, TITLE_SIZE = 16, 22


def first_report(accident: Accident) -> bytes:
    """The report upwards: what is known now; what is not known says so."""
    parts: Parts = (
        (_("一、事故发生单位概况"), _of_unit(accident)),
        (_("二、事故发生的时间、地点和现场情况"), [_where(accident)]),
        (_("三、事故的简要经过"), [accident.course or _("正在核查。")]),
        (_("四、伤亡人数和初步估计的直接经济损失"), [_figures(accident)]),
        (_("五、已经采取的措施"), [accident.rescue or _("正在组织处置。")]),
        (
            _("六、其他应当报告的情况"),
            [_("初步原因：%(text)s") % {"text": accident.cause} if accident.cause else ""],
        ),
    )
    head = [_("编号：%(number)s　　接报时间：%(at)s") % {"number": accident.number, "at": moment(accident.received_at)}]
    return _word(_("生产安全事故信息报告"), accident.title, head, parts)


def investigation_report(investigation: Investigation) -> bytes:
    """The report of the investigation, with the answers to every inquiry line as its last part."""
    accident = investigation.accident
    begun = _("%(day)s，%(body)s牵头成立事故调查组，组长%(leader)s，成员：%(members)s。") % {
        "day": day(investigation.begun_on), "body": investigation.organiser, "leader": investigation.leader or "　　",
        "members": investigation.members or "　　",
    }  # fmt: skip
    measures, sanctions = accident.measures.order_by("due_on", "pk"), accident.sanctions.select_related("kind")
    parts: Parts = (
        (_("一、事故发生单位概况"), _of_unit(accident)),
        (_("二、事故发生经过和事故救援情况"), [_where(accident), accident.course, _rescue(accident), accident.rescue]),
        (_("三、事故造成的人员伤亡和直接经济损失"), [_figures(accident), *_casualties(accident)]),
        (_("四、事故发生的原因和事故性质"), _causes(investigation)),
        (
            _("五、事故责任的认定以及对事故责任者的处理建议"),
            [investigation.opinion, *_numbered(_sanction(one) for one in sanctions.order_by("pk"))],
        ),
        (_("六、事故防范和整改措施"), _numbered(_measure(one) for one in measures)),
        (_("附：“一案四查”“两个倒查”情况"), _inquiries(investigation)),
    )
    return _word(_("生产安全事故调查报告"), accident.title, [begun], parts)


def _word(kind: str, title: str, opening: Iterable[str], parts: Parts) -> bytes:
    from docx import Document

    document = Document()
    page(document)
    line(document, title, TITLE, TITLE_SIZE, centred=True)
    line(document, kind, TITLE, TITLE_SIZE, centred=True)
    for text in opening:
        line(document, text, BODY, SIZE, indented=True)
    for heading, texts in parts:
        line(document, heading, HEAD, SIZE, indented=True)
        for text in [one for one in texts if one] or [_("无。")]:
            for paragraph in text.splitlines():
                line(document, paragraph, BODY, SIZE, indented=True)
    line(document, "", BODY, SIZE)
    line(document, str(settings.ANLAN_BUREAU), BODY, SIZE, right=True)
    line(document, day(clock.today()), BODY, SIZE, right=True)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _of_unit(accident: Accident) -> list[str]:
    firm = accident.enterprise
    if firm is None:
        return [_("事故单位：%(name)s。") % {"name": accident.unit or _("正在核查")}]
    known = (
        (_("统一社会信用代码"), firm.credit_code), (_("法定代表人"), firm.legal_person), (_("地址"), firm.address),
        (_("监管行业"), firm.sector), (_("从业人数"), firm.employees), (_("所属集团"), accident.group),
    )  # fmt: skip
    told = "，".join(f"{label}：{value}" for label, value in known if value not in (None, ""))
    return [f"{firm.name}" + (f"，{told}。" if told else "。")]


def _where(accident: Accident) -> str:
    return _("%(at)s，%(place)s%(address)s发生%(kind)s事故（%(sector)s）。") % {
        "at": moment(accident.occurred_at), "place": accident.place.name, "address": accident.address,
        "kind": str(accident.kind or ""), "sector": accident.sector,
    }  # fmt: skip


def _rescue(accident: Accident) -> str:
    if accident.rescue_begun_at is None:
        return ""
    told = _("%(at)s开始处置") % {"at": moment(accident.rescue_begun_at)}
    return told + (
        _("，%(at)s处置结束。") % {"at": moment(accident.rescue_ended_at)} if accident.rescue_ended_at else "。"
    )


def _figures(accident: Accident) -> str:
    """Every figure by its name; one that is not known says so, which is not none."""
    told = []
    for name in CASUALTIES:
        label = str(Accident._meta.get_field(name).verbose_name).removesuffix("（人）")  # type: ignore[union-attr]
        count = getattr(accident, name)
        told.append(f"{label}{count}人" if count is not None else _("%(what)s人数不掌握") % {"what": label})
    loss = accident.loss
    told.append(
        _("直接经济损失%(loss)s万元") % {"loss": f"{loss.normalize():f}"}
        if loss is not None
        else _("直接经济损失正在核定")
    )
    return _("%(figures)s。事故等级：%(level)s。") % {
        "figures": "，".join(told), "level": accident.get_level_display() if accident.level else _("待定"),
    }  # fmt: skip


def _casualties(accident: Accident) -> list[str]:
    return _numbered(
        "，".join(
            str(part)
            for part in (
                mask_name(one.name) or _("姓名不详"), one.get_gender_display(), f"{one.age}岁" if one.age else "",
                one.employer, one.post, one.get_outcome_display(),
            )
            if part
        ) + "。"
        for one in accident.casualties.order_by("position", "pk")
    )  # fmt: skip


def _causes(investigation: Investigation) -> list[str]:
    told = (
        (_("直接原因"), investigation.direct_cause), (_("间接原因"), investigation.indirect_cause),
        (_("事故性质"), investigation.get_nature_display()),
    )  # fmt: skip
    return [f"{label}：{text or _('正在调查')}" for label, text in told]


def _sanction(sanction: Sanction) -> str:
    amount = _("%(amount)s万元") % {"amount": f"{sanction.amount.normalize():f}"} if sanction.amount else ""
    whose = f"（{sanction.employer}）" if sanction.employer else ""
    by = _("，由%(body)s决定") % {"body": sanction.authority} if sanction.authority else ""
    return f"{sanction.name}{whose}：{sanction.kind}{amount}{by}。"


def _measure(measure: AccidentMeasure) -> str:
    return _("%(content)s（责任单位：%(unit)s，%(due)s前完成）") % {
        "content": measure.content, "unit": measure.unit, "due": day(measure.due_on),
    }  # fmt: skip


def _inquiries(investigation: Investigation) -> list[str]:
    answers: Iterable[InquiryAnswer] = investigation.answers.order_by("scheme", "item__position", "pk")
    return _numbered(
        f"【{one.scheme}】{one.content}：{one.get_finding_display()}" + (f"。{one.text}" if one.text else "。")
        for one in answers
    )


def _numbered(texts: Iterable[Any]) -> list[str]:
    return [f"{number}．{text}" for number, text in enumerate(texts, 1)]
