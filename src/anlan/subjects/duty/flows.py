"""调班：申请 → 同意 → 批准；交接班：写 → 接；报送：待报 → 已报，可退回、可免报."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.duty import queries, services
from anlan.subjects.duty.choices import HandOverStatus, ReportStatus, SwapStatus
from anlan.subjects.duty.forms import FileForm, OpinionForm, RemarkForm

KEEPERS = (roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.TOWNSHIP)
STAFF = (*KEEPERS, roles.LEADER, roles.ENFORCEMENT, roles.VILLAGE)
ASKED, AGREED, DONE = SwapStatus.ASKED, SwapStatus.AGREED, SwapStatus.DONE


def _is(user: Any, person: int | None) -> bool:
    own = queries.person_of(user)
    return own is not None and own.pk == person


def is_taker(user: Any, swap: Any) -> bool:
    """Nobody agrees for another."""
    return _is(user, swap.taker_id)


def can_be_made(user: Any, swap: Any) -> bool:
    """Both still have what they exchange."""
    back = swap.back_shift_id is None or queries.holds_seat(swap.back_shift, swap.taker_id)
    return back and queries.holds_seat(swap.shift, swap.giver_id)


def is_giver(user: Any, swap: Any) -> bool:
    """The one who asked, or whoever entered it for him."""
    return _is(user, swap.giver_id) or swap.created_by_id == user.pk


def not_the_giver(user: Any, hand_over: Any) -> bool:
    """Nobody takes over from himself."""
    return not _is(user, hand_over.giver_id)


swapping = Flow(
    "status",
    (
        Move("refuse", _("不批准"), {AGREED}, SwapStatus.REFUSED, KEEPERS, form=OpinionForm),
        Move("agree", _("同意"), {ASKED}, AGREED, STAFF, is_taker, RemarkForm, tone="primary"),
        Move("decline", _("不同意"), {ASKED}, SwapStatus.REFUSED, STAFF, is_taker, OpinionForm),
        Move("approve", _("批准换班"), {AGREED}, DONE, KEEPERS, can_be_made, RemarkForm, services.exchange, "primary"),
        Move("withdraw", _("撤回"), {ASKED, AGREED}, SwapStatus.WITHDRAWN, STAFF, is_giver, RemarkForm),
    ),
    final={DONE, SwapStatus.REFUSED, SwapStatus.WITHDRAWN},
)

handing_over = Flow(
    "status",
    (
        Move(
            "take", _("接班确认"), {HandOverStatus.WRITTEN}, HandOverStatus.TAKEN, STAFF, not_the_giver, RemarkForm,
            services.take_over, "primary",
        ),
    ),
    final={HandOverStatus.TAKEN},
)  # fmt: skip

reporting = Flow(
    "status",
    (
        Move(
            "file", _("报送"), {ReportStatus.DUE}, ReportStatus.FILED, (*STAFF, roles.ENTERPRISE), form=FileForm,
            effect=services.file_report, tone="primary",
        ),
        Move(
            "return", _("退回"), {ReportStatus.FILED}, ReportStatus.DUE, KEEPERS, form=OpinionForm,
            effect=services.send_back,
        ),
        Move(
            "excuse", _("免报"), {ReportStatus.DUE}, ReportStatus.EXCUSED, KEEPERS, form=OpinionForm,
            effect=services.excuse,
        ),
    ),
    final={ReportStatus.FILED, ReportStatus.EXCUSED},
)  # fmt: skip
