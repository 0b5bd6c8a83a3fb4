"""Frames in words: one JSON object each, and files as people keep frames: lines of hex or text, bytes, tables."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from anlan.subjects.monitoring.frames.joining import Joiner
from anlan.subjects.monitoring.frames.shapes import Broken, Frame, Measured
from anlan.subjects.monitoring.frames.sl651 import ELEMENTS, PROTOCOL
from anlan.subjects.monitoring.frames.stream import Stream

HEX = re.compile(rb"(?<![0-9A-Fa-f])(?:7[eE]7[eE]|4040)[0-9A-Fa-f]{12,}")
SPACED = re.compile(rb"(?:7[eE] 7[eE]|40 40)(?: [0-9A-Fa-f]{2}){6,}")
TEXT = re.compile(rb"##[0-9]{4}.*?CP=&&.*?&&[0-9A-Fa-f]{4}")
SHOWN = 400


def frames_in(data: bytes) -> Iterator[Frame | Broken]:
    """All frames of a file, of whatever form, and what looked like one and is none; messages in parts are joined."""
    joiner = Joiner()
    for piece in _pieces(data):
        stream = Stream()
        for found in (*stream.feed(piece), *stream.end()):
            whole = joiner.add(found) if isinstance(found, Frame) else found
            if whole is not None:
                yield whole
    yield from joiner.left()


def _pieces(data: bytes) -> Iterator[bytes]:
    """Frames written out in lines are told from raw bytes line by line."""
    written = [piece for line in data.splitlines() for piece in _written(line)] if _is_text(data) else []
    yield from written or [data]


def _written(line: bytes) -> list[bytes]:
    """Frames of one line of text; what begins like one goes along, so that it is told what is wrong with it."""
    if b"##" in line:
        return [each + b"\r\n" for each in TEXT.findall(line)] or [line[line.index(b"##") :].strip() + b"\r\n"]
    spaced = [bytes.fromhex(each.decode()) for each in SPACED.findall(line)]
    return spaced or [bytes.fromhex(each.decode()[: len(each) // 2 * 2]) for each in HEX.findall(line)]


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\r\n\t" for sign in text)


def told(found: Frame | Broken) -> dict[str, Any]:
    """As JSON can hold it."""
    if isinstance(found, Broken):
        return {"ok": False, "protocol": found.protocol or None, "reason": found.reason, "raw": _raw(found.raw)}
    return {
        "ok": True,
        "protocol": found.protocol,
        "address": found.address,
        "kind": found.kind,
        "title": found.title,
        "time": _time(found.at),
        "values": [_value(found, each) for each in found.values],
        "details": {name: _plain(value) for name, value in found.details.items()},
        "raw": _raw(found.raw),
    }


def _value(frame: Frame, each: Measured) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": _name(frame, each.code),
        "value": each.value,
        "time": _time(each.at),
        "state": each.state,
    }


def _name(frame: Frame, code: str) -> str | None:
    if frame.protocol != PROTOCOL or len(code) != 2:
        return None
    name, unit = ELEMENTS.get(int(code, 16), ("", ""))
    return f"{name}（{unit}）" if unit else name or None


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="milliseconds" if at.microsecond else "seconds") if at else None


def _raw(raw: bytes) -> str:
    """Text as it is, other bytes in hex, cut where long."""
    text = raw.decode().rstrip("\r\n") if raw.startswith(b"##") and raw.isascii() else raw.hex().upper()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value
