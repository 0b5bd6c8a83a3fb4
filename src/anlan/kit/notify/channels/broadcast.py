"""Emergency broadcast (应急广播) by a county platform's interface: a tar of message and signature over HTTP.

The identities of message and package are made of the delivery, so that the same one sent twice is one for the platform,
which can also be asked for its state. Editions of the interface differ; what was known of it stands in the manual.
"""

import base64
import io
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.notify.channels import sm2
from anlan.kit.notify.channels.adapters import GatewayTrouble, NotSetUp, Outgoing, Plain, Result, credentials, needed
from anlan.kit.notify.channels.gateway import gateway_of
from anlan.kit.notify.channels.shapes.shape import CHINA
from anlan.kit.notify.models import Channel

VERSION = "1.0"
REAL, DRILL = "1", "3"
TAKEN = frozenset({"0", "1"})  # received; received and found in order
PLAYED = frozenset({"0", "1", "2", "3"})  # not yet handled, waiting, on the air, done
LASTING = timedelta(hours=2)
EBRID_DIGITS = 23
LARGEST_MEMBER = 128 * 1024


def level_of(division: str) -> int:
    """2 province, 3 city, 4 county, 5 township, 6 village, of twelve digits; 1 for the nation."""
    for level, (start, end) in zip((6, 5, 4, 3, 2), ((9, 12), (6, 9), (4, 6), (2, 4), (0, 2)), strict=True):
        if division[start:end].strip("0"):
            return level
    return 1


def resource_id(division: str, tail: str) -> str:
    """The 23 digits of a resource: level, division, type and number."""
    found = f"{level_of(division)}{division}{tail}"
    if len(found) != EBRID_DIGITS or not found.isdigit():
        raise ValueError(found)
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """The identities of one message. A day has ten thousand for messages and a hundred million for packages."""

    package: str
    message: str

    @classmethod
    def of(cls, source: str, outgoing: Outgoing) -> "Names":
        day = _local(outgoing.made_at or clock.now()).strftime("%Y%m%d")
        return cls(f"10{source}{day}{outgoing.id % 10**8:08d}", f"{source}{day}{outgoing.id % 10**4:04d}")


class Broadcast(Plain):
    threads = 1
    calls = 2

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        return [self._one(channel, outgoing) for outgoing in batch]

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        names = Names.of(_source(channel), outgoing)
        package = _package(channel, names.package, "EBMStateRequest")
        SubElement(SubElement(SubElement(package, "EBMStateRequest"), "EBM"), "EBMID").text = names.message
        answer = _exchange(channel, names.package, package)
        for found in answer.iter("EBM"):
            if found.findtext("EBMID") == names.message and (state := found.findtext("BrdStateCode")):
                return Result(
                    state in PLAYED, provider_id=names.message, error="" if state in PLAYED else f"BrdState {state}"
                )
        return None

    def check(self, channel: Channel) -> str:
        """The interface's own heartbeat."""
        name = f"01{_source(channel)}{'0' * 16}"
        package = _package(channel, name, "ConnectionCheck")
        SubElement(SubElement(package, "ConnectionCheck"), "RptTime").text = _written(clock.now())
        code = _exchange(channel, name, package).findtext(".//ResultCode")
        if code not in TAKEN:
            raise GatewayTrouble(_("应急广播平台应答 %s") % code)
        return str(_("平台应答 %s") % code)

    def _one(self, channel: Channel, outgoing: Outgoing) -> Result:
        names = Names.of(_source(channel), outgoing)
        answer = _exchange(channel, names.package, message_of(channel, outgoing, names))
        code = answer.findtext(".//ResultCode")
        if code in TAKEN:
            return Result(True, provider_id=names.message)
        if code is None:
            raise GatewayTrouble(_("应急广播平台的应答无法识别，结果不明"), unsure=True)
        return Result(False, error=f"ResultCode {code} {answer.findtext('.//ResultDesc') or ''}".strip())


def message_of(channel: Channel, outgoing: Outgoing, names: Names) -> Element:
    """The package that orders a broadcast."""
    package = _package(channel, names.package, "EBM")
    body = SubElement(package, "EBM")
    made = outgoing.made_at or clock.now()
    kinds = channel.options.get("event_types")
    kind = kinds.get(outgoing.topic) if isinstance(kinds, dict) else None
    _fill(body, {"EBMVersion": VERSION, "EBMID": names.message})
    _fill(
        SubElement(body, "MsgBasicInfo"),
        {
            "MsgType": DRILL if outgoing.exercise else REAL,
            "SenderName": needed(channel, "sender_name"),
            "SenderCode": needed(channel, "sender_code"),
            "SendTime": _written(made),
            "EventType": str(kind or needed(channel, "event_type")),
            "Severity": str(min(max(outgoing.urgency, 1), 4)),
            "StartTime": _written(made),
            "EndTime": _written(outgoing.expires_at or made + LASTING),
        },
    )
    _fill(
        SubElement(body, "MsgContent"),
        {
            "LanguageCode": "zho",
            "MsgTitle": outgoing.title,
            "MsgDesc": outgoing.text,
            "AreaCode": (outgoing.place or needed(channel, "area"))[:12],
            "ProgramNum": "0",
        },
    )
    return package


def _source(channel: Channel) -> str:
    source = needed(channel, "ebr_id")
    if len(source) != EBRID_DIGITS or not source.isdigit():
        raise NotSetUp(_("参数 ebr_id 应为 23 位数字"))
    return source


def _package(channel: Channel, name: str, kind: str) -> Element:
    package = Element("EBD")
    _fill(package, {"EBDVersion": VERSION, "EBDID": name, "EBDType": kind})
    _fill(SubElement(package, "SRC"), {"EBRID": _source(channel), "URL": str(channel.options.get("own_url") or "")})
    _fill(SubElement(package, "DEST"), {"EBRID": needed(channel, "dest_ebr_id")})
    _fill(package, {"EBDTime": _written(clock.now())})
    return package


def _fill(element: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        SubElement(element, name).text = value


def _exchange(channel: Channel, name: str, package: Element) -> Element:
    """Sends a package, gives back the package of the answer (empty where it cannot be read)."""
    url = needed(channel, "url")
    headers = {"Content-Type": "application/x-tar", "Content-Disposition": f'attachment; filename="EBDT_{name}.tar"'}
    reply = gateway_of(channel, url).call("POST", url, body=packed(channel, name, package), headers=headers)
    if not reply.ok:
        raise GatewayTrouble(_("应急广播平台拒绝（%d）") % reply.status, down=False)
    return unpacked(reply.body)


def packed(channel: Channel, name: str, package: Element) -> bytes:
    """Message and signature as the interface names them."""
    body = _spelt(package)
    files = {f"EBDB_{name}.xml": body, f"EBDS_EBDB_{name}.xml": _signature(channel, name, body)}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for file, content in files.items():
            entry = tarfile.TarInfo(file)
            entry.size, entry.mtime = len(content), int(clock.now().timestamp())
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def _signature(channel: Channel, name: str, body: bytes) -> bytes:
    key = credentials(channel).get("sm2_key", "")
    try:
        value = sm2.sign(int(key, 16), body)
    except ValueError as problem:
        raise NotSetUp(_("缺少或无法使用的 SM2 私钥 sm2_key")) from problem
    signature = Element("Signature")
    _fill(signature, {"Version": VERSION})
    _fill(SubElement(signature, "RelatedEBD"), {"EBDID": name})
    _fill(SubElement(signature, "SignatureCert"), {"CertSN": needed(channel, "cert_sn")})
    _fill(
        signature,
        {
            "SignatureTime": _written(clock.now()),
            "DigestAlgorithm": "SM3",
            "SignatureAlgorithm": "SM2",
            "SignatureValue": base64.b64encode(value).decode(),
        },
    )
    return _spelt(signature)


def _spelt(element: Element) -> bytes:
    content: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return content


def unpacked(said: bytes) -> Element:
    """The answer's message, whether it came in a tar or bare. An empty element where nothing can be read."""
    content = said
    if not said.lstrip().startswith(b"<"):
        try:
            with tarfile.open(fileobj=io.BytesIO(said)) as archive:
                names = [
                    one
                    for one in archive
                    if one.isfile() and one.name.startswith("EBDB_") and one.size < LARGEST_MEMBER
                ]
                file = archive.extractfile(names[0]) if names else None
                content = file.read() if file else b""
        except (tarfile.TarError, EOFError, ValueError):
            return Element("EBD")
    try:
        found: Element = defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return Element("EBD")
    return found


def _written(moment: datetime) -> str:
    return _local(moment).strftime("%Y-%m-%d %H:%M:%S")


def _local(moment: datetime) -> datetime:
    return moment.astimezone(CHINA)
