"""What happens when people are called out: sending, ending, measuring, sealing. Moves run inside their transaction."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.notify import services as notify
from anlan.kit.notify import targets
from anlan.kit.notify.choices import Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.incidents import board, rules, sheets
from anlan.subjects.incidents.models import Callout, CalloutResult, CalloutUnit
from anlan.subjects.resources.models import Team
from anlan.subjects.resources.queries import nearest

TOPIC = "callout"
WORDS = (Word.ON_THE_WAY, Word.ARRIVED, Word.NEED_HELP, Word.UNABLE)


def chosen(user: Any, callout: Callout) -> bool:
    """Somebody has been chosen to be called."""
    return bool(callout.targets)


def call(callout: Callout, *, actor: Any, data: dict[str, Any]) -> None:
    """Send: one notice for the call-out, everyone must answer, deputies as the policy's steps say.

    Raises ``Refused`` when those chosen mean nobody at this moment.
    """
    persons = targets.resolve(callout.targets)
    if not persons:
        raise Refused(_("选定的对象里现在没有一个人，没有发出叫应。"))
    callout.called_at = clock.now()
    callout.notice = notify.send_notice(
        key=f"callout:{callout.pk}",
        topic=TOPIC,
        title=callout.title,
        text=callout.text,
        to=persons,
        policy=callout.policy,
        urgency=Urgency.CRITICAL,
        about=TOPIC,
        about_id=callout.pk,
        exercise=callout.exercise,
        actor=actor,
        words=[word.value for word in WORDS],
        rule=Rule.EVERYONE,
        place=callout.place,
        line=callout.line,
    )
    add_units(callout, Counter(person.group for person in persons))


def add_units(callout: Callout, counts: Counter[str]) -> None:
    """A line of the board for each group of those called; more people of a known one only lengthen it."""
    teams = {team.name: team for team in Team.objects.filter(name__in=[name for name in counts if name])}
    near = {each.team.pk: each for each in nearest(teams.values(), callout.longitude, callout.latitude)}
    known = {unit.name: unit for unit in callout.units.all()}
    fresh = []
    for name, number in counts.items():
        if name in known:
            known[name].total += number
            known[name].save(update_fields=["total"])
            continue
        team = teams.get(name)
        way = near.get(team.pk) if team else None
        fresh.append(
            CalloutUnit(
                callout=callout,
                team=team,
                name=name,
                minutes=team.muster_minutes if team else callout.minutes,
                percent=team.muster_percent if team else rules.ALL,
                metres=way.metres if way else None,
                travel_minutes=way.minutes if way else None,
                total=number,
            )
        )
    CalloutUnit.objects.bulk_create(fresh)


def end(callout: Callout, *, actor: Any, data: dict[str, Any]) -> None:
    """Nobody is called any more; the result is measured and the sheet sealed."""
    callout.ended_at = clock.now()
    if callout.notice is not None:
        notify.cancel_notice(callout.notice, actor=actor, reason=str(_("叫应结束")))
        measure(callout)
        sheets.seal(callout, actor=actor)


def cancel(callout: Callout, *, actor: Any, data: dict[str, Any]) -> None:
    """A call-out made in error: what is still waiting is not sent. What was sent stays on the sealed sheet."""
    callout.ended_at = clock.now()
    if callout.notice is not None:
        notify.cancel_notice(callout.notice, actor=actor, reason=str(data.get("opinion", "")))
        sheets.seal(callout, actor=actor)


def measure(callout: Callout) -> CalloutResult:
    """Write down what each unit and the whole did, in seconds from receiving the alarm. May be repeated."""
    lines = board.lines(callout, over=True)
    for line in lines:
        took = line.muster
        CalloutUnit.objects.filter(pk=line.unit.pk).update(
            total=took.total,
            arrived=took.arrived,
            half_seconds=took.half,
            ninety_seconds=took.ninety,
            all_seconds=took.all,
            mustered_seconds=took.mustered,
            in_time=took.in_time,
        )
    whole = board.whole(callout, lines)
    teams = [line for line in lines if line.unit.name]
    result, _made = CalloutResult.objects.update_or_create(
        callout=callout,
        defaults={
            "measured_at": clock.now(),
            "total": whole.should,
            "sent": whole.sent,
            "answered": whole.answered,
            "arrived": whole.arrived,
            "unable": whole.unable,
            "silent": whole.silent,
            "half_seconds": whole.muster.half,
            "ninety_seconds": whole.muster.ninety,
            "all_seconds": whole.muster.all,
            "teams": len(teams),
            "teams_in_time": sum(line.muster.in_time is True for line in teams),
        },
    )
    return result


def enter(
    callout: Callout,
    addressees: Iterable[Addressee],
    word: str,
    *,
    door: str,
    key: str,
    by: Any = None,
    note: str = "",
) -> int:
    """Answers given for others: by the duty officer over the telephone, or by a leader for his team.

    ``key`` makes a repeated press count once; whoever has arrived already is left alone. Returns how many.
    """
    entered = 0
    for addressee in addressees:
        if addressee.notice_id != callout.notice_id:
            raise ValueError("an addressee of another notice")
        if addressee.word == Word.ARRIVED:
            continue
        notify.answer_notice(addressee, Word(word), door=door, key=f"{key}:{addressee.pk}", note=note, by=by)
        entered += 1
    return entered


def ended_by_itself(notice: Notice) -> None:
    """A notice that ran out or was answered by all is measured at once; the duty officer may still end the call-out."""
    callout = Callout.objects.filter(notice=notice).first()
    if callout is not None and callout.running:
        measure(callout)
