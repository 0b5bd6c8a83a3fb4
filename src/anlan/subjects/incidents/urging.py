"""What the duty officer does to a running call-out by hand: call again, call deputies now, call more people.

It must not know how people are called: a call-out's notice is commanded, and refuses when the call-out does not run.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.kit.flow.making import Refused
from anlan.kit.notify import commanding
from anlan.kit.notify.models import Notice
from anlan.subjects.incidents.calling import add_units
from anlan.subjects.incidents.models import Callout

SECOND = 1  # the second entry of a person's order of channels: a telephone call after a message


def call_again(callout: Callout, group: str | None, *, actor: Any, key: str) -> int:
    """Those who have not answered, and deputies among them, once more by their next channel. Raises ``Refused``."""
    notice = _running(callout)
    try:
        return commanding.call_again(notice, actor=actor, group=group, key=key, attempt=SECOND)
    except commanding.Over as over:
        raise Refused(str(over)) from over


def call_deputies(callout: Callout, group: str | None, *, actor: Any, key: str) -> int:
    """The deputies of those who have not answered or cannot come, at once. Raises ``Refused``."""
    notice = _running(callout)
    try:
        return commanding.call_deputies(notice, actor=actor, group=group, key=key, attempt=SECOND)
    except commanding.Over as over:
        raise Refused(str(over)) from over


def add_people(callout: Callout, more: Sequence[dict[str, str]], *, actor: Any, key: str) -> int:
    """Call more people into it; returns how many were not called before. Raises ``Refused``."""
    notice = _running(callout)
    try:
        with transaction.atomic():
            people = commanding.add_people(notice, targets_named=more, actor=actor, key=key, attempt=SECOND)
            if people:
                add_units(callout, Counter(one.group for one in people if one.instead_of_id is None))
                row = Callout.objects.select_for_update().get(pk=callout.pk)
                Callout.objects.filter(pk=row.pk).update(targets=[*row.targets, *more])
            return len(people)
    except commanding.Over as over:
        raise Refused(str(over)) from over


def _running(callout: Callout) -> Notice:
    """The notice of a call-out that runs."""
    if callout.notice is None or not callout.running:
        raise Refused(_("这次叫应不在进行中。"))
    return callout.notice
