"""What leads from an accident to governance and back: who is held to account there, and what was pushed about it.

Asks nobody for permission; views do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base.dictionaries import terms
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.subjects.accidents.choices import Subject
from anlan.subjects.accidents.models import Sanction
from anlan.subjects.governance.models import Accountability

ABOUT = "accident-sanction"
GOVERNED = ("lesson", "supervision-order", "listing", "interview")


def about(found: QuerySet[Any], own: Mapping[str, Sequence[int]]) -> QuerySet[Any]:
    """Those rows of a ledger of governance that are about one of these rows, named by ledger."""
    condition = Q(pk__in=[])
    for code, keys in own.items():
        condition |= Q(about=code, about_id__in=keys)
    return found.filter(condition)


def held_to_account(sanction: Sanction) -> Accountability | None:
    """The row of the bureau's accountability ledger that a sanction was taken into."""
    return Accountability.objects.filter(about=ABOUT, about_id=sanction.pk).first()


def hold_to_account(sanction: Sanction, *, actor: Any) -> Accountability:
    """Take a decided sanction into the accountability ledger, once however often it is asked for; nothing is typed
    again. Raises ``Refused``."""
    ledger: Any = ledger_of(Accountability)
    with transaction.atomic():
        locked = Sanction.objects.select_for_update(of=("self",)).select_related("accident", "kind").get(pk=sanction.pk)
        if (kept := held_to_account(locked)) is not None:
            return kept
        if locked.decided_on is None:
            raise Refused(_("还没有填决定日期，决定作出以后才列入问责台账。"))
        measure = terms.by_name("accountability-measure").get(locked.kind.name)
        if measure is None:
            raise Refused(_("问责台账的“问责方式”里没有“%(kind)s”，请先在字典里加上。") % {"kind": locked.kind.name})
        accident, of_unit = locked.accident, locked.subject == Subject.UNIT
        firm = (
            accident.enterprise if of_unit and accident.enterprise and accident.enterprise.name == locked.name else None
        )
        made: Accountability = entry.enter(
            ledger,
            Accountability(
                person="" if of_unit else locked.name[:60], of_unit=of_unit, enterprise=firm,
                unit_name=(locked.name if of_unit and firm is None else locked.employer)[:120] if firm is None else "",
                measure=measure, decided_on=locked.decided_on, decided_by=locked.authority[:80],
                paper=locked.paper[:60], place_id=accident.place_id, content=accident.title, about=ABOUT,
                about_id=locked.pk,
            ),
            actor=actor,
        )  # fmt: skip
        return made
