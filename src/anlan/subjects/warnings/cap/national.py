"""The message of the national warning system (12379), which is not CAP: another namespace, other names, other units.

Times have a blank for the ``T``; severity is a colour; area codes stand in one list; a circle's radius is in metres; an
open polygon means a line. A file is named ``sender_signed_event_colour_kind.XML``.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from anlan.subjects.warnings.cap import elements as el
from anlan.subjects.warnings.cap import geometry
from anlan.subjects.warnings.cap.feeds import cleaned
from anlan.subjects.warnings.cap.message import (
    AREA_CODE,
    COLOUR,
    COLOURS,
    EVENT_CODE,
    NATIONAL,
    Area,
    Circle,
    Fault,
    Info,
    Message,
    Pair,
    Point,
    Profile,
    Reference,
    Resource,
)

CHINA = timezone(timedelta(hours=8))
SEVERITY = {"Red": "Extreme", "Orange": "Severe", "Yellow": "Moderate", "Blue": "Minor", "Unknown": "Unknown"}
STATUSES = ("Actual", "Exercise", "Test", "Draft")
CERTAINTIES = {"VeryLikely": "Likely", "Very Likely": "Likely"}
SIGNER = "signer"  # the name of the officer that the national profile keeps in senderName
_IDENTIFIER = re.compile(r"[0-9A-Z]{14}_\d{14}(_\d{1,3})?", re.ASCII)
_SENDER = re.compile(r"\d{6}[0-9A-Z]{8}", re.ASCII)
_EVENT = re.compile(r"[0-9A-Z]{5}", re.ASCII)
_CODE = re.compile(r"\d{6}|\d{9}|\d{12}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)\s*([-+]\d\d:\d\d)?", re.ASCII)
_SIZE = re.compile(r"(\d{1,12})\s*([kKmM]?)[bB]?", re.ASCII)
_BETWEEN = re.compile(r"[;；\s]+")


def is_national(root: Any) -> bool:
    """By its namespace, or by its own elements where the namespace was left out."""
    if el.space(root) == NATIONAL:
        return True
    return not el.space(root) and bool({el.local(child) for child in el.elements(root)} & {"sendTime", "senderCode"})


class _Part:
    """Children of one element by name, whatever their order: writers of this profile do not agree on one."""

    def __init__(self, element: Any, where: str, faults: list[Fault]) -> None:
        self.element, self.where, self.faults = element, where, faults

    def all(self, name: str) -> list[Any]:
        return [child for child in el.elements(self.element) if el.local(child) == name]

    def text(self, name: str) -> str:
        found = self.all(name)
        return el.whole_text(found[0]) if found else ""

    def needed(self, name: str) -> str:
        text = self.text(name)
        if not text:
            self.faults.append(Fault(_("%(where)s 缺少 %(name)s。") % {"where": self.where, "name": name}))
        return text

    def word(self, name: str, allowed: Iterable[str], default: str = "") -> str:
        text = self.text(name) or default
        known = {item.lower(): item for item in allowed}
        if text.lower() in known:
            return known[text.lower()]
        self.faults.append(
            Fault(
                _("%(where)s 的 %(name)s 写成了“%(value)s”，应为 %(allowed)s 之一。")
                % {"where": self.where, "name": name, "value": text[:40], "allowed": "、".join(known.values())}
            )
        )
        return text

    def moment(self, name: str) -> datetime | None:
        text = self.text(name)
        made = moment_of(text)
        if text and made is None:
            sentence = _("%(where)s 的 %(name)s 时间“%(value)s”不合规定，应写成 2026-11-22 14:05:00+08:00。")
            self.faults.append(Fault(sentence % {"where": self.where, "name": name, "value": text[:40]}))
        return made


def moment_of(text: str) -> datetime | None:
    """A moment; without an offset it is Beijing time."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or '+08:00'}")
    except ValueError:
        return None


def read(root: Any, faults: list[Fault]) -> Message:
    """A message in the words of CAP 1.2; the colour stays as a parameter."""
    part = _Part(root, "alert", faults)
    identifier, code = part.needed("identifier"), part.needed("senderCode")
    _judge_names(identifier, code, faults)
    sent = part.moment("sendTime")
    part.needed("sendTime")
    return Message(
        identifier=identifier,
        sender=part.needed("sender"),
        sent=sent,
        status=part.word("status", STATUSES),
        kind=part.word("msgType", el.KINDS),
        scope=part.word("scope", el.SCOPES, "Public"),
        note=part.text("note"),
        references=tuple(Reference(item) for item in re.split(r"[\s,，]+", part.text("references")) if item),
        infos=tuple(
            _info(item, f"info[{n}]", sent, part.text("sender"), faults) for n, item in enumerate(part.all("info"), 1)
        ),
        profile=Profile.NATIONAL,
        sender_code=code,
        methods=_methods(part),
        classification=part.text("secClassification"),
    )


def _judge_names(identifier: str, code: str, faults: list[Fault]) -> None:
    if identifier and not _IDENTIFIER.fullmatch(identifier):
        faults.append(
            Fault(
                _("identifier“%(value)s”不合规定，应为 14 位发布单位编码、下划线和 14 位时间。")
                % {"value": identifier[:60]}
            )
        )
    if code and not _SENDER.fullmatch(code):
        faults.append(Fault(_("senderCode“%(value)s”不是 14 位发布单位编码。") % {"value": code[:40]}))
    elif identifier and not identifier.startswith(code):
        faults.append(Fault(_("identifier 与 senderCode 不是同一个发布单位。"), grave=False))


def _methods(part: _Part) -> tuple[tuple[Pair, ...], ...]:
    made = []
    for code in part.all("code"):
        for method in el.elements(code):
            pairs = tuple((el.local(item), el.whole_text(item)) for item in el.elements(method))
            if pairs:
                made.append(pairs)
    return tuple(made)


def _info(element: Any, where: str, sent: datetime | None, sender: str, faults: list[Fault]) -> Info:
    part = _Part(element, where, faults)
    event = part.needed("eventType")
    if event and not _EVENT.fullmatch(event):
        faults.append(Fault(_("%(where)s 的事件编码“%(value)s”不是 5 位。") % {"where": where, "value": event[:40]}))
    colour = part.word("severity", (*COLOURS, "Unknown"))
    certainty = part.word("certainty", (*el.CERTAINTIES, *CERTAINTIES), "Unknown")
    signer = part.text("senderName")
    areas = tuple(_area(item, f"{where}/area[{n}]", faults) for n, item in enumerate(part.all("area"), 1))
    if not areas:
        faults.append(Fault(_("%(where)s 缺少 %(name)s。") % {"where": where, "name": "area"}))
    return Info(
        language=part.text("language") or "zh-CN",
        categories=("Met",) if event.startswith("11B") else ("Other",),
        event=event,
        urgency=part.word("urgency", el.URGENCIES, "Unknown"),
        severity=SEVERITY.get(colour, "Unknown"),
        certainty=CERTAINTIES.get(certainty, certainty),
        event_codes=((EVENT_CODE, event),) if event else (),
        effective=part.moment("effective") or sent,
        onset=part.moment("onset"),
        expires=part.moment("expires"),
        sender_name=sender,
        headline=part.needed("headline"),
        description=part.needed("description"),
        instruction=part.text("instruction"),
        web=part.text("web"),
        parameters=((COLOUR, colour), *(((SIGNER, signer),) if signer else ())),
        resources=tuple(_resource(item) for item in part.all("resource")),
        areas=areas,
    )


def _resource(element: Any) -> Resource:
    part = _Part(element, "resource", [])
    found = _SIZE.fullmatch(part.text("size"))
    factor = {"": 1, "k": 1024, "m": 1024 * 1024}
    size = int(found[1]) * factor[found[2].lower()] if found else None
    return Resource(description=part.text("resourceDesc"), size=size, digest=part.text("digest"))


def _area(element: Any, where: str, faults: list[Fault]) -> Area:
    part = _Part(element, where, faults)
    codes = []
    for item in part.all("geocode"):
        nested = [el.whole_text(child) for child in el.elements(item) if el.local(child) == "value"]
        for text in nested or [el.whole_text(item)]:
            codes += [code for code in re.split(r"[\s,，;；、]+", text) if code]
    for code in codes:
        if not _CODE.fullmatch(code):
            sentence = _("%(where)s 的区划代码“%(value)s”不是 12 位（或 6、9 位）数字，定不了位。")
            faults.append(Fault(sentence % {"where": where, "value": code[:40]}))
    if not codes:
        faults.append(Fault(_("%(where)s 没有写区划代码。") % {"where": where}, grave=False))
    polygons, lines = _rings(part, where)
    circles = [
        geometry.circle(text, where, faults, metres=True)
        for item in part.all("circle")
        if (text := el.whole_text(item))
    ]
    return Area(
        description=part.needed("areaDesc"),
        polygons=polygons,
        circles=tuple(circle for circle in circles if circle),
        geocodes=tuple((AREA_CODE, code) for code in dict.fromkeys(codes)),
        lines=lines,
    )


def _rings(part: _Part, where: str) -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, ...], ...]]:
    """Closed ones are polygons, open ones lines."""
    polygons, lines = [], []
    for item in part.all("polygon"):
        text = " ".join(_BETWEEN.split(el.whole_text(item))).strip()
        if not text:
            continue
        found = geometry.points(text)
        if not isinstance(found, str) and len(found) > 1 and found[0] != found[-1]:
            lines.append(found)
        elif (ring := geometry.polygon(text, where, part.faults)) is not None:
            polygons.append(ring)
    return tuple(polygons), tuple(lines)


def write(message: Message) -> bytes:
    """A message in the national profile. Raises ``ValueError`` where it lacks what the profile needs."""
    if not message.sender_code or message.sent is None or not message.infos:
        raise ValueError(_("缺少 14 位发布单位编码、发送时间或 info，写不成国家平台的格式。"))
    root = etree.Element(f"{{{NATIONAL}}}alert", nsmap={None: NATIONAL})
    _put(root, "identifier", message.identifier)
    _put(root, "sender", message.sender)
    _put(root, "senderCode", message.sender_code)
    _put(root, "sendTime", moment(message.sent))
    _put(root, "status", message.status)
    _put(root, "msgType", message.kind)
    _put(root, "scope", message.scope)
    code = _put(root, "code")
    for method in message.methods:
        node = _put(code, "method")
        for name, value in method:
            _put(node, name, value)
    _put(root, "secClassification", message.classification)
    _put(root, "note", message.note)
    _put(root, "references", ",".join(reference.identifier for reference in message.references))
    for info in message.infos:
        _write_info(_put(root, "info"), info)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _write_info(node: Any, info: Info) -> None:
    parameters = dict(info.parameters)
    _put(node, "language", info.language or "zh-CN")
    _put(node, "eventType", dict(info.event_codes).get(EVENT_CODE, info.event))
    _put(node, "urgency", info.urgency)
    _put(node, "severity", parameters.get(COLOUR, "Unknown"))
    _put(node, "certainty", info.certainty)
    for name, value in (("effective", info.effective), ("onset", info.onset), ("expires", info.expires)):
        if value is not None:
            _put(node, name, moment(value))
    _put(node, "senderName", parameters.get(SIGNER, ""))
    _put(node, "headline", info.headline)
    _put(node, "description", info.description)
    _put(node, "instruction", info.instruction)
    _put(node, "web", info.web)
    for resource in info.resources:
        below = _put(node, "resource")
        _put(below, "resourceDesc", resource.description)
        _put(below, "size", "" if resource.size is None else str(resource.size))
        _put(below, "digest", resource.digest)
    for area in info.areas:
        _write_area(_put(node, "area"), area)


def _write_area(node: Any, area: Area) -> None:
    _put(node, "areaDesc", area.description)
    for ring in (*area.polygons, *area.lines):
        _put(node, "polygon", " ".join(f"{latitude!r},{longitude!r}" for latitude, longitude in ring))
    for circle in area.circles:
        _put(node, "circle", _circle(circle))
    _put(node, "geocode", ",".join(value for name, value in area.geocodes if name == AREA_CODE))


def _circle(circle: Circle) -> str:
    return f"{circle.latitude!r},{circle.longitude!r} {round(circle.kilometres * 1000, 3)!r}"


def _put(parent: Any, name: str, text: str = "") -> Any:
    made = etree.SubElement(parent, f"{{{NATIONAL}}}{name}")
    made.text = cleaned(text) or None
    return made


def moment(value: datetime) -> str:
    return value.astimezone(CHINA).isoformat(sep=" ", timespec="seconds")


def file_name(message: Message) -> str:
    """``33000041600000_20121025091026_11B01_BLUE_ALERT.XML``."""
    info = message.infos[0]
    stem = "_".join(message.identifier.split("_")[:2])
    colour = dict(info.parameters).get(COLOUR, "Unknown").upper()
    event = dict(info.event_codes).get(EVENT_CODE, info.event)
    return f"{stem}_{event}_{colour}_{message.kind.upper()}.XML"
