"""收件 → 受理 → 审查 → 决定 → 送达; supplements and hearings stop the clock."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.kit.flow import making
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.permits import forms, services
from anlan.subjects.permits.choices import Kind, Stage, Validity
from anlan.subjects.permits.flows import CLERKS, DECIDERS
from anlan.subjects.permits.flows.certificates import term
from anlan.subjects.permits.models import Permit, PermitApplication

RECEIVED, SUPPLEMENTING, ACCEPTED, PAUSED = Stage.RECEIVED, Stage.SUPPLEMENTING, Stage.ACCEPTED, Stage.PAUSED
GRANTED, DENIED, REJECTED, WITHDRAWN = Stage.GRANTED, Stage.DENIED, Stage.REJECTED, Stage.WITHDRAWN
ENDINGS = {Kind.RENEWAL: "renew", Kind.CHANGE: "renew", Kind.END: "cancel"}


def grant(row: PermitApplication, *, actor: Any, data: Mapping[str, Any]) -> None:
    """准予许可: a certificate is made, and the one it follows ends; asking to end one makes none."""
    services.decide(row, data)
    if row.kind != Kind.END:
        row.certificate = services.issue(row, actor=actor, data=data)
    if row.permit_id and row.kind in ENDINGS:
        _end(row, row.permit, actor)


def _end(row: PermitApplication, permit: Permit | None, actor: Any) -> None:
    if permit is None or permit.status != Validity.VALID:
        return
    move = term.move(ENDINGS[Kind(row.kind)])
    if move is not None:
        reason = _now("办件 %(number)s") % {"number": row.number}
        making.make(term, move, permit, actor=actor, data={"reason": reason}, trusted=True)


def undelivered(user: Any, row: Any) -> bool:
    """The decision has not reached the applicant yet."""
    return row.delivered_on is None


handling = Flow(
    "status",
    (
        Move("accept", _("受理"), {RECEIVED}, ACCEPTED, CLERKS, form=forms.RemarkForm, effect=services.accept,
             tone="primary"),
        Move("supplement", _("一次告知补正"), {RECEIVED}, SUPPLEMENTING, CLERKS, form=forms.TextForm,
             effect=services.ask_for_more),
        Move("supplied", _("收到补正"), {SUPPLEMENTING}, RECEIVED, CLERKS, form=forms.RemarkForm,
             effect=services.take_more, tone="primary"),
        Move("reject", _("不予受理"), {RECEIVED, SUPPLEMENTING}, REJECTED, CLERKS, form=forms.ReasonForm,
             effect=services.end_application, tone="danger"),
        Move("grant", _("准予许可"), {ACCEPTED}, GRANTED, DECIDERS, form=forms.GrantForm, effect=grant,
             tone="primary"),
        Move("deny", _("不予许可"), {ACCEPTED}, DENIED, DECIDERS, form=forms.DenyForm, effect=services.deny,
             tone="danger"),
        Move("pause", _("中止计时"), {ACCEPTED}, PAUSED, CLERKS, form=forms.PauseForm, effect=services.pause),
        Move("resume", _("恢复计时"), {PAUSED}, ACCEPTED, CLERKS, form=forms.RemarkForm, effect=services.resume,
             tone="primary"),
        Move("withdraw", _("申请人撤回"), {RECEIVED, SUPPLEMENTING, ACCEPTED, PAUSED}, WITHDRAWN, CLERKS,
             form=forms.ReasonForm, effect=services.end_application),
        Move("deliver", _("送达"), {GRANTED, DENIED}, None, CLERKS, undelivered, effect=services.deliver),
    ),
    final={GRANTED, DENIED, REJECTED, WITHDRAWN},
)  # fmt: skip
