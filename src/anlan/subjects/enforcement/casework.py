"""What papers say of a case and of what is held in it, and the texts of those that a penalty goes out by.

Registered from ``apps.py``."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.documents.filling import day
from anlan.subjects.enforcement.models import Case, CoerciveMeasure
from anlan.subjects.hazards.papers.knowing import Facts, party, register_facts
from anlan.subjects.hazards.papers.layouts import REMEDY, SEAL, Asked, Block, Layout, register_layout

PARTY = (
    Block("当事人：{{ addressee }}", "plain"),
    Block("统一社会信用代码：{{ credit_code|either('　') }}　　法定代表人：{{ legal_person|either('　') }}", "plain"),
    Block("地址：{{ address|either('　') }}", "plain"),
)
HANDLERS = Block("承办人（签名）：　　　　　　　　、　　　　　　　　", "plain")
APPROVAL = Block("审批意见：　　　　　　　　　　　　签名：　　　　　　　年　月　日", "plain")
FACTS = Asked("facts", _("违法事实和证据"), "text", start="facts")
BASIS = Asked("basis", _("法律依据"), start="basis")
PENALTY = Asked("penalty", _("处罚内容"), "text", start="penalty")

LAYOUTS: dict[str, Layout] = {
    "case-approval": Layout(
        (
            Block("案由：{{ cause }}", "plain"), *PARTY,
            Block("案件来源：{{ source }}　　承办人：{{ officers }}", "plain"), Block("案情：{{ facts }}"),
            HANDLERS, APPROVAL, *SEAL,
        ),
        (Asked("cause", _("案由"), start="cause"), Asked("source", _("案件来源"), start="source"),
         Asked("officers", _("承办人"), start="officers"), FACTS),
    ),
    "penalty-notice": Layout(
        (
            Block("{{ addressee }}：", "plain"), Block("经查，你（单位）存在以下违法事实：{{ facts }}"),
            Block("以上行为依据{{ basis }}，拟作出如下行政处罚：{{ penalty }}"),
            Block("你（单位）对此享有陈述、申辩的权利，可以在收到本告知书之日起五个工作日内向本机关提出。"), *SEAL,
        ),
        (FACTS, BASIS, PENALTY),
    ),
    "hearing-notice": Layout(
        (
            Block("{{ addressee }}：", "plain"), Block("因{{ cause }}，本机关拟对你（单位）作出：{{ penalty }}"),
            Block("你（单位）有权要求听证。要求听证的，应当在收到本告知书之日起五个工作日内提出。"), *SEAL,
        ),
        (Asked("cause", _("案由"), start="cause"), PENALTY),
    ),
    "penalty": Layout(
        (
            *PARTY, Block("经查，你（单位）存在以下违法事实：{{ facts }}"),
            Block("以上行为依据{{ basis }}，决定给予以下行政处罚：{{ penalty }}"),
            Block("处以罚款的，应当自收到本决定书之日起十五日内缴纳；逾期不缴纳的，每日按罚款数额的百分之三加处罚款，"
                  "加处罚款不超过罚款数额。"),
            REMEDY, *SEAL,
        ),
        (FACTS, BASIS, PENALTY),
    ),
    "closing": Layout(
        (
            Block("案由：{{ cause }}", "plain"), *PARTY, Block("处罚决定：{{ penalty }}"),
            Block("执行情况：{{ execution }}"), HANDLERS, APPROVAL, *SEAL,
        ),
        (Asked("cause", _("案由"), start="cause"), PENALTY,
         Asked("execution", _("执行情况"), "text", start="execution")),
    ),
    "transfer": Layout(
        (
            Block("{{ receiver }}：", "plain"),
            Block("本机关办理的{{ cause }}一案，当事人{{ addressee }}的行为涉嫌犯罪（或不属本机关管辖），"
                  "现依法移送你单位处理。"),
            Block("案情：{{ facts }}"), Block("附：案件材料清单", "plain"), *SEAL,
        ),
        (Asked("receiver", _("接收机关")), Asked("cause", _("案由"), start="cause"), FACTS),
    ),
}  # fmt: skip


def register() -> None:
    """Tell the machinery of papers about cases; at start-up."""
    register_facts(Case, facts_of_case)
    register_facts(CoerciveMeasure, facts_of_measure)
    for code, layout in LAYOUTS.items():
        register_layout(code, layout)


def facts_of_case(case: Case) -> Facts:
    """What is known of a case. Papers about the hazard or the inspection it came from count as issued before."""
    officers = "、".join(one.name for one in (case.lead, case.second) if one is not None)
    fine = f"罚款人民币 {case.fine:,.2f} 元。" if case.fine else ""
    paid = f"已收缴罚款 {case.collected:,.2f} 元。" if case.collected else ""
    known = party(case.enterprise) | {
        "cause": case.cause, "facts": case.cause, "basis": case.basis, "penalty": fine, "officers": officers,
        "inspectors": officers, "source": str(case.source or ""), "problems": [case.cause],
        "execution": paid + (f"{day(case.executed_on)}执行完毕。" if case.executed_on else ""),
        "former": case.decision_number, "former_on": case.decided_on, "day": case.found_on,
    }  # fmt: skip
    matters = tuple(
        (code, key) for code, key in (("hazard", case.hazard_id), ("inspection", case.inspection_id)) if key
    )
    name = case.enterprise.name if case.enterprise is not None else case.party
    return Facts(name, case.place_id, case.line_id, case.enterprise, known, matters)


def facts_of_measure(measure: CoerciveMeasure) -> Facts:
    """What is known of a seizure or of stored evidence: its case's facts, the things, and the day it ends."""
    of_case = facts_of_case(measure.case)
    things = "，".join(part for part in (measure.objects_taken, measure.quantity, measure.location) if part)
    known = {
        **of_case.known, "measures": f"{measure.get_kind_display()}：{things}", "day": measure.taken_on,
        "text": [f"{measure.get_kind_display()}：{things}"],
    }  # fmt: skip
    matters = (*of_case.matters, ("case", measure.case_id))
    return Facts(of_case.addressee, measure.place_id, measure.line_id, of_case.enterprise, known, matters)
