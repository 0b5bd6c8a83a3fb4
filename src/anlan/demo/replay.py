"""A forest fire played in the running demonstration: 600 are called, and answer at many times the pace of life.

The call-out is an exercise, so that no live gateway takes its messages even where one is set up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import User
from anlan.base.places.models import Place, PlaceLevel
from anlan.demo import musters
from anlan.kit.flow import making
from anlan.kit.geo.coordinates import distance
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify import services as notify
from anlan.kit.notify.choices import ChannelKind, Door
from anlan.kit.notify.models import Addressee, Channel
from anlan.subjects.incidents import board, seeding
from anlan.subjects.incidents.flows import CALL, calls
from anlan.subjects.incidents.models import Callout, Incident
from anlan.subjects.resources.choices import Level
from anlan.subjects.resources.models import Team
from anlan.subjects.resources.queries import nearest

TITLE = "青云岭南坡森林火情（重放）"
ALARM_TO_CALL = 90.0  # seconds of the story
PATIENCE = 60.0  # real seconds until the engine must have sent something
STEP = 0.2
NEAR = 30  # villages among which it burns


class Refused(Exception):
    """It cannot be played here; the message is a sentence."""


@dataclass
class Played:
    """What came of it."""

    number: str
    total: int
    answered: int
    arrived: int
    silent: int


def begin(speed: int, seed: int) -> Callout:
    """The alarm, the incident and the call-out of all county squads, sent. Raises ``Refused``."""
    duty = User.objects.filter(username="duty", is_active=True).first()
    squads = list(Team.objects.filter(level=Level.COUNTY, active=True, longitude__isnull=False))
    if duty is None or not squads or not Channel.objects.filter(kind=ChannelKind.CONSOLE, active=True).exists():
        raise Refused("这里没有演示县的值班员、县级队伍或演示手机，不能重放。先运行 python3 manage.py demo。")
    rng = random.Random(f"replay {seed}")
    where = rng.choice(_near_the_squads(squads))
    alarm = clock.now() - timedelta(seconds=ALARM_TO_CALL / speed)
    kinds = {term.code: term for term in terms.every("event-kind")}
    incident = Incident(
        title=TITLE, kind=kinds.get("11G00"), received_at=alarm, place=where, longitude=where.longitude,
        latitude=where.latitude, situation="瞭望站报告南坡冒烟，风力 4 级，火势向山脊蔓延。", exercise=True,
    )  # fmt: skip
    entry.enter(ledger_by_code("incident"), incident, actor=duty)
    near = nearest(squads, where.longitude, where.latitude)
    callout = Callout(
        title=TITLE, text=f"{where.name}南坡森林火情，请立即到山脚停车场集合，带齐装备。", received_at=alarm,
        muster_point=f"{where.name}山脚停车场", longitude=where.longitude, latitude=where.latitude, minutes=30,
        place_id=f"{where.code[:6]}000000", exercise=True, about="incident", about_id=incident.pk, pace=speed,
        policy=seeding.policy() if speed == 1 else None,
        targets=[{"kind": "team", "key": str(each.team.pk)} for each in near],
    )  # fmt: skip
    entry.enter(ledger_by_code("callout"), callout, actor=duty)
    making.make(calls, CALL, callout, actor=duty)
    return Callout.objects.get(pk=callout.pk)


def _near_the_squads(squads: list[Team]) -> list[Place]:
    """The villages nearest to where the squads set out on the whole."""
    longitude = sum(team.longitude or 0.0 for team in squads) / len(squads)
    latitude = sum(team.latitude or 0.0 for team in squads) / len(squads)
    villages = Place.objects.filter(level=PlaceLevel.VILLAGE, longitude__isnull=False).order_by("code")
    found = sorted(
        villages, key=lambda each: distance(each.longitude or 0.0, each.latitude or 0.0, longitude, latitude)
    )
    if not found:
        raise Refused("这里没有村社，不能重放。")
    return found[:NEAR]


def play(
    callout: Callout,
    speed: int,
    seed: int,
    say: Callable[[str], None] = lambda sentence: None,
    pause: Callable[[float], None] = time.sleep,
) -> Played:
    """Everybody's answers at their moments, then the end of the call-out. Raises ``Refused`` when nothing is sent."""
    _wait_until_sent(callout, pause)
    begun = callout.called_at or callout.received_at
    events = musters.course(random.Random(f"course {seed}"), _people(callout))
    by_key = {one.pk: one for one in Addressee.objects.filter(notice_id=callout.notice_key)}
    for number, event in enumerate(events):
        due = begun + timedelta(seconds=event.seconds / speed)
        while clock.now() < due:
            pause(min(STEP, max((due - clock.now()).total_seconds(), 0.01)))
        if number % 100 == 0 and not Callout.objects.get(pk=callout.pk).running:
            break  # somebody ended it on the board
        _answer(callout, by_key[event.key], event)
        if number % 200 == 199:
            say(f"已答复 {number + 1} 条")
    return _end(callout)


def _wait_until_sent(callout: Callout, pause: Callable[[float], None]) -> None:
    waited = 0.0
    while not Addressee.objects.filter(notice_id=callout.notice_key, sent_at__isnull=False).exists():
        if waited >= PATIENCE:
            raise Refused("一分钟里一条消息也没有发出：后台引擎没有运行。叫应已建好，启动引擎后可在看板上看到。")
        pause(STEP)
        waited += STEP


def _people(callout: Callout) -> list[musters.Person]:
    units = {unit.name: unit for unit in callout.units.select_related("team")}
    made = []
    for one in Addressee.objects.filter(notice_id=callout.notice_key, instead_of=None).order_by("pk"):
        unit = units.get(one.group)
        leads = bool(unit and unit.team and unit.team.leader_id == one.person_id)
        made.append(musters.Person(one.pk, one.group, float((unit and unit.travel_minutes) or 10), leads))
    return made


def _answer(callout: Callout, addressee: Addressee, event: musters.Event) -> None:
    here = event.offset if callout.longitude is not None and callout.latitude is not None else None
    notify.answer_notice(
        addressee, event.word, door=Door.LINK, key=f"replay:{addressee.pk}:{event.word}", note=event.note,
        longitude=callout.longitude + here[0] if here and callout.longitude is not None else None,
        latitude=callout.latitude + here[1] if here and callout.latitude is not None else None,
    )  # fmt: skip


def _end(callout: Callout) -> Played:
    move = calls.move("end")
    standing = Callout.objects.get(pk=callout.pk)
    if standing.running and move is not None:
        making.make(calls, move, standing, actor=User.objects.get(username="duty"))
    whole = board.whole(standing, board.lines(standing, over=True))
    return Played(standing.number, whole.should, whole.answered, whole.arrived, whole.silent)
