"""From our rows to CAP messages and back: what a message means to us, and how our own warnings are told to others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from shapely.geometry import shape as shape_of

from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceLevel
from anlan.subjects.warnings import kinds, queries, signals, texts
from anlan.subjects.warnings.cap import geometry, national, signing, writing
from anlan.subjects.warnings.cap.message import AREA_CODE, COLOUR, EVENT_CODE, Area, Info, Message, Profile, Reference
from anlan.subjects.warnings.choices import MessageKind, Status
from anlan.subjects.warnings.models import Alert

LEVEL_OF_COLOUR = {"red": "red", "orange": "orange", "yellow": "yellow", "blue": "blue"}
LEVEL_OF_SEVERITY = {"Extreme": "red", "Severe": "orange", "Moderate": "yellow", "Minor": "blue"}
_LEVEL_OF_WORD = {f"{sign}色": level for sign, level in zip("红橙黄蓝", signals.LEVELS, strict=True)}
DEFAULT_HOURS = 24
ACTS = {MessageKind.ALERT: "发布", MessageKind.UPDATE: "更新", MessageKind.CANCEL: "解除"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message says in the fields of our rows, and what had to be supplied."""

    values: dict[str, Any]
    remarks: tuple[str, ...]


def meaning(message: Message, county: str) -> Meaning | None:
    """The values of a row, or ``None`` where no level can be told and a person must decide."""
    info = message.info
    if info is None:
        return None
    remarks: list[str] = []
    level = _level(info, remarks)
    if level is None:
        return None
    event_code = dict(info.event_codes).get(EVENT_CODE, "")
    kind = kinds.term_of(event_code, _kind_name(info))
    begins = info.onset or info.effective or message.sent
    areas, drawn = _areas(message, remarks)
    place = _place(areas, county)
    longitude, latitude = point_of(drawn, place)
    values: dict[str, Any] = {
        "identifier": message.identifier,
        "message": message.kind,
        "kind": kind,
        "level": level,
        "sender": (info.sender_name or message.sender)[:120],
        "sender_code": message.sender_code[:14] or _code_in(message.identifier),
        "cap_sender": message.sender[:200],
        "headline": (info.headline or info.event)[:200],
        "description": info.description or info.headline or info.event,
        "instruction": info.instruction,
        "area_text": "、".join(dict.fromkeys(area.description for area in info.areas if area.description))[:400],
        "areas": areas,
        "shapes": drawn,
        "issued_at": message.sent,
        "onset_at": info.onset,
        "expires_at": info.expires or _expiry(begins, kind.name, level, remarks),
        "reason": message.note[:300],
        "exercise": message.status != "Actual",
        "place_id": place,
        "longitude": longitude,
        "latitude": latitude,
        "refers": [reference.identifier for reference in message.references],
    }
    return Meaning(values, tuple(remarks))


def _level(info: Info, remarks: list[str]) -> str | None:
    colour = dict(info.parameters).get(COLOUR, "").lower()
    if colour in LEVEL_OF_COLOUR:
        return colour
    told = texts.read(info.headline).level or texts.read(info.description).level
    if told in _LEVEL_OF_WORD:
        return _LEVEL_OF_WORD[told]
    english = [word for word in LEVEL_OF_COLOUR if f"{word} " in info.headline.lower()]
    if len(english) == 1:
        return english[0]
    if info.severity in LEVEL_OF_SEVERITY:
        remarks.append(
            _("消息没有写颜色，按严重程度对应为%(level)s。")
            % {"level": signals.LEVELS[LEVEL_OF_SEVERITY[info.severity]]}
        )
        return LEVEL_OF_SEVERITY[info.severity]
    return None


def _kind_name(info: Info) -> str:
    return info.event if info.event in signals.kinds() else texts.read(info.headline).type or info.event


def _code_in(identifier: str) -> str:
    head = identifier.partition("_")[0]
    return head if len(head) == 14 and head.isalnum() else ""


def _expiry(begins: datetime | None, kind: str, level: str, remarks: list[str]) -> datetime | None:
    hours = signals.hours_of(kind, level) or DEFAULT_HOURS
    remarks.append(_("消息没有写失效时间，按信号时效 %(hours)d 小时计。") % {"hours": hours})
    return begins + timedelta(hours=hours) if begins else None


def _areas(message: Message, remarks: list[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """Twelve-digit codes, and shapes; where only shapes are given, the villages that they touch."""
    told = [
        value for info in message.infos for area in info.areas for name, value in area.geocodes if name == AREA_CODE
    ]
    found = []
    for value in dict.fromkeys(told):
        try:
            found.append(codes.pad(value))
        except codes.BadCode:
            continue
    drawn = geometry.shapes_of(message)
    if not found and drawn:
        found = queries.villages_of([], drawn)
    if not found:
        remarks.append(_("看不出影响哪些村社，请在“影响区域”里补上。"))
    return found, drawn


def _place(areas: list[str], county: str) -> str:
    """The lowest of our places that holds all of the area; the county where it is larger, elsewhere or unknown."""
    inside = [code for code in areas if codes.holds(county, code)]
    if not inside or len(inside) < len(areas):
        return county
    towns = {codes.town_of(code) or county for code in inside}
    only = towns.pop() if len(towns) == 1 else county
    return only if Place.objects.filter(code=only).exists() else county


def point_of(drawn: list[dict[str, Any]], place: str) -> tuple[float | None, float | None]:
    """Where the label stands: within the shapes, else at the place's own point."""
    if drawn:
        point = shapely.union_all([shapely.make_valid(shape_of(item)) for item in drawn]).representative_point()
        return round(point.x, 6), round(point.y, 6)
    found = Place.objects.filter(code=place).values_list("longitude", "latitude").first()
    return found or (None, None)


def county_code() -> str:
    """The county that this installation serves."""
    found = Place.objects.filter(level=PlaceLevel.COUNTY, valid_to_on=None).order_by("code").first()
    if found is None:
        raise ValueError(_("还没有导入区划，请先导入本县的区划表。"))
    return str(found.code)


def to_message(alert: Alert) -> Message:
    """One of our rows as a message, in the words of CAP 1.2."""
    sent = timezone.localtime(alert.issued_at or alert.updated_at)
    info = Info(
        language="zh-CN",
        categories=("Met",) if alert.kind.code.startswith("11B") else ("Other",),
        event=alert.kind.name,
        urgency="Unknown" if alert.onset_at else "Immediate",
        severity=signals.SEVERITY[alert.level],
        certainty="Likely",
        event_codes=((EVENT_CODE, alert.kind.code),),
        effective=sent.replace(microsecond=0),
        onset=_whole(alert.onset_at),
        expires=_whole(alert.expires_at),
        responses=("AllClear",) if alert.message == MessageKind.CANCEL else (),
        sender_name=alert.sender,
        headline=alert.headline,
        description=alert.description,
        instruction=alert.instruction,
        parameters=((COLOUR, signals.ENGLISH[alert.level]),),
        areas=(_area(alert),),
    )
    return Message(
        identifier=alert.identifier,
        sender=alert.cap_sender or alert.sender_code,
        sent=sent.replace(microsecond=0),
        status="Exercise" if alert.exercise else "Actual",
        kind=alert.message,
        scope="Public",
        note=alert.reason,
        references=_references(alert),
        infos=(info,),
        sender_code=alert.sender_code,
    )


def _whole(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment).replace(microsecond=0) if moment else None


def _references(alert: Alert) -> tuple[Reference, ...]:
    """The first message (national rule) and, where it is another one, the one that this follows."""
    rows = {row.pk: row for row in (alert.first, alert.previous) if row is not None}
    return tuple(
        Reference(row.identifier, row.cap_sender or row.sender_code, _whole(row.issued_at)) for row in rows.values()
    )


def _area(alert: Alert) -> Area:
    rings = [
        tuple((latitude, longitude) for longitude, latitude, *_height in ring)
        for item in alert.shapes
        for polygon in (
            {"Polygon": [item.get("coordinates")], "MultiPolygon": item.get("coordinates")}.get(item["type"]) or []
        )
        for ring in polygon[:1]
    ]
    return Area(
        description=alert.area_text or str(alert.place),
        polygons=tuple(rings),
        geocodes=tuple((AREA_CODE, code) for code in alert.areas or [alert.place_id]),
    )


def xml_of(alert: Alert) -> bytes:
    """CAP 1.2, signed where a key is configured."""
    tree = writing.tree(to_message(alert))
    pair = _key_pair(str(getattr(settings, "ANLAN_CAP_KEY", "")), str(getattr(settings, "ANLAN_CAP_CERTIFICATE", "")))
    if pair is None:
        return writing.write(to_message(alert))
    return signing.sign(tree, key=pair[0], certificate=pair[1])


@cache
def _key_pair(key: str, certificate: str) -> tuple[str, str] | None:
    if not key or not certificate:
        return None
    return Path(key).read_text(encoding="ascii"), Path(certificate).read_text(encoding="ascii")


def national_of(alert: Alert) -> tuple[str, bytes]:
    """File name and bytes for the national system, which is told the first identifier alone."""
    message = to_message(alert)
    first = tuple(Reference(item.identifier) for item in message.references[:1])
    told = Message(**{name: getattr(message, name) for name in Message.__dataclass_fields__} | {
        "sender": alert.sender, "references": first, "profile": Profile.NATIONAL,
    })  # fmt: skip
    return national.file_name(told), national.write(told)


def published_text(alert: Alert, *, marked: bool = True) -> str:
    """The text for publication: issuer, moment, act, kind, colour, content, advice. A drill is ``marked`` as one."""
    moment = timezone.localtime(alert.issued_at or alert.updated_at)
    act, level = ACTS[MessageKind(alert.message)], signals.LEVELS[alert.level]
    head = f"{alert.sender}{moment:%Y年%m月%d日%H时%M分}{act}{alert.kind.name}{level}预警"
    ending = (
        _("解除原因：%(reason)s") % {"reason": alert.reason} if alert.status == Status.LIFTED and alert.reason else ""
    )
    body = f"{head}：{alert.description.strip()}"
    parts = [body if body.endswith(("。", "！")) else f"{body}。", ending or alert.instruction.strip()]
    text = "\n".join(part for part in parts if part)
    return _("【演练】%(text)s") % {"text": text} if alert.exercise and marked else text
