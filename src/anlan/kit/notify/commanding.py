"""What a commander does to a running notice: call the silent again, call deputies, add people. All of it is audited."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.kit.notify import calling, targets, timeline
from anlan.kit.notify.choices import EventKind, NoticeState
from anlan.kit.notify.models import Addressee, Notice
from anlan.kit.notify.planning import Calling
from anlan.kit.notify.targets import Target


class Over(Exception):
    """The notice has ended; the message is a sentence for people."""


def call_again(notice: Notice, *, actor: Any, addressees: Sequence[Addressee] | None = None) -> int:
    """Call those who are silent once more, all of them or the given ones; returns how many people. Raises ``Over``."""
    with transaction.atomic():
        held = _held(notice)
        silent = Addressee.objects.filter(calling.open_ones(held)).order_by("id")
        if addressees is not None:
            silent = silent.filter(pk__in=[one.pk for one in addressees])
        return _call(held, list(silent), _("再叫 %(count)d 人"), "call_again", actor)


def call_deputies(notice: Notice, *, actor: Any, addressees: Sequence[Addressee] | None = None) -> int:
    """Call the deputies of those who are silent or cannot come; returns how many people. Raises ``Over``."""
    with transaction.atomic():
        held = _held(notice)
        found = calling.add_deputies(held, step=held.step, moment=clock.now())
        if addressees is not None:
            principals = {one.pk for one in addressees}
            found = [one for one in found if one.instead_of_id in principals]
        silent = [one for one in found if one.answered_at is None]
        return _call(held, silent, _("叫替补 %(count)d 人"), "call_deputies", actor)


def add_people(
    notice: Notice, *, to: Iterable[Target] = (), targets_named: Iterable[dict[str, str]] = (), actor: Any
) -> int:
    """Call further people who must answer as well; returns how many people. Raises ``Over``."""
    with transaction.atomic():
        held = _held(notice)
        wanted = [*to, *targets.resolve(targets_named)]
        known = set(Addressee.objects.filter(notice=held).values_list("person_id", flat=True))
        fresh = [one for one in wanted if one.person not in known]
        found = calling.address(held, fresh, step=0, required=True, moment=clock.now())
        return _call(held, list(found.values()), _("增加 %(count)d 人"), "add_people", actor)


def _held(notice: Notice) -> Notice:
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    if held.state not in (NoticeState.OPEN, NoticeState.EXHAUSTED):
        raise Over(_("这条通知已经结束，不能再叫人。"))
    return held


def _call(notice: Notice, people: list[Addressee], sentence: str, act: str, actor: Any) -> int:
    if people:
        mark = f"m{notice.events.count()}"
        calling.call(notice, people, Calling(notice.step, notice.round, 0, (), clock.now(), mark))
        timeline.note(notice, EventKind.BY_HAND, sentence % {"count": len(people)}, by=actor)
        record(f"notice.{act}", actor=actor, obj=notice, after={"people": len(people)})
    return len(people)
