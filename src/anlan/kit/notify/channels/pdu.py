"""Short messages as a modem takes and gives them in PDU mode (3GPP TS 23.040): Chinese text in UCS-2, long texts in
parts, reports of arrival. Pure functions; they must not know a modem.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

WHOLE, PART = 70, 67  # UTF-16 units that fit in one message, and in one part of several
_SUBMIT, _RELATIVE, _REPORT, _HEADER = 0x01, 0x10, 0x20, 0x40
_ONE_DAY = 0xA7
_UCS2 = 0x08
_INTERNATIONAL, _PLAIN = 0x91, 0x81
_SHORTEST_FULL = 11
_DIGITS = "0123456789*#abc"
_ESCAPE = 0x1B
_ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}


@dataclass(frozen=True, slots=True)
class Submit:
    """``pdu`` in hexadecimal; ``length`` in octets without the service centre's, as AT+CMGS wants it."""

    pdu: str
    length: int


@dataclass(frozen=True, slots=True)
class Received:
    """A text that came in, or one part of it."""

    address: str
    text: str
    at: datetime
    reference: int = 0
    total: int = 1
    position: int = 1


@dataclass(frozen=True, slots=True)
class Arrival:
    """A status report: ``delivered`` is None while the network still tries."""

    address: str
    reference: int
    at: datetime
    delivered: bool | None
    code: int


def submits(address: str, text: str, reference: int) -> list[Submit]:
    """The parts of one text; a report of arrival is asked for with the last."""
    parts = split(text)
    return [_submit(address, part, reference & 0xFF, len(parts), place) for place, part in enumerate(parts, 1)]


def split(text: str) -> list[str]:
    """Into what fits, never between the two halves of one sign."""
    if _units(text) <= WHOLE:
        return [text]
    parts, present, used = [], "", 0
    for sign in text:
        size = _units(sign)
        if used + size > PART:
            parts.append(present)
            present, used = "", 0
        present, used = present + sign, used + size
    return [*parts, present]


def _units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2


def _submit(address: str, text: str, reference: int, total: int, position: int) -> Submit:
    first, header = _SUBMIT | _RELATIVE, b""
    if total > 1:
        first, header = first | _HEADER, bytes([5, 0, 3, reference, total, position])
    if position == total:
        first |= _REPORT
    content = header + text.encode("utf-16-be")
    octets = bytes([first, 0]) + _written(address) + bytes([0, _UCS2, _ONE_DAY, len(content)]) + content
    return Submit("00" + octets.hex().upper(), len(octets))


def _written(address: str) -> bytes:
    """A full mobile number goes with the country's code, a short service number as it is."""
    digits = "".join(sign for sign in address if sign.isdigit())
    kind = _PLAIN
    if len(digits) >= _SHORTEST_FULL:
        kind = _INTERNATIONAL
        digits = digits if digits.startswith("86") and len(digits) > _SHORTEST_FULL else f"86{digits}"
    padded = digits + "f" * (len(digits) % 2)
    return bytes([len(digits), kind]) + bytes.fromhex(
        "".join(padded[at + 1] + padded[at] for at in range(0, len(padded), 2))
    )


def decoded(pdu: str) -> Received | Arrival:
    """Raises ``ValueError`` for anything that is neither a text nor a report, or is cut off."""
    try:
        octets = iter(bytes.fromhex(pdu.strip()))
        for _octet in range(next(octets)):
            next(octets)
        first = next(octets)
        if first & 0x03 == 0x02:
            return _arrival(octets)
        if first & 0x03 == 0x00:
            return _received(octets, headed=bool(first & _HEADER))
    except (StopIteration, RuntimeError, IndexError, UnicodeDecodeError) as problem:
        raise ValueError(f"cut off or broken: {pdu[:80]}") from problem
    raise ValueError(f"neither a text nor a report: {pdu[:80]}")


def _received(octets: Iterator[int], *, headed: bool) -> Received:
    address = _address(octets)
    next(octets)
    coding = next(octets)
    at = _moment(octets)
    length = next(octets)
    content = bytes(octets)
    reference, total, position, skip = _parts(content) if headed else (0, 1, 1, 0)
    return Received(address, _text(content, coding, length, skip), at, reference, total, position)


def _arrival(octets: Iterator[int]) -> Arrival:
    reference = next(octets)
    address = _address(octets)
    _moment(octets)
    at = _moment(octets)
    code = next(octets)
    delivered = True if code < 0x20 else None if code < 0x40 else False
    return Arrival(address, reference, at, delivered, code)


def _address(octets: Iterator[int]) -> str:
    count, kind = next(octets), next(octets)
    raw = bytes(next(octets) for _octet in range((count + 1) // 2))
    if kind & 0x70 == 0x50:
        return _seven(raw, count * 4 // 7, 0)
    digits = "".join(_DIGITS[half] for octet in raw for half in (octet & 0x0F, octet >> 4) if half < len(_DIGITS))
    return digits.removeprefix("86") if len(digits) > _SHORTEST_FULL else digits


def _moment(octets: Iterator[int]) -> datetime:
    raw = [next(octets) for _octet in range(7)]
    values = [(octet & 0x0F) * 10 + (octet >> 4) for octet in raw[:6]]
    quarters = (raw[6] & 0x07) * 10 + (raw[6] >> 4)
    zone = timezone(timedelta(minutes=15 * (-quarters if raw[6] & 0x08 else quarters)))
    year, *rest = values
    return datetime(2000 + year, *rest, tzinfo=zone)  # type: ignore[arg-type, misc]


def _parts(content: bytes) -> tuple[int, int, int, int]:
    """Reference, total and position where the header tells them, and the header's length."""
    end = content[0] + 1
    place = 1
    while place + 1 < end:
        kind, size = content[place], content[place + 1]
        data = content[place + 2 : place + 2 + size]
        if kind == 0 and size == 3:
            return data[0], data[1], data[2], end
        if kind == 8 and size == 4:
            return data[0] << 8 | data[1], data[2], data[3], end
        place += 2 + size
    return 0, 1, 1, end


def _text(content: bytes, coding: int, length: int, skip: int) -> str:
    if coding & 0x0C == _UCS2:
        return content[skip:length].decode("utf-16-be", "replace")
    if coding & 0x0C == 0x04:
        return content[skip:length].decode("latin-1")
    return _seven(content, length, skip)


def _seven(content: bytes, count: int, skip: int) -> str:
    """Seven bits a sign, after a header filled up to whole signs."""
    bits = int.from_bytes(content, "little")
    first = -(-skip * 8 // 7)
    found, escaped = [], False
    for place in range(first, count):
        sign = bits >> (7 * place) & 0x7F
        if escaped:
            found.append(_EXTENDED.get(sign, " "))
            escaped = False
        elif sign == _ESCAPE:
            escaped = True
        else:
            found.append(_ALPHABET[sign])
    return "".join(found)
