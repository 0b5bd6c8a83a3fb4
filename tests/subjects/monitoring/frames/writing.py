"""Writes SL 651 frames by hand, as a station would, so that readers are tested on more than three samples."""

from anlan.subjects.monitoring.frames.shapes import crc16

STATION = bytes.fromhex("0099012101")


def report(function: int, body: bytes, *, start: int = 0x02, end: int = 0x03, counted: int | None = None) -> bytes:
    """A frame from station 0099012101 to centre 1."""
    length = len(body) if counted is None else counted
    head = b"\x7e\x7e\x01" + STATION + b"\x12\x34" + bytes([function]) + length.to_bytes(2, "big") + bytes([start])
    data = head + body + bytes([end])
    return data + crc16(data).to_bytes(2, "big")


def beginning(serial: int = 1, sent: str = "261122080005") -> bytes:
    """Serial and time of sending."""
    return serial.to_bytes(2, "big") + bytes.fromhex(sent)


def observed(at: str = "2611220800", category: bytes = b"H") -> bytes:
    """Station, category and time of observation."""
    return b"\xf1\xf1" + STATION + category + b"\xf0\xf0" + bytes.fromhex(at)
