"""Taking an answer in: recorded once, whoever repeats it; what it settles stops in the same transaction.

The notice's row is locked first and the addressee's second, here as in escalation, so that two answers at once, or an
answer and a step, come one after the other.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.people.models import Person
from anlan.kit.notify import calling, hooks, steps, timeline
from anlan.kit.notify.choices import COMING, COUNTING, DeliveryState, EventKind, NoticeState, Rule, Word
from anlan.kit.notify.models import Addressee, Answer, Contact, Delivery, Notice
from anlan.kit.notify.planning import Calling

PROGRESS = {Word.UNDERSTOOD: 1, Word.ON_THE_WAY: 2, Word.ARRIVED: 3}
REMINDED = frozenset({Word.UNDERSTOOD, Word.ON_THE_WAY})


def answer_notice(
    addressee: Addressee,
    word: str,
    *,
    door: str,
    key: str,
    note: str = "",
    at: datetime | None = None,
    by: Any = None,
    longitude: float | None = None,
    latitude: float | None = None,
) -> Answer:
    """The answer of that key. ``by`` is the user who recorded it for somebody else."""
    if word == Word.SEEN:
        return _see(addressee, door=door, key=key, at=at or clock.now())
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=addressee.notice_id)
        standing = Answer.objects.filter(key=key).first()
        if standing is not None:
            return standing
        held = Addressee.objects.select_for_update().get(pk=addressee.pk)
        answer = Answer.objects.create(
            addressee=held, word=word, note=note[:200], at=at or clock.now(), door=door, by=by, key=key,
            longitude=longitude, latitude=latitude,
        )  # fmt: skip
        _write_down(notice, held, Word(word), answer.at)
        if by is not None:
            record("notice.answer", actor=by, obj=notice, after={"person": held.person_id, "word": word, "door": door})
        _settle(notice, held, Word(word))
        hooks.answered(answer, notice.topic)
    for name in ("word", "seen_at", "answered_at", "arrived_at", "remind_at", "covered_at"):
        setattr(addressee, name, getattr(held, name))
    return answer


def hand_over(
    addressee: Addressee, person: Person, *, door: str, key: str, note: str = "", by: Any = None
) -> Addressee:
    """A colleague is called instead, who must answer now; returns the colleague's row. Repeats change nothing."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=addressee.notice_id)
        held = Addressee.objects.select_for_update().get(pk=addressee.pk)
        values = {
            "unit_id": person.organisation_id, "group": held.group, "place_id": held.place_id, "instead_of": held,
            "required": held.required, "step": held.step,
        }  # fmt: skip
        colleague, _made = Addressee.objects.get_or_create(notice=notice, person=person, defaults=values)
        if not Answer.objects.filter(key=key).exists():
            Answer.objects.create(
                addressee=held, word=Word.HANDED_OVER, note=(note or str(person))[:200], at=clock.now(), door=door,
                by=by, key=key,
            )  # fmt: skip
            held.word, held.seen_at = Word.HANDED_OVER, held.seen_at or clock.now()
            held.covered_at, held.remind_at = clock.now(), None
            held.save(update_fields=["word", "seen_at", "covered_at", "remind_at"])
            _drop_own(held)
            text = _("%(from)s转交%(to)s") % {"from": held.person, "to": person}
            timeline.note(notice, EventKind.HANDED_OVER, text, by=by)
            if by is not None:
                record("notice.hand_over", actor=by, obj=notice, after={"to": person.pk, "from": held.person_id})
            if notice.state == NoticeState.OPEN and colleague.answered_at is None:
                calling.call(notice, [colleague], Calling(notice.step, 0, 0, (), clock.now(), f"h{held.pk}"))
    return colleague


def acted(about: str, about_id: int) -> int:
    """Something was done about what the notices tell of: nobody is reminded again. Returns how many were to be."""
    with transaction.atomic():
        waiting = Addressee.objects.filter(notice__about=about, notice__about_id=about_id, remind_at__isnull=False)
        notices = list(Notice.objects.filter(pk__in=waiting.values("notice_id")).order_by("pk"))
        count = waiting.update(remind_at=None)
        for notice in notices:
            timeline.note(notice, EventKind.ACTED)
    return count


def _see(addressee: Addressee, *, door: str, key: str, at: datetime) -> Answer:
    """Opened it; that is no answer."""
    Addressee.objects.filter(pk=addressee.pk, seen_at=None).update(seen_at=at)
    answer, _made = Answer.objects.get_or_create(
        key=key, defaults={"addressee": addressee, "word": Word.SEEN, "at": at, "door": door}
    )
    return answer


def _write_down(notice: Notice, held: Addressee, word: Word, at: datetime) -> None:
    """The latest word stands, but nobody who has arrived is thought on the way again."""
    if PROGRESS.get(word, 9) >= PROGRESS.get(Word(held.word), 0) if held.word in PROGRESS else True:
        held.word = word
    held.seen_at, held.answered_at = held.seen_at or at, held.answered_at or at
    if word == Word.ARRIVED:
        held.arrived_at = held.arrived_at or at
    waits = notice.remind_seconds and held.word in REMINDED
    held.remind_at = clock.now() + timedelta(seconds=notice.remind_seconds or 0) if waits else None
    held.save(update_fields=["word", "seen_at", "answered_at", "arrived_at", "remind_at"])
    if word in COUNTING and held.instead_of_id:
        Addressee.objects.filter(pk=held.instead_of_id, covered_at=None).update(covered_at=at)
    addresses = Delivery.objects.filter(addressee=held, sent_at__isnull=False).values_list("address", flat=True)
    Contact.objects.filter(address__in=list(addresses)).update(verified_at=at, failures=0)


def _settle(notice: Notice, held: Addressee, word: Word) -> None:
    """What stops: the person's own messages, those to whom he stands in for, and the whole notice if that was all."""
    _drop_own(held)
    if notice.state not in (NoticeState.OPEN, NoticeState.EXHAUSTED):
        return
    if _enough(notice, word):
        steps.finish(notice, NoticeState.ANSWERED, f"{held.person}{word.label}")
        hooks.ended(notice)
    elif word == Word.UNABLE and notice.state == NoticeState.OPEN and notice.rule in (Rule.FIRST, Rule.QUORUM):
        open_ones = Addressee.objects.filter(calling.open_ones(notice), called_at__isnull=False)
        if not open_ones.exists():  # nobody is left who could come: the next step need not wait
            steps.advance(notice, force=notice.step < len(notice.steps))
            if notice.state != NoticeState.OPEN:
                hooks.ended(notice)


def _drop_own(held: Addressee) -> None:
    own = Delivery.objects.filter(addressee__in=[held.pk, *([held.instead_of_id] if held.instead_of_id else [])])
    own.filter(state=DeliveryState.WAITING).update(state=DeliveryState.DROPPED)


def _enough(notice: Notice, word: Word) -> bool:
    people = Addressee.objects.filter(notice=notice)
    if notice.rule == Rule.FIRST:
        return word in COUNTING
    if notice.rule == Rule.QUORUM:
        return word in COMING and people.filter(word__in=COMING).count() >= (notice.quorum or 1)
    if notice.rule == Rule.EVERYONE:
        return not people.filter(required=True, answered_at=None, covered_at=None).exists()
    return False
