"""Four weeks of duty in the demonstration county: posts, shifts behind and ahead, swaps, hand-overs, presence checks,
reports filed and missing, one key period that holds and one that comes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import F

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people.models import Organisation, Person
from anlan.demo import names, placenames
from anlan.demo.geography import County
from anlan.demo.staff import Staff
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.duty import queries, services
from anlan.subjects.duty.choices import HandOverStatus, Kept, Part, ReportStatus, Result, SwapStatus, Way
from anlan.subjects.duty.models import (
    DutyPost,
    HandOver,
    PostMember,
    PresenceCheck,
    ReportDue,
    ReportDuty,
    Shift,
    ShiftPerson,
    Swap,
)
from anlan.subjects.duty.rules import Roster, Turn
from anlan.subjects.governance.models import KeyPeriod

DAYS = 14
LEADERS, MEMBERS = ("主任", "股长", "大队长", "副局长", "副主任", "副大队长"), ("值班员", "科员", "队员")
TOWN_LEADERS = ("镇长（乡长、主任）", "分管副职", "应急办主任")
WEATHER = ("晴", "多云", "阴", "小雨", "大风")
SUMMARIES = (
    "值班期间平稳，接听来电 {n} 次，均已处理。",
    "转办群众来电 {n} 件，防火检查站在岗抽查正常。",
    "接气象部门大风消息，已转发各村，{n} 个村反馈收到。",
    "处置疑似烟情 {n} 起，现场核查为祭扫烟雾，已劝离。",
)
PENDING = (
    "",
    "",
    "",
    "水库泄洪闸检修情况明早 9 时前续报。",
    "跟踪石材厂限电整改，联系镇安监员。",
    "卫星电话电量不足，请接班后充电。",
)
FINDINGS = ("交接班记录不全，已要求补齐。", "带班领导手机占线，10 分钟后接通。")


def create(seed: int, county: County, staff: Staff) -> dict[str, int]:
    """Everything at once; the caller holds the transaction."""
    rng = random.Random(f"duty {seed}")
    periods = _periods()
    posts = _posts(rng, county, staff)
    shifts = _shifts(posts)
    _flaws(shifts, posts)
    services.settle(shifts, actor=None)
    before = F("begins_at") - timedelta(days=10)
    Shift.objects.filter(begins_at__lt=clock.now() + timedelta(days=10)).update(created_at=before, updated_at=before)
    swaps = _swaps(posts[0], staff)
    hand_overs = _hand_overs(rng, posts)
    checks = _checks(rng, posts)
    reports = _reports(rng)
    return {
        "posts": len(posts), "shifts": len(shifts), "swaps": swaps, "handovers": hand_overs, "checks": checks,
        "reports": reports, "key_periods": len(periods),
    }  # fmt: skip


def _entered(rows: Sequence[Any]) -> None:
    ledger: Any = ledger_of(type(rows[0]))
    ledger.prepare(rows)
    entry.number_rows(ledger, rows)
    writing.add_many(rows, actor=None, keep_values=False)


def _midnight(days: int = 0) -> datetime:
    return clock.at((clock.today() + timedelta(days=days)).isoformat())


def _periods() -> list[KeyPeriod]:
    kinds = {term.code: term for term in terms.active("key-period-kind")}
    made = [
        KeyPeriod(
            name="秋冬季森林防火期", kind=kinds["forest"], place_id=placenames.COUNTY_CODE, begins_at=_midnight(-20),
            ends_at=_midnight(60), on_duty_parts=0, of_parts=0, leave_cancelled=False, checks_a_day=2,
            requirement="进山路口检查站 24 小时有人，高火险天每日两次卫星热点比对。",
        ),
        KeyPeriod(
            name="寒潮大风特护期", kind=kinds["guard"], place_id=placenames.COUNTY_CODE, begins_at=_midnight(4),
            ends_at=_midnight(7), checks_a_day=3,
            requirement="户外广告、塔吊、渔船和在建工地逐一排查，巡查情况日报告。",
        ),
    ]  # fmt: skip
    _entered(made)
    return made


def _posts(rng: random.Random, county: County, staff: Staff) -> list[DutyPost]:
    section = {one.name: one for one in Organisation.objects.filter(superior=staff.bureau)}
    centre, relief = section["应急指挥中心"], section["防灾减灾救灾股"]
    given = [
        ("county-duty", "县应急值班室", centre, 5, ("radio",)),
        ("county-forest", "县森防办值班室", relief, 4, ()),
    ]
    posts = [
        DutyPost(
            code=code, name=name, unit=unit, place_id=placenames.COUNTY_CODE, phone=names.landline(rng), warn_days=days,
            skills=skills,
        )
        for code, name, unit, days, skills in given
    ]  # fmt: skip
    posts += [
        DutyPost(
            code=f"town{town.code[6:9]}-duty", name=f"{town.name}值班室", unit=staff.town_offices[town.code],
            place_id=town.code, phone=names.landline(rng),
        )
        for town in county.towns
    ]  # fmt: skip
    _entered(posts)
    members = _county_pools(posts[:2], list(section.values()), staff) + _town_pools(rng, posts[2:])
    _entered(members)
    PostMember.objects.update(created_at=_midnight(-400))
    return posts


def _county_pools(posts: Sequence[DutyPost], sections: Sequence[Organisation], staff: Staff) -> list[PostMember]:
    people = list(Person.objects.filter(organisation__in=[*sections, staff.bureau]).order_by("id"))
    leaders = [one for one in people if one.post in LEADERS]
    others = [one for one in people if one.post in MEMBERS]
    own = [one for one in others if one.organisation_id == posts[0].unit_id]
    rest = [one for one in others if one not in own]
    half = len(leaders) // 2
    pools = ((leaders[:half], own + rest[::2]), (leaders[half:], rest[1::2]))
    return [
        PostMember(
            post=post, person=person, can_lead=lead, can_serve=not lead, position=number,
            skills=("radio", "dispatch") if not lead and (person in own or number % 2 == 0) else (),
        )
        for post, (led, served) in zip(posts, pools, strict=True)
        for lead, pool in ((True, led), (False, served))
        for number, person in enumerate(pool, 1)
    ]  # fmt: skip


def _town_pools(rng: random.Random, posts: Sequence[DutyPost]) -> list[PostMember]:
    """The office's people, and clerks of the government who share its duty."""
    moment = _midnight(-400)
    clerks = [
        Person(
            name=names.person(rng), organisation=post.unit, post="值班干事", phone=names.phone(rng),
            created_at=moment, updated_at=moment,
        )
        for post in posts
        for _clerk in range(4)
    ]  # fmt: skip
    Person.objects.bulk_create(clerks)
    writing.reindex(clerks)
    by_unit: dict[int, list[Person]] = {}
    for person in Person.objects.filter(organisation__in=[post.unit_id for post in posts]).order_by("id"):
        by_unit.setdefault(person.organisation_id, []).append(person)
    return [
        PostMember(
            post=post, person=person, can_lead=person.post in TOWN_LEADERS, can_serve=person.post not in TOWN_LEADERS,
            position=number,
        )
        for post in posts
        for number, person in enumerate(by_unit[post.unit_id], 1)
    ]  # fmt: skip


def _shifts(posts: Sequence[DutyPost]) -> list[Shift]:
    """Each in turn from two weeks ago to two weeks ahead, stronger where the coming key period asks for it."""
    first, last = clock.today() - timedelta(days=DAYS), clock.today() + timedelta(days=DAYS)
    shifts = services.lay_out(posts, first, last, actor=None)
    looked = queries.roster(posts, *queries.day_span(first, last))
    circles: dict[tuple[int, bool], list[int]] = {}
    for (post, person), fit in looked.pool.items():
        circles.setdefault((post, fit.can_lead), []).append(person)
    zone = clock.at("00:00").tzinfo
    people = []
    for shift in shifts:
        turn = Turn(shift.pk, shift.post_id, shift.begins_at.astimezone(zone), shift.ends_at.astimezone(zone))
        day = (turn.begins.date() - first).days
        people += _seated(shift, day, looked, turn, circles)
    ShiftPerson.objects.bulk_create(people, batch_size=2000)
    return shifts


def _seated(
    shift: Shift, day: int, looked: Roster, turn: Turn, circles: dict[tuple[int, bool], list[int]]
) -> list[ShiftPerson]:
    leaders, members, standby = looked.needs(turn)
    led, served = circles[shift.post_id, True], circles[shift.post_id, False]
    usual = looked.posts[shift.post_id].members
    start = day * usual
    on = [served[(start + n) % len(served)] for n in range(min(members, len(served)))]
    first = [led[(day * leaders + n) % len(led)] for n in range(min(leaders, len(led)))]
    spare = [one for one in (*served, *led) if one not in on and one not in first]
    more = spare[: max(members - len(on), 0)] if members > usual else []
    spare = [one for one in spare if one not in more]
    parts = [(Part.LEADER, first), (Part.MEMBER, on), (Part.STANDBY, [*more, *spare][:standby])]
    return [ShiftPerson(shift=shift, person_id=one, part=part) for part, own in parts for one in own]


def _flaws(shifts: Sequence[Shift], posts: Sequence[DutyPost]) -> None:
    """What the roster page is there to show: an empty shift, one without a leader, one hour that nobody covers."""
    tomorrow, after = _midnight(2), _midnight(3)
    by_post = {(one.post_id, one.begins_at): one for one in shifts}
    empty = by_post[posts[5].pk, tomorrow + timedelta(hours=8)]
    ShiftPerson.objects.filter(shift=empty).delete()
    alone = by_post[posts[7].pk, after + timedelta(hours=8)]
    ShiftPerson.objects.filter(shift=alone, part=Part.LEADER).delete()
    short = by_post[posts[9].pk, tomorrow + timedelta(hours=8)]
    Shift.objects.filter(pk=short.pk).update(ends_at=short.ends_at - timedelta(hours=1))


def _swaps(post: DutyPost, staff: Staff) -> int:
    """One done, one to be approved, one that waits for the duty room's own log-in."""
    ahead = list(
        ShiftPerson.objects.filter(shift__post=post, part=Part.MEMBER, shift__begins_at__gt=_midnight(8))
        .select_related("shift", "person")
        .order_by("shift__begins_at", "id")
    )
    own = Person.objects.filter(user=staff.users["duty"]).first()
    rows = []
    for number, (status, reason) in enumerate(
        ((SwapStatus.DONE, "家中有事"), (SwapStatus.AGREED, "参加省厅培训"), (SwapStatus.ASKED, "体检"))
    ):
        seat = ahead[number * 2]
        near = timedelta(days=1)
        busy = {
            one.person_id for one in ahead if abs(one.shift.begins_at - seat.shift.begins_at) <= near
        }  # with the rest before and after
        free = next(one.person for one in ahead if one.person_id not in busy)
        if status == SwapStatus.ASKED and own is not None and own.pk not in busy:
            free = own
        rows.append(Swap(shift=seat.shift, giver=seat.person, taker=free, reason=reason, status=status))
    _entered(rows)
    done = rows[0]
    services.exchange(done, actor=None, data={})
    return len(rows)


def _hand_overs(rng: random.Random, posts: Sequence[DutyPost]) -> int:
    rows = []
    for post in (*posts[:2], *posts[2:6]):
        on = list(
            ShiftPerson.objects.filter(
                shift__post=post,
                part=Part.MEMBER,
                shift__begins_at__lte=clock.now(),
                shift__begins_at__gt=_midnight(-DAYS),
            ).order_by("shift__begins_at", "id")
        )
        by_shift: dict[int, list[ShiftPerson]] = {}
        for one in on:
            by_shift.setdefault(one.shift_id, []).append(one)
        turns = list(by_shift.values())
        for number, (before, after) in enumerate(pairwise(turns), 2):
            last = number == len(turns)  # whoever has just come has not confirmed yet
            begins = Shift.objects.only("begins_at").get(pk=after[0].shift_id).begins_at
            rows.append(
                HandOver(
                    post=post, handed_at=begins, giver_id=before[0].person_id, taker_id=after[0].person_id,
                    summary=rng.choice(SUMMARIES).format(n=rng.randint(1, 9)), pending=rng.choice(PENDING),
                    equipment="值班电话、传真、对讲机 6 部、卫星电话 1 部正常",
                    status=HandOverStatus.WRITTEN if last else HandOverStatus.TAKEN,
                    taken_at=None if last else begins + timedelta(minutes=rng.randint(1, 12)),
                )
            )  # fmt: skip
    _entered(rows)
    HandOver.objects.update(created_at=F("handed_at"), updated_at=F("handed_at"))
    return len(rows)


def _checks(rng: random.Random, posts: Sequence[DutyPost]) -> int:
    rows = []
    for _number in range(36):
        post = rng.choice(posts)
        at = clock.now() - timedelta(minutes=rng.randint(60, DAYS * 24 * 60))
        result = rng.choices((Result.PRESENT, Result.LATE, Result.ABSENT, Result.UNFIT), (30, 3, 1, 2))[0]
        shift = queries.by_post(queries.on_duty([post], at)).get(post.pk)
        seats = queries.seated(shift) if shift is not None else []
        kept = [Kept.KEPT] * 4
        if result == Result.UNFIT:
            kept[rng.randrange(4)] = Kept.LACKING
        answered = result in (Result.PRESENT, Result.LATE)
        rows.append(
            PresenceCheck(
                post=post, checked_at=at, way=rng.choice((Way.CALL, Way.PHONE, Way.VIDEO, Way.VISIT)), result=result,
                person=seats[0].person if seats and answered else None,
                answer_seconds=rng.randint(8, 240) if result == Result.PRESENT else 700 if answered else None,
                rules_kept=kept[0], manned=kept[1], reporting_kept=kept[2], linkage_kept=kept[3],
                finding="" if result == Result.PRESENT else rng.choice(FINDINGS),
            )
        )  # fmt: skip
    _entered(rows)
    PresenceCheck.objects.update(created_at=F("checked_at"), updated_at=F("checked_at"))
    return len(rows)


def _reports(rng: random.Random) -> int:
    given: dict[str, Any] = {"place_id": placenames.COUNTY_CODE}
    duties = [
        ReportDuty(
            name="森林防火日报告", kind="daily", unit_kinds=("town-office",), due_time="17:00", key_periods_only=True,
            starts_on=clock.today() - timedelta(days=DAYS),
            form_fields="出动巡护人次｜整数｜必填\n检查站数量｜整数｜必填\n劝返火源｜整数\n天气｜选项：晴、多云、阴、小雨、大风\n有无火情｜是否｜必填",
            **given,
        ),
        ReportDuty(
            name="地震宏观异常及谣传零报告", kind="zero", unit_kinds=("town-office",), due_time="16:30",
            starts_on=clock.today() - timedelta(days=DAYS), **given,
        ),
        ReportDuty(
            name="网格日巡查日报告", kind="grid", unit_kinds=("village",), due_time="18:00", key_periods_only=True,
            starts_on=clock.today() - timedelta(days=1), form_fields="巡查户数｜整数｜必填\n发现隐患｜整数", **given,
        ),
    ]  # fmt: skip
    _entered(duties)
    rows = []
    units = {
        code: list(Organisation.objects.filter(kind__code=code, active=True).order_by("place"))
        for code in ("town-office", "village")
    }
    for duty in duties:
        for back in range((clock.today() - duty.starts_on).days, -1, -1):
            due_at = _midnight(-back) + timedelta(hours=int(duty.due_time[:2]), minutes=int(duty.due_time[3:]))
            rows += [_due(rng, duty, unit, due_at) for unit in units[duty.unit_kinds[0]]]
    _entered(rows)
    ReportDue.objects.update(created_at=F("due_at") - timedelta(hours=12))
    return len(rows)


def _due(rng: random.Random, duty: ReportDuty, unit: Organisation, due_at: datetime) -> ReportDue:
    given: dict[str, Any] = {
        "duty": duty, "unit": unit, "place_id": unit.place_id, "period_on": queries.turn_day(due_at), "due_at": due_at,
    }  # fmt: skip
    filed_at = due_at - timedelta(minutes=rng.randint(5, 300)) + timedelta(minutes=rng.choice((0, 0, 0, 0, 0, 330)))
    if filed_at > clock.now():
        return ReportDue(**given, next_at=due_at - timedelta(minutes=60))
    if rng.random() < 0.04:
        late = due_at < clock.now()
        return ReportDue(**given, chased=3 if late else 0, next_at=None if late else due_at - timedelta(minutes=60))
    zero = duty.kind == "zero" or rng.random() < 0.1
    content: dict[str, Any] = {}
    if not zero and duty.kind == "daily":
        content = {
            "出动巡护人次": rng.randint(12, 90), "检查站数量": rng.randint(2, 9), "劝返火源": rng.randint(0, 12),
            "天气": rng.choice(WEATHER), "有无火情": "否",
        }  # fmt: skip
    elif not zero:
        content = {"巡查户数": rng.randint(20, 180), "发现隐患": rng.randint(0, 3)}
    return ReportDue(**given, status=ReportStatus.FILED, filed_at=filed_at, zero=zero, content=content)
