"""报警：待核查 → 核查中 → 处置中或误报 → 办结；故障：待处理 → 维修中 → 已恢复。"""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.monitoring import rules, services
from anlan.subjects.monitoring.choices import AlarmStatus, FaultStatus
from anlan.subjects.monitoring.forms import (
    CheckForm,
    DispatchForm,
    GoForm,
    OutcomeForm,
    ReasonForm,
    RemedyForm,
    RepairForm,
)

WATCH = (roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.TOWNSHIP)
NEAR = (*WATCH, roles.VILLAGE)
RAISED, CHECKING, DISPATCHED = AlarmStatus.RAISED, AlarmStatus.CHECKING, AlarmStatus.DISPATCHED
FALSE, CLOSED = AlarmStatus.FALSE, AlarmStatus.CLOSED

handling = Flow(
    "status",
    (
        Move("go", _("派人核查"), {RAISED}, CHECKING, WATCH, rules.supervises, GoForm, tone="primary"),
        Move("dispatch", _("属实处置"), {RAISED, CHECKING}, DISPATCHED, NEAR, rules.supervises, DispatchForm,
             services.dispatch, "danger", photographs="scene"),
        Move("dismiss", _("判为误报"), {RAISED, CHECKING}, FALSE, NEAR, rules.supervises, CheckForm,
             services.dismiss, photographs="scene"),
        Move("close", _("办结"), {DISPATCHED, FALSE}, CLOSED, WATCH, rules.supervises, OutcomeForm,
             services.close, "primary"),
        Move("reopen", _("重新核查"), {FALSE, CLOSED}, CHECKING, WATCH, rules.supervises, ReasonForm, services.reopen),
    ),
    final={CLOSED},
)  # fmt: skip

repair = Flow(
    "status",
    (
        Move("send", _("派修"), {FaultStatus.OPEN}, FaultStatus.REPAIRING, WATCH, rules.supervises, RepairForm,
             tone="primary"),
        Move("restore", _("已恢复"), {FaultStatus.OPEN, FaultStatus.REPAIRING}, FaultStatus.ENDED, NEAR,
             rules.supervises, RemedyForm, services.restore, "primary"),
        Move("again", _("又坏了"), {FaultStatus.ENDED}, FaultStatus.OPEN, NEAR, rules.supervises, ReasonForm,
             services.break_again),
    ),
    final={FaultStatus.ENDED},
)  # fmt: skip
