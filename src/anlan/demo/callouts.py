# ruff: noqa: E501 - a table of texts, one to a line
"""Seven reported incidents with their clocks, and three past call-outs with everybody's answers, measured and sealed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.demo import musters, names
from anlan.demo.geography import Area, County
from anlan.demo.staff import Staff
from anlan.kit.documents import numbering
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Door, EventKind, NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, Answer, Channel, Delivery, Notice, NoticeEvent
from anlan.kit.notify.targets import Target
from anlan.kit.records import writing
from anlan.subjects.incidents import calling, seeding, services, sheets
from anlan.subjects.incidents.choices import CalloutStatus, EventLevel, ReportKind, Status, Way
from anlan.subjects.incidents.models import Callout, CalloutUnit, Incident, Report, ReportRecipient
from anlan.subjects.resources.choices import Level
from anlan.subjects.resources.models import Team
from anlan.subjects.resources.queries import called, nearest


@dataclass(frozen=True)
class Told:
    """One incident: days ago, time of day, town, title, kind, level, what was known, what was done, and how it ended."""

    days: int
    at: str
    town: str
    title: str
    kind: str
    level: int | None
    situation: str
    measures: str
    cause: str
    injured: int = 0
    late: bool = False


TOLD = (
    Told(9, "15:12", "澜城街道", "青云岭后山森林火情", "11G00", EventLevel.GENERAL, "青云岭后山杉木林起火，过火面积约 12 亩，无人员被困。",
         "已叫应县森林消防大队 600 人，街道组织 60 人开设隔离带。", "村民上坟烧纸引燃林下枯草。"),
    Told(23, "11:40", "渔阳镇", "渔阳镇石塘村田埂火", "11G00", EventLevel.GENERAL, "石塘村三组焚烧秸秆蔓延至田埂，距林缘约 80 米。",
         "镇、村两级扑火队到场扑打，11 时 58 分扑灭。", "违规焚烧秸秆。"),
    Told(31, "07:55", "澜城街道", "省道 S305 澜城段货车侧翻", "12H00", EventLevel.GENERAL, "一辆重型货车侧翻，占用两条车道，驾驶员受轻伤。",
         "交警、消防到场，双向交通管制。", "雨天路滑，超速行驶。", injured=1),
    Told(44, "22:18", "澜城街道", "澜川经济开发区某仓库冒烟", "12G00", EventLevel.GENERAL, "仓库配电箱冒烟，值班人员已切断电源，无明火。",
         "消防救援站出动 2 车 12 人到场排查。", "线路老化。"),
    Told(58, "05:30", "", "沿河低洼院坝进水", "11A00", EventLevel.GENERAL, "强降雨致 3 户院坝进水，转移 11 人，无伤亡。",
         "村社干部逐户转移，投亲靠友安置。", "短时强降雨，排水沟堵塞。", late=True),
    Told(3, "16:05", "", "乡道边坡零星落石", "11D00", EventLevel.GENERAL, "边坡零星落石约 2 方，未伤人，半幅通行。",
         "交通运输部门设置警戒，安排 24 小时值守。", ""),
    Told(0, "", "", "山塘坝脚渗水", "11A00", None, "巡查发现坝脚渗水量增大，水色清，库容约 3 万方。", "已通知下游 26 户做好转移准备。", ""),
)  # fmt: skip
CALLS = (  # title, the incident it is about (its place in TOLD) or none, level of the teams, how many of them, exercise
    (9, "15:12", "青云岭后山森林火情", 0, Level.COUNTY, 20, False),
    (23, "11:40", "渔阳镇石塘村田埂火", 1, Level.TOWN, 1, False),
    (41, "09:00", "三季度乡镇扑火队拉动演练", None, Level.TOWN, 3, True),
)
TO_CALL, SENT_EACH, DELIVERED_AFTER = 95, 0.06, 3.0  # seconds
ENDS_AFTER = 52  # minutes


def create(seed: int, county: County, people: Staff) -> dict[str, int]:
    """All of it; the caller holds the transaction. Teams stand already."""
    seeding.limits()
    seeding.policy()
    Channel.objects.get_or_create(
        code="console", defaults={"name": "演示手机", "kind": ChannelKind.CONSOLE, "rate": 100.0}
    )
    rng = random.Random(f"callouts {seed}")
    incidents = [_incident(rng, county, people, told) for told in TOLD]
    callouts = [_callout(rng, county, people, incidents, *call) for call in CALLS]
    writing.reindex(incidents)
    writing.reindex(callouts)
    return {"incidents": len(incidents), "callouts": len(callouts)}


def _moment(days: int, at: str) -> datetime:
    if not at:
        return clock.now() - timedelta(minutes=12)
    day = clock.today() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, datetime.strptime(at, "%H:%M").time()))  # noqa: DTZ007 - made aware


def _where(rng: random.Random, county: County, town: str) -> Area:
    towns = [each for each in county.towns if each.name == town] or county.towns
    chosen = rng.choice(towns)
    villages = [village for village in county.villages if village.code[:9] == chosen.code[:9]]
    return rng.choice(villages or [chosen])


def _incident(rng: random.Random, county: County, people: Staff, told: Told) -> Incident:
    received, where = _moment(told.days, told.at), _where(rng, county, told.town)
    kinds = {term.code: term for term in terms.every("event-kind")}
    sources = terms.every("incident-source")
    row = Incident(
        number=numbering.take_formatted("SJ", timezone.localtime(received).year)[0],
        title=told.title, kind=kinds[told.kind], level=told.level, source=rng.choice(sources[:4]), received_at=received,
        occurred_at=received - timedelta(minutes=rng.randrange(4, 18)), informant=names.person(rng),
        phone=names.phone(rng), place_id=where.code, longitude=where.longitude, latitude=where.latitude,
        situation=told.situation, measures=told.measures, next_steps="继续处置，落实值守和巡查，及时续报。", cause=told.cause,
        injured=told.injured, status=_status(told), created_at=received, updated_at=received, created_by=people.users["duty"],
    )  # fmt: skip
    services.set_clocks(row)
    row.save()
    if told.level is not None:
        _report_all(rng, row, people, told)
    return row


def _status(told: Told) -> str:
    """Where a story with a cause is over, one with a level runs, and one without either has just come in."""
    if told.level is None:
        return Status.RECEIVED
    return Status.CLOSED if told.cause else Status.FOLLOWED


def _report_all(rng: random.Random, row: Incident, people: Staff, told: Told) -> None:
    """Telephone, first, one follow-up and the final report, with receipts; the newest one still runs."""
    at = row.received_at
    row.verified_at = at + timedelta(minutes=rng.randrange(4, 11))
    row.phoned_at = at + timedelta(minutes=rng.randrange(9, 19))
    row.reported_at = at + timedelta(minutes=71 if told.late else rng.randrange(32, 55))
    follow = row.reported_at + timedelta(hours=rng.randrange(3, 9))
    stages: list[tuple[str, datetime, datetime | None]] = [
        (ReportKind.PHONE, row.phoned_at, row.phone_due_at),
        (ReportKind.FIRST, row.reported_at, row.report_due_at),
        (ReportKind.FOLLOW, follow, row.reported_at + timedelta(days=1)),
    ]
    done = bool(told.cause)
    if done:
        row.closed_at = follow + timedelta(hours=rng.randrange(4, 15))
        stages.append((ReportKind.FINAL, row.closed_at, follow + timedelta(days=1)))
    for kind, sent, due in stages:
        _report(rng, row, people, kind, sent, due)
    row.follow_due_at = None if done else clock.now() + timedelta(hours=5)
    Incident.objects.filter(pk=row.pk).update(
        verified_at=row.verified_at, phoned_at=row.phoned_at, reported_at=row.reported_at, closed_at=row.closed_at,
        follow_due_at=row.follow_due_at, updated_at=stages[-1][1],
    )  # fmt: skip


def _report(rng: random.Random, row: Incident, people: Staff, kind: str, sent: datetime, due: datetime | None) -> None:
    report = Report.objects.create(
        incident=row, kind=kind, ordinal=1, number=numbering.take_formatted("XB", timezone.localtime(sent).year)[0],
        text=services.composed(row) if kind != ReportKind.PHONE else row.situation,
        figures={name: getattr(row, name) for name in services.FIGURES},
        facts={name: getattr(row, name) for name in services.FACTS} | {"level": row.level},
        drafted_by=people.users["duty"], approver=people.users["leader"].name, sent_at=sent, due_at=due,
    )  # fmt: skip
    way = Way.PHONE if kind == ReportKind.PHONE else Way.NETWORK
    bodies = ["县委办公室", "县政府办公室", "市应急管理局"][: 2 if kind == ReportKind.PHONE else 3]
    ReportRecipient.objects.bulk_create(
        [
            ReportRecipient(
                report=report, name=body, way=way, received_at=sent + timedelta(minutes=rng.randrange(0, 6)),
                receiver=names.person(rng), entered_by=people.users["duty"],
            )
            for body in bodies
        ]
    )  # fmt: skip


def _callout(
    rng: random.Random, county: County, people: Staff, incidents: list[Incident], days: int, at: str, title: str,
    about: int | None, level: str, many: int, exercise: bool,
) -> Callout:  # fmt: skip
    received = _moment(days, at)
    incident = incidents[about] if about is not None else None
    point = (incident.longitude, incident.latitude) if incident else (county.area.longitude, county.area.latitude)
    near = nearest(Team.objects.filter(level=level), *point)[:many]
    text = f"{title}，请立即到集合点集合，带齐装备，注意行车安全。"
    row = Callout(
        number=numbering.take_formatted("JY", timezone.localtime(received).year)[0], title=title, text=text,
        received_at=received, about="incident" if incident else "", about_id=incident.pk if incident else None,
        muster_point="山脚停车场" if incident else "县应急物资储备库院内", longitude=point[0], latitude=point[1], minutes=30,
        place_id=county.area.code, exercise=exercise, called_at=received + timedelta(seconds=TO_CALL),
        ended_at=received + timedelta(minutes=ENDS_AFTER), status=CalloutStatus.ENDED, key=f"past-{days}",
        targets=[{"kind": "team", "key": str(each.team.pk)} for each in near],
        created_at=received, updated_at=received, created_by=people.users["duty"],
    )  # fmt: skip
    row.notice = _notice(row, people)
    row.save()
    Notice.objects.filter(pk=row.notice.pk).update(about_id=row.pk)
    CalloutUnit.objects.bulk_create(
        [
            CalloutUnit(
                callout=row, team=each.team, name=each.team.name, minutes=each.team.muster_minutes,
                percent=each.team.muster_percent, metres=each.metres, travel_minutes=each.minutes,
                total=each.team.headcount,
            )
            for each in near
        ]
    )  # fmt: skip
    crew = [(target, each.minutes or 10, each.team.leader_id) for each in near for target in called(str(each.team.pk))]
    _answers(rng, row, crew)
    calling.measure(row)
    sheets.seal(row, actor=people.users["duty"])
    return row


def _notice(row: Callout, people: Staff) -> Notice:
    return Notice.objects.create(
        key=f"callout:past:{row.key}", topic=calling.TOPIC, about=calling.TOPIC, title=row.title, text=row.text,
        urgency=Urgency.CRITICAL, exercise=row.exercise, rule=Rule.EVERYONE, words=[word.value for word in calling.WORDS],
        steps=[], state=NoticeState.CANCELLED, created_at=row.called_at or row.received_at, created_by=people.users["duty"],
        ended_at=row.ended_at, place_id=row.place_id,
    )  # fmt: skip


def _answers(rng: random.Random, row: Callout, crew: list[tuple[Target, int, int | None]]) -> None:
    """Addressees, one message each, and their answers until the call-out was ended."""
    notice, begun = row.notice, row.called_at or row.received_at
    assert notice is not None  # noqa: S101 - made just above
    addressees = [
        Addressee(
            notice=notice, person_id=target.person, unit_id=target.unit, group=target.group, place_id=target.place,
            deputy_id=target.deputy, called_at=begun, sent_at=begun + timedelta(seconds=number * SENT_EACH),
            delivered_at=begun + timedelta(seconds=number * SENT_EACH + DELIVERED_AFTER),
        )
        for number, (target, _journey, _leader) in enumerate(crew)
    ]  # fmt: skip
    people = [
        musters.Person(number, target.group, journey, leads=target.person == leader)
        for number, (target, journey, leader) in enumerate(crew)
    ]
    told = [(event, begun + timedelta(seconds=event.seconds)) for event in musters.course(rng, people)]
    told = [(event, at) for event, at in told if row.ended_at is None or at < row.ended_at]
    for event, at in told:
        _stand(addressees[event.key], event, at)
    insert_many(addressees)
    insert_many([_answer(row, addressees[event.key], event, at) for event, at in told])
    _messages(notice, addressees)
    NoticeEvent.objects.create(notice=notice, at=begun, kind=EventKind.STARTED, text=f"对象 {len(addressees)} 人")


def _stand(one: Addressee, event: musters.Event, at: datetime) -> None:
    one.seen_at = one.seen_at or at
    if event.word == Word.SEEN:
        return
    one.answered_at = one.answered_at or at
    one.word = event.word
    if event.word == Word.ARRIVED:
        one.arrived_at = at


def _answer(row: Callout, addressee: Addressee, event: musters.Event, at: datetime) -> Answer:
    here = event.offset if row.longitude is not None and row.latitude is not None else None
    return Answer(
        addressee=addressee, word=event.word, note=event.note, at=at, door=Door.LINK,
        longitude=round(row.longitude + here[0], 6) if here and row.longitude is not None else None,
        latitude=round(row.latitude + here[1], 6) if here and row.latitude is not None else None,
        key=f"past:{addressee.pk}:{event.word}",
    )  # fmt: skip


def _messages(notice: Notice, addressees: list[Addressee]) -> None:
    channel = Channel.objects.get(code="console")
    phones = dict(Addressee.objects.filter(notice=notice).values_list("pk", "person__phone"))
    insert_many(
        [
            Delivery(
                key=f"{notice.pk}-{one.pk}-1-0-0-console", notice=notice, addressee=one, kind=ChannelKind.CONSOLE,
                channel=channel, address=phones[one.pk], text=f"{notice.title}：{notice.text}", urgency=notice.urgency,
                exercise=notice.exercise, step=1, state=DeliveryState.DELIVERED, due_at=notice.created_at,
                created_at=notice.created_at, sent_at=one.sent_at, delivered_at=one.delivered_at, attempts=1,
            )
            for one in addressees
        ]
    )  # fmt: skip
