"""Calling people: rows of those addressed, deputies in the place of the absent, and the messages to all of them.

The caller holds the notice's lock. It must not know when the next step comes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base.inserting import insert_many, maker
from anlan.base.people.models import Person
from anlan.kit.notify import planning, timeline
from anlan.kit.notify.choices import EventKind, Word
from anlan.kit.notify.models import Absence, Addressee, ListMember, Notice
from anlan.kit.notify.planning import Calling, Facts, chunked
from anlan.kit.notify.targets import Target


def open_ones(notice: Notice) -> Q:
    """Who of a notice has neither answered nor been answered for."""
    return Q(notice=notice, answered_at=None, covered_at=None)


def address(
    notice: Notice, targets: Sequence[Target], *, step: int, required: bool, moment: datetime
) -> dict[int, Addressee]:
    """Rows for these people and, for whoever is away, for the deputy; by person, each once."""
    persons = [target.person for target in targets]
    facts = planning.facts_of(persons)
    known = _known(notice, persons)
    make = maker(Addressee)
    fresh = [
        make(
            {
                "notice_id": notice.pk,
                "person_id": target.person,
                "unit_id": target.unit or facts[target.person].unit,
                "group": target.group[:80],
                "place_id": target.place,
                "deputy_id": target.deputy,
                "required": required,
                "step": step,
            }
        )
        for target in targets
        if target.person not in known and target.person in facts and facts[target.person].active
    ]
    insert_many(fresh)
    known.update({one.person_id: one for one in fresh})
    _replace_absent(notice, known, step=step, moment=moment)
    return known


def call(notice: Notice, addressees: Sequence[Addressee], calling: Calling) -> int:
    """Messages to these people, by their own channels or the step's; returns how many messages."""
    facts: dict[int, Facts] = planning.facts_of([one.person_id for one in addressees])
    count = planning.plan(notice, addressees, calling, facts)
    first = [one.pk for one in addressees if one.called_at is None]
    for part in chunked(first):
        Addressee.objects.filter(pk__in=part).update(called_at=calling.moment)
    return count


def add_deputies(notice: Notice, *, step: int, moment: datetime, group: str | None = None) -> list[Addressee]:
    """Rows for the deputies of those who have not answered, or cannot come; of one group where it is given."""
    absent = open_ones(notice) | Q(notice=notice, word=Word.UNABLE, covered_at=None)
    rows = Addressee.objects.filter(absent, instead_of=None)
    silent = list(rows if group is None else rows.filter(group=group))
    deputies = {one.pk: one.deputy_id for one in silent if one.deputy_id}
    without = [one.person_id for one in silent if one.pk not in deputies]
    named = _named_deputies(without, moment)
    deputies.update({one.pk: named[one.person_id] for one in silent if one.person_id in named})
    return _instead(notice, silent, deputies, step=step)


def _known(notice: Notice, persons: Sequence[int]) -> dict[int, Addressee]:
    found = {}
    if not Addressee.objects.filter(notice=notice).exists():
        return {}
    for part in chunked(persons):
        found.update({one.person_id: one for one in Addressee.objects.filter(notice=notice, person_id__in=part)})
    return found


def _replace_absent(notice: Notice, known: dict[int, Addressee], *, step: int, moment: datetime) -> None:
    """Whoever is away and has a deputy is not called; the deputy is."""
    away = _away(known, moment)
    principals = [known[person] for person in away if known[person].covered_at is None]
    deputies = {one.pk: away[one.person_id] for one in principals}
    added = _instead(notice, principals, deputies, step=step)
    for one in principals:
        known.pop(one.person_id, None)
    known.update({one.person_id: one for one in added})
    if principals:
        names = Person.objects.filter(pk__in=[one.person_id for one in principals][:5]).values_list("name", flat=True)
        text = _("%(names)s外出，叫其代理人") % {"names": timeline.named(names, len(principals))}
        timeline.note(notice, EventKind.DEPUTY, text)


def _away(persons: Iterable[int], moment: datetime) -> dict[int, int]:
    wanted = set(persons)
    rows = Absence.objects.filter(from_at__lte=moment, to_at__gt=moment, deputy__isnull=False)
    found = dict(rows.filter(deputy__active=True).values_list("person_id", "deputy_id"))
    return {person: deputy for person, deputy in found.items() if person in wanted}


def _named_deputies(persons: Sequence[int], moment: datetime) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in chunked(persons):
        rows = ListMember.objects.filter(person_id__in=part, deputy__isnull=False)
        found.update(dict(rows.values_list("person_id", "deputy_id")))
    found.update(_away(persons, moment))
    return found


def _instead(
    notice: Notice, principals: Sequence[Addressee], deputies: dict[int, int], *, step: int
) -> list[Addressee]:
    known = _known(notice, list(deputies.values()))
    facts = planning.facts_of(deputies.values())
    make = maker(Addressee)
    fresh: dict[int, Addressee] = {}
    for one in principals:
        deputy = deputies.get(one.pk)
        if deputy is None or deputy in known or deputy in fresh or deputy not in facts or not facts[deputy].active:
            continue
        fresh[deputy] = make(
            {
                "notice_id": notice.pk,
                "person_id": deputy,
                "unit_id": one.unit_id,
                "group": one.group,
                "place_id": one.place_id,
                "instead_of_id": one.pk,
                "required": False,
                "step": step,
            }
        )
    insert_many(list(fresh.values()))
    return [*fresh.values(), *(known[deputy] for deputy in set(deputies.values()) & known.keys())]
