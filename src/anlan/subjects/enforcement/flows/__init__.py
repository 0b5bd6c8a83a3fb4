"""Draws: freeze → seed → publish. Cases: clue → filed → reviewed → told → decided → served → executed → closed."""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.enforcement import forms
from anlan.subjects.enforcement.choices import (
    CaseStatus,
    ClosureStatus,
    DrawStatus,
    ItemStatus,
    MeasureStatus,
    PlanStatus,
    TransferStatus,
)
from anlan.subjects.enforcement.rules import cases as rules
from anlan.subjects.enforcement.rules import measures as holds
from anlan.subjects.enforcement.services import cases, drawing, measures, plans, transfers

BRIGADE = (roles.ENFORCEMENT, roles.SAFETY_OFFICE)
HANDLERS = (roles.ENFORCEMENT, roles.TOWNSHIP)
APPROVERS = (roles.LEADER, roles.ENFORCEMENT)
LAWYERS = (roles.SAFETY_OFFICE, roles.LEADER)
DayForm, OpinionForm, RemarkForm = forms.DayForm, forms.OpinionForm, forms.RemarkForm

planning = Flow(
    "status",
    (
        Move("approve", _("批准"), {PlanStatus.DRAFTED}, PlanStatus.APPROVED, APPROVERS, form=DayForm,
             effect=plans.approve, tone="primary"),
        Move("revise", _("调整计划"), {PlanStatus.APPROVED}, PlanStatus.DRAFTED, APPROVERS, form=OpinionForm),
    ),
    final={PlanStatus.APPROVED},
)  # fmt: skip

checking = Flow(
    "status",
    (
        Move("done", _("检查完成"), {ItemStatus.PLANNED}, ItemStatus.DONE, (*HANDLERS, roles.SAFETY_OFFICE),
             form=forms.ResultForm, effect=plans.check_done, tone="primary"),
        Move("tell", _("事先告知"), {ItemStatus.PLANNED}, None, (*HANDLERS, roles.SAFETY_OFFICE), form=DayForm,
             effect=plans.tell_beforehand),
        Move("publish", _("公示结果"), {ItemStatus.DONE}, ItemStatus.PUBLISHED, (*HANDLERS, roles.SAFETY_OFFICE),
             form=DayForm, effect=plans.publish_result, tone="primary"),
        Move("drop", _("不再检查"), {ItemStatus.PLANNED}, ItemStatus.DROPPED, BRIGADE, form=OpinionForm),
        Move("again", _("恢复任务"), {ItemStatus.DROPPED, ItemStatus.DONE}, ItemStatus.PLANNED, BRIGADE,
             form=OpinionForm, effect=plans.plan_again),
    ),
    final={ItemStatus.PUBLISHED},
)  # fmt: skip


def _has_register(user: object, draw: object) -> bool:
    return bool(getattr(draw, "sha256", ""))


random_draw = Flow(
    "status",
    (
        Move("freeze", _("冻结名录"), {DrawStatus.DRAFT}, DrawStatus.FROZEN, BRIGADE, form=RemarkForm,
             effect=drawing.freeze, tone="primary"),
        Move("draw", _("公布种子并抽取"), {DrawStatus.FROZEN}, DrawStatus.DRAWN, BRIGADE, _has_register,
             forms.SeedForm, drawing.pick, "primary"),
        Move("publish", _("公示抽取结果"), {DrawStatus.DRAWN}, DrawStatus.PUBLISHED, BRIGADE, _has_register, DayForm,
             drawing.publish, "primary"),
        Move("enlarge", _("追加抽取"), {DrawStatus.DRAWN, DrawStatus.PUBLISHED}, None, BRIGADE, _has_register,
             forms.EnlargeForm, drawing.enlarge),
        Move("redraw", _("重新抽取"), {DrawStatus.FROZEN, DrawStatus.DRAWN, DrawStatus.PUBLISHED},
             DrawStatus.REPLACED, BRIGADE, _has_register, OpinionForm, drawing.draw_again, "danger"),
    ),
    final={DrawStatus.PUBLISHED, DrawStatus.REPLACED},
)  # fmt: skip

C = CaseStatus
handling = Flow(
    "status",
    (
        Move("take", _("立案"), {C.CLUE}, C.FILED, (*APPROVERS, roles.TOWNSHIP), form=DayForm,
             effect=cases.file_case, tone="primary"),
        Move("refuse", _("不予立案"), {C.CLUE}, C.DROPPED, (*APPROVERS, roles.TOWNSHIP), form=OpinionForm,
             effect=cases.drop),
        Move("once", _("当场处罚"), {C.CLUE}, C.SERVED, HANDLERS, form=forms.DecisionForm,
             effect=cases.punish_at_once),
        Move("submit", _("调查终结"), {C.FILED}, C.REVIEWING, HANDLERS, form=DayForm,
             effect=cases.end_investigation, tone="primary"),
        Move("review", _("法制审核通过"), {C.REVIEWING}, None, LAWYERS, form=DayForm, effect=cases.review),
        Move("discuss", _("集体讨论"), {C.REVIEWING}, None, APPROVERS, form=DayForm, effect=cases.discuss),
        Move("return", _("退回补充调查"), {C.REVIEWING}, C.FILED, (*APPROVERS, roles.SAFETY_OFFICE),
             form=OpinionForm, effect=cases.back_to_investigation, tone="danger"),
        Move("notify", _("处罚告知"), {C.REVIEWING}, C.NOTIFIED, HANDLERS, form=DayForm, effect=cases.notify,
             tone="primary"),
        Move("ask", _("要求听证"), {C.NOTIFIED}, None, HANDLERS, rules.may_ask_hearing, DayForm, cases.ask_hearing,
             unmet=_("当事人没有听证权，或已经登记过听证要求。")),
        Move("hear", _("举行听证"), {C.NOTIFIED}, None, HANDLERS, rules.hearing_waits, DayForm, cases.hear,
             unmet=_("没有登记听证要求，或听证已经举行。")),
        Move("decide", _("处罚决定"), {C.NOTIFIED}, C.DECIDED, APPROVERS, form=forms.DecisionForm,
             effect=cases.decide, tone="primary"),
        Move("spare", _("不予处罚"), {C.REVIEWING, C.NOTIFIED}, C.CLOSED, APPROVERS, form=DayForm,
             effect=cases.leave_unpunished),
        Move("serve", _("送达"), {C.DECIDED}, C.SERVED, HANDLERS, form=DayForm, effect=cases.serve, tone="primary"),
        Move("publish", _("处罚公示"), {C.SERVED, C.EXECUTED, C.CLOSED}, None, HANDLERS, rules.unpublished, DayForm,
             cases.publish, unmet=_("处罚决定已经公示，或没有处罚决定。")),
        Move("collect", _("收缴罚款"), {C.SERVED}, None, HANDLERS, rules.owes, forms.CollectForm, cases.collect,
             "primary", unmet=_("罚款已经缴清，没有再记账。")),
        Move("divide", _("批准分期"), {C.SERVED}, None, APPROVERS, rules.owes_whole, forms.InstalForm, cases.divide,
             unmet=_("罚款已经缴清，或已经批准过分期。")),
        Move("urge", _("催告"), {C.SERVED}, None, HANDLERS, rules.owes, DayForm, cases.urge,
             unmet=_("罚款已经缴清，不需要催告。"), chases=True),
        Move("court", _("申请强制执行"), {C.SERVED}, None, APPROVERS, rules.urged, DayForm, cases.ask_court,
             unmet=_("还没有书面催告、已经申请过，或罚款已经缴清。"), chases=True),
        Move("finish", _("执行完毕"), {C.SERVED}, C.EXECUTED, HANDLERS, form=DayForm, effect=cases.finish,
             tone="primary"),
        Move("close", _("结案"), {C.EXECUTED}, C.CLOSED, APPROVERS, form=DayForm, effect=cases.close, tone="primary"),
        Move("revisit", _("回访"), {C.CLOSED}, None, HANDLERS, form=forms.RevisitForm, effect=cases.revisit),
        Move("extend", _("延期审批"), {C.FILED, C.REVIEWING, C.NOTIFIED}, None, APPROVERS, form=forms.ExtendForm,
             effect=cases.extend, chases=True),
        Move("transfer", _("移送"), {C.CLUE, C.FILED, C.REVIEWING}, C.MOVED, APPROVERS, form=forms.TransferForm,
             effect=cases.transfer),
        Move("back", _("退回后恢复办理"), {C.MOVED}, C.FILED, APPROVERS, form=DayForm, effect=cases.take_back),
        Move("withdraw", _("撤销案件"), {C.FILED}, C.DROPPED, APPROVERS, form=OpinionForm, effect=cases.drop,
             tone="danger"),
        Move("reopen", _("恢复办理"), {C.CLOSED, C.DROPPED}, C.FILED, APPROVERS, form=OpinionForm,
             effect=cases.reopen),
    ),
    final={C.CLOSED, C.DROPPED, C.MOVED},
)  # fmt: skip

transferring = Flow(
    "status",
    (
        Move("accept", _("受理"), {TransferStatus.SENT}, TransferStatus.ACCEPTED, BRIGADE, form=DayForm,
             effect=transfers.accept, tone="primary"),
        Move("refuse", _("不予受理"), {TransferStatus.SENT}, TransferStatus.RETURNED, BRIGADE, form=OpinionForm,
             effect=transfers.refuse),
        Move("end", _("登记办理结果"), {TransferStatus.ACCEPTED}, TransferStatus.ENDED, BRIGADE,
             form=forms.OutcomeForm, effect=transfers.end),
    ),
    final={TransferStatus.RETURNED, TransferStatus.ENDED},
)  # fmt: skip

S = ClosureStatus
closing = Flow(
    "status",
    (
        Move("decide", _("决定关闭"), {S.PROPOSED}, S.DECIDED, APPROVERS, form=DayForm, effect=plans.decide_closure,
             tone="primary"),
        Move("carry", _("实施关闭"), {S.DECIDED}, S.CARRIED_OUT, HANDLERS, form=DayForm,
             effect=plans.carry_out_closure, tone="primary"),
        Move("verify", _("验收"), {S.CARRIED_OUT}, S.VERIFIED, APPROVERS, form=DayForm, effect=plans.verify_closure,
             tone="primary"),
        Move("relapse", _("死灰复燃"), {S.CARRIED_OUT, S.VERIFIED}, S.DECIDED, HANDLERS, form=OpinionForm,
             effect=plans.relapse, tone="danger"),
    ),
    final={S.VERIFIED},
)  # fmt: skip

M = MeasureStatus
holding = Flow(
    "status",
    (
        Move("extend", _("申请延长"), {M.RUNNING}, None, HANDLERS, holds.may_extend, forms.ExtendForm,
             measures.ask_longer, unmet=_("只有没届满、没延长过的查封扣押可以申请延长。")),
        Move("grant", _("批准延长"), {M.RUNNING}, None, (roles.LEADER,), holds.extension_waits, forms.GrantLongerForm,
             measures.grant_longer, "primary", unmet=_("没有待批的延长申请。")),
        Move("refuse", _("不同意延长"), {M.RUNNING}, None, (roles.LEADER,), holds.extension_waits, OpinionForm,
             measures.refuse_longer, unmet=_("没有待批的延长申请。")),
        Move("appraise", _("送检测鉴定"), {M.RUNNING}, M.APPRAISED, HANDLERS, holds.is_seizure, DayForm,
             measures.send_out, unmet=_("先行登记保存的期限不因检测鉴定停止。")),
        Move("appraised", _("检测鉴定完毕"), {M.APPRAISED}, M.RUNNING, HANDLERS, form=DayForm,
             effect=measures.take_back, tone="primary"),
        Move("dispose", _("解除或处理"), {M.RUNNING}, M.DISPOSED, HANDLERS, form=forms.DisposalForm,
             effect=measures.dispose, tone="primary"),
    ),
    final={M.DISPOSED},
)  # fmt: skip
