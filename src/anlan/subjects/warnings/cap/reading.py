"""Reads bytes into messages: CAP 1.2 and 1.1, the national profile, alone or within Atom, RSS or EDXL-DE.

No document type, no entity of any kind, no network, a limit of size. Nothing here raises for bad input: it says so.
"""

from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from anlan.subjects.warnings.cap import elements as el
from anlan.subjects.warnings.cap import feeds, geometry, national, rules
from anlan.subjects.warnings.cap.message import (
    CAP_10,
    CAP_11,
    CAP_12,
    SIGNATURE,
    Area,
    Fault,
    FileReading,
    Info,
    Message,
    Pair,
    Profile,
    Reading,
    Reference,
    Resource,
)

MOST_BYTES = 5 * 1024 * 1024
MOST_DEPTH = 64
MOST_MESSAGES = 2_000


class Unreadable(Exception):
    """Says in Chinese why a file is no XML that we open."""


def opened(data: bytes) -> Any:
    """The root of an XML document. Raises ``Unreadable``."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("文件超过 %(most)d MB，没有读取。") % {"most": MOST_BYTES // 1024 // 1024})
    if not data.strip():
        raise Unreadable(_("文件是空的。"))
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_blank_text=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as wrong:
        line = getattr(wrong, "lineno", None)
        place = _("（第 %(line)d 行附近）") % {"line": line} if line else ""
        raise Unreadable(_("不是完好的 XML 文件%(place)s，读不出来。") % {"place": place}) from None
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_("文件带有文档类型声明（DTD），可能借外部实体攻击，拒绝读取。"))
    if any(node.tag is etree.Entity for node in root.iter()):
        raise Unreadable(_("文件引用了实体，拒绝读取。"))
    return root


def read(data: bytes) -> FileReading:
    """Everything in one file, with the verdict on the whole."""
    try:
        root = opened(data)
        if _depth(root) > MOST_DEPTH:
            raise Unreadable(_("文件嵌套太深，拒绝读取。"))
    except Unreadable as wrong:
        return FileReading(faults=(Fault(str(wrong)),))
    if is_alert(root):
        return FileReading((read_alert(root),))
    wrapping = feeds.unwrap(root)
    if wrapping is None:
        name = f"{{{el.space(root)}}}{el.local(root)}" if el.space(root) else el.local(root)
        sentence = _("不是预警消息：根元素是 %(name)s，应为 CAP 的 alert。") % {"name": name[:120]}
        return FileReading(faults=(Fault(sentence),))
    alerts = wrapping.alerts[:MOST_MESSAGES]
    return FileReading(tuple(read_alert(alert) for alert in alerts), wrapping.faults, wrapping.links)


def is_alert(root: Any) -> bool:
    """Is this the root of a message, in whatever version?"""
    return el.local(root) == "alert"


def read_alert(root: Any) -> Reading:
    """One message with everything that is to be said of it."""
    faults: list[Fault] = []
    signed = any(el.space(child) == SIGNATURE for child in el.elements(root))
    profile = profile_of(root)
    if profile is None:
        sentence = (
            _("CAP 1.0 已废止，不再接收。")
            if el.space(root) == CAP_10
            else _("alert 的命名空间“%(space)s”不认识。") % {"space": el.space(root)[:80]}
        )
        return Reading(None, (Fault(sentence),), signed)
    if profile == Profile.NATIONAL:
        message = national.read(root, faults)
    else:
        if profile == Profile.CAP_11:
            faults.append(Fault(_("这是 CAP 1.1 的消息，按 1.2 对照读取。"), grave=False))
        message = _alert(root, profile, faults)
    faults += rules.check(message)
    return Reading(message, tuple(dict.fromkeys(faults)), signed, etree.tostring(root, with_tail=False))


def profile_of(root: Any) -> Profile | None:
    """By namespace; a message without one is national when it has that profile's elements."""
    known = {CAP_12: Profile.CAP_12, CAP_11: Profile.CAP_11}
    if (found := known.get(el.space(root))) is not None:
        return found
    return Profile.NATIONAL if national.is_national(root) else None


def _alert(root: Any, profile: Profile, faults: list[Fault]) -> Message:
    found = el.look(root, el.ALERT, "alert", profile, faults)
    return Message(
        identifier=found.text("identifier"),
        sender=found.text("sender"),
        sent=found.moment("sent"),
        status=found.word("status", el.STATUSES),
        kind=found.word("msgType", el.KINDS),
        scope=found.word("scope", el.SCOPES),
        source=found.text("source"),
        restriction=found.text("restriction"),
        addresses=found.text("addresses"),
        codes=tuple(el.whole_text(item) for item in found.all("code")),
        note=found.text("note"),
        references=_references(found),
        incidents=found.text("incidents"),
        infos=tuple(_info(item, number, profile, faults) for number, item in enumerate(found.all("info"), 1)),
        profile=profile,
    )


def _references(found: el.Found) -> tuple[Reference, ...]:
    if not found.all("references"):
        return ()
    made = []
    parts = found.text("references").split()
    for part in parts:
        pieces = part.rsplit(",", 2)
        sent = el.moment_of(pieces[2], Profile.CAP_11) if len(pieces) == 3 else None
        if len(pieces) != 3 or not pieces[0] or not pieces[1] or sent is None:
            found.grave(_("references 里的“%(part)s”不合规定，应为“发送者,标识,发送时间”。") % {"part": part[:80]})
            continue
        made.append(Reference(pieces[1], pieces[0], sent))
    if not parts:
        found.grave(_("references 是空的；没有引用就不要写这个元素。"))
    return tuple(made)


def _info(element: Any, number: int, profile: Profile, faults: list[Fault]) -> Info:
    where = f"info[{number}]"
    found = el.look(element, el.INFO, where, profile, faults)
    certainties = (*el.CERTAINTIES, "Very Likely") if profile == Profile.CAP_11 else el.CERTAINTIES
    return Info(
        language=found.text("language"),
        categories=found.words("category", el.CATEGORIES),
        event=found.text("event"),
        responses=found.words("responseType", el.RESPONSES),
        urgency=found.word("urgency", el.URGENCIES),
        severity=found.word("severity", el.SEVERITIES),
        certainty=found.word("certainty", certainties),
        audience=found.text("audience"),
        event_codes=_pairs(found, "eventCode"),
        effective=found.moment("effective"),
        onset=found.moment("onset"),
        expires=found.moment("expires"),
        sender_name=found.text("senderName"),
        headline=found.text("headline"),
        description=found.text("description"),
        instruction=found.text("instruction"),
        web=found.text("web"),
        contact=found.text("contact"),
        parameters=_pairs(found, "parameter"),
        resources=tuple(_resource(item, f"{where}/resource", profile, faults) for item in found.all("resource")),
        areas=tuple(_area(item, f"{where}/area[{n}]", profile, faults) for n, item in enumerate(found.all("area"), 1)),
    )


def _pairs(found: el.Found, name: str) -> tuple[Pair, ...]:
    made = []
    for item in found.all(name):
        pair = el.look(item, el.PAIR, f"{found.where}/{name}", found.profile, found.faults)
        made.append((pair.text("valueName"), pair.text("value")))
    return tuple(made)


def _resource(element: Any, where: str, profile: Profile, faults: list[Fault]) -> Resource:
    optional = ("mimeType",) if profile == Profile.CAP_11 else ()
    found = el.look(element, el.RESOURCE, where, profile, faults, optional)
    size = found.text("size")
    if found.all("size") and not (size.removeprefix("-").removeprefix("+").isdecimal() and len(size) < 20):
        found.grave(_("%(where)s 的 size 不是整数：“%(size)s”。") % {"where": where, "size": size[:40]})
        size = ""
    return Resource(
        description=found.text("resourceDesc"),
        mime=found.text("mimeType"),
        size=int(size) if size else None,
        uri=found.text("uri"),
        embedded=found.text("derefUri"),
        digest=found.text("digest"),
    )


def _area(element: Any, where: str, profile: Profile, faults: list[Fault]) -> Area:
    found = el.look(element, el.AREA, where, profile, faults)
    polygons = [geometry.polygon(el.whole_text(item), where, faults) for item in found.all("polygon")]
    circles = [geometry.circle(el.whole_text(item), where, faults) for item in found.all("circle")]
    return Area(
        description=found.text("areaDesc"),
        polygons=tuple(polygon for polygon in polygons if polygon),
        circles=tuple(circle for circle in circles if circle),
        geocodes=_pairs(found, "geocode"),
        altitude=found.number("altitude"),
        ceiling=found.number("ceiling"),
    )


def _depth(root: Any) -> int:
    """How deep the tree goes, without recursion."""
    deepest, level = 0, 0
    for event, _node in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest
