"""Two years of inspections and of hazards, each with what happened to it until today; made from a seed, day by day.

It knows the rhythm of a bureau's year and the order of states, but no database.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from anlan.base import clock
from anlan.demo import names
from anlan.demo.frequencies import SOURCES, WITHOUT_INSPECTION
from anlan.demo.hazard_texts import HazardText, major_for, texts_for

DAYS = 730
MAJOR_SHARE = 0.003
INSPECTIONS_WITHOUT_FINDING = 0.18


@dataclass(frozen=True, slots=True)
class Subject:
    """What a history must know of an enterprise."""

    key: int
    name: str
    sector: str
    risk: str
    place: str
    town: str
    line: str
    officer: str
    phone: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a hazard: its code in the flow, the day, and what was said."""

    move: str
    on: date
    words: str = ""
    until: date | None = None


@dataclass(slots=True)
class Story:
    """One hazard. `steps` are the moves made up to today, in order."""

    subject: Subject
    text: HazardText
    content: str
    location: str
    found_on: date
    source: str
    finders: str
    level: str
    mode: str
    status: str = "found"
    due_on: date | None = None
    person: str = ""
    phone: str = ""
    funds: float | None = None
    rectified_on: date | None = None
    closed_on: date | None = None
    returned: int = 0
    extension_asked: bool = False
    longitude: float | None = None
    latitude: float | None = None
    named_only: bool = False
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Visit:
    """One inspection with the hazards found; `kind` is empty for hazards that came without an inspection."""

    subject: Subject
    on: date
    kind: str
    finders: str
    by_bureau: bool
    stories: list[Story]


def rhythm(first: date) -> list[float]:
    """How much is inspected on each of the days: campaigns and festivals, weekends and the Spring Festival."""
    works = [clock.is_working_day(first + timedelta(days=number)) for number in range(DAYS + 15)]
    weights = []
    for number in range(DAYS):
        on = first + timedelta(days=number)
        weight = 1.0 if works[number] else 0.10
        if works[number + 1 : number + 15].count(False) >= 6:
            weight *= 1.55  # a long holiday lies ahead
        if on.month == 6:
            weight *= 1.9  # 安全生产月
        elif on.month in (9, 10, 11):
            weight *= 1.25  # 百日行动
        elif on.month == 2:
            weight *= 0.7  # the weeks after the Spring Festival, before work is fully taken up
        weights.append(weight * (1.0 + 0.12 * number / DAYS))
    return weights


def visits(seed: int, subjects: Sequence[Subject], today: date, count: int) -> Iterator[Visit]:
    """Visits day by day until today with exactly `count` hazards altogether."""
    first = today - timedelta(days=DAYS - 1)
    weights = rhythm(first)
    total, made, ran = sum(weights), 0, 0.0
    diary = _Diary(seed, subjects, today)
    for number, weight in enumerate(weights):
        ran += weight
        goal = round(count * ran / total)
        yield from diary.day(number, first + timedelta(days=number), goal - made)
        made = goal


class _Teams:
    """Who inspects: eight officers of the bureau, three in each town."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(f"teams {seed}")
        self.bureau = ["吴晓", "周建", *(names.person(self.rng) for _ in range(6))]
        self.towns: dict[str, list[str]] = {}

    def of(self, town: str) -> list[str]:
        if town not in self.towns:
            self.towns[town] = [names.person(random.Random(f"{town} {number}")) for number in range(3)]
        return self.towns[town]


APPOINTMENTS = ((17, 0), (12, 4), (9, 1), (6, 2), (5, 5), (4, 8), (3, 0), (2, 11), (1, 9), (0, 10))
"""(days ago, enterprise): lately the enterprises that everybody knows by name were all visited."""


class _Diary:
    """Who is visited on which day, and what is found there."""

    def __init__(self, seed: int, subjects: Sequence[Subject], today: date) -> None:
        self.seed, self.subjects, self.today = seed, subjects, today
        pull = {"red": 6.0, "orange": 3.0, "yellow": 1.4, "blue": 0.8, "": 1.0}
        self.wheel = list(itertools.accumulate(pull[subject.risk] for subject in subjects))
        self.teams = _Teams(seed)
        self.promised = [(DAYS - 1 - ago, subjects[index]) for ago, index in APPOINTMENTS if index < len(subjects)]

    def day(self, number: int, on: date, wanted: int) -> Iterator[Visit]:
        rng = random.Random(f"day {self.seed} {number}")
        chances = [_chance(code, share, on) for code, share in SOURCES]
        while wanted > 0:
            if self.promised and self.promised[0][0] <= number:
                visit = self._promised(rng, self.promised.pop(0)[1], on, wanted)
            else:
                visit = self._visit(rng, on, chances, wanted)
            wanted -= len(visit.stories)
            yield visit

    def _visit(self, rng: random.Random, on: date, chances: list[float], most: int) -> Visit:
        subject = rng.choices(self.subjects, cum_weights=self.wheel)[0]
        source = rng.choices(SOURCES, chances)[0][0]
        inspected = source not in WITHOUT_INSPECTION
        found = rng.choices((1, 2, 3, 4, 5, 6), (34, 28, 18, 11, 6, 3))[0] if inspected else 1
        if inspected and rng.random() < INSPECTIONS_WITHOUT_FINDING:
            found = 0
        by_bureau = source in ("random", "expert", "superior") or rng.random() < 0.25
        finders = _finders(rng, source, subject, by_bureau, self.teams)
        texts = texts_for(subject.sector)
        chosen = dict.fromkeys(rng.choice(texts) for _ in range(min(found, most)))
        stories = [_story(rng, subject, text, on, self.today, source, finders) for text in chosen]
        if stories and len(stories) < most and rng.random() < 0.010:
            stories.append(_story(rng, subject, stories[0].text, on, self.today, source, finders))  # entered twice
            stories[-1].location, stories[-1].content = stories[0].location, stories[0].content
        return Visit(subject, on, _kind(rng, source, on) if inspected else "", finders, by_bureau, stories)

    def _promised(self, rng: random.Random, subject: Subject, on: date, most: int) -> Visit:
        finders = _finders(rng, "expert", subject, True, self.teams)
        lasting = [text for text in texts_for(subject.sector) if text.days >= 5 and subject.sector in text.sectors]
        chosen = rng.sample(lasting, min(2, most, len(lasting)))
        if on <= self.today - timedelta(days=17):
            stories = [_late_major(subject, on, finders)]
        else:
            stories = [_story(rng, subject, text, on, self.today, "expert", finders) for text in chosen]
        return Visit(subject, on, "expert", finders, True, stories)


def _late_major(subject: Subject, on: date, finders: str) -> Story:
    """The major hazard that everybody waits for: ordered at once, begun, and not done within its fifteen days."""
    text = HazardText(
        ("chemical",),
        "可燃气体报警器未接入联锁",
        "4号罐区",
        "生产设备设施及工艺",
        "可燃气体爆炸",
        "停用罐区，完成联锁接入并调试投用",
        15,
        "化工和危险化学品生产经营单位重大生产安全事故隐患判定标准 第十二条",
    )
    story = Story(
        subject, text, text.content, text.location, on, "expert", finders, "major", "deadline",
        person=subject.officer, phone=subject.phone, longitude=subject.longitude, latitude=subject.latitude,
    )  # fmt: skip
    _apply(story, Step("order", on, "限15日内整改完毕，整改期间停用。", on + timedelta(days=15)))
    _apply(story, Step("start", on + timedelta(days=1)))
    return story


def _chance(code: str, share: int, on: date) -> float:
    if code == "campaign":
        return share * (2.4 if on.month in (9, 10, 11) else 0.25)
    return share + 0.3


def _kind(rng: random.Random, source: str, on: date) -> str:
    if source == "routine" and rng.random() < 0.12:
        return "festival"
    return (
        source if source in ("routine", "random", "campaign", "special", "expert", "mutual", "superior") else "routine"
    )


def _finders(rng: random.Random, source: str, subject: Subject, by_bureau: bool, teams: _Teams) -> str:
    if source == "self":
        return subject.officer or "企业安全员"
    if source == "report":
        return "群众举报"
    if source == "alarm":
        return "监测平台"
    pair = rng.sample(teams.bureau if by_bureau else teams.of(subject.town), 2)
    return "、".join([*pair, "专家2人"] if source == "expert" else pair)


def _story(
    rng: random.Random, subject: Subject, text: HazardText, on: date, today: date, source: str, finders: str
) -> Story:
    majors = major_for(subject.sector)
    if majors and rng.random() < MAJOR_SHARE * 1.6:  # sectors with such criteria are about half of all visits
        text = rng.choice(majors)
    spot = text.days == 0 or (text.days <= 2 and rng.random() < 0.75) or (text.days <= 5 and rng.random() < 0.22)
    spot = spot or (text.days <= 10 and rng.random() < 0.10)
    story = Story(
        subject=subject,
        text=text,
        content=text.content,
        location=text.location.format(n=rng.randrange(1, 9)),
        found_on=on,
        source=source,
        finders=finders,
        level="major" if text.major else "general",
        mode="on_the_spot" if spot and not text.major else "deadline",
        person=subject.officer,
        phone=subject.phone if rng.random() > 0.03 else "",
    )
    if rng.random() > 0.04 and subject.longitude is not None and subject.latitude is not None:
        story.longitude = round(subject.longitude + rng.gauss(0, 0.0004), 6)
        story.latitude = round(subject.latitude + rng.gauss(0, 0.0004), 6)
    story.named_only = not text.major and rng.random() < 0.015
    if story.mode == "on_the_spot":
        _at_once(rng, story, today)
    else:
        _in_time(rng, story, today)
    return story


def _at_once(rng: random.Random, story: Story, today: date) -> None:
    if story.found_on == today and rng.random() < 0.4:
        return
    story.steps.append(Step("fix", story.found_on, story.text.measure))
    story.status, story.rectified_on, story.closed_on = "closed", story.found_on, story.found_on


def _in_time(rng: random.Random, story: Story, today: date) -> None:
    """Plan the whole course of a rectification, then let only what lies before tomorrow have happened."""
    term = max(5, story.text.days if rng.random() < 0.6 else rng.choice((7, 10, 15, 15, 20, 30)))
    ordered = story.found_on + timedelta(days=rng.choices((0, 1, 2, 4), (62, 24, 10, 4))[0])
    due = ordered + timedelta(days=term)
    if rng.random() < 0.0008:
        story.steps = []  # forgotten after it was registered
        return
    plan = [Step("order", ordered, f"限{term}日内整改完毕。", due)]
    plan.append(Step("start", ordered + timedelta(days=rng.choices((0, 1, 2, 3), (30, 36, 22, 12))[0])))
    if rng.random() < 0.05:
        asked = max(plan[-1].on, due - timedelta(days=rng.randrange(1, 4)))
        granted = rng.random() < 0.8
        longer = due + timedelta(days=rng.choice((7, 10, 15)))
        decided = asked + timedelta(days=rng.randrange(1, 4))
        plan.append(Step("extend", asked, rng.choice(EXTENSION_REASONS), longer))
        plan.append(
            Step("grant" if granted else "refuse", decided, "情况属实，同意延期。" if granted else "请按原期限完成。")
        )
        due = longer if granted else due
    done = _done_on(rng, plan[-1].on, due)
    for attempt in range(3):
        plan.append(Step("submit", done, story.text.measure))
        reviewed = done + timedelta(days=rng.choices((0, 1, 2, 3, 6), (18, 34, 26, 16, 6))[0])
        if attempt < 2 and rng.random() < 0.06:
            plan.append(Step("return", reviewed, rng.choice(RETURN_REASONS)))
            done = reviewed + timedelta(days=rng.randrange(2, 9))
            continue
        plan.append(Step("pass", reviewed, "现场复查，整改到位。"))
        plan.append(Step("close", reviewed + timedelta(days=rng.choices((0, 1, 3), (70, 22, 8))[0]), "同意销号。"))
        break
    for step in plan:
        if step.on > today:
            break
        _apply(story, step)
    if story.status == "closed" and rng.random() < 0.25:
        story.funds = (
            round(rng.lognormvariate(-1.2, 1.1), 2) if story.level == "general" else round(rng.uniform(8, 90), 1)
        )


def _done_on(rng: random.Random, after: date, due: date) -> date:
    """The day when the enterprise reports: mostly within the last half of its time, a few late, very few very late."""
    left = max((due - after).days, 1)
    dice = rng.random()
    if dice < 0.950:
        return after + timedelta(days=max(0, round(left * rng.betavariate(4.0, 1.6))))
    if dice < 0.990:
        return due + timedelta(days=1 + int(rng.expovariate(1 / 4.0)))
    return due + timedelta(days=15 + int(rng.expovariate(1 / 25.0)))


def _apply(story: Story, step: Step) -> None:
    story.steps.append(step)
    if step.move == "order":
        story.status, story.due_on = "ordered", step.until
    elif step.move == "start":
        story.status = "rectifying"
    elif step.move == "extend":
        story.extension_asked = True
    elif step.move in ("grant", "refuse"):
        story.extension_asked = False
        if step.move == "grant":
            story.due_on = next(s.until for s in reversed(story.steps) if s.move == "extend")
    elif step.move == "submit":
        story.status, story.rectified_on = "reviewing", step.on
    elif step.move == "return":
        story.status, story.rectified_on, story.returned = "rectifying", None, story.returned + 1
    elif step.move == "pass":
        story.status = "passed"
    elif step.move == "close":
        story.status, story.closed_on = "closed", step.on


EXTENSION_REASONS = (
    "设备配件到货延迟，申请延期。",
    "施工单位进场晚，申请延长整改时间。",
    "需停产检修，已列入本月检修计划。",
    "更换的联锁模块已订货，预计下周到货安装。",
)
RETURN_REASONS = (
    "照片不能反映整改后的情况，请重新上传。",
    "整改不彻底，现场仍有遗留问题。",
    "只做了临时处理，未按要求建立制度。",
    "现场复查发现同类问题仍存在，退回继续整改。",
)
