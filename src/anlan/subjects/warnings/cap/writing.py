"""Writes a message as CAP 1.2. What is read from it again means the same; it knows nothing of who signs."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from anlan.subjects.warnings.cap.feeds import cleaned
from anlan.subjects.warnings.cap.message import CAP_12, Area, Circle, Info, Message, Pair, Point, Reference, Resource


def write(message: Message) -> bytes:
    """UTF-8 bytes with a declaration."""
    return bytes(etree.tostring(tree(message), xml_declaration=True, encoding="UTF-8", pretty_print=True))


def tree(message: Message) -> Any:
    """The root element, for a signature to be put into."""
    root = etree.Element(_tag("alert"), nsmap={None: CAP_12})
    _put(root, "identifier", message.identifier)
    _put(root, "sender", message.sender)
    _put(root, "sent", moment(message.sent))
    _put(root, "status", message.status)
    _put(root, "msgType", message.kind)
    _put(root, "source", message.source)
    _put(root, "scope", message.scope)
    _put(root, "restriction", message.restriction)
    _put(root, "addresses", message.addresses)
    for code in message.codes:
        _put(root, "code", code)
    _put(root, "note", message.note)
    _put(root, "references", " ".join(_reference(item) for item in message.references))
    _put(root, "incidents", message.incidents)
    for info in message.infos:
        _info(etree.SubElement(root, _tag("info")), info)
    return root


def moment(value: datetime | None) -> str:
    """As CAP 1.2 wants it: whole seconds, an offset, and ``-00:00`` for universal time."""
    if value is None:
        return ""
    text = value.replace(microsecond=0).isoformat()
    return text.removesuffix("+00:00") + "-00:00" if value.utcoffset() == UTC.utcoffset(None) else text


def _reference(item: Reference) -> str:
    return f"{item.sender},{item.identifier},{moment(item.sent)}"


def _info(node: Any, info: Info) -> None:
    _put(node, "language", info.language)
    for category in info.categories:
        _put(node, "category", category)
    _put(node, "event", info.event, always=True)
    for response in info.responses:
        _put(node, "responseType", response)
    _put(node, "urgency", info.urgency)
    _put(node, "severity", info.severity)
    _put(node, "certainty", "Likely" if info.certainty == "Very Likely" else info.certainty)
    _put(node, "audience", info.audience)
    _pairs(node, "eventCode", info.event_codes)
    for name, value in (("effective", info.effective), ("onset", info.onset), ("expires", info.expires)):
        _put(node, name, moment(value))
    _put(node, "senderName", info.sender_name)
    _put(node, "headline", info.headline)
    _put(node, "description", info.description)
    _put(node, "instruction", info.instruction)
    _put(node, "web", info.web)
    _put(node, "contact", info.contact)
    _pairs(node, "parameter", info.parameters)
    for resource in info.resources:
        _resource(etree.SubElement(node, _tag("resource")), resource)
    for area in info.areas:
        _area(etree.SubElement(node, _tag("area")), area)


def _resource(node: Any, resource: Resource) -> None:
    _put(node, "resourceDesc", resource.description, always=True)
    _put(node, "mimeType", resource.mime or "application/octet-stream")
    _put(node, "size", "" if resource.size is None else str(resource.size))
    _put(node, "uri", resource.uri)
    _put(node, "derefUri", resource.embedded)
    _put(node, "digest", resource.digest)


def _area(node: Any, area: Area) -> None:
    _put(node, "areaDesc", area.description, always=True)
    for ring in area.polygons:
        _put(node, "polygon", _ring(ring))
    for circle in area.circles:
        _put(node, "circle", _circle(circle))
    _pairs(node, "geocode", area.geocodes)
    _put(node, "altitude", "" if area.altitude is None else _number(area.altitude))
    _put(node, "ceiling", "" if area.ceiling is None else _number(area.ceiling))


def _ring(ring: Iterable[Point]) -> str:
    return " ".join(f"{_number(latitude)},{_number(longitude)}" for latitude, longitude in ring)


def _circle(circle: Circle) -> str:
    return f"{_number(circle.latitude)},{_number(circle.longitude)} {_number(circle.kilometres)}"


def _number(value: float) -> str:
    """Without an exponent, so that every reader understands it, and without loss."""
    text = repr(float(value))
    if "e" in text:
        text = format(value, ".20f").rstrip("0")
    return text.removesuffix(".0").removesuffix(".") or "0"


def _pairs(node: Any, name: str, pairs: Iterable[Pair]) -> None:
    for key, value in pairs:
        pair = etree.SubElement(node, _tag(name))
        _put(pair, "valueName", key, always=True)
        _put(pair, "value", value, always=True)


def _put(parent: Any, name: str, text: str, *, always: bool = False) -> None:
    if text or always:
        etree.SubElement(parent, _tag(name)).text = cleaned(text)


def _tag(name: str) -> str:
    return f"{{{CAP_12}}}{name}"
