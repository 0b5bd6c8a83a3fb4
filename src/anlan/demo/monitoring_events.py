"""What has happened to the devices of the demonstration county: alarms in every state, faults, visits, patrols."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from anlan.base import clock
from anlan.base.inserting import insert_many
from anlan.base.people.models import Person
from anlan.demo import names
from anlan.demo.staff import Staff
from anlan.kit.documents import numbering
from anlan.kit.notify.choices import Rule
from anlan.kit.notify.models import Policy, PolicyStep
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.monitoring.choices import (
    AlarmStatus,
    Checked,
    Condition,
    FaultKind,
    FaultStatus,
    Health,
    Level,
    Origin,
)
from anlan.subjects.monitoring.models import Alarm, Device, Element, Fault, Sensor, Upkeep, VideoPatrol

SENSOR_FIELDS = (
    "last_at",
    "last_value",
    "good_at",
    "good_value",
    "same_since_at",
    "doubt",
    "watch",
    "level",
    "fault",
)
RAISED, CHECKING, DISPATCHED = AlarmStatus.RAISED, AlarmStatus.CHECKING, AlarmStatus.DISPATCHED
FALSE, CLOSED = AlarmStatus.FALSE, AlarmStatus.CLOSED
ALARMS = (  # which devices, number, quantity, level, hours ago, value, state, how checked, finding, outcome
    ("rivers", 3, "level", Level.YELLOW, 0.4, 1.62, RAISED, "", "", ""),
    ("cameras", 3, "smoke", Level.ORANGE, 0.1, 1, RAISED, "", "", ""),
    ("cameras", 11, "smoke", Level.ORANGE, 1.1, 1, CHECKING, "", "", ""),
    (
        "sensors",
        4,
        "gas",
        Level.YELLOW,
        6.4,
        27.5,
        DISPATCHED,
        Checked.SITE,
        "法兰渗漏，浓度 26%LEL",
        "停止装卸，更换垫片",
    ),
    ("cameras", 20, "smoke", Level.ORANGE, 9, 1, FALSE, Checked.SITE, "农户炊烟，无明火", ""),
    (
        "cameras",
        5,
        "smoke",
        Level.ORANGE,
        29,
        1,
        CLOSED,
        Checked.SITE,
        "村民烧秸秆，过火约 20 平方米",
        "当场扑灭，已批评教育",
    ),
    ("cameras", 14, "smoke", Level.ORANGE, 52, 1, CLOSED, Checked.SITE, "祭祀烧纸", "劝离并清理余火"),
    ("sensors", 8, "gas", Level.RED, 75, 52.0, CLOSED, Checked.PHONE, "检修吹扫未报备", "责令补办作业票"),
    (
        "rivers",
        0,
        "level",
        Level.YELLOW,
        84,
        1.9,
        CLOSED,
        Checked.VIDEO,
        "上游降雨，水位平稳上涨",
        "撤离河道施工人员 6 人",
    ),
    ("rivers", 1, "level", Level.YELLOW, 80, 1.61, CLOSED, Checked.VIDEO, "洪水过境", "水位回落，解除值守"),
    ("gauges", 4, "rain", Level.YELLOW, 92, 24.6, CLOSED, Checked.PHONE, "短时强降雨", "提醒 3 个村加强巡查"),
    ("cameras", 27, "smoke", Level.ORANGE, 130, 1, CLOSED, Checked.SITE, "山雾误判", "已调整识别参数"),
)
SAW_NOTHING = "值守人员在岗，装卸区、罐区画面正常"
SAW = ("作业人员未戴安全帽", "动火作业现场无人监护", "消防通道停放车辆", "中控室无人值守", "储罐区围堰排水阀未关闭")


@dataclass
class Laid:
    """The devices that stand, by kind: what happens to them is told here."""

    rivers: list[Device] = field(default_factory=list)
    gauges: list[Device] = field(default_factory=list)
    cameras: list[Device] = field(default_factory=list)
    sensors: list[Device] = field(default_factory=list)
    sirens: list[Device] = field(default_factory=list)
    elements: dict[str, Element] = field(default_factory=dict)

    def all(self) -> list[Device]:
        return [*self.rivers, *self.gauges, *self.cameras, *self.sensors, *self.sirens]


def create(seed: int, laid: Laid, people: Staff, today: date) -> dict[str, int]:
    """All of them; the caller holds the transaction."""
    teller = _Teller(seed, laid, people, today)
    teller.policy()
    return {
        "alarms": teller.alarms(),
        "faults": teller.faults(),
        "visits": teller.visits(),
        "patrols": teller.patrols(),
    }


def base_of(number: int) -> float:
    """The ordinary level at a river station in metres above the sea."""
    return 62.0 + number * 3.4


class _Teller:
    """Tells it in bulk."""

    def __init__(self, seed: int, laid: Laid, people: Staff, today: date) -> None:
        self.rng = random.Random(f"happenings {seed}")
        self.laid, self.people, self.today = laid, people, today
        self.now = clock.now()

    def policy(self) -> None:
        """Whoever answers for the device, then the duty officer, then the command centre."""
        policy, made = Policy.objects.get_or_create(
            code="alarm",
            defaults={"name": "监测报警核查", "rule": Rule.FIRST, "words": ["on_the_way", "understood", "unable"]},
        )
        if not made:
            return
        targets = [[], *([{"kind": "person", "key": str(self._person(login).pk)}] for login in ("duty", "command"))]
        PolicyStep.objects.bulk_create(
            [
                PolicyStep(
                    policy=policy, position=number, delay_minutes=5 * (number > 1), targets=named, deputies=number > 1
                )
                for number, named in enumerate(targets, start=1)
            ]
        )

    def _person(self, login: str) -> Person:
        return Person.objects.get(user=self.people.users[login])

    def alarms(self) -> int:
        told = [story for story in ALARMS if story[1] < len(getattr(self.laid, story[0]))]
        taken = numbering.take_formatted("BJ", self.today.year, len(told))
        rows = [self._alarm(number, *story) for number, story in zip(taken, reversed(told), strict=True)]
        insert_many(rows)
        writing.reindex(rows)
        return len(rows)

    def _alarm(
        self,
        number: str,
        kind: str,
        place: int,
        code: str,
        level: str,
        hours: float,
        value: float,
        status: str,
        how: str,
        finding: str,
        outcome: str,
    ) -> Alarm:
        device, element = getattr(self.laid, kind)[place], self.laid.elements[code]
        raised_at = self.now - timedelta(hours=hours)
        value = round(base_of(place) + value, 2) if code == "level" else value
        shown = f" {value:.{element.decimals}f} {element.unit}" if element.unit else ""
        later = timedelta(hours=1) if status == CLOSED else None
        return Alarm(
            number=number,
            content=f"{device.name} {element.name}{shown}",
            device=device,
            element=element,
            origin=Origin.DEVICE,
            level=level,
            value=value,
            raised_at=raised_at,
            status=status,
            due_at=raised_at + timedelta(minutes=15 if code == "smoke" else 30),
            over_at=raised_at + later if later else None,
            closed_at=raised_at + 2 * later if later else None,
            late_told=hours > 1,
            outcome=outcome,
            **self._where(device),
            **self._checked(raised_at, how, finding),
        )

    def _where(self, device: Device) -> dict[str, Any]:
        return {name: getattr(device, name) for name in ("place_id", "line_id", "longitude", "latitude")}

    def _checked(self, raised_at: datetime, how: str, finding: str) -> dict[str, Any]:
        made: dict[str, Any] = {"created_at": raised_at, "updated_at": raised_at}
        if how:
            seen = {"checked_at": raised_at + timedelta(minutes=11), "checked_by": self.people.users["duty"]}
            made |= {"checked_how": how, "finding": finding, **seen}
        return made

    def faults(self) -> int:
        rows = []
        ill = Device.objects.filter(health__in=(Health.SILENT, Health.FAULTY)).order_by("pk")
        for device in ill:
            sick = Sensor.objects.filter(device=device).exclude(fault="").first()
            kind = FaultKind(sick.fault) if sick else FaultKind.SILENT
            content = "水位突然归零。" if kind == FaultKind.ZERO else "没有按时上报数据。"
            began_at = (sick.good_at if sick else device.heard_at) or self.now
            status = FaultStatus.REPAIRING if not sick and device.serial.startswith("LC-JK") else FaultStatus.OPEN
            rows.append(self._fault(device, kind, content, began_at, status))
        for device in self.rng.sample(self.laid.all(), 14):
            began_at = self.now - timedelta(days=self.rng.uniform(2, 60))
            rows.append(self._fault(device, FaultKind.OTHER, "电池亏电，已更换。", began_at, FaultStatus.ENDED))
        insert_many(rows)
        writing.reindex(rows)
        return len(rows)

    def _fault(self, device: Device, kind: str, content: str, began_at: datetime, status: str) -> Fault:
        over = status == FaultStatus.ENDED
        return Fault(
            content=content,
            device=device,
            kind=kind,
            began_at=began_at,
            status=status,
            place_id=device.place_id,
            line_id=device.line_id,
            ended_at=began_at + timedelta(hours=20) if over else None,
            remedy="更换后恢复" if over else "",
            created_at=began_at,
            updated_at=began_at,
        )

    def visits(self) -> int:
        """Sirens every month, a few of them late."""
        rows = []
        for number, device in enumerate(self.laid.sirens):
            for month in range(3):
                done_on = self.today - timedelta(days=(38 if number % 6 == 0 else 12) + 30 * month + number % 5)
                broken = number == 7 and month == 0
                at = self.now - timedelta(days=(self.today - done_on).days)
                rows.append(
                    Upkeep(
                        device=device,
                        done_on=done_on,
                        inspector=device.patroller,
                        place_id=device.place_id,
                        condition=Condition.BROKEN if broken else Condition.SOUND,
                        findings="摇柄断裂，声音发不出来" if broken else "试鸣正常，责任牌完好",
                        created_at=at,
                        updated_at=at,
                    )
                )
            latest = max(row.done_on for row in rows if row.device is device)
            device.upkept_on, device.upkeep_due_on = latest, latest + timedelta(days=30)
        insert_many(rows)
        writing.reindex(rows)
        Device.objects.bulk_update(self.laid.sirens, ["upkept_on", "upkeep_due_on"])
        return len(rows)

    def patrols(self) -> int:
        """Three looks a day at no fixed hour."""
        firms = list(Enterprise.objects.filter(sector__code__in=("chemical", "mine", "fuel")).order_by("pk")[:60])
        if not firms:
            return 0
        told = []
        for day in range(14, -1, -1):
            for _look in range(3):
                at = self.now - timedelta(days=day, minutes=self.rng.randrange(5, 1300))
                told.append((at, self.rng.choice(firms), self.rng.random() < 0.22))
        told.sort(key=lambda look: look[0])
        taken: Any = numbering.take_formatted("SP", self.today.year, len(told))
        rows = [
            VideoPatrol(
                number=number,
                patrolled_at=at,
                patroller=names.person(self.rng),
                enterprise=firm,
                found=found,
                place_id=firm.place_id,
                line_id=firm.line_id,
                findings=self.rng.choice(SAW) if found else SAW_NOTHING,
                instruction="已电话通知企业负责人立即整改并回传照片" if found else "",
                created_at=at,
                updated_at=at,
            )
            for number, (at, firm, found) in zip(taken, told, strict=True)
        ]
        insert_many(rows)
        writing.reindex(rows)
        return len(rows)
