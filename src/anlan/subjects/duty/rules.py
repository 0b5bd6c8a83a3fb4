"""What a roster must keep and how good it is; patterns of shifts; entered values in their form. Pure, no queries."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.subjects.duty.choices import Part

Span = tuple[datetime, datetime]
DAY = timedelta(days=1)
LEAST = 2  # persons on duty round the clock, beside the leader
NIGHT_FROM, NIGHT_TO = 22, 6
WEEKDAYS = "一二三四五六日"
MOST_HOURS = 24 * 31
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class PostRule:
    """The rules of one post as numbers."""

    key: int
    name: str
    leaders: int = 1
    members: int = 2
    standby: int = 0
    round_the_clock: bool = True
    rest: timedelta = DAY
    longest_run: int = 2
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person on a shift."""

    person: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One shift with those on it. ``begins`` and ``ends`` are in the bureau's time zone."""

    key: int
    post: int
    begins: datetime
    ends: datetime
    people: tuple[Sitting, ...] = ()

    def of(self, part: str) -> list[Sitting]:
        """Those in one part."""
        return [one for one in self.people if one.part == part]


@dataclass(frozen=True, slots=True)
class Fitness:
    """What one person of a pool can do."""

    can_lead: bool = False
    can_serve: bool = True
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """A key period over one post: so many of so many parts on duty, leave cancelled or not."""

    name: str
    span: Span
    parts: int = 0
    of: int = 0
    leave_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken rule. ``grave``: duty is not kept; otherwise it burdens somebody."""

    rule: str
    sentence: str
    post: int
    shift: int | None = None
    person: int | None = None
    at: datetime | None = None
    grave: bool = False


@dataclass(frozen=True)
class Roster:
    """All that the rules look at: posts, their shifts in a span, pools, absences and key periods by post."""

    posts: Mapping[int, PostRule]
    turns: Sequence[Turn]
    pool: Mapping[tuple[int, int], Fitness] = field(default_factory=dict)
    absences: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    strengths: Mapping[int, Sequence[Strength]] = field(default_factory=dict)

    def pool_of(self, post: int) -> int:
        """How many there are to share a post's duty."""
        return sum(key[0] == post for key in self.pool)

    def periods_at(self, post: int, turn: Turn) -> list[Strength]:
        """The key periods that a shift falls into."""
        return [one for one in self.strengths.get(post, ()) if meet(one.span, (turn.begins, turn.ends))]

    def strength_at(self, post: int, turn: Turn) -> Strength | None:
        """The one of them that asks for most people; none where all leave the usual strength."""
        raising = [one for one in self.periods_at(post, turn) if one.parts and one.of]
        return max(raising, key=lambda one: one.parts / one.of, default=None)

    def needs(self, turn: Turn) -> tuple[int, int, int]:
        """Leaders, members and standby that a shift must have; in a key period by its parts of the pool."""
        rule = self.posts[turn.post]
        strength = self.strength_at(turn.post, turn)
        if strength is None:
            return rule.leaders, rule.members, rule.standby
        return strengthened(rule, self.pool_of(turn.post), strength)


def strengthened(rule: PostRule, pool: int, strength: Strength) -> tuple[int, int, int]:
    """2/3 on duty, 1/3 on standby: of the pool, leaders included, never fewer than in quiet times."""
    on_duty = -(-pool * strength.parts // strength.of)
    members = max(on_duty - rule.leaders, rule.members)
    return rule.leaders, members, max(pool - members - rule.leaders, rule.standby if pool > on_duty else 0, 0)


def may_be(fit: Fitness, part: str) -> bool:
    """Can somebody do this part? Whoever leads or serves may also rest on standby."""
    if part == Part.LEADER:
        return fit.can_lead
    return fit.can_serve or (part == Part.STANDBY and fit.can_lead)


def meet(one: Span, other: Span) -> bool:
    """Have two spans a moment in common?"""
    return one[0] < other[1] and other[0] < one[1]


def broken(roster: Roster) -> list[Broken]:
    """Every rule that a roster breaks, in the order of time."""
    found: list[Broken] = []
    for turn in roster.turns:
        found += _manning(roster, turn)
        found += _fitting(roster, turn)
    for post in roster.posts.values():
        found += _gaps(post, [turn for turn in roster.turns if turn.post == post.key])
    found += _burdens(roster)
    far = max((turn.ends for turn in roster.turns), default=None)
    return sorted(found, key=lambda one: (one.at or far, one.post, one.rule)) if far else found


def _manning(roster: Roster, turn: Turn) -> list[Broken]:
    rule = roster.posts[turn.post]
    leaders, members, standby = roster.needs(turn)
    have = {part: len(turn.of(part)) for part in Part.values}
    strength = roster.strength_at(turn.post, turn)

    def told(code: str, sentence: str) -> Broken:
        return Broken(code, sentence, turn.post, turn.key, at=turn.begins, grave=True)

    found = []
    if not turn.people:
        return [told("empty", _("空班：没有人值班。"))]
    if have[Part.LEADER] < max(leaders, int(rule.round_the_clock)):
        found.append(told("leader", _("没有带班领导。") if not have[Part.LEADER] else _("带班领导不够。")))
    least = max(members, LEAST if rule.round_the_clock else 0)
    if have[Part.MEMBER] < least:
        words = {"have": have[Part.MEMBER], "need": least}
        if strength is not None and members > rule.members:
            words["name"] = strength.name  # type: ignore[assignment]
            found.append(told("strength", _("%(name)s期间应有 %(need)d 人值班，只有 %(have)d 人。") % words))
        else:
            found.append(told("members", _("应有 %(need)d 人值班，只有 %(have)d 人。") % words))
    if have[Part.STANDBY] < standby:
        words = {"have": have[Part.STANDBY], "need": standby}
        found.append(told("standby", _("应有 %(need)d 人备勤，只有 %(have)d 人。") % words))
    return found


def _fitting(roster: Roster, turn: Turn) -> list[Broken]:
    found: list[Broken] = []
    rule, span = roster.posts[turn.post], (turn.begins, turn.ends)
    cancelled = any(one.leave_cancelled for one in roster.periods_at(turn.post, turn))

    def told(code: str, sentence: str, person: int | None = None) -> None:
        found.append(Broken(code, sentence, turn.post, turn.key, person, turn.begins))

    for one in turn.people:
        fit = roster.pool.get((turn.post, one.person))
        if fit is None:
            told("pool", _("%(name)s不在本岗位的值班人员里。") % {"name": one.name}, one.person)
        elif not may_be(fit, one.part):
            told("part", _("%(name)s不能担任%(part)s。") % {"name": one.name, "part": Part(one.part).label}, one.person)
        if any(meet(away, span) for away in roster.absences.get(one.person, ())):
            text = _("%(name)s这天外出或休假。")
            if cancelled:
                text = _("%(name)s这天登记了休假，而重要时段已取消休假，请核实。")
            told("absent", text % {"name": one.name}, one.person)
    held = {skill for one in turn.people if (fit := roster.pool.get((turn.post, one.person))) for skill in fit.skills}
    if turn.people and set(rule.skills) - held:
        told("skills", _("本班没有人具备要求的技能。"))
    return found


def _gaps(post: PostRule, turns: list[Turn]) -> list[Broken]:
    """Time between two shifts of a post that is never to be unmanned, down to the minute."""
    if not post.round_the_clock:
        return []
    found = []
    ordered = sorted(turns, key=lambda turn: turn.begins)
    until = ordered[0].ends if ordered else None
    for turn in ordered[1:]:
        if until is not None and turn.begins > until:
            words = {"from": f"{until:%m-%d %H:%M}", "to": f"{turn.begins:%m-%d %H:%M}"}
            sentence = _("%(from)s 到 %(to)s 无人值守。") % words
            found.append(Broken("gap", sentence, post.key, turn.key, at=until, grave=True))
        until = max(until or turn.ends, turn.ends)
    return found


def _burdens(roster: Roster) -> list[Broken]:
    """Two places at once, too little rest, too long a run: over all posts, since a person is one."""
    found: list[Broken] = []
    own: dict[int, list[tuple[Turn, Sitting]]] = defaultdict(list)
    for turn in roster.turns:
        for one in turn.people:
            own[one.person].append((turn, one))
    for shifts in own.values():
        shifts.sort(key=lambda pair: (pair[0].begins, pair[0].key))
        for number, (turn, one) in enumerate(shifts):
            for later, other in shifts[number + 1 :]:
                if later.begins >= turn.ends + roster.posts[turn.post].rest:
                    break
                found += _too_near(roster, turn, one, later, other)
        found += _long_run(roster, [(turn, one) for turn, one in shifts if one.part != Part.STANDBY])
    return found


def _too_near(roster: Roster, turn: Turn, one: Sitting, later: Turn, other: Sitting) -> list[Broken]:
    words = {"name": one.name, "post": roster.posts[turn.post].name}
    if later.begins < turn.ends:
        sentence = _("%(name)s同时还在“%(post)s”值班。") % words
        return [Broken("twice", sentence, later.post, later.key, one.person, later.begins, grave=True)]
    strong = any(roster.strength_at(each.post, each) is not None for each in (turn, later))
    if Part.STANDBY in (one.part, other.part) or strong:
        return []  # a standby rests; in a key period two of three days are worked
    hours = int((later.begins - turn.ends).total_seconds() // 3600)
    sentence = _("%(name)s离上一班只有 %(hours)d 小时，休息不够。") % {"name": one.name, "hours": hours}
    return [Broken("rest", sentence, later.post, later.key, one.person, later.begins)]


def _long_run(roster: Roster, shifts: Sequence[tuple[Turn, Sitting]]) -> list[Broken]:
    found = []
    run, before = 0, None
    for turn, one in shifts:
        on = turn.begins.date()
        if on == before:
            continue
        run = run + 1 if before is not None and on - before == DAY else 1
        before = on
        longest = roster.posts[turn.post].longest_run
        if roster.strength_at(turn.post, turn) is not None:
            run = 0  # in a key period two of three days are worked, by turns that fairness sees to
        if run > longest:
            sentence = _("%(name)s已连值 %(run)d 天，最多 %(most)d 天。")
            words = {"name": one.name, "run": run, "most": longest}
            found.append(Broken("run", sentence % words, turn.post, turn.key, one.person, turn.begins))
    return found


def kinds_of(begins: datetime, ends: datetime, holidays: Iterable[date] = ()) -> frozenset[str]:
    """What a shift counts as, by the day on which it begins; a night shift is no whole day and touches 22–6."""
    found = {"all"}
    if begins.date() in holidays:
        found.add("holiday")
    elif begins.weekday() >= 5:
        found.add("weekend")
    if ends - begins < DAY and (begins.hour >= NIGHT_FROM - 4 or begins.hour < NIGHT_TO):
        found.add("night")
    return frozenset(found)


def shift_spans(starts: str, hours: int, first: date, last: date, zone: Any) -> list[Span]:
    """The shifts that begin on the days from ``first`` to ``last`` by the hours of hand-over."""
    spans = []
    on = first
    while on <= last:
        for clock_time in clock_times(starts):
            begins = datetime.combine(on, clock_time, zone)
            spans.append((begins, begins + timedelta(hours=hours)))
        on += DAY
    return spans


def clock_times(text: str) -> list[time]:
    """``08:00、20:00`` as times, earliest first."""
    return sorted(time.fromisoformat(part) for part in _clocks(text))


def _clocks(text: str) -> list[str]:
    return [part for part in re.split(r"[、,，;；\s]+", text.strip()) if _CLOCK.fullmatch(part)]


def weekdays(text: str) -> frozenset[int]:
    """``周三、六`` as numbers, Monday 0; 天 is Sunday too."""
    return frozenset(WEEKDAYS.index(sign) for sign in text.replace("天", "日") if sign in WEEKDAYS)


def post_contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for a post's rules."""
    errors: dict[str, str] = {}
    if "starts" in values:
        parts = [part for part in re.split(r"[、,，;；\s]+", str(values["starts"] or "").strip()) if part]
        if not parts or len(parts) != len(_clocks(str(values["starts"]))):
            errors["starts"] = _("请写成 08:00 或 08:00、20:00。")
    hours = values.get("hours")
    if hours is not None and not 1 <= hours <= MOST_HOURS:
        errors["hours"] = _("每班小时数应在 1 到 %(most)d 之间。") % {"most": MOST_HOURS}
    if values.get("longest_run") == 0:
        errors["longest_run"] = _("至少为 1 天。")
    if values.get("round_the_clock"):
        if values.get("members") is not None and values["members"] < LEAST:
            errors["members"] = _("24 小时双人值守的岗位，值班员不能少于 2 人。")
        if values.get("leaders") == 0:
            errors["leaders"] = _("24 小时双人值守的岗位要有领导带班。")
    return errors
