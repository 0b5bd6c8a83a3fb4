"""报案 → 认定有效 → 理赔结案, or refused: the moves of a claim and what they do to it."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.kit.flow.making import Refused
from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.enterprises import forms
from anlan.subjects.enterprises.choices import ClaimStatus
from anlan.subjects.enterprises.flows import BUREAU, supervises

REPORTED, VALID = ClaimStatus.REPORTED, ClaimStatus.VALID
SETTLED, REFUSED = ClaimStatus.SETTLED, ClaimStatus.REFUSED


def accept(claim: Any, *, actor: Any, data: dict[str, Any]) -> None:
    """It is a valid claim, of a loss of so much."""
    _not_before(data["day"], claim.reported_on, _now("报案日期"))
    claim.accepted_on, claim.estimated = data["day"], data["estimated"]


def settle(claim: Any, *, actor: Any, data: dict[str, Any]) -> None:
    """Paid, and closed."""
    _not_before(data["day"], claim.accepted_on, _now("认定有效日期"))
    claim.settled_on, claim.paid = data["day"], data["paid"]


def refuse(claim: Any, *, actor: Any, data: dict[str, Any]) -> None:
    """Nothing is paid; the claim does not count as a valid one."""
    _not_before(data["day"], claim.reported_on, _now("报案日期"))
    claim.refused_on, claim.accepted_on = data["day"], None


def take_up_again(claim: Any, *, actor: Any, data: dict[str, Any]) -> None:
    """Closed or refused by mistake, or more was found: it is reported, and everything after is open."""
    claim.accepted_on = claim.settled_on = claim.refused_on = claim.paid = None


def state_on_entry(claim: Any) -> str:
    """Where a claim stands that is entered with its later dates, as an import of past years brings them."""
    if claim.refused_on:
        claim.accepted_on = claim.settled_on = claim.paid = None
        return REFUSED
    if claim.settled_on and claim.paid is not None:
        claim.accepted_on = claim.accepted_on or claim.reported_on
        return SETTLED
    return VALID if claim.accepted_on else REPORTED


def _not_before(day: Any, first: Any, name: str) -> None:
    if first is not None and day < first:
        raise Refused(_now("不能早于%(name)s %(day)s。") % {"name": name, "day": first.isoformat()})


claims = Flow(
    "status",
    (
        Move("accept", _("认定有效"), {REPORTED}, VALID, BUREAU, supervises, forms.AcceptanceOfClaimForm, accept,
             "primary"),
        Move("settle", _("理赔结案"), {VALID}, SETTLED, BUREAU, supervises, forms.SettlementForm, settle, "primary",
             photographs="paper"),
        Move("refuse", _("不予赔付"), {REPORTED, VALID}, REFUSED, BUREAU, supervises, forms.ClaimRefusalForm, refuse,
             "danger"),
        Move("reopen", _("重新受理"), {SETTLED, REFUSED}, REPORTED, BUREAU, supervises, forms.ReasonForm,
             take_up_again),
    ),
    final={SETTLED, REFUSED},
)  # fmt: skip
