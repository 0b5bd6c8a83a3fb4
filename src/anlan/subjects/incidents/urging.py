"""What the duty officer does to a running call-out by hand: call again, call deputies now, call more people.

Each act carries a key of the page it was pressed on, so that a double press calls nobody twice.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.kit.flow.making import Refused
from anlan.kit.notify import calling as notices
from anlan.kit.notify import targets, timeline
from anlan.kit.notify.choices import EventKind
from anlan.kit.notify.models import Addressee, Delivery, Notice
from anlan.kit.notify.planning import Calling
from anlan.subjects.incidents.calling import add_units
from anlan.subjects.incidents.models import Callout

SECOND = 1  # the second entry of a person's order of channels: a telephone call after a message


def call_again(callout: Callout, group: str | None, *, actor: Any, key: str) -> int:
    """Those who have not answered, and deputies among them, once more by their next channel. Raises ``Refused``."""
    with transaction.atomic():
        notice = _held(callout)
        if _done(notice, key):
            return 0
        people = [one for one in _people(notice, group) if not one.word and one.covered_at is None]
        people = [one for one in people if one.called_at is not None]
        return _call(notice, people, EventKind.REPEATED, actor, key)


def call_deputies(callout: Callout, group: str | None, *, actor: Any, key: str) -> int:
    """The deputies of those who have not answered or cannot come, at once. Raises ``Refused``."""
    with transaction.atomic():
        notice = _held(callout)
        if _done(notice, key):
            return 0
        known = set(notice.addressees.values_list("pk", flat=True))
        added = notices.add_deputies(notice, step=notice.step, moment=clock.now())
        people = [one for one in added if one.called_at is None]
        if group is not None:
            foreign = [one.pk for one in people if one.group != group and one.pk not in known]
            Addressee.objects.filter(pk__in=foreign).delete()
            people = [one for one in people if one.group == group]
        return _call(notice, people, EventKind.DEPUTY, actor, key)


def add_people(callout: Callout, more: Sequence[dict[str, str]], *, actor: Any, key: str) -> int:
    """Call more people into it; returns how many were not called before. Raises ``Refused``."""
    with transaction.atomic():
        notice = _held(callout)
        if _done(notice, key):
            return 0
        known = set(notice.addressees.values_list("person_id", flat=True))
        fresh = [each for each in targets.resolve(more) if each.person not in known]
        rows = notices.address(notice, fresh, step=0, required=True, moment=clock.now())
        people = [one for one in rows.values() if one.called_at is None and one.covered_at is None]
        called = _call(notice, people, EventKind.STEP, actor, key)
        add_units(callout, Counter(one.group for one in people if one.instead_of_id is None))
        row = Callout.objects.select_for_update().get(pk=callout.pk)
        Callout.objects.filter(pk=row.pk).update(targets=[*row.targets, *more])
        return called


def _held(callout: Callout) -> Notice:
    """The notice, locked as in answering, of a call-out that runs."""
    if callout.notice_id is None or not callout.running:
        raise Refused(_("这次叫应不在进行中。"))
    return Notice.objects.select_for_update().get(pk=callout.notice_id)


def _people(notice: Notice, group: str | None) -> list[Addressee]:
    rows = Addressee.objects.filter(notice=notice).order_by("pk")
    return list(rows if group is None else rows.filter(group=group))


def _done(notice: Notice, key: str) -> bool:
    """Was the same press taken in before?"""
    return Delivery.objects.filter(notice=notice, key__contains=f"-{key}-").exists()


def _call(notice: Notice, people: Sequence[Addressee], kind: EventKind, actor: Any, key: str) -> int:
    if not people:
        raise Refused(_("没有需要叫的人。"))
    notices.call(notice, people, Calling(notice.step, 0, SECOND, (), clock.now(), key))
    text = _("%(what)s：%(count)d 人") % {"what": kind.label, "count": len(people)}
    timeline.note(notice, kind, text, by=actor)
    audit.record(
        f"callout.{kind}", actor=actor, kind="callout", object_id=str(notice.about_id), label=notice.title,
        after={"people": len(people)},
    )  # fmt: skip
    return len(people)
