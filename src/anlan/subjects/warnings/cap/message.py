"""A warning message as CAP 1.2 means it, whichever profile it was written in, and the verdict on a file.

Coordinates are pairs of latitude and longitude, as the protocol writes them.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, StrEnum

Point = tuple[float, float]
Pair = tuple[str, str]

CAP_12 = "urn:oasis:names:tc:emergency:cap:1.2"
CAP_11 = "urn:oasis:names:tc:emergency:cap:1.1"
CAP_10 = "http://www.incident.com/cap/1.0"
NATIONAL = "http://com.icss.amp"
SIGNATURE = "http://www.w3.org/2000/09/xmldsig#"

AREA_CODE = "CPEAS Geographic Code"
EVENT_CODE = "CPEAS Event Code"
COLOUR = "CPEAS Severity Colour"
COLOURS = ("Red", "Orange", "Yellow", "Blue")


class Profile(Enum):
    """The shape in which a message came or goes."""

    CAP_12 = "1.2"
    CAP_11 = "1.1"
    NATIONAL = "national"


class Verdict(StrEnum):
    """What becomes of a file; the worst of its messages counts."""

    ACCEPTED = "accepted"
    REMARKS = "remarks"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding; ``grave`` ones refuse the message."""

    sentence: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class Area:
    """``lines`` are the open polygons of the national profile."""

    description: str
    polygons: tuple[tuple[Point, ...], ...] = ()
    circles: tuple[Circle, ...] = ()
    geocodes: tuple[Pair, ...] = ()
    altitude: float | None = None
    ceiling: float | None = None
    lines: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    description: str
    mime: str = ""
    size: int | None = None
    uri: str = ""
    embedded: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Info:
    """One telling of the event, in one language."""

    event: str
    categories: tuple[str, ...]
    urgency: str
    severity: str
    certainty: str
    language: str = ""
    responses: tuple[str, ...] = ()
    audience: str = ""
    event_codes: tuple[Pair, ...] = ()
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    parameters: tuple[Pair, ...] = ()
    resources: tuple[Resource, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message; the national profile gives its identifier alone."""

    identifier: str
    sender: str = ""
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``sender_code`` is the 14-digit code of the national profile."""

    identifier: str
    sender: str
    sent: datetime | None
    status: str
    kind: str
    scope: str
    source: str = ""
    restriction: str = ""
    addresses: str = ""
    codes: tuple[str, ...] = ()
    note: str = ""
    references: tuple[Reference, ...] = ()
    incidents: str = ""
    infos: tuple[Info, ...] = ()
    profile: Profile = Profile.CAP_12
    sender_code: str = ""
    methods: tuple[tuple[Pair, ...], ...] = ()
    classification: str = ""

    @property
    def info(self) -> Info | None:
        """The block that people here read: Chinese if there is one, else the first."""
        chinese = [info for info in self.infos if info.language.lower().startswith("zh")]
        return next(iter(chinese or self.infos), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message with what is to be said of it. ``message`` is ``None`` where nothing could be read."""

    message: Message | None
    faults: tuple[Fault, ...] = ()
    signed: bool = False
    xml: bytes = b""

    @property
    def verdict(self) -> Verdict:
        if self.message is None or any(fault.grave for fault in self.faults):
            return Verdict.REFUSED
        return Verdict.REMARKS if self.faults else Verdict.ACCEPTED

    def with_faults(self, faults: tuple[Fault, ...]) -> "Reading":
        return replace(self, faults=(*self.faults, *faults))


@dataclass(frozen=True, slots=True)
class FileReading:
    """All messages of one file, and what is wrong with the file itself. ``links`` are those of a feed."""

    readings: tuple[Reading, ...] = ()
    faults: tuple[Fault, ...] = ()
    links: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> Verdict:
        if any(fault.grave for fault in self.faults) or any(r.verdict == Verdict.REFUSED for r in self.readings):
            return Verdict.REFUSED
        return Verdict.REMARKS if self.reasons else Verdict.ACCEPTED

    @property
    def reasons(self) -> list[str]:
        """All sentences, grave ones first, each once."""
        found = [*self.faults, *(fault for reading in self.readings for fault in reading.faults)]
        return list(dict.fromkeys(fault.sentence for fault in sorted(found, key=lambda fault: not fault.grave)))
