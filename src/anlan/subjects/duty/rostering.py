"""Making a roster in the background: what stands in the tables becomes a problem of numbers, its answer a proposal.

A proposal changes nothing until somebody adopts it; shifts that have begun and seats held by hand stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.kit.solve import rostering as solver
from anlan.kit.solve.rotation import number_at
from anlan.subjects.duty import queries, services
from anlan.subjects.duty.choices import Part, RunState
from anlan.subjects.duty.models import DutyPost, PostMember, RosterRun, Shift, ShiftPerson
from anlan.subjects.duty.quality import quality
from anlan.subjects.duty.rules import (
    Roster,
    Sitting,
    Turn,
    broken,
    kinds_of,
    may_be,
    shift_spans,
    weekdays,
)

LEASE = timedelta(minutes=5)
MOST_DAYS, MOST_SECONDS = 400, 120
WEIGHTS = {"all": 3, "night": 4, "weekend": 4, "holiday": 6, "standby": 2}
AVOIDED, ON_LEAVE = 2, 8
DAY = timedelta(days=1)


class Unfit(Exception):
    """The roster cannot be asked for; the message is a sentence."""


@dataclass
class Plan:
    """One shift to be manned: its span, who is on it and stays, and how many of each part it needs."""

    turn: Turn
    held: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    needs: tuple[int, int, int] = (0, 0, 0)
    strong: bool = False


def ask(
    posts: Sequence[DutyPost], first: date, last: date, *, actor: Any, way: str = "fair", unit: str = "day",
    length: int = 1, seconds: int = 20,
) -> RosterRun:  # fmt: skip
    """Put a making into the queue. Raises ``Unfit``."""
    if not posts:
        raise Unfit(_("请选择值班岗位。"))
    if not first <= last or (last - first).days >= MOST_DAYS:
        raise Unfit(_("起止日期应在 %(most)d 天以内。") % {"most": MOST_DAYS})
    if not PostMember.objects.filter(post__in=posts, active=True, person__active=True).exists():
        raise Unfit(_("这些岗位还没有值班人员，请先登记值班人员。"))
    run = RosterRun.objects.create(
        begins_on=first, ends_on=last, way=way, turn_unit=unit, turn_length=max(length, 1), asked_by=actor,
        seconds=min(max(seconds, 1), MOST_SECONDS),
    )  # fmt: skip
    run.posts.set(posts)
    services.note("duty-post", posts, "roster-asked", actor=actor, after={"_from": f"{first}", "_to": f"{last}"})
    return run


def waiting() -> Any:
    """Makings that wait, or whose worker died."""
    free = Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, leased_until_at__lt=clock.now())
    return RosterRun.objects.filter(free).order_by("id")


def work(run_id: int) -> RosterRun:
    """Make one roster; a fault is kept with the run."""
    taken = waiting().filter(pk=run_id).update(
        state=RunState.RUNNING, leased_until_at=clock.now() + LEASE, progress=10
    )  # fmt: skip
    run = RosterRun.objects.get(pk=run_id)
    if not taken:
        return run
    try:
        run.result = propose(run)
        run.state, run.progress = RunState.READY, 100
    except Unfit as wrong:
        run.state, run.error = RunState.FAILED, str(wrong)[:300]
    run.ended_at = clock.now()
    run.leased_until_at = None
    run.save(update_fields=["result", "state", "progress", "error", "ended_at", "leased_until_at"])
    return run


def propose(run: RosterRun) -> dict[str, Any]:
    """The proposal as JSON: shifts with their people, how good it is and how much better it could be."""
    posts = list(run.posts.select_related("unit"))
    standing, plans = _plans(posts, run.begins_on, run.ends_on)
    if not plans:
        raise Unfit(_("这段时间没有班次，请检查岗位的交接时刻。"))
    members = {
        (one.post_id, one.person_id): one
        for one in PostMember.objects.filter(post__in=posts, active=True, person__active=True).order_by(
            "position", "id"
        )
    }
    told: dict[str, Any] = {"proven": True}
    if run.way == "turns":
        people = _by_turns(run, standing, plans, members)
    else:
        problem = _problem(posts, standing, plans, members)
        RosterRun.objects.filter(pk=run.pk).update(progress=30)
        found = solver.solve(problem, seconds=float(run.seconds))
        people = _read(plans, found.assigned)
        told = {"proven": found.proven, "objective": found.objective, "bound": found.bound, "gap": found.gap}
        told["seconds"] = round(found.seconds, 2)
    return told | _judged(standing, plans, people)


def _plans(posts: Sequence[DutyPost], first: date, last: date) -> tuple[Roster, list[Plan]]:
    """What stands in the span, and each shift there is or should be, in the order of time."""
    begins, ends = queries.day_span(first, last)
    standing = queries.roster(posts, begins, ends)
    zone = begins.tzinfo
    known = {(turn.post, turn.begins): turn for turn in standing.turns}
    for post in posts:
        for start, end in shift_spans(post.starts, post.hours, first, last, zone):
            if start > clock.now():
                known.setdefault((post.pk, start), Turn(0, post.pk, start, end))
    kept = set(
        ShiftPerson.objects.filter(shift__in=[turn.key for turn in standing.turns], held=True).values_list(
            "shift_id", "person_id"
        )
    )
    plans = []
    for turn in sorted(known.values(), key=lambda one: (one.begins, one.post)):
        plan = Plan(turn, needs=standing.needs(turn), strong=standing.strength_at(turn.post, turn) is not None)
        for one in turn.people:
            if turn.begins <= clock.now() or (turn.key, one.person) in kept:
                plan.held[one.part].append(one.person)
        plans.append(plan)
    return standing, plans


def _problem(
    posts: Sequence[DutyPost], standing: Roster, plans: Sequence[Plan], members: Mapping[tuple[int, int], PostMember]
) -> solver.Problem:
    begins, ends = plans[0].turn.begins, max(plan.turn.ends for plan in plans)
    off = queries.holidays(begins.date(), ends.date())
    groups = _groups(standing)
    seats = [seat for plan in plans for seat in _seats(standing, plan, groups, off)]
    longest = min(post.longest_run for post in posts)
    workers = _workers(posts, standing, plans, members, groups)
    return solver.Problem(workers, tuple(seats), WEIGHTS, longest)


def _groups(standing: Roster) -> dict[tuple[int, str], tuple[str, frozenset[int]]]:
    """(post, part) → name of the group in which it is fair, and who is able. Posts of one pool are one group."""
    made: dict[tuple[int, str], tuple[str, frozenset[int]]] = {}
    names: dict[tuple[str, frozenset[int]], str] = {}
    for post in standing.posts:
        for part in Part.values:
            able = frozenset(person for (of, person), fit in standing.pool.items() if of == post and may_be(fit, part))
            made[post, part] = (names.setdefault((part, able), f"{part}{len(names)}"), able)
    return made


def _seats(
    standing: Roster, plan: Plan, groups: Mapping[tuple[int, str], tuple[str, frozenset[int]]], off: frozenset[date]
) -> Iterable[solver.Seat]:
    turn, rule = plan.turn, standing.posts[plan.turn.post]
    kinds = kinds_of(turn.begins, turn.ends, off)
    rest = _rest(standing, plan)

    def made(name: str, part: str, need: int, able: frozenset[int], held: Iterable[int]) -> solver.Seat:
        resting = part == Part.STANDBY
        return solver.Seat(
            f"{_key(turn)}|{name}", groups[turn.post, part][0], turn.begins, turn.ends, need, able,
            kinds=frozenset({"standby"}) if resting else kinds, rest=timedelta(0) if resting else rest,
            runs=not (resting or plan.strong), resting=resting, held=frozenset(held),
        )  # fmt: skip

    for part, wanted in zip((Part.LEADER, Part.MEMBER, Part.STANDBY), plan.needs, strict=True):
        able, held, need = groups[turn.post, part][1], list(plan.held[part]), wanted
        for skill in rule.skills[:need] if part == Part.MEMBER else ():
            skilled = frozenset(person for person in able if skill in standing.pool[turn.post, person].skills)
            own = [person for person in held if person in skilled][:1]
            held = [person for person in held if person not in own]
            need -= 1
            yield made(f"{part}|{skill}", part, 1, skilled, own)
        if need > 0 or held:
            yield made(part, part, max(need, 0), able, held)


def _rest(standing: Roster, plan: Plan) -> timedelta:
    """The rest after a shift: none in a key period, and what is left of it where one begins."""
    turn, rule = plan.turn, standing.posts[plan.turn.post]
    if plan.strong:
        return timedelta(0)
    raising = [one.span[0] for one in standing.strengths.get(turn.post, ()) if one.parts and one.of]
    ahead = [begins for begins in raising if turn.ends <= begins < turn.ends + rule.rest]
    return min([rule.rest, *(begins - turn.ends for begins in ahead)])


def _key(turn: Turn) -> str:
    return f"{turn.post}|{turn.begins.isoformat()}"


def _workers(
    posts: Sequence[DutyPost],
    standing: Roster,
    plans: Sequence[Plan],
    members: Mapping[tuple[int, int], PostMember],
    groups: Mapping[tuple[int, str], tuple[str, frozenset[int]]],
) -> tuple[solver.Worker, ...]:
    begins, ends = plans[0].turn.begins, max(plan.turn.ends for plan in plans)
    people = sorted(
        {person for _post, person in members} | {p for plan in plans for ps in plan.held.values() for p in ps}
    )
    away = queries.absences(people, begins, ends)
    busy, worked = _elsewhere(posts, people, begins, ends)
    past = _past(standing, members, groups, begins)
    cancelled = [s.span for post in posts for s in standing.strengths.get(post.pk, ()) if s.leave_cancelled]
    made = []
    for person in people:
        own = [one for (_post, key), one in members.items() if key == person]
        leave = [span for span in away.get(person, ()) if not any(_within(span, c) for c in cancelled)]
        wishes = _wishes(own, begins.date(), ends.date(), [span for span in away.get(person, ()) if span not in leave])
        made.append(
            solver.Worker(
                person, tuple(leave), tuple(busy.get(person, ())), wishes, past.get(person, {}),
                min((one.share for one in own), default=100), frozenset(worked.get(person, ())),
            )
        )  # fmt: skip
    return tuple(made)


def _within(span: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _wishes(
    own: Sequence[PostMember], first: date, last: date, leave: Sequence[tuple[datetime, datetime]]
) -> dict[date, int]:
    """Days to be avoided: weekdays that do not suit, and leave that a key period has cancelled."""
    avoided = frozenset().union(*(weekdays(one.avoids) for one in own)) if own else frozenset()
    made = {}
    on = first
    while on <= last:
        cost = AVOIDED if on.weekday() in avoided else 0
        begins, ends = queries.day_span(on, on)
        if any(_within(span, (begins, ends)) for span in leave):
            cost += ON_LEAVE
        if cost:
            made[on] = cost
        on += DAY
    return made


def _elsewhere(
    posts: Sequence[DutyPost], people: Sequence[int], begins: datetime, ends: datetime
) -> tuple[dict[int, list[tuple[datetime, datetime]]], dict[int, set[date]]]:
    """Shifts of the same people at other posts or before the span, with the rest after them; and days just before."""
    busy: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    worked: dict[int, set[date]] = defaultdict(set)
    own = {post.pk for post in posts}
    found = ShiftPerson.objects.filter(
        person__in=people, shift__begins_at__lt=ends, shift__ends_at__gt=begins - timedelta(days=10)
    ).exclude(part=Part.STANDBY)
    for one in found.select_related("shift__post"):
        shift = one.shift
        if shift.post_id in own and shift.begins_at >= begins:
            continue
        busy[one.person_id].append((shift.begins_at, shift.ends_at + timedelta(hours=shift.post.rest_hours)))
        if shift.begins_at < begins:
            worked[one.person_id].add(shift.begins_at.astimezone(begins.tzinfo).date())
    return busy, worked


def _past(
    standing: Roster,
    members: Mapping[tuple[int, int], PostMember],
    groups: Mapping[tuple[int, str], tuple[str, frozenset[int]]],
    begins: datetime,
) -> dict[int, dict[tuple[str, str], int]]:
    """Person → what they bore in the two months before, so that fairness is over months. Whoever joined meanwhile is
    taken to have borne as much as the others: nobody has to make up for months before his time."""
    since = begins - queries.LOOK_BACK
    off = queries.holidays(since.date(), begins.date())
    counts: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for one in ShiftPerson.objects.filter(
        shift__post__in=standing.posts, shift__begins_at__gte=since, shift__begins_at__lt=begins
    ).select_related("shift"):
        group, _able = groups[one.shift.post_id, one.part]
        start = one.shift.begins_at.astimezone(begins.tzinfo)
        kinds = (
            {"standby"}
            if one.part == Part.STANDBY
            else kinds_of(start, one.shift.ends_at.astimezone(begins.tzinfo), off)
        )
        for kind in kinds:
            counts[one.person_id][group, kind] += 1
    newcomers = {person for (_post, person), one in members.items() if one.created_at > since}
    for group, able in set(groups.values()):
        old = [person for person in able if person not in newcomers] or [p for p in able if p in counts]
        for kind in WEIGHTS:
            usual = round(sum(counts[p][group, kind] for p in old) / len(old)) if old else 0
            for person in able & newcomers:
                counts[person][group, kind] = max(counts[person][group, kind], usual)
    return {person: dict(own) for person, own in counts.items()}


def _read(plans: Sequence[Plan], assigned: Mapping[str, Sequence[int]]) -> dict[int, dict[str, list[int]]]:
    """Number of the plan → part → people."""
    of = {_key(plan.turn): number for number, plan in enumerate(plans)}
    made: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, people in assigned.items():
        post, begins, part = key.split("|")[:3]
        made[of[f"{post}|{begins}"]][part] += people
    return made


def _by_turns(
    run: RosterRun, standing: Roster, plans: Sequence[Plan], members: Mapping[tuple[int, int], PostMember]
) -> dict[int, dict[str, list[int]]]:
    """Each in turn by position, going on where the last roster ended; who is away is passed over."""
    made: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    begins, ends = plans[0].turn.begins, max(plan.turn.ends for plan in plans)
    away = queries.absences({person for _post, person in members}, begins, ends)
    for post in standing.posts:
        circles = {
            part: [p for (of, p), one in members.items() if of == post and _turns_as(one, part)] for part in Part.values
        }
        offsets = {part: _after_last(post, part, circles[part], begins) for part in Part.values}
        own = [(number, plan) for number, plan in enumerate(plans) if plan.turn.post == post]
        for number, plan in own:
            turn = number_at(own[0][1].turn.begins, run.turn_unit, run.turn_length, plan.turn.begins)  # type: ignore[arg-type]
            taken: set[int] = {p for ps in plan.held.values() for p in ps}
            for part, need in zip((Part.LEADER, Part.MEMBER, Part.STANDBY), plan.needs, strict=True):
                chosen = list(plan.held[part])
                circle = circles[part]
                for step in range(len(circle)):
                    if len(chosen) >= need:
                        break
                    person = circle[(offsets[part] + turn * need + step) % len(circle)]
                    span = (plan.turn.begins, plan.turn.ends)
                    if person not in taken and not any(_within(one, span) for one in away.get(person, ())):
                        chosen.append(person)
                        taken.add(person)
                made[number][part] = chosen
    return made


def _turns_as(member: PostMember, part: str) -> bool:
    return member.can_lead if part == Part.LEADER else member.can_serve


def _after_last(post: int, part: str, circle: Sequence[int], begins: datetime) -> int:
    last = (
        ShiftPerson.objects.filter(shift__post=post, part=part, shift__begins_at__lt=begins, person__in=circle)
        .order_by("-shift__begins_at", "-id")
        .values_list("person_id", flat=True)
        .first()
    )
    return circle.index(last) + 1 if last is not None else 0


def _judged(
    standing: Roster, plans: Sequence[Plan], people: Mapping[int, Mapping[str, Sequence[int]]]
) -> dict[str, Any]:
    """The proposal with its score and what it breaks, by the same rules as a roster made by hand."""
    keys = {person for parts in people.values() for own in parts.values() for person in own}
    names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
    turns, shifts = [], []
    for number, plan in enumerate(plans):
        sitting = tuple(Sitting(p, names[p], part) for part in Part.values for p in people[number][part])
        turns.append(Turn(number, plan.turn.post, plan.turn.begins, plan.turn.ends, sitting))
        shifts.append(
            {
                "post": plan.turn.post,
                "begins": plan.turn.begins.isoformat(),
                "people": [[one.person, one.part] for one in sitting],
            }
        )
    made = Roster(standing.posts, turns, standing.pool, standing.absences, standing.strengths)
    faults = broken(made)
    off = queries.holidays(turns[0].begins.date(), turns[-1].begins.date())
    figure = quality(made, faults, off)
    told = [{"at": one.at.isoformat() if one.at else "", "post": one.post, "sentence": one.sentence} for one in faults]
    return {"shifts": shifts, "score": figure.score if figure else None, "faults": told[:200], "broken": len(faults)}


def adopt(run: RosterRun, *, actor: Any) -> int:
    """The proposal becomes the roster: shifts to come get their people, those held by hand stay. Raises ``Unfit``."""
    with transaction.atomic():
        taken = RosterRun.objects.filter(pk=run.pk, state=RunState.READY).update(state=RunState.ADOPTED)
        if not taken:
            raise Unfit(_("这次排班已经采用或放弃了。"))
        posts = list(run.posts.all())
        now = clock.now()
        shifts = {
            (one.post_id, one.begins_at): one
            for one in services.lay_out(posts, run.begins_on, run.ends_on, actor=actor, after=now)
            if one.begins_at > now
        }
        ShiftPerson.objects.filter(shift__in=shifts.values(), held=False).delete()
        standing = set(ShiftPerson.objects.filter(shift__in=shifts.values()).values_list("shift_id", "person_id"))
        fresh = []
        for told in run.result["shifts"]:
            shift = shifts.get((told["post"], datetime.fromisoformat(told["begins"])))
            if shift is not None:
                fresh += [
                    ShiftPerson(shift=shift, person_id=person, part=part)
                    for person, part in told["people"]
                    if (shift.pk, person) not in standing
                ]
        ShiftPerson.objects.bulk_create(fresh, batch_size=1000)
        services.settle(list(shifts.values()), actor=actor, act="roster", detail={"_run": run.pk})
    return len(shifts)


def drop(run: RosterRun) -> None:
    """Nobody wants the proposal."""
    RosterRun.objects.filter(pk=run.pk, state__in=(RunState.READY, RunState.WAITING)).update(state=RunState.DROPPED)


def begun(shift: Shift) -> bool:
    """Has a shift begun?"""
    return shift.begins_at <= clock.now()
