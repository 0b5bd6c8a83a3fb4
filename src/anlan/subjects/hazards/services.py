"""What the moves of a hazard do to it. Each runs inside the move's transaction on the locked row."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.files.models import Attachment, Slot
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.hazards import handing, queries, rules
from anlan.subjects.hazards.choices import Level, Mode, Needed
from anlan.subjects.hazards.models import Extension, Hazard, Lowering, ReviewTerm, StopOrder

SLOTS = {Needed.NONE: (), Needed.AFTER: (Slot.AFTER,), Needed.BOTH: (Slot.BEFORE, Slot.AFTER)}


def order_rectification(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Set the deadline and who answers for it."""
    hazard.mode = Mode.DEADLINE
    hazard.due_on = data["due_on"]
    hazard.person = data.get("person") or hazard.person


def plan_rectification(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """五落实: who, what, with which money, until when, and what if; an ordered deadline is not put off by a plan."""
    if hazard.due_on is not None and data["due_on"] > hazard.due_on:
        raise Refused(
            _("方案的时限不能晚于整改期限 %(day)s；需要更多时间请申请延期。") % {"day": hazard.due_on.isoformat()}
        )
    for name in rules.FIVE:
        setattr(hazard, name, data[name])
    hazard.planned_on = clock.today()


def undertake(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The firm sets out to rectify what it has found by itself."""
    order_rectification(hazard, actor=actor, data=data)


def report_rectified(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Keep what was done and when, and let the bureau's clock run; a request for more time is taken back.

    Raises ``Refused`` when it was done before the hazard was found, when a major hazard's plan is not whole, and when
    the photographs are missing that its level asks for.
    """
    if missing := rules.missing_of_five(hazard):
        raise Refused(_("重大隐患要先做到“五落实”，还缺：%(names)s。") % {"names": "、".join(missing)})
    term = queries.review_term(hazard.level)
    _keep_done(hazard, actor, data)
    _ask_photographs(hazard, term)
    hazard.submitted_on = clock.today()
    hazard.review_due_on = clock.add_working_days(clock.today(), term.working_days)


def correct_report(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """What was reported is put right before anybody looked at it; the bureau's clock runs on."""
    _keep_done(hazard, actor, data)


def fix_on_the_spot(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """立行立改: rectified under the inspector's eyes, closed at once."""
    _keep_done(hazard, actor, data)
    hazard.mode = Mode.ON_THE_SPOT
    hazard.passed_on = hazard.closed_on = clock.today()


def pass_review(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The re-inspection found it rectified."""
    hazard.passed_on = clock.today()


def return_to_rectification(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The review failed: the rectification does not count, and the firm's clock runs again."""
    _undo_rectification(hazard, data)
    hazard.returned += 1


def close(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """销号."""
    hazard.closed_on = clock.today()


def reopen(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The hazard is back: neither rectified nor closed."""
    _undo_rectification(hazard, data)
    hazard.closed_on = None
    hazard.rectified_at_entry = False
    hazard.reopened += 1
    hazard.reopened_on = clock.today()


def hand_over(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """移送执法: the hazard stays where it is in its loop, and enforcement takes the matter up."""
    hazard.handed_on = clock.today()
    hazard.handed_reason = data["reason"]
    handing.hand_over(hazard, actor=actor, reason=data["reason"], handed_on=hazard.handed_on)


def ask_extension(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Put the request before the supervisor; the old deadline stands until it is granted."""
    if hazard.due_on is not None and data["new_due_on"] <= hazard.due_on:
        raise Refused(_("申请的期限必须晚于原期限 %(day)s。") % {"day": hazard.due_on.isoformat()})
    Extension.objects.create(
        hazard=hazard,
        asked_by=actor,
        asked_at=clock.now(),
        reason=data["reason"],
        old_due_on=hazard.due_on,
        new_due_on=data["new_due_on"],
    )
    hazard.extension_asked = True


def grant_extension(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The deadline moves to the day asked for."""
    hazard.due_on = _decide(hazard, actor, data, granted=True).new_due_on


def refuse_extension(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """The deadline stays."""
    _decide(hazard, actor, data, granted=False)


def propose_lowering(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """Put it before somebody else that a major hazard is a general one; it stays a major one until then."""
    Lowering.objects.create(hazard=hazard, asked_by=actor, asked_at=clock.now(), reason=data["reason"])
    hazard.lowering_by = actor


def lower(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """It is a general hazard from now on, by the word of two persons."""
    _decide_lowering(hazard, actor, data, granted=True)
    hazard.level = Level.GENERAL
    hazard.criteria = None


def refuse_to_lower(hazard: Hazard, *, actor: Any, data: dict[str, Any]) -> None:
    """It stays a major one."""
    _decide_lowering(hazard, actor, data, granted=False)


def _decide_lowering(hazard: Hazard, actor: Any, data: dict[str, Any], *, granted: bool) -> None:
    asked = hazard.lowerings.filter(granted=None).latest("asked_at")
    asked.granted, asked.decided_by, asked.decided_at = granted, actor, clock.now()
    asked.opinion = data.get("opinion") or ""
    asked.save()
    hazard.lowering_by = None


def keep_major(rows: Sequence[Hazard], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """Whatever writes a hazard, it becomes a general one only with the waiting proposal that somebody else agreed to.

    Raises ``writing.Barred``; called within the transaction after hazards were written.
    """
    if writing.is_restoring():
        return
    for row, was in zip(rows, before, strict=True):
        if was is None or was["level"] != Level.MAJOR or row.level == Level.MAJOR:
            continue
        if was["lowering_by_id"] is None or row.lowering_by_id is not None:
            raise writing.Barred(
                _("%(number)s 是重大隐患，不能直接改为一般：请用“申请降级”写明理由，由另一人审批。")
                % {"number": row.number}
            )


def _decide(hazard: Hazard, actor: Any, data: dict[str, Any], *, granted: bool) -> Extension:
    extension = hazard.extensions.filter(granted=None).latest("asked_at")
    extension.granted = granted
    extension.decided_by, extension.decided_at = actor, clock.now()
    extension.opinion = data.get("opinion", "")
    extension.save()
    hazard.extension_asked = False
    return extension


def count_for(hazard: Hazard, campaigns: Collection[int], *, actor: Any) -> None:
    """Have the hazard count for these campaigns beside its own; what changed is kept as a version of the hazard."""
    with transaction.atomic():
        locked = Hazard.objects.select_for_update().get(pk=hazard.pk)
        held = dict(locked.campaigns.values_list("pk", "name"))
        if set(held) == set(campaigns):
            return
        locked.campaigns.set(campaigns)
        now = sorted(locked.campaigns.values_list("name", flat=True))
        detail = {"_campaigns": "、".join(now) or "—", "_before": "、".join(sorted(held.values())) or "—"}
        writing.change(locked, writing.values_of(locked), actor=actor, act="campaigns", detail=detail)


def ask_to_resume(order: StopOrder, *, actor: Any, data: dict[str, Any]) -> None:
    """The firm asks to go on."""
    order.asked_on = clock.today()


def resume(order: StopOrder, *, actor: Any, data: dict[str, Any]) -> None:
    """Work goes on from today, by a re-inspection that came after the order."""
    if data["reinspected_on"] < order.ordered_on:
        raise Refused(_("复查日期不能早于停产日期 %(day)s。") % {"day": order.ordered_on.isoformat()})
    order.reinspected_on = data["reinspected_on"]
    order.reinspectors = data["reinspectors"]
    order.resumed_on = clock.today()


def refuse_to_resume(order: StopOrder, *, actor: Any, data: dict[str, Any]) -> None:
    """It stands still on."""
    order.refused += 1
    order.asked_on = None


def _keep_done(hazard: Hazard, actor: Any, data: dict[str, Any]) -> None:
    if data["rectified_on"] < hazard.found_on:
        raise Refused(_("整改完成日期不能早于发现日期 %(day)s。") % {"day": hazard.found_on.isoformat()})
    hazard.rectified_on = data["rectified_on"]
    hazard.outcome = data["measure"]
    hazard.measure = hazard.measure if hazard.level == Level.MAJOR and hazard.measure else data["measure"]
    if data.get("funds") is not None:
        hazard.funds = data["funds"]
    if hazard.extension_asked:
        _decide(hazard, actor, {"opinion": _("已报请复查，申请自动撤回。")}, granted=False)


def _ask_photographs(hazard: Hazard, term: ReviewTerm) -> None:
    wanted = SLOTS[Needed(term.photographs)]
    if not wanted:
        return
    there = set(
        Attachment.objects.filter(kind=queries.HAZARD, object_id=hazard.pk, slot__in=wanted).values_list(
            "slot", flat=True
        )
    )
    lacking = "、".join(str(slot.label) for slot in wanted if slot not in there)
    if lacking:
        raise Refused(_("报请复查要附照片，还缺：%(names)s。填写的内容都还在，补上照片再报。") % {"names": lacking})


def _undo_rectification(hazard: Hazard, data: dict[str, Any]) -> None:
    hazard.rectified_on = hazard.submitted_on = hazard.review_due_on = hazard.passed_on = None
    hazard.due_on = data.get("due_on") or hazard.due_on
