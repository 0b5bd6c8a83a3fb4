"""HJ 212-2017 (污染物在线监控系统数据传输标准): text frames with a checksum, and the answers they ask for."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from anlan.subjects.monitoring.frames.shapes import BEIJING, FAULTY, GOOD, MISSING, Broken, Frame, Measured, crc212

PROTOCOL = "HJ212-2017"
MARK = b"##"
HEAD, TAIL = 6, 6  # ``##`` and four digits; four of the CRC and CR LF
LONGEST = 9999
ANSWER, PARTS = 1, 2  # bits of Flag
TITLES = {
    "1000": "设置超时时间及重发次数",
    "1011": "提取或上传现场机时间",
    "1012": "设置现场机时间",
    "1013": "现场机时间校准请求",
    "1061": "提取或上传实时数据间隔",
    "1062": "设置实时数据间隔",
    "1063": "提取或上传分钟数据间隔",
    "1064": "设置分钟数据间隔",
    "1072": "设置现场机密码",
    "2011": "实时数据",
    "2012": "停止察看实时数据",
    "2021": "设备运行状态",
    "2022": "停止察看设备运行状态",
    "2031": "日历史数据",
    "2041": "设备运行时间日历史数据",
    "2051": "分钟数据",
    "2061": "小时数据",
    "2081": "数采仪开机时间",
    "3011": "零点校准量程校准",
    "3012": "即时采样",
    "3019": "现场机信息",
    "3020": "现场机信息",
    "3021": "设置现场机参数",
    "9011": "请求应答",
    "9012": "操作执行结果",
    "9013": "通知应答",
    "9014": "数据应答",
    "9021": "注册",
    "9022": "登录",
}
SYSTEMS = {
    "21": "地表水质量监测",
    "22": "空气质量监测",
    "23": "声环境质量监测",
    "24": "地下水质量监测",
    "25": "土壤质量监测",
    "26": "海水质量监测",
    "27": "挥发性有机物监测",
    "31": "大气环境污染源",
    "32": "地表水体环境污染源",
    "33": "地下水体环境污染源",
    "34": "海洋环境污染源",
    "35": "土壤环境污染源",
    "36": "声环境污染源",
    "37": "振动环境污染源",
    "38": "放射性环境污染源",
    "39": "工地扬尘污染源",
    "41": "电磁环境污染源",
    "51": "烟气排放过程监控",
    "52": "污水排放过程监控",
    "91": "系统交互",
}
DATA = ("2011", "2021", "2031", "2041", "2051", "2061", "2081", "3019", "3020")
MEASURES = {"2011": "Rtd", "2051": "Avg", "2061": "Avg", "2031": "Avg"}  # the part of a factor that is its value
STATISTICS = {"Rtd", "Avg", "Min", "Max", "Cou", "ZsRtd", "ZsAvg", "ZsMin", "ZsMax", "RT", "RS", "Data"}
FAULTY_FLAGS = frozenset("FMDCB")  # 停运, 维护, 故障, 校准, 通信异常; S (手工输入) and T (超测上限) are values


def take(data: bytes, start: int) -> Frame | Broken | None:
    """The frame that begins at ``start`` (where ``##`` stands), ``None`` while it is not whole yet."""
    head = data[start : start + HEAD]
    digits = head[2:]
    if not all(48 <= byte <= 57 for byte in digits):
        return Broken(PROTOCOL, "包头之后不是四位长度。", head)
    if len(head) < HEAD:
        return None
    length = int(digits)
    end = start + HEAD + length + TAIL
    if len(data) < end:
        return None
    raw = bytes(data[start:end])
    if raw[-2:] != b"\r\n":
        return Broken(PROTOCOL, "包尾不是回车换行，长度不对。", raw)
    segment, written = raw[HEAD:-TAIL], raw[-TAIL:-2]
    if written.upper() != f"{crc212(segment):04X}".encode():
        return Broken(PROTOCOL, "CRC 校验不对。", raw)
    return read(segment, raw)


def read(segment: bytes, raw: bytes) -> Frame | Broken:
    """A segment whose CRC was right."""
    text = segment.decode("gb18030", "replace")
    before, found, rest = text.partition("CP=&&")
    if not found or "&&" not in rest:
        return Broken(PROTOCOL, "数据段里没有 CP=&&…&&。", raw)
    fields = _pairs(before)
    command, address = fields.get("CN", ""), fields.get("MN", "")
    if not command.isdigit() or not address:
        return Broken(PROTOCOL, "数据段里没有 CN 或 MN。", raw)
    flag = int(fields["Flag"]) if fields.get("Flag", "").isdecimal() else 0
    part = (1, 1)
    if flag & PARTS:
        part = (_whole(fields.get("PNO"), 1), _whole(fields.get("PNUM"), 1))
        if not 1 <= part[0] <= part[1]:
            return Broken(PROTOCOL, "分包序号不对。", raw)
    body = rest[: rest.rindex("&&")]
    sent_at = moment(fields.get("QN", ""))
    details = {name: fields[name] for name in ("QN", "ST", "PW") if name in fields} | {"Flag": flag}
    whole = part == (1, 1)
    return Frame(
        PROTOCOL,
        address,
        command,
        TITLES.get(command, command),
        raw,
        sent_at,
        values_in(command, body, sent_at) if whole else (),
        details | ({"CP": items_in(body)} if whole else {}),
        body.encode("gb18030"),
        part,
    )


def joined(parts: Sequence[Frame]) -> Frame:
    """All sub-packets of one message, in any order, as one frame."""
    ordered = sorted(parts, key=lambda part: part.part[0])
    first = ordered[0]
    body = ";".join(part.body.decode("gb18030", "replace").strip(";") for part in ordered)
    return Frame(
        PROTOCOL,
        first.address,
        first.kind,
        first.title,
        b"".join(part.raw for part in ordered),
        first.at,
        values_in(first.kind, body, first.at),
        {**first.details, "CP": items_in(body)},
        body.encode("gb18030"),
    )


def items_in(body: str) -> dict[str, str]:
    """All items of CP by name, as written."""
    return _pairs(body.replace(",", ";"))


def values_in(command: str, body: str, sent_at: datetime | None) -> tuple[Measured, ...]:
    """The value of each factor. Statistics of a period are told apart: ``w01018-Avg@2061`` is the mean of an hour."""
    measure = MEASURES.get(command)
    if measure is None:
        return ()
    items = items_in(body)
    at = moment(items.get("DataTime", "")) or sent_at
    if at is None:
        return ()
    found = []
    for name, written in items.items():
        factor, dash, statistic = name.partition("-")
        if not dash or statistic not in STATISTICS:
            continue
        own_at = moment(items.get(f"{factor}-SampleTime", "")) or at
        code = factor if (command, statistic) == ("2011", measure) else f"{factor}-{statistic}@{command}"
        value, state = _value(written, items.get(f"{factor}-Flag", "N"))
        found.append(Measured(code, value, own_at, state))
    return tuple(found)


def moment(text: str) -> datetime | None:
    """``20160801085857223`` or shorter; ``None`` where it is none."""
    digits = text.strip()
    if not re.fullmatch(r"[0-9]{14}(?:[0-9]{3})?", digits):
        return None
    try:
        at = datetime.strptime(digits[:14], "%Y%m%d%H%M%S").replace(tzinfo=BEIJING)
    except ValueError:
        return None
    return at + timedelta(milliseconds=int(digits[14:] or 0))


def answer(frame: Frame) -> bytes | None:
    """The answer that the sender waits for: 9014 to data, 9013 to notices; ``None`` where it asked for none."""
    flag = int(frame.details.get("Flag", 0))
    if not flag & ANSWER:
        return None
    code = "9014" if frame.kind in DATA else "9013"
    head = [f"QN={frame.details['QN']}"] if "QN" in frame.details else []
    head += ["ST=91", f"CN={code}"]
    head += [f"PW={frame.details['PW']}"] if "PW" in frame.details else []
    head += [f"MN={frame.address}", f"Flag={flag & ~(ANSWER | PARTS)}", "CP=&&&&"]
    return packed(";".join(head))


def packed(segment: str) -> bytes:
    """A segment as it goes over the wire."""
    data = segment.encode("gb18030")
    return b"##%04d%s%04X\r\n" % (len(data), data, crc212(data))


def _value(written: str, flag: str) -> tuple[float | None, str]:
    try:
        value = float(written)
    except ValueError:
        return None, MISSING
    if value != value or value in (float("inf"), float("-inf")):
        return None, MISSING
    return value, FAULTY if flag in FAULTY_FLAGS else GOOD


def _pairs(text: str) -> dict[str, str]:
    pairs = (item.partition("=") for item in text.split(";"))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals and name.strip()}


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise
