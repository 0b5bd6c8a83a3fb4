"""What a schema cannot say of a message: times, references, scope, languages, areas. Knows messages, not their XML.

Grave faults are those of the CAP 1.2 text itself; what is merely unwise, or lawful but odd, is a remark.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import shapely
from django.utils.translation import gettext as _

from anlan.subjects.warnings.cap.message import AREA_CODE, Area, Fault, Info, Message, Profile, Resource

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_FORBIDDEN = re.compile(r"[\s,<&]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ENTITY = re.compile(r"&(#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_AREA_CODE = re.compile(r"\d{6}|\d{9}|\d{12}", re.ASCII)
_MEDIA = ("application", "audio", "font", "image", "message", "model", "multipart", "text", "video")
NEEDS_REFERENCE = ("Update", "Cancel", "Ack", "Error")
OVERLAP = 0.05  # of the smaller polygon
MOST_COMPARED = 60  # polygons of one block


def check(message: Message) -> list[Fault]:
    """Everything that is wrong or odd in a message that could be read."""
    found = [*_names(message), *_scope(message), *_references(message)]
    if not message.infos and message.kind in ("Alert", "Update"):
        found.append(_remark(_("消息里没有 info，看不出是什么预警。")))
    for number, info in enumerate(message.infos, 1):
        found += _info(info, f"info[{number}]", message)
    return [*found, *_languages(message), *_contradictions(message)]


def _grave(sentence: str) -> Fault:
    return Fault(sentence)


def _remark(sentence: str) -> Fault:
    return Fault(sentence, grave=False)


def _names(message: Message) -> Iterator[Fault]:
    pairs = [("identifier", message.identifier)]
    if message.profile != Profile.NATIONAL:
        pairs.append(("sender", message.sender))
    for name, value in pairs:
        if not value:
            yield _grave(_("%(name)s 是空的。") % {"name": name})
        elif _FORBIDDEN.search(value):
            yield _grave(_("%(name)s“%(value)s”里有空格、逗号等不许用的字符。") % {"name": name, "value": value[:60]})


def _scope(message: Message) -> Iterator[Fault]:
    if message.restriction and message.scope != "Restricted":
        yield _grave(_("只有 scope 为 Restricted 时才能写 restriction。"))
    if message.scope == "Restricted" and not message.restriction:
        yield _grave(_("scope 为 Restricted 时必须写 restriction。"))
    if message.scope == "Private" and not message.addresses:
        yield _grave(_("scope 为 Private 时必须写 addresses。"))


def _references(message: Message) -> Iterator[Fault]:
    if message.kind in NEEDS_REFERENCE and not message.references:
        yield _grave(_("%(kind)s 消息必须用 references 写明针对哪一条。") % {"kind": message.kind})
    for reference in message.references:
        if reference.identifier == message.identifier and reference.sender in ("", message.sender):
            yield _grave(_("references 引用了消息自己。"))
        elif reference.sent is not None and message.sent is not None and reference.sent > message.sent:
            yield _remark(_("references 引用的消息比本消息还晚。"))


def _info(info: Info, where: str, message: Message) -> Iterator[Fault]:
    if not info.event:
        yield _grave(_("%(where)s 的事件是空的。") % {"where": where})
    if info.language and not _LANGUAGE.fullmatch(info.language):
        yield _grave(
            _("%(where)s 的 language“%(value)s”不是语言代码。") % {"where": where, "value": info.language[:40]}
        )
    if info.certainty == "Very Likely":
        yield _remark(_("%(where)s 的 Very Likely 已废止，按 Likely 理解。") % {"where": where})
    yield from _times(info, where, message)
    if info.web and not urlsplit_safely(info.web):
        yield _remark(_("%(where)s 的 web 不是完整的网址。") % {"where": where})
    for text in (info.headline, info.description, info.instruction):
        if _TAG.search(text) or _ENTITY.search(text):
            yield _remark(_("%(where)s 的文字里夹着网页标记。") % {"where": where})
            break
    for resource in info.resources:
        yield from _resource(resource, where)
    for number, area in enumerate(info.areas, 1):
        yield from _area(area, f"{where}/area[{number}]")
    yield from _overlaps(info, where)


def urlsplit_safely(address: str) -> bool:
    """Is this a whole address with a scheme?"""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.scheme not in ("http", "https")))


def _times(info: Info, where: str, message: Message) -> Iterator[Fault]:
    begins = info.effective or message.sent
    if info.expires is None:
        return
    if begins is not None and info.expires < begins:
        yield _grave(_("%(where)s 的失效时间早于生效时间。") % {"where": where})
    elif begins is not None and info.expires == begins:
        yield _remark(_("%(where)s 的失效时间与生效时间相同，一到即失效。") % {"where": where})
    elif message.sent is not None and info.expires < message.sent:
        yield _remark(_("%(where)s 发出时已经失效。") % {"where": where})
    if info.onset is not None and info.onset > info.expires:
        yield _grave(_("%(where)s 的失效时间早于预计发生时间。") % {"where": where})


def _resource(resource: Resource, where: str) -> Iterator[Fault]:
    if resource.mime and resource.mime.partition("/")[0].lower() not in _MEDIA:
        yield _remark(_("%(where)s 的附件类型“%(mime)s”不认识。") % {"where": where, "mime": resource.mime[:40]})
    if resource.uri and not urlsplit_safely(resource.uri) and not resource.embedded:
        yield _remark(_("%(where)s 的附件地址不完整，又没有内嵌内容。") % {"where": where})
    if resource.size is not None and resource.size < 0:
        yield _grave(_("%(where)s 的附件大小是负数。") % {"where": where})
    if resource.embedded:
        try:
            base64.b64decode("".join(resource.embedded.split()), validate=True)
        except (binascii.Error, ValueError):
            yield _remark(_("%(where)s 的内嵌附件不是 Base64，打不开。") % {"where": where})


def _area(area: Area, where: str) -> Iterator[Fault]:
    if not area.description:
        yield _remark(_("%(where)s 没有写区域名称。") % {"where": where})
    if area.ceiling is not None and area.altitude is None:
        yield _grave(_("%(where)s 写了 ceiling，就必须写 altitude。") % {"where": where})
    elif area.ceiling is not None and area.altitude is not None and area.ceiling < area.altitude:
        yield _grave(_("%(where)s 的 ceiling 低于 altitude。") % {"where": where})
    for name, value in area.geocodes:
        if not value:
            yield _remark(_("%(where)s 的 geocode 没有值。") % {"where": where})
        elif name == AREA_CODE and not _AREA_CODE.fullmatch(value):
            yield _remark(
                _("%(where)s 的区划代码“%(value)s”不是 12 位（或 6、9 位）数字，定不了位。")
                % {"where": where, "value": value[:40]}
            )


def _overlaps(info: Info, where: str) -> Iterator[Fault]:
    shapes = [
        shapely.make_valid(shapely.Polygon([(longitude, latitude) for latitude, longitude in ring]))
        for area in info.areas
        for ring in area.polygons
    ][:MOST_COMPARED]
    for number, shape in enumerate(shapes):
        for other in shapes[:number]:
            smaller = min(shape.area, other.area)
            if shape.intersects(other) and shape.intersection(other).area > OVERLAP * smaller:
                yield _remark(_("%(where)s 的区域互相重叠。") % {"where": where})
                return


def _languages(message: Message) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for info in message.infos:
        language = (info.language or "en-US").partition("-")[0].lower()
        for text in (info.headline, info.description, info.instruction):
            if text and seen.setdefault(text, language) != language:
                yield _remark(_("不同语言的 info 写着同样的文字，其中至少一处语言标错了。"))
                return


def _contradictions(message: Message) -> Iterator[Fault]:
    """Two blocks in one language about one event in one area, of different severity."""
    seen: dict[tuple[object, ...], str] = {}
    for info in message.infos:
        places = frozenset((area.description, area.geocodes, area.polygons, area.circles) for area in info.areas)
        key = (info.language, info.event, info.onset, info.expires, info.audience, places)
        if seen.setdefault(key, info.severity) != info.severity:
            yield _remark(_("两个 info 说的是同一地区的同一事件，严重程度却不同。"))
            return
