"""What time does to warnings: they expire, and feeds are asked."""

from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.engine.parts import part
from anlan.kit.flow import making
from anlan.kit.records.writing import Conflict
from anlan.subjects.warnings import flows
from anlan.subjects.warnings.choices import Status
from anlan.subjects.warnings.models import Alert

AT_ONCE = 100


@part("warning-expiry", every=15, title=_("预警到期失效"))
def expire() -> bool:
    """Warnings past their end; True when there are more than one round takes."""
    rows = list(
        Alert.objects.filter(status=Status.ISSUED, expires_at__lte=clock.now()).order_by("expires_at")[:AT_ONCE]
    )
    for row in rows:
        try:
            making.make(flows.lifecycle, flows.EXPIRE, row, actor=None, trusted=True)
        except (making.Refused, Conflict):
            continue  # somebody was quicker
    return len(rows) == AT_ONCE


@part("warning-feeds", every=15, lease=300, title=_("接收预警订阅源"))
def ask_feeds() -> bool:
    """Feeds whose turn has come, one after the other; one that fails waits longer and holds up no other."""
    from anlan.subjects.warnings import fetching

    for feed in fetching.due():
        fetching.ask(feed)
    return False
