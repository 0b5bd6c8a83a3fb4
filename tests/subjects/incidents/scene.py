"""A small county that can be called out: two towns, a team in each, a console channel, and somebody on duty."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.notify import services as notify
from anlan.kit.notify.choices import ChannelKind, Door, Word
from anlan.kit.notify.models import Addressee, Channel
from anlan.subjects.incidents.flows import calls
from anlan.subjects.incidents.models import Callout, Incident
from anlan.subjects.resources.choices import Level
from anlan.subjects.resources.models import Team, TeamMember
from tests.factories import (
    CLOUD,
    CLOUD_VILLAGE,
    COUNTY,
    STONE,
    STONE_VILLAGE,
    _entered,
    a_person,
    a_place,
    a_user,
    an_organisation,
)

ALARM = "2026-11-22 14:00"


def at(text: str) -> datetime:
    """A moment of the day of the alarm."""
    return clock.at(f"2026-11-22 {text}")


def a_county() -> SimpleNamespace:
    """Places, a duty officer of the county, a clerk of each town, and the console that stands in for telephones."""
    a_place(COUNTY, "澜川县")
    for code, name in ((STONE, "石泉镇"), (STONE_VILLAGE, "石塘村"), (CLOUD, "云溪镇"), (CLOUD_VILLAGE, "云口村")):
        a_place(code, name)
    Channel.objects.get_or_create(
        code="console", defaults={"name": "演示手机", "kind": ChannelKind.CONSOLE, "rate": 100.0}
    )
    return SimpleNamespace(
        duty=a_user(roles.DUTY, COUNTY), stone=a_user(roles.TOWNSHIP, STONE), cloud=a_user(roles.TOWNSHIP, CLOUD)
    )


def a_team(name: str = "石泉镇扑火队", size: int = 3, place: str = STONE, **values: Any) -> Team:
    """A team of ``size`` people, of whom the first leads; each has a telephone number of the reserved block."""
    body = an_organisation(f"{name}单位", place)
    people = [a_person(body, f"{name[:2]}{n:02d}", phone=f"1380000{body.pk * 50 % 9000 + n:04d}") for n in range(size)]
    values.setdefault("longitude", 112.5)
    values.setdefault("latitude", 30.2)
    values.setdefault("level", Level.TOWN)
    values.setdefault("headcount", size)
    team = _entered(Team(name=name, place_id=place, leader=people[0] if people else None, **values))
    for person in people:
        _entered(TeamMember(team=team, person=person))
    return team


def a_callout(*teams: Team, place: str = COUNTY, **values: Any) -> Callout:
    """A prepared call-out of these teams; the alarm was received at two in the afternoon."""
    values.setdefault("title", "石塘村后山森林火情")
    values.setdefault("text", "石塘村后山起火，请立即到村委会集合。")
    values.setdefault("received_at", at("14:00"))
    values.setdefault("targets", [{"kind": "team", "key": str(team.pk)} for team in teams])
    made: Callout = _entered(Callout(place_id=place, **values))
    return made


def sent(callout: Callout, actor: Any) -> Callout:
    """The same, called."""
    move = calls.move("call")
    assert move is not None
    making.make(calls, move, callout, actor=actor)
    return Callout.objects.get(pk=callout.pk)


def ended(callout: Callout, actor: Any) -> Callout:
    """The same, brought to its end."""
    move = calls.move("end")
    assert move is not None
    making.make(calls, move, callout, actor=actor)
    return Callout.objects.get(pk=callout.pk)


def called(callout: Callout, group: str = "") -> list[Addressee]:
    """Those who were called, in the order of calling."""
    rows = Addressee.objects.filter(notice_id=callout.notice_key).order_by("pk")
    return list(rows.filter(group=group) if group else rows)


def answer(addressee: Addressee, word: Word, moment: datetime | None = None, **values: Any) -> None:
    """One answer over the link, at a moment."""
    key = f"test:{addressee.pk}:{word}:{moment}"
    notify.answer_notice(addressee, word, door=Door.LINK, key=key, at=moment, **values)


def an_incident(place: str = STONE_VILLAGE, **values: Any) -> Incident:
    """An incident received at two in the afternoon."""
    values.setdefault("title", "石塘村后山起火")
    values.setdefault("received_at", at("14:00"))
    made: Incident = _entered(Incident(place_id=place, **values))
    return made


def after(minutes: float) -> datetime:
    """So long after the alarm."""
    return at("14:00") + timedelta(minutes=minutes)
