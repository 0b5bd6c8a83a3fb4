"""接到 → 受理 → 交办 → 核查 → 反馈 → 办结; on the way a hazard or a clue may come of it, and a reward."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.permits import forms, services
from anlan.subjects.permits.choices import Handling, Result
from anlan.subjects.permits.flows import CHECKERS, CLERKS, DECIDERS

RECEIVED, ACCEPTED, ASSIGNED = Handling.RECEIVED, Handling.ACCEPTED, Handling.ASSIGNED
CHECKED, CLOSED, REFUSED, MOVED = Handling.CHECKED, Handling.CLOSED, Handling.REFUSED, Handling.MOVED
TAKEN_UP = {ASSIGNED, CHECKED, CLOSED}


def nobody_to_answer(user: Any, row: Any) -> bool:
    """Neither a reporter nor a sender waits for an answer."""
    return bool(row.anonymous) and not row.sender_number


def unrewarded(user: Any, row: Any) -> bool:
    """It proved true, and nobody was rewarded yet."""
    return row.reward is None and row.result in (Result.TRUE, Result.PARTLY)


def no_hazard_yet(user: Any, row: Any) -> bool:
    """No hazard has come of it."""
    return row.hazard_id is None


def no_clue_yet(user: Any, row: Any) -> bool:
    """No case has come of it."""
    return row.clue_on is None


handling = Flow(
    "status",
    (
        Move("accept", _("受理"), {RECEIVED}, ACCEPTED, CLERKS, form=forms.RemarkForm, effect=services.take_up,
             tone="primary"),
        Move("refuse", _("不予受理"), {RECEIVED}, REFUSED, CLERKS, form=forms.OpinionForm, effect=services.turn_down,
             tone="danger"),
        Move("transfer", _("移送其他部门"), {RECEIVED, ACCEPTED}, MOVED, CLERKS, form=forms.MoveOnForm,
             effect=services.move_on),
        Move("assign", _("交办"), {ACCEPTED, ASSIGNED}, ASSIGNED, CLERKS, form=forms.AssignForm,
             effect=services.assign, tone="primary"),
        Move("check", _("填报核查结果"), {ACCEPTED, ASSIGNED}, CHECKED, CHECKERS, form=forms.CheckForm,
             effect=services.report_check, tone="primary", photographs="check"),
        Move("return", _("退回重查"), {CHECKED}, ASSIGNED, CLERKS, form=forms.OpinionForm,
             effect=services.check_again, tone="danger"),
        Move("answer", _("反馈并办结"), {CHECKED}, CLOSED, CLERKS, form=forms.AnswerForm, effect=services.answer,
             tone="primary"),
        Move("close", _("办结（无需反馈）"), {CHECKED}, CLOSED, CLERKS, nobody_to_answer, forms.RemarkForm,
             services.close),
        Move("hazard", _("转为隐患"), TAKEN_UP, None, CHECKERS, no_hazard_yet, forms.HazardForm,
             services.make_hazard),
        Move("clue", _("转为执法线索"), TAKEN_UP, None, CLERKS, no_clue_yet, forms.ClueForm, services.make_clue),
        Move("reward", _("举报奖励"), {CHECKED, CLOSED}, None, DECIDERS, unrewarded, forms.RewardForm,
             services.reward),
        Move("reopen", _("重新核查"), {CLOSED}, ASSIGNED, CLERKS, form=forms.OpinionForm, effect=services.reopen),
    ),
    final={CLOSED, REFUSED, MOVED},
)  # fmt: skip
