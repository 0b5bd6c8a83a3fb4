"""Sending notices: to 1,300 people through a gateway, to 100,000 rows, answers taken in, and how late anything is.

The gateway is a process of its own; nothing leaves this machine. All that is made here is taken away again.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from anlan.base import clock
from anlan.base.inserting import insert_many
from anlan.base.people.models import Organisation, Person
from anlan.config.surroundings import ROOT
from anlan.kit.engine import loop, parts
from anlan.kit.notify import sending
from anlan.kit.notify.answering import answer_notice
from anlan.kit.notify.choices import DeliveryState, Door, EventKind, NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, Channel, Delivery, Notice, NoticeEvent
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from anlan.kit.records import writing
from anlan.subjects.warnings import intake, messages
from anlan.subjects.warnings.models import Alert, Intake, TrustedSender
from benchmarks.measuring import Case
from benchmarks.raw import Raw
from benchmarks.samples import Samples

CALLED, RATE, LATENCY = 1_300, 100.0, 0.05
MANY = 100_000
ANSWERS = 500
STREAM_SECONDS, STREAM_RATE = 20, 60
ESCALATED, ESCALATED_WITHIN = 400, 20.0
GATEWAY = ROOT / "tests" / "kit" / "notify" / "fake_gateway.py"
MARK = "bench"


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """All of them; each puts its figure into its note."""
    bench = _Bench(raw)
    yield Case(
        "notice-call",
        f"{CALLED:,} 人经 50 毫秒网关（限每秒 {RATE:.0f} 条）",
        bench.call,
        bench.raw_call,
        times=1,
        before=bench.ready_call,
        after=bench.clear,
        warm=False,
        note=bench.said,
    )
    yield Case(
        "notice-warning",
        f"县气象台暴雨橙色预警（CAP，有签名）从收到到村到户到人，网关限每秒 {RATE:.0f} 条",
        bench.warn,
        bench.raw_issue,
        times=1,
        before=bench.ready_warning,
        after=bench.clear_warning,
        warm=False,
        note=bench.said,
    )
    yield Case(
        "notice-issue",
        f"{MANY:,} 人从发起到待发记录提交",
        bench.issue,
        bench.raw_issue,
        times=1,
        before=bench.ready_issue,
        after=bench.clear,
        warm=False,
        note=bench.said,
    )
    yield Case(
        "notice-answer",
        f"收 {ANSWERS} 条答复",
        bench.answer,
        bench.raw_answer,
        times=1,
        before=bench.ready_answer,
        after=bench.clear,
        warm=False,
        note=bench.said,
    )
    yield Case(
        "notice-stream",
        f"每秒 {STREAM_RATE} 条连续 {STREAM_SECONDS} 秒：10 秒内交给网关的比例",
        bench.stream,
        bench.raw_call,
        times=1,
        before=bench.ready_call,
        after=bench.clear,
        warm=False,
        note=bench.said,
    )
    yield Case(
        "notice-late",
        f"{ESCALATED} 条通知升级的迟延",
        bench.escalate,
        bench.raw_escalate,
        times=1,
        before=bench.ready_escalation,
        after=bench.clear,
        warm=False,
        note=bench.said,
    )


@dataclass
class _Bench:
    raw: Raw
    figure: str = ""
    people: list[int] = field(default_factory=list)
    gateway: Any = None
    channel: Any = None
    notice: Any = None
    signer: Any = None
    message: bytes = b""

    def said(self) -> str:
        return self.figure

    # 1,300 people through a gateway ----------------------------------------------------------------------------------

    def ready_call(self) -> None:
        self._alone()
        self._open_gateway()
        self._make_people(CALLED)
        self.notice = self._notice()

    def _open_gateway(self) -> None:
        self.gateway = subprocess.Popen(
            [sys.executable, str(GATEWAY), "0", "--latency", str(LATENCY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        known = {"access_key_id": "demo-access", "access_key_secret": "demo-access-secret"}
        self.channel = Channel.objects.create(
            code=f"{MARK}-sms",
            name=MARK,
            kind="sms",
            rate=RATE,
            live=True,
            options={
                "shape": "aliyun",
                "endpoint": self.gateway.stdout.readline().strip(),
                "sign": "澜川应急",
                "template": "SMS_1",
            },
            secret=json.dumps(known),
        )

    def call(self) -> int:
        addressees = self._addressees(CALLED)
        moment = clock.now()
        insert_many([self._delivery(number, one, moment) for number, one in enumerate(addressees)])
        while sending.send("sms"):
            pass
        sent = Delivery.objects.filter(notice=self.notice, state=DeliveryState.SENT)
        last = sent.order_by("-sent_at").values_list("sent_at", flat=True).first() or moment
        self.figure = f"交完用 {(last - moment).total_seconds():.1f} 秒"
        return sent.count()

    def raw_call(self) -> int:
        """The same rows inserted, and each marked taken and sent."""
        columns, rows = self._raw_deliveries(CALLED)
        marks = [(row[0],) for row in rows]
        return self._raw_written("notify_delivery", columns, rows, marks)

    # A warning to every village ---------------------------------------------------------------------------------------

    def ready_warning(self) -> None:
        """A signer of the observatory, known here, whose orange warnings are passed on as they come."""
        from tests.subjects.warnings.cap import samples

        self.clear_warning()
        self._alone()
        self._open_gateway()
        county = messages.county_code()
        self.signer = samples.Signer()
        TrustedSender.objects.create(
            sender=samples.SENDER,
            name=MARK,
            certificate=self.signer.certificate,
            place_id=county,
            forward_from="orange",
        )
        now = timezone.localtime(clock.now()).replace(microsecond=0)
        text = samples.INFO.format(area=samples.AREA.replace("990121000000", county))
        for known, moment in (
            ("2026-07-05T09:00:00+08:00", now),
            ("2026-07-05T21:00:00+08:00", now + timedelta(hours=12)),
        ):
            text = text.replace(known, moment.isoformat())
        self.message = samples.alert(text, sent=now.isoformat(), identifier=f"{MARK}-{time.time_ns()}")

    def warn(self) -> int:
        """From the post's bytes until the last recipient's message is with the gateway."""
        signed = self.signer.sign(self.message)
        with _Running("notify-send-sms"):
            began = clock.now()
            alert = intake.receive(signed, door="http").alerts[0]
            written = clock.now()
            self.notice = Notice.objects.get(about="warning", about_id=alert.pk)
            sent = Delivery.objects.filter(notice=self.notice, kind="sms")
            self._until(lambda: not sent.filter(sent_at=None).exists(), 120)
        moments = [at for at in sent.values_list("sent_at", flat=True) if at is not None]
        people = Addressee.objects.filter(notice=self.notice)
        self.figure = (
            f"{people.values('place').distinct().count()} 个村 {people.count()} 人，"
            f"{(written - began).total_seconds():.1f} 秒后待发记录提交，"
            f"{(max(moments) - began).total_seconds():.1f} 秒后全部交给网关，"
            f"60 秒内 {sum((at - began).total_seconds() <= 60 for at in moments) / sent.count():.2%}"
        )
        return len(moments)

    def clear_warning(self) -> None:
        """The message, what it became and what was sent about it."""
        mine = Alert.objects.filter(cap_sender__in=TrustedSender.objects.filter(name=MARK).values("sender"))
        Notice.objects.filter(about="warning", about_id__in=mine.values("pk")).update(topic=MARK)
        self.clear()
        writing.remove_many(list(Intake.objects.filter(alert__in=mine)), actor=None)
        writing.remove_many(list(mine), actor=None)
        TrustedSender.objects.filter(name=MARK).delete()

    # 100,000 recipients ----------------------------------------------------------------------------------------------

    def ready_issue(self) -> None:
        self._alone()
        self.channel = Channel.objects.create(code=f"{MARK}-console", name=MARK, kind="console")
        self._make_people(MANY)

    def issue(self) -> int:
        unit = self._unit().pk
        self.notice = send_notice(
            key=f"{MARK}-{time.time_ns()}",
            topic=MARK,
            title="暴雨橙色预警",
            text="请立即转移到安置点。",
            urgency=Urgency.URGENT,
            to=[Target(person, unit=unit, group="乡镇") for person in self.people],
            channels=["sms"],
            rule=Rule.EVERYONE,
        )
        count = Delivery.objects.filter(notice=self.notice).count()
        self.figure = f"待发 {count:,} 条"
        return count

    def raw_issue(self) -> int:
        """The same two tables by the driver, taken back at the end."""
        names, people = self._raw_of(Addressee, notice=self.notice)
        columns, rows = self._raw_of(Delivery, notice=self.notice)
        moved = [(10**12 + place, *row[1:]) for place, row in enumerate(rows)]
        keyed = columns.index('"key"')
        moved = [(*row[:keyed], f"raw-{place}", *row[keyed + 1 :]) for place, row in enumerate(moved)]
        person, other = names.index('"notice_id"'), self._other().pk
        moved_people = [(10**12 + place, *row[1:person], other, *row[person + 1 :]) for place, row in enumerate(people)]
        return self.raw.insert("notify_addressee", names, moved_people) + self.raw.insert(
            "notify_delivery", columns, moved
        )

    # Answers ---------------------------------------------------------------------------------------------------------

    def ready_answer(self) -> None:
        self._alone()
        self._make_people(ANSWERS)
        self.notice = self._notice()
        self._addressees(ANSWERS)

    def answer(self) -> int:
        began = time.perf_counter()
        for number, addressee in enumerate(Addressee.objects.filter(notice=self.notice)):
            answer_notice(addressee, Word.UNDERSTOOD, door=Door.LINK, key=f"{MARK}-{self.notice.pk}-{number}")
        self.figure = f"每秒 {ANSWERS / (time.perf_counter() - began):.0f} 条"
        return ANSWERS

    def raw_answer(self) -> int:
        """An answer inserted and its person updated, a transaction each."""
        now, link = self._stamp(clock.now()), self.raw.link
        insert = self.raw.spelt(
            "INSERT INTO notify_answer (addressee_id, word, note, at, door, key) VALUES (%s, %s, '', %s, 'link', %s)"
        )
        update = self.raw.spelt("UPDATE notify_addressee SET word = %s, answered_at = %s WHERE id = %s")
        for pk in Addressee.objects.filter(notice=self.notice).values_list("pk", flat=True):
            link.execute("BEGIN")
            link.execute(insert, (pk, "understood", now, f"{MARK}-raw-{pk}"))
            link.execute(update, ("understood", now, pk))
            link.execute("COMMIT")
        return ANSWERS

    # How late anything is --------------------------------------------------------------------------------------------

    def stream(self) -> int:
        addressees = self._addressees(CALLED)
        made = 0
        with _Running("notify-send-sms"):
            began = time.monotonic()
            while (elapsed := time.monotonic() - began) < STREAM_SECONDS:
                due = int(elapsed * STREAM_RATE) - made
                if due:
                    moment = clock.now()
                    insert_many(
                        [
                            self._delivery(made + place, addressees[(made + place) % CALLED], moment)
                            for place in range(due)
                        ]
                    )
                    made += due
                time.sleep(0.2)
            self._until(lambda: not Delivery.objects.filter(notice=self.notice, sent_at=None).exists(), 60)
        waits = sorted(
            (sent_at - created_at).total_seconds() if sent_at else 10.0**6
            for created_at, sent_at in Delivery.objects.filter(notice=self.notice).values_list("created_at", "sent_at")
        )
        share = sum(wait <= 10 for wait in waits) / len(waits)
        self.figure = f"10 秒内 {share:.2%}，p99 {waits[int(len(waits) * 0.99)]:.1f} 秒"
        return len(waits)

    def ready_escalation(self) -> None:
        """The county's own notices rest for a day, so that none of them is escalated over this channel."""
        self._alone()
        Notice.objects.filter(state=NoticeState.OPEN, next_at__isnull=False).update(
            next_at=clock.now() + timedelta(days=1)
        )
        self.channel = Channel.objects.create(code=f"{MARK}-console", name=MARK, kind="console")
        self._make_people(ESCALATED)

    def escalate(self) -> int:
        """Each notice's second step falls due at a moment of its own within the next seconds."""
        unit, chance = self._unit().pk, random.Random(1)
        planned: dict[int, datetime] = {}
        step = {"targets": [], "deputies": False, "channels": ["sms"], "repeats": 0, "repeat_minutes": 5}
        for number in range(ESCALATED):
            notice = send_notice(
                key=f"{MARK}-{time.time_ns()}-{number}", topic=MARK, title="升级", text="升级",
                to=[Target(self.people[number], unit=unit)], channels=["sms"], rule=Rule.FIRST,
            )  # fmt: skip
            planned[notice.pk] = clock.now()
        base = clock.now() + timedelta(seconds=3)
        for pk in list(planned):
            planned[pk] = base + timedelta(seconds=chance.uniform(0, ESCALATED_WITHIN))
            steps = [{"position": 1, "delay": 0} | step, {"position": 2, "delay": 0} | step]
            Notice.objects.filter(pk=pk).update(steps=steps, next_at=planned[pk], state=NoticeState.OPEN)
        events = NoticeEvent.objects.filter(notice__in=planned, kind=EventKind.STEP)
        before = events.count()
        with _Running("notify-escalate"):
            self._until(lambda: events.count() >= before + ESCALATED, 120)
        found: dict[int, datetime] = dict(events.order_by("id").values_list("notice_id", "at"))
        late = sorted((found[pk] - at).total_seconds() for pk, at in planned.items())
        self.figure = (
            f"p50 {late[len(late) // 2]:.2f} 秒，p99 {late[int(len(late) * 0.99)]:.2f} 秒，最大 {late[-1]:.2f} 秒"
        )
        return len(late)

    def raw_escalate(self) -> int:
        """An event inserted and its notice moved on, a transaction each."""
        events = NoticeEvent.objects.filter(notice__topic=MARK, kind=EventKind.STEP).order_by("-id")
        names = ", ".join(f'"{one.column}"' for one in NoticeEvent._meta.concrete_fields if not one.primary_key)
        table, link = NoticeEvent._meta.db_table, self.raw.link
        insert = self.raw.spelt(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE id = %s")
        update = self.raw.spelt(f"UPDATE {Notice._meta.db_table} SET next_at = NULL WHERE id = %s")
        for pk, notice in list(events.values_list("pk", "notice_id")[:ESCALATED]):
            link.execute("BEGIN")
            link.execute(insert, (pk,))
            link.execute(update, (notice,))
            link.execute("COMMIT")
        return ESCALATED

    def _alone(self) -> None:
        """What a run that broke off left behind goes, and no other channel has a part in it."""
        self.clear()
        Channel.objects.filter(active=True).update(active=False)

    # Shared ----------------------------------------------------------------------------------------------------------

    def _unit(self) -> Organisation:
        unit = Organisation.objects.order_by("pk").first()
        assert unit is not None
        return unit

    def _make_people(self, count: int) -> None:
        unit = self._unit()
        people = [
            Person(organisation=unit, name=f"{MARK}{number}", phone=f"139{number:08d}") for number in range(count)
        ]
        insert_many(people)
        self.people = [person.pk for person in people]

    def _notice(self) -> Notice:
        return Notice.objects.create(
            key=f"{MARK}-{time.time_ns()}", topic=MARK, title="试验", text="试验", rule=Rule.EVERYONE
        )

    def _other(self) -> Notice:
        return Notice.objects.get_or_create(key=f"{MARK}-raw", defaults={"topic": MARK, "title": "试验", "text": ""})[0]

    def _addressees(self, count: int) -> list[Addressee]:
        unit = self._unit()
        found = [Addressee(notice=self.notice, person_id=person, unit=unit) for person in self.people[:count]]
        insert_many(found)
        return found

    def _delivery(self, number: int, addressee: Addressee, moment: datetime) -> Delivery:
        return Delivery(
            key=f"{MARK}-{self.notice.pk}-{number}", notice=self.notice, addressee=addressee, kind="sms", due_at=moment,
            channel=self.channel, address=f"139{number:08d}", text="请立即到村委会集合。", created_at=moment,
        )  # fmt: skip

    def _raw_of(self, model: Any, **wanted: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
        names = [f'"{one.column}"' for one in model._meta.concrete_fields]
        notice = wanted["notice"].pk
        asked = f"SELECT {', '.join(names)} FROM {model._meta.db_table} WHERE notice_id = %s"
        return names, [tuple(row) for row in self.raw.rows(asked, notice)]

    def _raw_deliveries(self, count: int) -> tuple[list[str], list[tuple[Any, ...]]]:
        columns, rows = self._raw_of(Delivery, notice=self.notice)
        keyed = columns.index('"key"')
        return columns, [
            (10**12 + place, *row[1:keyed], f"raw-{place}", *row[keyed + 1 :]) for place, row in enumerate(rows[:count])
        ]

    def _raw_written(self, table: str, columns: list[str], rows: list[tuple[Any, ...]], marks: list[tuple[int]]) -> int:
        """Inserted and updated twice by key, in one transaction that is taken back."""
        link, marked = self.raw.link, ", ".join(["%s"] * len(columns))
        insert = self.raw.spelt(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marked})")
        update = self.raw.spelt(f"UPDATE {table} SET state = 'taken', lease = lease + 1 WHERE id = %s")
        cursor = link.cursor()
        cursor.execute("BEGIN")
        cursor.executemany(insert, rows)
        for _turn in range(2):
            cursor.executemany(update, marks)
        cursor.execute("ROLLBACK")
        return len(rows)

    def _stamp(self, moment: datetime) -> Any:
        return connection.ops.adapt_datetimefield_value(moment)

    def _until(self, done: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            time.sleep(0.2)

    def clear(self) -> None:
        """Takes away all that was made, without asking each row."""
        if self.gateway is not None:
            self.gateway.stdin.close()
            self.gateway.wait(10)
            self.gateway = None
        mine = f"(SELECT id FROM notify_notice WHERE topic = '{MARK}')"
        whose = f"(SELECT id FROM notify_addressee WHERE notice_id IN {mine})"
        with connection.cursor() as cursor:
            for table in ("notify_answer", "notify_reply"):
                cursor.execute(f"DELETE FROM {table} WHERE addressee_id IN {whose}")
            for table in ("notify_delivery", "notify_noticeevent", "notify_addressee"):
                cursor.execute(f"DELETE FROM {table} WHERE notice_id IN {mine}")
            cursor.execute(
                "DELETE FROM notify_delivery WHERE channel_id IN "
                f"(SELECT id FROM notify_channel WHERE code LIKE '{MARK}-%%')",
                [],
            )
        Notice.objects.filter(topic=MARK).delete()
        Channel.objects.filter(code__startswith=f"{MARK}-").delete()
        Person.objects.filter(name__startswith=MARK)._raw_delete("default")
        Channel.objects.filter(code__in=("console", "inapp")).update(active=True)


class _Running:
    """The engine with one part in a thread of its own."""

    def __init__(self, name: str) -> None:
        parts.discover()
        self.engine = loop.Engine(parts.named([name]))
        self.thread = threading.Thread(target=self._work, daemon=True)

    def _work(self) -> None:
        try:
            self.engine.run_forever()
        finally:
            connections.close_all()

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_problem: object) -> None:
        self.engine.stop()
        self.thread.join(30)
