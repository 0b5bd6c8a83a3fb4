"""What a commander does to a running notice: call the silent again, call deputies, add people. All of it is audited.

``group`` leaves everybody else alone; ``key`` is that of the page on which the act was pressed, so that a double press
calls nobody twice; ``attempt`` is the place in each person's order of channels: 1 is a telephone call after a message.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.kit.notify import calling, targets, timeline
from anlan.kit.notify.choices import EventKind, NoticeState, Rule
from anlan.kit.notify.models import Addressee, Delivery, Notice
from anlan.kit.notify.planning import Calling
from anlan.kit.notify.targets import Target


class Over(Exception):
    """Nobody is called; the message is a sentence for people."""


def call_again(notice: Notice, *, actor: Any, group: str | None = None, key: str = "", attempt: int = 0) -> int:
    """Call those who are silent once more, deputies among them; how many people. Raises ``Over``."""
    with transaction.atomic():
        held = _held(notice)
        if _pressed(held, key):
            return 0
        silent = Addressee.objects.filter(calling.open_ones(held), called_at__isnull=False).order_by("id")
        people = list(silent if group is None else silent.filter(group=group))
        return _call(held, people, _("再叫 %(count)d 人"), "call_again", actor, key, attempt)


def call_deputies(notice: Notice, *, actor: Any, group: str | None = None, key: str = "", attempt: int = 0) -> int:
    """Call the deputies of those who are silent or cannot come; how many people. Raises ``Over``."""
    with transaction.atomic():
        held = _held(notice)
        if _pressed(held, key):
            return 0
        found = calling.add_deputies(held, step=held.step, moment=clock.now(), group=group)
        fresh = [one for one in found if one.called_at is None]
        return _call(held, fresh, _("叫替补 %(count)d 人"), "call_deputies", actor, key, attempt)


def add_people(
    notice: Notice,
    *,
    to: Iterable[Target] = (),
    targets_named: Iterable[dict[str, str]] = (),
    actor: Any,
    key: str = "",
    attempt: int = 0,
) -> list[Addressee]:
    """Call further people who must answer as well; those who were called. Raises ``Over``."""
    with transaction.atomic():
        held = _held(notice)
        if _pressed(held, key):
            return []
        wanted = [*to, *targets.resolve(targets_named)]
        known = set(Addressee.objects.filter(notice=held).values_list("person_id", flat=True))
        fresh = [one for one in wanted if one.person not in known]
        found = calling.address(held, fresh, step=0, required=True, moment=clock.now())
        people = [one for one in found.values() if one.called_at is None and one.covered_at is None]
        _call(held, people, _("增加 %(count)d 人"), "add_people", actor, key, attempt)
        return people


def _held(notice: Notice) -> Notice:
    """The notice, locked as in answering. After the last answer, whoever cannot come may still be stood in for."""
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    answered = held.state == NoticeState.ANSWERED and held.rule != Rule.EVERYONE
    if answered or held.state in (NoticeState.CANCELLED, NoticeState.EXPIRED, NoticeState.DONE):
        raise Over(_("这条通知已经结束，不能再叫人。"))
    return held


def _pressed(notice: Notice, key: str) -> bool:
    """Was the same press taken in before?"""
    return bool(key) and Delivery.objects.filter(notice=notice, key__contains=f"-{key}-").exists()


def _call(
    notice: Notice, people: Sequence[Addressee], sentence: str, act: str, actor: Any, key: str, attempt: int
) -> int:
    if not people:
        raise Over(_("没有需要叫的人。"))
    mark = key or f"m{notice.events.count()}"
    calling.call(notice, people, Calling(notice.step, notice.round, attempt, (), clock.now(), mark))
    timeline.note(notice, EventKind.BY_HAND, sentence % {"count": len(people)}, by=actor)
    record(f"notice.{act}", actor=actor, obj=notice, after={"people": len(people)})
    return len(people)
