"""Feeds and envelopes around messages: Atom, RSS 2.0, EDXL-DE; and our own Atom feed. Reads trees, fetches nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from anlan.subjects.warnings.cap import elements as el
from anlan.subjects.warnings.cap.message import CAP_10, CAP_11, CAP_12, NATIONAL, Fault

ATOM = "http://www.w3.org/2005/Atom"
EDXL = ("urn:oasis:names:tc:emergency:EDXL:DE:1.0", "urn:oasis:names:tc:emergency:EDXL:DE:2.0")
CAP_TYPE = "application/cap+xml"
MOST_LINKS = 500
_DE_NEEDS = (
    "distributionID", "senderID", "dateTimeSent", "distributionStatus", "distributionType", "combinedConfidentiality",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What a feed holds: whole messages, and links to others."""

    alerts: tuple[Any, ...]
    links: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of our own feed."""

    identifier: str
    title: str
    summary: str
    updated: datetime
    link: str


def unwrap(root: Any) -> Wrapping | None:
    """The messages and links within a known envelope, else ``None``."""
    name, namespace = el.local(root), el.space(root)
    if name == "feed" and namespace == ATOM:
        return _atom(root)
    if name == "rss":
        return _rss(root)
    if name == "EDXLDistribution" and namespace.lower() in [known.lower() for known in EDXL]:
        return _edxl(root)
    return Wrapping(inside, (), ()) if (inside := _alerts(root)) else None


def _alerts(root: Any) -> tuple[Any, ...]:
    spaces = (CAP_12, CAP_11, CAP_10, NATIONAL)
    return tuple(node for space in spaces for node in root.iter(f"{{{space}}}alert"))


def _text(element: Any, name: str, space: str = "") -> str:
    found = element.find(f"{{{space}}}{name}" if space else name)
    return el.whole_text(found) if found is not None else ""


def _atom(root: Any) -> Wrapping:
    faults: list[Fault] = []
    entries = root.findall(f"{{{ATOM}}}entry")
    for part, where in ((root, "feed"), *((entry, "entry") for entry in entries)):
        missing = [name for name in ("id", "title", "updated") if not _text(part, name, ATOM)]
        if missing:
            names = "、".join(missing)
            faults.append(Fault(_("Atom 的 %(where)s 缺少 %(names)s。") % {"where": where, "names": names}))
    links = []
    for entry in entries:
        if not _alerts(entry):
            address = _alternate(entry)
            if address:
                links.append(address)
            else:
                faults.append(Fault(_("Atom 的 entry 既没有内容也没有链接。")))
    return _wrapped(root, links, faults)


def _alternate(entry: Any) -> str:
    """The link to the message itself: typed as CAP, else the first that is an alternate or has no relation."""
    links = entry.findall(f"{{{ATOM}}}link")
    typed = [link for link in links if link.get("type") == CAP_TYPE]
    plain = [link for link in links if link.get("rel", "alternate") == "alternate"]
    return next((address for link in (*typed, *plain) if (address := (link.get("href") or "").strip())), "")


def _rss(root: Any) -> Wrapping:
    faults: list[Fault] = []
    channel = root.find("channel")
    if channel is None:
        return Wrapping((), (), (Fault(_("RSS 里没有 channel。")),))
    missing = [name for name in ("title", "link", "description") if channel.find(name) is None]
    if missing:
        faults.append(Fault(_("RSS 的 channel 缺少 %(names)s。") % {"names": "、".join(missing)}))
    links = []
    for item in channel.findall("item"):
        if not _text(item, "title") and not _text(item, "description"):
            faults.append(Fault(_("RSS 的 item 既没有标题也没有说明。")))
        if not _alerts(item) and (address := _text(item, "link")):
            links.append(address)
    return _wrapped(root, links, faults)


def _edxl(root: Any) -> Wrapping:
    space = el.space(root)
    missing = [name for name in _DE_NEEDS if root.find(f"{{{space}}}{name}") is None]
    faults = [Fault(_("EDXL 缺少 %(names)s。") % {"names": "、".join(missing)})] if missing and space == EDXL[0] else []
    return _wrapped(root, [], faults)


def _wrapped(root: Any, links: list[str], faults: list[Fault]) -> Wrapping:
    alerts = _alerts(root)
    if not alerts and not any(fault.grave for fault in faults):
        sentence = (
            _("这是目录，里面有 %(count)d 条预警的链接，没有预警正文。") % {"count": len(links)}
            if links
            else _("里面没有预警消息。")
        )
        faults.append(Fault(sentence, grave=False))
    return Wrapping(alerts, tuple(dict.fromkeys(links))[:MOST_LINKS], tuple(dict.fromkeys(faults)))


def write_atom(entries: Iterable[Entry], *, address: str, title: str, author: str, updated: datetime) -> bytes:
    """Our own feed: one entry a message, linking to its CAP file."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _put(feed, "id", address)
    _put(feed, "title", title)
    _put(feed, "updated", updated.isoformat(timespec="seconds"))
    _put(etree.SubElement(feed, f"{{{ATOM}}}author"), "name", author)
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=address)
    for entry in entries:
        node = etree.SubElement(feed, f"{{{ATOM}}}entry")
        _put(node, "id", f"urn:cap:{entry.identifier}")
        _put(node, "title", entry.title)
        _put(node, "updated", entry.updated.isoformat(timespec="seconds"))
        _put(node, "summary", entry.summary)
        etree.SubElement(node, f"{{{ATOM}}}link", rel="alternate", type=CAP_TYPE, href=entry.link)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _put(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = cleaned(text)


def cleaned(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
    )
