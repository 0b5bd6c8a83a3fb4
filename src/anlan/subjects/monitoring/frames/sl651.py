"""SL 651-2014 (水文监测数据通信规约), HEX/BCD form: frames after ``7E7E``, their elements, and the centre's answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from anlan.subjects.monitoring.frames.shapes import BEIJING, GOOD, MISSING, Broken, Frame, Measured, crc16

PROTOCOL = "SL651-2014"
MARK = b"\x7e\x7e"
HEAD = 14  # up to and with STX or SYN
STX, SYN, ETX, ETB, ESC = 0x02, 0x16, 0x03, 0x17, 0x1B
STARTS, ENDS = (STX, SYN), (ETX, ETB, 0x04, 0x05, 0x06, 0x15, ESC)
LONGEST = HEAD + 3 + 0xFFF + 3
TITLES = {
    0x2F: "链路维持报",
    0x30: "测试报",
    0x31: "均匀时段水文信息报",
    0x32: "遥测站定时报",
    0x33: "遥测站加报报",
    0x34: "遥测站小时报",
    0x35: "遥测站人工置数报",
    0x36: "遥测站图片报",
    0x37: "中心站查询实时数据",
    0x38: "中心站查询时段数据",
    0x39: "中心站查询人工置数",
    0x3A: "中心站查询指定要素",
    0x40: "修改基本配置",
    0x41: "读取基本配置",
    0x42: "修改运行参数",
    0x43: "读取运行参数",
    0x44: "查询水泵电机实时工作数据",
    0x45: "查询软件版本",
    0x46: "查询状态和报警信息",
    0x47: "初始化固态存储",
    0x48: "恢复出厂设置",
    0x49: "修改密码",
    0x4A: "设置时钟",
    0x4B: "设置IC卡状态",
    0x4C: "控制水泵开关",
    0x4D: "控制阀门开关",
    0x4E: "控制闸门开关",
    0x4F: "水量定值控制",
    0x50: "查询事件记录",
    0x51: "查询时钟",
}
ELEMENTS = {  # 附录C 表C.1
    0x01: ("断面面积", "m²"),
    0x02: ("瞬时气温", "℃"),
    0x03: ("水温", "℃"),
    0x06: ("日蒸发量", "mm"),
    0x07: ("当前蒸发", "mm"),
    0x08: ("气压", "hPa"),
    0x09: ("闸坝开启高度", "m"),
    0x0D: ("地温", "℃"),
    0x0E: ("地下水瞬时埋深", "m"),
    0x0F: ("波浪高度", "m"),
    0x10: ("10厘米处土壤含水量", "%"),
    0x11: ("20厘米处土壤含水量", "%"),
    0x12: ("30厘米处土壤含水量", "%"),
    0x13: ("40厘米处土壤含水量", "%"),
    0x14: ("50厘米处土壤含水量", "%"),
    0x15: ("60厘米处土壤含水量", "%"),
    0x16: ("80厘米处土壤含水量", "%"),
    0x17: ("100厘米处土壤含水量", "%"),
    0x18: ("湿度", "%"),
    0x1A: ("1小时时段降水量", "mm"),
    0x1B: ("2小时时段降水量", "mm"),
    0x1C: ("3小时时段降水量", "mm"),
    0x1D: ("6小时时段降水量", "mm"),
    0x1E: ("12小时时段降水量", "mm"),
    0x1F: ("日降水量", "mm"),
    0x20: ("当前降水量", "mm"),
    0x21: ("1分钟时段降水量", "mm"),
    0x22: ("5分钟时段降水量", "mm"),
    0x23: ("10分钟时段降水量", "mm"),
    0x24: ("30分钟时段降水量", "mm"),
    0x25: ("暴雨量", "mm"),
    0x26: ("降水量累计值", "mm"),
    0x27: ("瞬时流量", "m³/s"),
    0x30: ("总出库流量", "m³/s"),
    0x33: ("风向", ""),
    0x34: ("风力", "级"),
    0x35: ("风速", "m/s"),
    0x36: ("断面平均流速", "m/s"),
    0x37: ("当前瞬时流速", "m/s"),
    0x38: ("电源电压", "V"),
    0x39: ("瞬时河道水位", "m"),
    0x3A: ("库（闸、站）下水位", "m"),
    0x3B: ("库（闸、站）上水位", "m"),
    0x46: ("pH 值", ""),
    0x47: ("溶解氧", "mg/L"),
    0x48: ("电导率", "μS/cm"),
    0x49: ("浊度", "度"),
    0x4C: ("氨氮", "mg/L"),
    0xF4: ("1小时内每5分钟时段雨量", "mm"),
    0xF5: ("1小时内5分钟间隔相对水位1", "m"),
}
STATIONS = {
    "P": "降水",
    "H": "河道",
    "K": "水库",
    "Z": "闸坝",
    "D": "泵站",
    "T": "潮汐",
    "M": "墒情",
    "G": "地下水",
    "Q": "水质",
}
BODIES = (0x30, 0x31, 0x32, 0x33, 0x34)
STEP, STATUS, TIME, STATION, MANUAL, PICTURE, EXTENDED = 0x04, 0x45, 0xF0, 0xF1, 0xF2, 0xF3, 0xFF
FIVE_MINUTES = range(0xF4, 0xFD)


class Malformed(Exception):
    """The body breaks off or says what cannot be; the message is a Chinese sentence."""


def take(data: bytes, start: int) -> Frame | Broken | None:
    """The frame that begins at ``start`` (where ``7E7E`` stands), ``None`` while it is not whole yet."""
    head = data[start : start + HEAD]
    if len(head) < HEAD:
        return None
    if head[13] not in STARTS:
        return Broken(PROTOCOL, "报文起始符不是 STX 或 SYN。", bytes(head))
    length = int.from_bytes(head[11:13], "big") & 0xFFF
    whole: list[bytes] = []
    for extra in (0, 3) if head[13] == SYN else (0,):  # some count the numbers of packets in the length, some do not
        end = start + HEAD + extra + length + 3
        if len(data) < end:
            return None
        raw = bytes(data[start:end])
        if raw[-3] in ENDS and int.from_bytes(raw[-2:], "big") == crc16(raw[:-2]):
            return read(raw)
        whole.append(raw)
    reason = "CRC 校验不对。" if any(raw[-3] in ENDS for raw in whole) else "报文结束符不对，长度不对。"
    return Broken(PROTOCOL, reason, whole[0])


def read(raw: bytes) -> Frame | Broken:
    """A frame whose CRC was right."""
    down = bool(raw[11] & 0x80)
    centre, station = (raw[7], raw[2:7]) if down else (raw[2], raw[3:8])
    function, body = raw[10], raw[HEAD:-3]
    part = (1, 1)
    if raw[13] == SYN:
        if len(body) < 3:
            return Broken(PROTOCOL, "多包报文里没有包总数和序列号。", raw)
        numbers = int.from_bytes(body[:3], "big")
        part, body = (numbers & 0xFFF, numbers >> 12), body[3:]
        if not 1 <= part[0] <= part[1]:
            return Broken(PROTOCOL, "分包序号不对。", raw)
    details: dict[str, Any] = {
        "centre": centre,
        "password": raw[8:10].hex().upper(),
        "direction": "down" if down else "up",
        "end": raw[-3],
    }
    frame = Frame(
        PROTOCOL,
        station.hex().upper(),
        f"{function:02X}",
        TITLES.get(function, f"{function:02X}"),
        raw,
        details=details,
        body=body,
        part=part,
    )
    return frame if down or part[1] > 1 else _opened(frame)


def joined(parts: Sequence[Frame]) -> Frame | Broken:
    """All packets of one message as one frame."""
    ordered = sorted(parts, key=lambda part: part.part[0])
    first = ordered[0]
    return _opened(
        Frame(
            PROTOCOL,
            first.address,
            first.kind,
            first.title,
            b"".join(part.raw for part in ordered),
            details=first.details,
            body=b"".join(part.body for part in ordered),
        )
    )


def _opened(frame: Frame) -> Frame | Broken:
    """The frame with serial, time and elements read out of its body."""
    try:
        serial, sent_at, values, more = _body(int(frame.kind, 16), frame.body)
    except Malformed as wrong:
        return Broken(PROTOCOL, str(wrong), frame.raw)
    return Frame(
        frame.protocol,
        frame.address,
        frame.kind,
        frame.title,
        frame.raw,
        sent_at,
        tuple(values),
        {**frame.details, "serial": serial, **more},
        frame.body,
    )


def _body(function: int, body: bytes) -> tuple[int, datetime | None, list[Measured], dict[str, Any]]:
    if len(body) < 8:
        raise Malformed("报文正文太短，没有流水号和发报时间。")
    serial, sent_at = int.from_bytes(body[:2], "big"), moment(body[2:8])
    more: dict[str, Any] = {}
    values: list[Measured] = []
    if function in BODIES:
        values, more = _Body(body[8:], sent_at).read()
    elif function == 0x35 and body[8:10] == b"\xf2\xf2":
        more["text"] = body[10:].decode("ascii", "replace")
    elif function == 0x36 and (place := body.find(b"\xf3\xf3", 8)) >= 0:
        more["picture_bytes"] = len(body) - place - 2
    return serial, sent_at, values, more


class _Body:
    """Goes through the elements of a body, one after the other."""

    def __init__(self, data: bytes, sent_at: datetime | None) -> None:
        self.data, self.place, self.at = data, 0, sent_at
        self.step = timedelta()
        self.values: list[Measured] = []
        self.more: dict[str, Any] = {}

    def read(self) -> tuple[list[Measured], dict[str, Any]]:
        while self.place < len(self.data):
            tag = self._next(1)[0]
            if tag == EXTENDED:
                self._element(f"FF{self._next(1)[0]:02X}", self._next(1)[0])
                continue
            form = self._next(1)[0]
            if (tag, form) == (TIME, TIME):
                self.at = moment(self._next(5))
            elif (tag, form) == (STATION, STATION):
                self._station()
            elif tag == STEP:
                self.step = _step(self._next(form >> 3))
            elif tag in FIVE_MINUTES:
                self._five_minutes(tag, form >> 3)
            elif tag == STATUS:
                self.more["status"] = self._next(form >> 3).hex().upper()
            else:
                self._element(f"{tag:02X}", form)
        return self.values, self.more

    def _next(self, count: int) -> bytes:
        found = self.data[self.place : self.place + count]
        if len(found) < count:
            raise Malformed("报文正文在要素中间断了。")
        self.place += count
        return found

    def _station(self) -> None:
        self.more["station"] = self._next(5).hex().upper()
        if self.place < len(self.data) and chr(self.data[self.place]) in STATIONS:
            self.more["category"] = STATIONS[chr(self._next(1)[0])]

    def _element(self, code: str, form: int) -> None:
        """One value, or after a step code as many as follow up to the next element."""
        length, decimals = form >> 3, form & 7
        if not length:
            raise Malformed(f"要素 {code} 的长度是 0。")
        if not self.step:
            self._measured(code, decimal(self._next(length), decimals), timedelta())
            return
        left = len(self.data) - self.place
        for number in range(left // length):
            self._measured(code, decimal(self._next(length), decimals), self.step * number)
        self.step = timedelta()
        if left % length:
            raise Malformed(f"要素 {code} 的数据组不完整。")

    def _five_minutes(self, tag: int, length: int) -> None:
        """Twelve groups of the hour that ends at the time of observation: rain in 0.1 mm, level in cm."""
        size, scale = (1, 10) if tag == 0xF4 else (2, 100)
        groups = self._next(length)
        if not length or length % size:
            raise Malformed(f"要素 {tag:02X} 的数据组不完整。")
        count = length // size
        for number in range(count):
            value = int.from_bytes(groups[number * size : (number + 1) * size], "big")
            invalid = value == 256**size - 1
            back = timedelta(minutes=5) * (count - 1 - number)
            self._measured(f"{tag:02X}", None if invalid else value / scale, -back)

    def _measured(self, code: str, value: float | None, later: timedelta) -> None:
        if self.at is None:
            raise Malformed("没有观测时间，也没有发报时间。")
        try:
            at = self.at + later
        except OverflowError:
            raise Malformed("观测时间不对。") from None
        self.values.append(Measured(code, value, at, GOOD if value is not None else MISSING))


def decimal(data: bytes, decimals: int) -> float | None:
    """A BCD number; ``FF`` before it makes it negative; all ``FF`` or ``AA`` mean that it is missing."""
    if set(data) <= {0xFF} or set(data) <= {0xAA}:
        return None
    negative, digits = data[0] == 0xFF, data.hex()
    digits = digits[2:] if negative else digits
    if not digits.isdecimal():
        return None
    value = int(digits) / float(10**decimals)
    return -value if negative else value


def moment(data: bytes) -> datetime | None:
    """BCD ``YYMMDDHHmm`` with or without seconds; ``None`` where it is no moment."""
    digits = data.hex()
    if not digits.isdecimal():
        return None
    try:
        return datetime.strptime(f"20{digits:0<12}", "%Y%m%d%H%M%S").replace(tzinfo=BEIJING)
    except ValueError:
        return None


def _step(data: bytes) -> timedelta:
    """The step between groups: BCD days, hours, minutes."""
    digits = data.hex()
    if len(digits) != 6 or not digits.isdecimal():
        raise Malformed("时间步长不对。")
    return timedelta(days=int(digits[:2]), hours=int(digits[2:4]), minutes=int(digits[4:]))


def answer(frame: Frame, at: datetime) -> bytes | None:
    """What the centre answers to a report, keeping the station on line (ESC); ``None`` to a link report.

    ``at`` is the present moment, by which some stations set their clocks.
    """
    if frame.details.get("direction") != "up" or frame.kind == "2F":
        return None
    body = frame.body[:2] + bytes.fromhex(f"{at.astimezone(BEIJING):%y%m%d%H%M%S}")
    station, centre = bytes.fromhex(frame.address), bytes([frame.details["centre"]])
    password = bytes.fromhex(frame.details["password"])
    head = MARK + station + centre + password + bytes.fromhex(frame.kind)
    return sealed(head + (0x8000 | len(body)).to_bytes(2, "big") + bytes([STX]) + body + bytes([ESC]))


def sealed(data: bytes) -> bytes:
    """Bytes from ``7E7E`` to the end mark, with their CRC."""
    return data + crc16(data).to_bytes(2, "big")
