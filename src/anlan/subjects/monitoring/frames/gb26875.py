"""GB/T 26875.3-2011 (城市消防远程监控系统): frames between ``4040`` and ``2323`` of a user information transmitter."""

from datetime import datetime
from typing import Any

from anlan.subjects.monitoring.frames.shapes import BEIJING, Broken, Frame, Measured

PROTOCOL = "GB26875.3"
MARK, END = b"@@", b"##"
HEAD, TAIL, MOST_DATA = 27, 3, 1024
LONGEST = HEAD + MOST_DATA + TAIL
COMMANDS = {1: "控制命令", 2: "发送数据", 3: "确认", 4: "请求", 5: "应答", 6: "否认"}
TYPES = {
    1: "建筑消防设施系统状态",
    2: "建筑消防设施部件运行状态",
    3: "建筑消防设施部件模拟量值",
    4: "建筑消防设施操作信息",
    5: "软件版本",
    6: "系统配置情况",
    7: "部件配置情况",
    8: "系统时间",
    21: "用户信息传输装置运行状态",
    24: "用户信息传输装置操作信息",
    25: "软件版本",
    26: "用户信息传输装置配置情况",
    28: "用户信息传输装置系统时间",
}
BITS = ("正常", "火警", "故障", "屏蔽", "监管", "启动", "反馈", "延时", "电源故障")
FIRE, FAULT = 1, 2
SYSTEM, PART, ANALOGUE = 1, 2, 3
SIZES = {SYSTEM: 10, PART: 46, ANALOGUE: 16}  # bytes of one object with its time
SCALES = {1: 1, 2: 0.01, 3: 0.1, 4: 0.1, 5: 0.1, 6: 0.1, 7: 1, 8: 0.1, 9: 0.1, 10: 0.1, 11: 0.1, 12: 1}
TEXT_BYTES = 31


def take(data: bytes, start: int) -> Frame | Broken | None:
    """The frame that begins at ``start`` (where ``@@`` stands), ``None`` while it is not whole yet."""
    head = bytes(data[start : start + HEAD])
    if len(head) < HEAD:
        return None
    length = int.from_bytes(head[24:26], "little")
    if length > MOST_DATA:
        return Broken(PROTOCOL, "应用数据单元超过 1024 字节。", head)
    end = start + HEAD + length + TAIL
    if len(data) < end:
        return None
    raw = bytes(data[start:end])
    if raw[-2:] != END:
        return Broken(PROTOCOL, "结束符不是 ##，长度不对。", raw)
    if sum(raw[2:-3]) & 0xFF != raw[-3]:
        return Broken(PROTOCOL, "校验和不对。", raw)
    return read(raw)


def read(raw: bytes) -> Frame:
    """A frame whose checksum was right."""
    command, data, sent_at = raw[26], raw[HEAD:-TAIL], moment(raw[6:12])
    kind = f"{command:02X}"
    title = COMMANDS.get(command, kind)
    details: dict[str, Any] = {
        "serial": int.from_bytes(raw[2:4], "little"),
        "version": f"{raw[4]}.{raw[5]}",
        "target": raw[18:24].hex().upper(),
    }
    values: tuple[Measured, ...] = ()
    if command == 2 and len(data) >= 2:
        kind = f"{kind}-{data[0]:02X}"
        title = TYPES.get(data[0], title)
        objects = _objects(data)
        details["objects"] = objects
        values = _values(objects, sent_at)
    return Frame(PROTOCOL, raw[12:18].hex().upper(), kind, title, raw, sent_at, values, details, data)


def answer(frame: Frame) -> bytes | None:
    """The confirmation that sent data ask for."""
    if not frame.kind.startswith("02"):
        return None
    raw = frame.raw
    body = raw[2:12] + raw[18:24] + raw[12:18] + b"\x00\x00\x03"
    return MARK + body + bytes([sum(body) & 0xFF]) + END


def moment(data: bytes) -> datetime | None:
    """Seconds, minutes, hours, day, month, year, one byte each."""
    second, minute, hour, day, month, year = data
    try:
        return datetime(2000 + year, month, day, hour, minute, second, tzinfo=BEIJING)
    except ValueError:
        return None


def _objects(data: bytes) -> list[dict[str, Any]]:
    """Each system, part or measured value that the data tell of."""
    size, found = SIZES.get(data[0]), []
    if size is None:
        return []
    for number in range(data[1]):
        piece = data[2 + number * size : 2 + (number + 1) * size]
        if len(piece) < size:
            break
        found.append(_object(data[0], piece))
    return found


def _object(kind: int, piece: bytes) -> dict[str, Any]:
    made: dict[str, Any] = {"system": piece[0], "system_address": piece[1], "at": moment(piece[-6:])}
    if kind == SYSTEM:
        return made | _states(piece[2:4])
    made |= {"part": piece[2], "part_address": piece[3:7].hex().upper()}
    if kind == PART:
        text = piece[9 : 9 + TEXT_BYTES].rstrip(b"\x00").decode("gb18030", "replace")
        return made | _states(piece[7:9]) | {"text": text}
    value = int.from_bytes(piece[8:10], "little", signed=True)
    return made | {"measure": piece[7], "value": round(value * SCALES.get(piece[7], 1), 3)}


def _states(data: bytes) -> dict[str, Any]:
    bits = int.from_bytes(data, "little")
    return {"bits": bits, "states": [word for place, word in enumerate(BITS) if bits >> place & 1]}


def _values(objects: list[dict[str, Any]], sent_at: datetime | None) -> tuple[Measured, ...]:
    """Fire and fault as 0 or 1 over all that is told of, analogue values as they are."""
    found = []
    bits = [each for each in objects if "bits" in each]
    at = next((each["at"] for each in objects if each["at"]), sent_at)
    if bits and at:
        for code, bit in (("fire", FIRE), ("fault", FAULT)):
            found.append(Measured(code, float(any(each["bits"] >> bit & 1 for each in bits)), at))
    found += [
        Measured(f"analogue-{each['measure']}", each["value"], own_at)
        for each in objects
        if "measure" in each and (own_at := each["at"] or sent_at)
    ]
    return tuple(found)
