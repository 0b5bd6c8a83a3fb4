"""Which elements a CAP message has, in which order and how often, and how their text is understood. Knows no file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from anlan.subjects.warnings.cap.message import SIGNATURE, Fault, Profile

MANY = 1_000_000
_MOMENT_12 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d", re.ASCII)
_MOMENT_11 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([-+]\d\d:\d\d|Z)", re.ASCII)

Table = tuple[tuple[str, int, int], ...]

ALERT: Table = (
    ("identifier", 1, 1), ("sender", 1, 1), ("sent", 1, 1), ("status", 1, 1), ("msgType", 1, 1), ("source", 0, 1),
    ("scope", 1, 1), ("restriction", 0, 1), ("addresses", 0, 1), ("code", 0, MANY), ("note", 0, 1),
    ("references", 0, 1), ("incidents", 0, 1), ("info", 0, MANY),
)  # fmt: skip
INFO: Table = (
    ("language", 0, 1), ("category", 1, MANY), ("event", 1, 1), ("responseType", 0, MANY), ("urgency", 1, 1),
    ("severity", 1, 1), ("certainty", 1, 1), ("audience", 0, 1), ("eventCode", 0, MANY), ("effective", 0, 1),
    ("onset", 0, 1), ("expires", 0, 1), ("senderName", 0, 1), ("headline", 0, 1), ("description", 0, 1),
    ("instruction", 0, 1), ("web", 0, 1), ("contact", 0, 1), ("parameter", 0, MANY), ("resource", 0, MANY),
    ("area", 0, MANY),
)  # fmt: skip
RESOURCE: Table = (
    ("resourceDesc", 1, 1), ("mimeType", 1, 1), ("size", 0, 1), ("uri", 0, 1), ("derefUri", 0, 1), ("digest", 0, 1),
)  # fmt: skip
AREA: Table = (
    ("areaDesc", 1, 1), ("polygon", 0, MANY), ("circle", 0, MANY), ("geocode", 0, MANY), ("altitude", 0, 1),
    ("ceiling", 0, 1),
)  # fmt: skip
PAIR: Table = (("valueName", 1, 1), ("value", 1, 1))

STATUSES = ("Actual", "Exercise", "System", "Test", "Draft")
KINDS = ("Alert", "Update", "Cancel", "Ack", "Error")
SCOPES = ("Public", "Restricted", "Private")
CATEGORIES = (
    "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
)  # fmt: skip
RESPONSES = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
URGENCIES = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def space(element: Any) -> str:
    return str(etree.QName(element).namespace or "")


def elements(parent: Any) -> list[Any]:
    """Child elements, without comments and processing instructions."""
    return [child for child in parent if isinstance(child.tag, str)]


@dataclass
class Found:
    """What stands below one element, in order of the schema; faults go to the reader's list."""

    where: str
    profile: Profile
    faults: list[Fault]
    children: dict[str, list[Any]] = field(default_factory=dict)

    def grave(self, sentence: str) -> None:
        self.faults.append(Fault(sentence))

    def remark(self, sentence: str) -> None:
        self.faults.append(Fault(sentence, grave=False))

    def all(self, name: str) -> list[Any]:
        return self.children.get(name, [])

    def text(self, name: str) -> str:
        """The text of a child, trimmed; empty when it is not there."""
        found = self.all(name)
        return whole_text(found[0]) if found else ""

    def word(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of a list of words."""
        return self._worded(name, self.text(name), allowed) if self.all(name) else ""

    def words(self, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._worded(name, whole_text(item), allowed) for item in self.all(name))

    def _worded(self, name: str, value: str, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            self.grave(
                _("%(where)s 的 %(name)s 写成了“%(value)s”，应为 %(allowed)s 之一。")
                % {"where": self.where, "name": name, "value": value[:40], "allowed": "、".join(allowed)}
            )
        return value

    def moment(self, name: str) -> datetime | None:
        found = self.all(name)
        if not found:
            return None
        text = whole_text(found[0])
        made = moment_of(text, self.profile)
        if made is None:
            self.grave(
                _("%(where)s 的 %(name)s 时间“%(value)s”不合规定，应写成 2026-11-22T14:05:00+08:00。")
                % {"where": self.where, "name": name, "value": text[:40]}
            )
        return made

    def number(self, name: str) -> float | None:
        """A decimal; a fault where it is none."""
        if not self.all(name):
            return None
        text = self.text(name)
        if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text, re.ASCII) or len(text) > 40:
            self.grave(
                _("%(where)s 的 %(name)s 不是数字：“%(value)s”。")
                % {"where": self.where, "name": name, "value": text[:40]}
            )
            return None
        return float(text)


def whole_text(element: Any) -> str:
    """All text below an element, trimmed."""
    return "".join(element.itertext(with_tail=False)).strip() if len(element) else (element.text or "").strip()


def moment_of(text: str, profile: Profile) -> datetime | None:
    """A moment with its offset. CAP 1.2 knows neither ``Z`` nor parts of a second."""
    pattern = _MOMENT_11 if profile == Profile.CAP_11 else _MOMENT_12
    if not pattern.fullmatch(text):
        return None
    try:
        made = datetime.fromisoformat(text)
        made.utctimetuple()
    except (ValueError, OverflowError):
        return None
    return made


def look(
    element: Any, table: Table, where: str, profile: Profile, faults: list[Fault], optional: tuple[str, ...] = ()
) -> Found:
    """Sort the children of an element by name; say what is missing, unknown, too many or out of order."""
    found = Found(where, profile, faults)
    own, names = space(element), {name: place for place, (name, _least, _most) in enumerate(table)}
    reached = 0
    for child in elements(element):
        name = local(child)
        if space(child) != own:
            if where == "alert" and (space(child) == SIGNATURE or space(child)):
                continue  # the schema lets a message carry elements of other namespaces at its end
            found.grave(_("%(where)s 里有别处的元素 %(name)s。") % {"where": where, "name": name[:40]})
            continue
        if name not in names:
            found.grave(_("%(where)s 里有不认识的元素 %(name)s。") % {"where": where, "name": name[:40]})
            continue
        if names[name] < reached:
            found.grave(_("%(where)s 里 %(name)s 的位置不对。") % {"where": where, "name": name})
        reached = max(reached, names[name])
        found.children.setdefault(name, []).append(child)
    _count(found, table, optional)
    return found


def _count(found: Found, table: Table, optional: tuple[str, ...]) -> None:
    for name, least, most in table:
        number = len(found.all(name))
        if number < least and name not in optional:
            found.grave(_("%(where)s 缺少 %(name)s。") % {"where": found.where, "name": name})
        elif number > most:
            found.grave(_("%(where)s 里 %(name)s 重复出现。") % {"where": found.where, "name": name})
        nested = [item for item in found.all(name) if name in PLAIN and elements(item)]
        if nested:
            found.grave(_("%(where)s 的 %(name)s 里不应再有元素。") % {"where": found.where, "name": name})


PLAIN = frozenset(name for table in (ALERT, INFO, RESOURCE, AREA, PAIR) for name, _least, _most in table) - {
    "info",
    "resource",
    "area",
    "eventCode",
    "parameter",
    "geocode",
}

Read = Callable[[Any, list[Fault]], Any]
