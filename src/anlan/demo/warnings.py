# ruff: noqa: E501 - tables of texts, one to a line
"""Two weeks of warnings in the demonstration county: who hears of them in every village, what came in, what we issued,
how it was answered; rounds of consultation, a fire ban, loudspeakers. One warning is in force."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.inserting import insert_many
from anlan.base.people.models import Organisation, Person
from anlan.demo import names, placenames
from anlan.demo.geography import Area, County
from anlan.demo.staff import Staff
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Door, NoticeState, Word
from anlan.kit.notify.models import Addressee, Answer, Channel, Delivery, ListMember, Notice, RecipientList
from anlan.kit.records import writing
from anlan.subjects.warnings import kinds, services, signals
from anlan.subjects.warnings.choices import Act, MessageKind, Online, Origin, Status
from anlan.subjects.warnings.models import (
    Alert,
    BroadcastTerminal,
    Consultation,
    FireBan,
    WarningTemplate,
)

OBSERVATORY, CODE = f"{placenames.COUNTY}气象台", "99012141600000"
BUREAU_CODE = "99012100000000"
LARGE = 1_500  # people of a village that needs two loudspeakers
ANSWERED, PROMPT = 0.86, 14.0  # share that has answered, and minutes until half of them had
ADVICE = {
    "11B05": "1. 政府及有关部门按照职责做好防寒潮工作；2. 注意添衣保暖，照顾好老、弱、病人；3. 对作物、畜禽采取防寒措施；4. 注意防范取暖用火、用电和一氧化碳中毒。",
    "11B17": "1. 政府及有关部门按照职责做好防雾工作；2. 驾驶人员注意雾的变化，小心驾驶；3. 户外活动注意安全。",
    "11B06": "1. 政府及有关部门按照职责做好防大风工作；2. 加固围板、棚架、广告牌；3. 高空、水上作业停工避险；4. 注意森林、草原防火。",
    "11B25": "1. 严禁一切野外用火；2. 加密护林巡查和瞭望；3. 扑火队伍靠前驻防；4. 进入林区人员不得携带火种。",
    "11B03": "1. 停止户外作业和集体活动；2. 转移危房和低洼处人员；3. 检查排水系统；4. 防范山洪、滑坡、泥石流。",
}  # fmt: skip

# (days ago, hours it holds, kind, level, ours, sent to villages, how it ended)
PAST = (
    (13, 12, "11B17", "yellow", False, True, Status.EXPIRED),
    (11, 24, "11B06", "blue", False, True, Status.LIFTED),
    (9, 12, "11B17", "orange", False, True, Status.LIFTED),
    (8, 24, "11B25", "yellow", True, True, Status.EXPIRED),
    (6, 24, "11B06", "yellow", True, True, Status.LIFTED),
    (5, 10, "11B17", "yellow", False, False, Status.EXPIRED),
    (3, 48, "11B25", "orange", True, True, Status.REPLACED),
)
ROUNDS = (
    (13, "11B17", "大雾天气过程会商", "夜间到上午有能见度不足 500 米的大雾，局地不足 200 米。", "发布大雾预警，提醒高速和县乡道路交通管制准备。"),
    (11, "11B06", "大风降温过程会商", "冷空气过境，平均风力 5 到 6 级，阵风 7 级。", "转发大风蓝色预警，通知水上和高空作业单位停工。"),
    (8, "11B25", "森林火险形势会商", "连续 18 天无有效降水，林下可燃物干燥，火险气象等级四级。", "发布森林火险黄色预警，护林员全员上岗。"),
    (6, "11B06", "大风天气会商", "阵风可达 8 级，伴有明显降温。", "发布大风黄色预警，户外广告牌和棚架逐处排查。"),
    (3, "11B25", "森林火险升级会商", "火险气象等级升至五级，大风天气叠加。", "升级为森林火险橙色预警，建议县政府发布禁火令。"),
    (0, "11B05", "寒潮过程会商", "受强冷空气影响，48 小时内最低气温下降 8℃以上，最低气温 2℃，阵风 6 级。", "发布寒潮蓝色预警，预警到村、提醒到户、通知到人。"),
)  # fmt: skip
PEOPLE = "县气象台预报员、县水文站、县自然资源局、县林业局、县应急管理局防灾减灾救灾股、县应急指挥中心"


def create(seed: int, county: County, people: Staff) -> dict[str, int]:
    """All of it; the caller holds the transaction."""
    made = _Maker(seed, county, people)
    members = made.recipients()
    made.templates()
    rounds = made.consultations()
    for number, row in enumerate(PAST):
        made.past(number, *row)
    made.in_force(rounds[-1])
    made.ban()
    terminals = made.terminals()
    return {"members": members, "warnings": Alert.objects.count(), "terminals": terminals}


class _Maker:
    """Makes rows dated back, past the one write path, and indexes them."""

    def __init__(self, seed: int, county: County, people: Staff) -> None:
        self.rng = random.Random(f"warnings {seed}")
        self.county, self.people = county, people
        self.now = clock.now()
        self.kinds = {term.code: term for term in terms.every(kinds.DICTIONARY)}
        self.author, self.approver = people.users["duty"], people.users["leader"]
        self.list = RecipientList()
        self.targets: list[tuple[Any, ...]] = []

    def stored(self, rows: list[Any], moment: datetime | None = None) -> list[Any]:
        for row in rows:
            row.created_at = row.updated_at = moment or self.now
        insert_many(rows)
        writing.reindex(rows)
        return rows

    def recipients(self) -> int:
        """Three in each village: who answers for it, who looks after households, and who stands in."""
        bodies = {body.place_id: body for body in Organisation.objects.filter(kind__code="village")}
        taken = set(Person.objects.exclude(phone="").values_list("phone", flat=True))
        free = [p for e in "89" for n in range(10_000) if (p := f"13{e}0000{n:04d}") not in taken]
        self.rng.shuffle(free)
        persons = []
        for village in self.county.villages:
            for post in ("村党支部书记", "网格员", "村委会副主任"):
                body = bodies[village.code]
                persons.append(Person(name=names.person(self.rng), organisation=body, post=post, phone=free.pop()))
        self.stored(persons, self.now - timedelta(days=200))
        roles = {term.code: term for term in terms.every("recipient-role")}
        purpose = next(term for term in terms.every("recipient-purpose") if term.code == "weather")
        self.list = self.stored(
            [RecipientList(name="气象灾害预警接收名单", purpose=purpose, place_id=placenames.COUNTY_CODE)]
        )[0]
        members = []
        for number, village in enumerate(self.county.villages):
            head, grid, deputy = persons[3 * number : 3 * number + 3]
            households = f"第一网格 {self.rng.randint(18, 60)} 户"
            for person, role, home in ((head, "head", ""), (grid, "household", households), (deputy, "deputy", "")):
                members.append(
                    ListMember(
                        list=self.list,
                        person=person,
                        place_id=village.code,
                        household=home,
                        role=roles[role],
                        deputy=None if role == "deputy" else deputy,
                    )
                )
        self.stored(members, self.now - timedelta(days=200))
        return len(members)

    def templates(self) -> None:
        rows = []
        for code, advice in ADVICE.items():
            for level in ("blue", "yellow", "orange", "red"):
                found = [s for s in signals.signals() if (s.event_code, s.level) == (code, level)]
                if found:
                    hours = f"预计未来{found[0].hours}小时内，" if found[0].hours else ""
                    kind = self.kinds[code]
                    rows.append(
                        WarningTemplate(
                            name=f"{kind.name}{signals.LEVELS[level]}预警",
                            kind=kind,
                            level=level,
                            act=Act.ISSUE,
                            description=f"{hours}〈地点〉{found[0].criterion}，请注意防范。",
                            instruction=advice,
                            place_id=placenames.COUNTY_CODE,
                        )
                    )
        self.stored(rows)

    def consultations(self) -> list[Consultation]:
        rows = [
            Consultation(
                held_at=self.now - timedelta(days=days, hours=3),
                title=title,
                kind=self.kinds[code],
                chair=self.approver.name,
                participants=PEOPLE,
                place_id=placenames.COUNTY_CODE,
                decision=decision,
                opinions=f"气象：{weather}\n水文：江河水位平稳，暂无汛情。\n应急：各乡镇值班带班已落实，队伍和物资在位。",
            )
            for days, code, title, weather, decision in ROUNDS
        ]
        return self.stored(rows)

    def alert(self, code: str, level: str, issued: datetime, hours: int, *, ours: bool, **more: Any) -> Alert:
        kind = self.kinds[code]
        sender = f"{placenames.COUNTY}应急管理局" if ours else OBSERVATORY
        sender_code = BUREAU_CODE if ours else CODE
        found = next((s for s in signals.signals() if (s.event_code, s.level) == (code, level)), None)
        criterion = found.criterion if found else "有较大影响"
        area = self.county.area
        return Alert(
            identifier=services.next_identifier(sender_code, issued), origin=Origin.OWN if ours else Origin.RECEIVED,
            kind=kind, level=level, sender=sender, sender_code=sender_code, cap_sender=sender_code,
            headline=signals.headline(sender, more.pop("act", "发布"), kind.name, level),
            description=f"预计未来{hours}小时内，全县大部分乡镇{criterion}，请注意防范。", instruction=ADVICE.get(code, ""),
            area_text=placenames.COUNTY, areas=[placenames.COUNTY_CODE], issued_at=issued,
            expires_at=issued + timedelta(hours=hours), place_id=placenames.COUNTY_CODE, longitude=area.longitude,
            latitude=area.latitude, created_by=self.author if ours else None, updated_by=self.author if ours else None,
            approved_by=self.approver if ours else None, approved_at=issued - timedelta(minutes=6) if ours else None,
            **more,
        )  # fmt: skip

    def past(
        self, number: int, days: int, hours: int, code: str, level: str, ours: bool, sent: bool, end: Status
    ) -> None:
        """One that is over, with its receipts; a lifted one has its message of lifting beside it."""
        issued = self.now - timedelta(days=days, hours=number % 5, minutes=17 * number % 60)
        over = issued + timedelta(hours=hours if end == Status.EXPIRED else hours * 0.7)
        row = self.alert(code, level, issued, hours, ours=ours, status=end, ended_at=over)
        row.lists, row.dispatched_at = ([self.list.pk], issued) if sent else ([], None)
        self.stored([row], issued)
        if sent:
            self._answered_notice(row, over)
        if end in (Status.LIFTED, Status.REPLACED):
            lifted = end == Status.LIFTED
            told = self.alert(
                code,
                "yellow" if not lifted else level,
                over,
                hours,
                ours=ours,
                act="解除" if lifted else "更新",
                message=MessageKind.CANCEL if lifted else MessageKind.UPDATE,
                first=row,
                previous=row,
                status=Status.LIFTED if lifted else Status.EXPIRED,
                ended_at=over if lifted else self.now,
                reason="影响已经结束" if lifted else "",
                refers=[row.identifier],
            )
            if not lifted:
                told.expires_at = told.ended_at = over + timedelta(hours=12)
            self.stored([told], over)

    def _answered_notice(self, row: Alert, over: datetime) -> None:
        """A notice that has run its course: everybody called, most answered."""
        begun = row.issued_at or self.now
        notice = Notice.objects.create(
            key=f"warning:{row.pk}:{row.identifier}", topic=services.TOPIC, about="warning", about_id=row.pk,
            stream=row.stream, sequence=1, title=row.headline[:120], text=row.description, urgency=2, rule="everyone",
            state=NoticeState.EXPIRED, created_at=begun, ended_at=over, expires_at=row.expires_at,
            place_id=row.place_id, created_by=self.author,
        )  # fmt: skip
        rows = []
        for person, unit, group, place, deputy in self._people():
            later = self._delay()
            answered = begun + later if self.rng.random() < ANSWERED + 0.1 else None
            sent = begun + timedelta(seconds=self.rng.randint(1, 9))
            rows.append(
                Addressee(
                    notice=notice,
                    person_id=person,
                    unit_id=unit,
                    group=group,
                    place_id=place,
                    deputy_id=deputy,
                    required=True,
                    called_at=begun,
                    sent_at=sent,
                    delivered_at=sent + timedelta(seconds=2),
                    seen_at=answered,
                    answered_at=answered,
                    word=Word.UNDERSTOOD if answered else "",
                )
            )
        insert_many(rows)

    def _people(self) -> list[tuple[Any, ...]]:
        if not self.targets:
            members = ListMember.objects.filter(list=self.list).order_by("place_id", "id")
            self.targets = [
                (one[0], one[1], one[2] or self.list.name, one[3], one[4])
                for one in members.values_list(
                    "person_id", "person__organisation_id", "household", "place_id", "deputy_id"
                )
            ]
        return self.targets

    def _delay(self) -> timedelta:
        return timedelta(minutes=min(self.rng.expovariate(0.69 / PROMPT) + 0.5, 110))

    def in_force(self, consultation: Consultation) -> None:
        """Issued a while ago, sent to all villages, mostly answered; some villages are still silent."""
        issued = self.now - timedelta(minutes=50)
        row = self.alert(
            "11B05", "blue", issued, 48, ours=True, status=Status.ISSUED, consultation=consultation
        )  # fmt: skip
        self.stored([row], issued)
        if not Channel.objects.filter(kind=ChannelKind.CONSOLE).exists():
            Channel.objects.create(code="console", name="演示手机", kind=ChannelKind.CONSOLE, rate=200)
        services.dispatch(row, [self.list.pk], actor=self.author)
        Alert.objects.filter(pk=row.pk).update(lists=row.lists, dispatched_at=issued)
        notice = Notice.objects.get(about="warning", about_id=row.pk)
        silent = {village.code for village in self.rng.sample(self.county.villages, 9)}
        answers, told = [], []
        for one in Addressee.objects.filter(notice=notice, instead_of=None):
            told.append(one)
            one.called_at = issued
            one.sent_at = issued + timedelta(seconds=self.rng.randint(1, 9))
            one.delivered_at = one.sent_at + timedelta(seconds=2)
            after = self._delay()
            if one.place_id not in silent and self.rng.random() < ANSWERED and issued + after < self.now:
                one.seen_at = one.answered_at = issued + after
                one.word = Word.NEED_HELP if self.rng.random() < 0.01 else Word.UNDERSTOOD
                answers.append(
                    Answer(addressee=one, word=one.word, at=one.answered_at, door=Door.LINK, key=f"demo-{one.pk}")
                )
        fields = ("called_at", "sent_at", "delivered_at", "seen_at", "answered_at", "word")
        Addressee.objects.bulk_create(told, update_conflicts=True, unique_fields=["id"], update_fields=fields)
        insert_many(answers)
        Notice.objects.filter(pk=notice.pk).update(created_at=issued)
        Delivery.objects.filter(notice=notice).update(
            state=DeliveryState.DELIVERED, sent_at=issued, delivered_at=issued, created_at=issued, due_at=issued
        )

    def ban(self) -> None:
        today = clock.today()
        self.stored(
            [
                FireBan(
                    title=f"{placenames.COUNTY}人民政府森林防火禁火令",
                    number="澜政令〔2026〕3 号",
                    issuer=f"{placenames.COUNTY}人民政府",
                    issued_on=today - timedelta(days=3),
                    from_on=today - timedelta(days=3),
                    to_on=today + timedelta(days=27),
                    place_id=placenames.COUNTY_CODE,
                    area="全县林地及林地边缘 500 米范围",
                    content="禁火期内，禁火区域内严禁一切野外用火，严禁携带火种进山入林；违反的依法处理。",
                )
            ]
        )

    def terminals(self) -> int:
        """A loudspeaker or two in each village."""
        sorts = {term.code: term for term in terms.every("broadcast-kind")}
        rows = [
            self._terminal(number, part, village, sorts)
            for number, village in enumerate(self.county.villages, 1)
            for part in range(1 + (village.population > LARGE))
        ]
        return len(self.stored(rows, self.now - timedelta(days=300)))

    def _terminal(self, number: int, part: int, village: Area, sorts: dict[str, Any]) -> BroadcastTerminal:
        online = self.rng.choices((Online.ONLINE, Online.OFFLINE, Online.FAULTY), (94, 4, 2))[0]
        share = village.population // (1 + (village.population > LARGE))
        return BroadcastTerminal(
            code=f"YB{number:04d}{part + 1}", name=f"{village.name}{'村委会' if not part else '文化广场'}终端",
            kind=sorts["speaker" if not part else "column"], place_id=village.code,
            site="村委会楼顶" if not part else "文化广场", households=share // 3, population=share,
            radius=self.rng.choice((300, 500, 800)), online=online, keeper=names.person(self.rng),
            phone=names.phone(self.rng), tested_on=clock.today() - timedelta(days=self.rng.randint(1, 30)),
            longitude=round(village.longitude + (self.rng.random() - 0.5) * 0.004, 6),
            latitude=round(village.latitude + (self.rng.random() - 0.5) * 0.004, 6),
        )  # fmt: skip
