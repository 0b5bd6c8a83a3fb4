"""What each kind of paper says, block by block, and what is asked for it. Texts with places to fill (``{{ name }}``);
an uploaded Word template of the bureau's own takes the place of a layout. Nothing here touches a row."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

Shape = Literal["body", "plain", "head", "right", "centre", "note"]
Kind = Literal["line", "text", "day", "moment", "list"]


@dataclass(frozen=True)
class Block:
    """One paragraph; with ``each`` one for every item of that list, whose text stands in ``{{ item }}``."""

    text: str
    shape: Shape = "body"
    each: str = ""


@dataclass(frozen=True)
class Asked:
    """One thing that the form asks for; ``list`` is one item a line. ``start`` names the fact that it opens with."""

    name: str
    label: Any
    kind: Kind = "line"
    required: bool = True
    start: str = ""
    hint: Any = ""


@dataclass(frozen=True)
class Layout:
    """A paper's text. ``asks_deadline`` where it sets the party a day by which to act."""

    blocks: tuple[Block, ...]
    asked: tuple[Asked, ...]
    asks_deadline: bool = False


PARTY = (
    Block("被检查单位：{{ addressee }}", "plain"),
    Block("地址：{{ address|either('　') }}", "plain"),
    Block("法定代表人（负责人）：{{ legal_person|either('　') }}　　联系电话：{{ phone|either('　') }}", "plain"),
)
OFFICERS = (
    Block("检查人员（签名）：　　　　　　　　证号：　　　　　　　　", "plain"),
    Block("　　　　　　　　　　　　　　　　　证号：　　　　　　　　", "plain"),
)
RECEIPT = (
    Block("被检查单位现场负责人（签名）：　　　　　　　　", "plain"),
    Block("（拒绝签名的，由检查人员注明情况：　　　　　　　　　　　　　　　　）", "plain"),
)
REMEDY = Block(
    "如不服本决定，可以自收到本文书之日起六十日内依法申请行政复议，或者六个月内依法向人民法院提起行政诉讼；"
    "复议、诉讼期间，不停止执行。法律另有规定的除外。"
)
SEAL = (Block("{{ bureau }}（印章）", "right"), Block("{{ issued_on }}", "right"))
WHERE = Asked("where", _("检查场所"), start="where")
WHO = Asked("inspectors", _("检查人员"), start="inspectors", hint=_("不少于两名，写姓名"))
PROBLEMS = Asked("problems", _("存在的问题"), "list", start="problems", hint=_("每行一条"))

LAYOUTS: dict[str, Layout] = {
    "site-plan": Layout(
        (
            *PARTY,
            Block("检查时间：{{ when }}", "plain"),
            Block("检查人员：{{ inspectors }}", "plain"),
            Block("检查内容：", "head"),
            Block("{{ loop.index }}．{{ item }}", each="content"),
            Block("检查方式：{{ method }}", "plain"),
            Block("审核意见：　　　　　　　　　　　　签名：　　　　　　　年　月　日", "plain"),
            Block("审批意见：　　　　　　　　　　　　签名：　　　　　　　年　月　日", "plain"),
            *SEAL,
        ),
        (
            Asked("when", _("检查时间"), start="day"),
            WHO,
            Asked("content", _("检查内容"), "list", start="content", hint=_("每行一条")),
            Asked("method", _("检查方式"), start="method"),
        ),
    ),
    "site-record": Layout(
        (
            *PARTY,
            Block("检查场所：{{ where }}", "plain"),
            Block("检查时间：{{ begun_at|moment }}至{{ ended_at|moment }}", "plain"),
            Block(
                "我们是{{ bureau }}的执法人员{{ inspectors }}，已出示执法证件。现依法对你单位进行现场检查，请予配合；"
                "你单位有权申请有利害关系的人员回避。",
            ),
            Block("检查情况：", "head"),
            Block("{{ loop.index }}．{{ item }}", each="problems"),
            Block("{{ findings }}"),
            *OFFICERS,
            *RECEIPT,
            Block("{{ issued_on }}", "right"),
        ),
        (
            WHERE,
            WHO,
            Asked("begun_at", _("开始时间"), "moment"),
            Asked("ended_at", _("结束时间"), "moment"),
            Asked("problems", _("发现的问题"), "list", required=False, start="problems", hint=_("每行一条")),
            Asked("findings", _("检查情况"), "text", start="findings"),
        ),
    ),
    "site-measures": Layout(
        (
            Block("{{ addressee }}：", "plain"),
            Block("我机关于{{ day }}现场检查时，发现你单位有下列违法违规行为和事故隐患："),
            Block("{{ loop.index }}．{{ item }}", each="problems"),
            Block("以上存在的问题无法保证安全生产，依据{{ basis }}的规定，现作出以下现场处理决定："),
            Block("{{ loop.index }}．{{ item }}", each="measures"),
            Block("{% if due_on %}以上措施的期限至{{ due_on }}止。{% endif %}"),
            REMEDY,
            *OFFICERS,
            *RECEIPT,
            *SEAL,
        ),
        (
            PROBLEMS,
            Asked("basis", _("依据"), start="basis"),
            Asked("measures", _("处理措施"), "list", hint=_("每行一条，如撤出作业人员、暂停使用设备")),
        ),
        asks_deadline=True,
    ),
    "rectify-order": Layout(
        (
            Block("{{ addressee }}：", "plain"),
            Block("经查，你单位存在下列问题："),
            Block("{{ loop.index }}．{{ item }}", each="problems"),
            Block(
                "现责令你单位对上述问题于{{ due_on }}前整改完毕，达到有关法律法规规章和标准规定的要求。"
                "由此造成事故的，依法追究有关人员的责任。"
            ),
            Block("整改期间，你单位应当采取措施，确保安全生产；不能按期完成的，应在期限届满前书面说明理由并申请延期。"),
            REMEDY,
            *OFFICERS,
            *RECEIPT,
            *SEAL,
        ),
        (PROBLEMS,),
        asks_deadline=True,
    ),
    "review-opinion": Layout(
        (
            Block("{{ addressee }}：", "plain"),
            Block("本机关于{{ former_on }}作出了{{ former }}的决定，现对你单位的整改情况进行复查，意见如下："),
            Block("{{ loop.index }}．{{ item }}", each="findings"),
            *RECEIPT,
            *OFFICERS,
            *SEAL,
        ),
        (
            Asked("former", _("原文书名称和文号"), start="former"),
            Asked("former_on", _("原文书日期"), "day", start="former_on"),
            Asked("findings", _("复查意见"), "list", hint=_("逐条写明是否整改到位，每行一条")),
        ),
    ),
    "force-decision": Layout(
        (
            Block("{{ addressee }}：", "plain"),
            Block("经查，你单位存在下列问题："),
            Block("{{ loop.index }}．{{ item }}", each="problems"),
            Block("依据{{ basis }}的规定，决定采取以下行政强制措施：{{ measures }}"),
            Block("期限自{{ issued_on }}至{{ due_on }}。"),
            REMEDY,
            *OFFICERS,
            *RECEIPT,
            *SEAL,
        ),
        (PROBLEMS, Asked("basis", _("依据"), start="basis"), Asked("measures", _("强制措施"), "text")),
        asks_deadline=True,
    ),
}
GENERAL = Layout(
    (
        Block("{{ addressee }}：", "plain"),
        Block("{{ item }}", each="text"),
        Block("经办人（签名）：　　　　　　　　、　　　　　　　　", "plain"),
        *SEAL,
    ),
    (Asked("text", _("正文"), "list", start="text", hint=_("每行一段")),),
)


def layout_of(code: str) -> Layout:
    """The layout of a kind; one that has none of its own is text over a signature."""
    return LAYOUTS.get(code, GENERAL)


def register_layout(code: str, layout: Layout) -> None:
    """The layout of a kind that a subject above knows; called from its ``apps.py``."""
    LAYOUTS[code] = layout
