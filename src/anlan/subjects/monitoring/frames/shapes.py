"""What every protocol is read into: a frame with its values, or bytes that are none with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

BEIJING = timezone(timedelta(hours=8))  # the protocols write the time of day in China, without saying so
GOOD, FAULTY, MISSING = "good", "faulty", "missing"


@dataclass(frozen=True, slots=True)
class Measured:
    """One value of one quantity at one moment. ``code`` is the protocol's own; ``value`` is ``None`` where missing.

    ``state`` is ``good``, ``faulty`` (the device says so itself) or ``missing``.
    """

    code: str
    value: float | None
    at: datetime
    state: str = GOOD


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole frame. ``address`` names the sender; ``part`` is (number, of how many) where one of several."""

    protocol: str
    address: str
    kind: str
    title: str
    raw: bytes
    at: datetime | None = None
    values: tuple[Measured, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    body: bytes = b""
    part: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that are no good frame: ``reason`` is a Chinese sentence."""

    protocol: str
    reason: str
    raw: bytes


def crc16(data: bytes) -> int:
    """CRC-16/MODBUS (polynomial A001 reflected, start FFFF), as SL 651-2014 asks."""
    register = 0xFFFF
    for byte in data:
        register = (register >> 8) ^ _TABLE[(register ^ byte) & 0xFF]
    return register


def crc212(data: bytes) -> int:
    """The CRC of HJ 212-2017 附录A: the high byte of the register meets each byte, not the low one."""
    register = 0xFFFF
    for byte in data:
        register = (register >> 8) ^ byte
        register = (register >> 8) ^ _TABLE[register & 0xFF]
    return register


def _entry(index: int) -> int:
    for _bit in range(8):
        index = (index >> 1) ^ (0xA001 if index & 1 else 0)
    return index


_TABLE = tuple(_entry(index) for index in range(256))
