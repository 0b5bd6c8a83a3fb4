# ruff: noqa: E501 - tables of texts, one to a line
"""Reads Chinese warning texts: who issued what, when, in which colour, for where, and what the act was.

What the text does not say stays ``None`` and is left to a person; nothing is supplied from the clock or by likelihood.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache

from anlan.subjects.warnings import signals

LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class TextReading:
    """``time`` is local time to the minute, ``level`` a colour with 色, ``action`` the verb as written."""

    issuer: str | None = None
    time: str | None = None
    type: str | None = None
    level: str | None = None
    action: str | None = None
    region: str | None = None

    def fields(self) -> dict[str, str | None]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where a kind and a colour stand together: 暴雨橙色预警."""

    start: int
    end: int
    kind: str
    level: str


_SPACES = re.compile(r"\s+")
_WIDE = str.maketrans("０１２３４５６７８９：，；（）［］", "0123456789:,;()[]")
_NUMERALS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_YEAR = r"(?P<year>(?:19|20)\d{2}|[〇零○一二三四五六七八九]{4})"
_NUMBER = r"(?:\d{1,2}|[〇零一二三四五六七八九十]{1,3})"
_CLOCK = (
    rf"(?P<half>凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|晚)?(?P<hour>{_NUMBER})(?:时|点|:)"
    rf"(?:(?P<minute>{_NUMBER})(?:分|(?!\d))|(?P<thirty>半)|整)?(?::\d\d)?"
)
_WHOLE = re.compile(rf"{_YEAR}(?:年|[-/.])(?P<month>{_NUMBER})(?:月|[-/.])(?P<day>{_NUMBER})日?T?{_CLOCK}")
_ANY_TIME = re.compile(
    rf"(?:{_YEAR}(?:年|[-/.]))?(?:今年)?(?:(?P<month>{_NUMBER})(?:月|[-/.]))?(?:(?P<day>{_NUMBER})日?|今日|今天)?T?{_CLOCK}"
)
_STAMP = re.compile(rf"(?:发布时间|签发时间|预警时间)[为是:]?{_WHOLE.pattern}")

_CHANGES = {
    "升级为": "升级", "升级至": "升级", "升为": "升级", "提升为": "升级", "提升至": "升级", "上调为": "升级", "上调至": "升级",
    "提高为": "升级", "提高至": "升级", "升级到": "升级", "提升到": "升级", "升级成": "升级",
    "降级为": "降级", "降级至": "降级", "降为": "降级", "降低为": "降级", "降至": "降级", "下调为": "降级", "下调至": "降级",
    "降级到": "降级", "降低至": "降级",
    "变更为": "变更", "更改为": "变更", "调整为": "变更", "调整至": "变更", "改为": "变更", "转为": "变更", "改发": "变更",
    "变更成": "变更", "更新为": "更新", "替换为": "变更",
}  # fmt: skip
_VERBS = (
    "继续发布", "升级发布", "降级发布", "更新发布", "变更发布", "延续发布", "维持发布", "重新发布", "再次发布", "首次发布", "滚动发布",
    "确认发布", "补发", "发布", "解除", "取消", "撤销", "变更", "更新", "升级", "降级", "延续", "延长发布", "延长", "维持", "继续维持", "终止", "改发",
)  # fmt: skip
_ENDING = ("解除", "取消", "撤销", "终止")
_VERB = re.compile("|".join(sorted((*_VERBS, *_CHANGES), key=len, reverse=True)))
_LEVEL = re.compile(r"(红|橙|黄|蓝|白)色|(红|橙|黄|蓝|白)(?=预警)")
_RANK = re.compile(r"[(\[]?(Ⅰ|Ⅱ|Ⅲ|Ⅳ|I{1,3}|IV)级?/(?:特别严重|特别重大|严重|重大|较重|较大|一般)[)\]]?")
_RANKS = {"Ⅰ": "红色", "I": "红色", "Ⅱ": "橙色", "II": "橙色", "Ⅲ": "黄色", "III": "黄色", "Ⅳ": "蓝色", "IV": "蓝色"}
_OFFICE = re.compile(
    r"(?:气象台|气象局|气象站|气象中心|中心|局|办|办公室|指挥部|委员会|管委会|政府|应急厅|厅|专班|总站|水文站|大队|领导小组|台|处|站)"
    r"(?:[(（][^()（）]{1,20}[)）])?$"
)
_ACTING = re.compile(r"(.{1,40}?(?:气象台|气象局|办公室|指挥部|中心|局|办|厅|政府))(?:在|对|将|针对|为)")
_REGION = re.compile(
    r"^(.*(?:省|(?<!城)市(?![场政容民])|州|盟|县(?!级)|区(?!域)|旗|镇|乡(?!村)|街道))"  # greedy: 镇江市 is no 镇
)
_PLACE_END = re.compile(r"(?:省|市|州|盟|县|区|旗|镇|乡|街道|村|社区|地区|景区|流域|海域|路段|高速|部分地区)$")
_NO_PLACE = re.compile(r"^(?:本|我|全|该|各)(?:省|市|州|县|区|旗|镇|乡)$")


def read(text: str) -> TextReading:
    """The reading of one text. Any text has one; most of it may be ``None``."""
    plain = normal(text)
    heading, body = _without_heading(plain)
    verb = _first_verb(body)
    lead = body[: verb.start()] if verb else ""
    issuer = _issuer(lead)
    kind, level, action = _subject(body, heading, verb)
    return TextReading(
        issuer=issuer,
        time=_time(lead, body),
        type=kind.replace("(", "（").replace(")", "）") if kind else None,
        level=level,
        action=action,
        region=_region(issuer, lead, body, verb, several=level is None and len(_mentions(body)) > 1),
    )


def normal(text: str) -> str:
    """Without blanks and with plain digits and marks, cut at a length that no warning has."""
    return _SPACES.sub("", text[:LONGEST].translate(_WIDE).replace("\ufeff", "").replace("：", ":"))


def _without_heading(text: str) -> tuple[str, str]:
    """A heading in brackets at the start, and the rest."""
    found = re.match(r"((?:【[^】]{0,60}】)+)", text)
    if found is None or len(found[1]) == len(text):
        return "", text.strip("【】")
    return found[1], text[found.end() :]


def _first_verb(text: str) -> re.Match[str] | None:
    """The verb of the act: the first that is followed, before the sentence ends, by a warning or by nothing at all."""
    for found in _VERB.finditer(text):
        if re.match(r"中心|平台|系统|机构|渠道|时间|单位|办法", text[found.end() :]):
            continue
        rest = re.split(r"[。!！]", text[found.end() :], maxsplit=1)[0]
        if "预警" in rest or "信号" in rest or _LEVEL.search(rest) or len(rest) < 12:
            return found
    return None


@cache
def _kinds() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in signals.kinds()), key=len, reverse=True)
    return re.compile("|".join(names))


def _mentions(text: str) -> list[_Mention]:
    """Kinds with a colour close behind: 暴雨橙色预警, 暴雨预警信号(橙色), 雷电、大风黄色预警."""
    made: list[_Mention] = []
    known = list(_kinds().finditer(text))
    for level in _LEVEL.finditer(text):
        colour, told = f"{level[1] or level[2]}色", []
        for kind in reversed([kind for kind in known if kind.end() <= level.start()]):
            if not _gap().fullmatch(text, kind.end(), level.start()):
                break
            told.append(_Mention(level.start(), level.end(), kind[0], colour))
        if not told and (_BEHIND.match(text, level.end()) or text[: level.start()].endswith(_BEFORE)):
            told.append(_Mention(level.start(), level.end(), "", colour))
        made += told
    return made


_BEHIND = re.compile(r".{0,2}(?:预警|信号|[(\[]|$)")
_BEFORE = ("预警信号(", "预警(", "预警信号", "预警", "由", "为", "至")


@cache
def _gap() -> re.Pattern[str]:
    """What may stand between a kind and its colour."""
    return re.compile(rf"(?:天气|灾害|气象|风险|预警|信号|[(\[]|级别|等级|由|[、和与及]|{_kinds().pattern})*")


def _subject(body: str, heading: str, verb: re.Match[str] | None) -> tuple[str | None, str | None, str | None]:
    """Kind, colour and act, taking the new one of two where a change says which is new."""
    action = _CHANGES.get(verb[0], verb[0]) if verb else None
    change = _change(body, verb)
    if change is not None:
        kinds, levels, said = change
        return _only(kinds), _only(levels), said
    every = _mentions(body)
    told = [item for item in every if verb is None or item.start >= verb.start()] or every
    told, two_acts = _without_ended(body, told, verb)
    headed = _mentions(heading)
    kinds = [item.kind for item in (*told, *headed) if item.kind]
    levels = [item.level for item in (*told, *headed)]
    if not levels and (rank := _RANK.search(body)) and len(set(_RANK.findall(body))) == 1:
        levels = [_RANKS[rank[1]]]
    if not kinds:
        kinds = _bare_kinds(body, verb)
    return _only(kinds), _only(levels), None if two_acts else action


def _change(body: str, verb: re.Match[str] | None) -> tuple[list[str], list[str], str] | None:
    """将暴雨黄色预警升级为橙色预警, 变更高温红色为高温橙色, 预警信号由黄色升级为橙色: what it became, and the act."""
    sentence = re.split(r"[。!！]", body, maxsplit=1)[0]
    every = _mentions(body)
    for pivot in _pivot().finditer(sentence):
        before = [item for item in every if item.end <= pivot.start()]
        after = [item for item in every if item.start >= pivot.end()]
        if not before or not after or after[0].start - pivot.end() > NEAR:
            continue
        said = _CHANGES.get(pivot[0]) or (_CHANGES.get(verb[0], verb[0]) if verb else None)
        if said is None or (pivot[0] in ("为", "至") and said not in ("变更", "更新", "升级", "降级")):
            continue
        standing, _two = _without_ended(body, after, verb)
        kinds = [item.kind for item in standing if item.kind] or [item.kind for item in before if item.kind]
        return kinds, [item.level for item in standing], said
    return None


NEAR = 14  # characters between 升级为 and the new colour


@cache
def _pivot() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _CHANGES), key=len, reverse=True))
    return re.compile(rf"{words}|为|至")


def _without_ended(body: str, told: list[_Mention], verb: re.Match[str] | None) -> tuple[list[_Mention], bool]:
    """Leave out what the same text says has ended (同时解除暴雨黄色预警), where something else is issued.

    True where the text's first act is the ending: then it tells two acts, and which one is meant is not ours to say.
    """
    if verb is None:
        return told, False
    ended: list[_Mention] = []
    kept: list[_Mention] = []
    for item in told:
        clause = re.split(r"[,。;:!！]", body[: item.start])[-1]
        last = [found[0] for found in _VERB.finditer(clause)]
        past = re.search(r"(?:原|此前|之前|前期|先前|已)发布的?|(?:原|此前|之前|前期|先前)", clause)
        (ended if past or (last and last[-1].startswith(_ENDING)) else kept).append(item)
    if not kept or not ended:
        return told, False
    if verb[0].startswith(_ENDING):  # 解除橙色，同时发布蓝色: what stands of one kind is the new colour
        same = {item.kind for item in kept if item.kind} <= {item.kind for item in ended if item.kind}
        return (kept if same else told), True
    return kept, False


def _bare_kinds(body: str, verb: re.Match[str] | None) -> list[str]:
    """Kinds that are told without any colour, right behind the verb: 发布暴雨预警, 发布暴雨 (cut off)."""
    if verb is None:
        return []
    rest = re.split(r"[,。;:!！(]", body[verb.end() :], maxsplit=1)[0]
    if "预警" in rest or "信号" in rest:
        rest = re.split(r"预警|信号", rest, maxsplit=1)[0]
        return [found[0] for found in _kinds().finditer(rest)]
    found = _kinds().search(rest)
    return [found[0]] if found and rest[found.end() :] in ("", "红", "橙", "黄", "蓝") else []


def _only(values: Iterable[str]) -> str | None:
    """The one value that all agree on."""
    different = list(dict.fromkeys(values))
    return different[0] if len(different) == 1 else None


def _issuer(lead: str) -> str | None:
    """The body named last before the verb, without its time, 于, 联合 and the like."""
    lead = _ANY_TIME.sub("@", lead)
    for clause in reversed(re.split(r"[,。;:!！\]】)]|@", lead)):
        acting = _ACTING.match(clause)  # 气象台将石泉镇暴雨黄色预警…: what follows 将 is no part of the name
        name = acting[1] if acting else re.sub(r"^.*预警(?:信号)?", "", clause)
        name = re.sub(r"^(?:据|根据|由|经|现|受|按|将|今天|今日|目前|[@、])+", "", name)
        name = re.sub(r"(?:已?于|在|将|于今日|今日|今天|日前|刚刚|现|为|对|针对|联合|共同|再次|首次|已|@)+$", "", name)
        name = name.split("为")[0] if "为" in name and _OFFICE.search(name.split("为")[0]) else name
        found = re.match(r"(.+?(?:气象台|气象局|办公室|指挥部|中心|局|办|厅|政府))(?:在|对|将|针对).+", name)
        name = found[1] if found and not _OFFICE.search(name) else name
        name = re.sub(r"^(.*(?:预报|消息|通报|监测))[,:]?", "", name) if not _OFFICE.search(name) else name
        if 2 < len(name) <= 60 and _OFFICE.search(name):
            return name
    return None


def _time(lead: str, body: str) -> str | None:
    """The moment of issue where the text gives year, month, day and hour; otherwise it is left to a person."""
    for found in reversed(list(_WHOLE.finditer(lead))):
        return _moment(found)
    if _ANY_TIME.search(lead):
        return None
    stamps = [*_STAMP.finditer(body), *re.finditer(rf"{_WHOLE.pattern}(?=发布[)\]。]?$|[)\]。]?$)", body)]
    moments = {_moment(found) for found in stamps}
    return moments.pop() if len(moments) == 1 else None


def _moment(found: re.Match[str]) -> str | None:
    year, month, day = (_digits(found[name]) for name in ("year", "month", "day"))
    hour, minute = _digits(found["hour"]), _digits(found["minute"] or "0")
    if found["thirty"]:
        minute = 30
    if found["half"] in ("下午", "傍晚", "晚上", "夜间", "晚") and hour < 12:
        hour += 12
    try:
        made = datetime(year, month, day) + timedelta(days=1) * (hour == 24)  # noqa: DTZ001 - local time, as written
        return made.replace(hour=hour % 24 if hour <= 24 else hour, minute=minute).isoformat(timespec="minutes")
    except ValueError:
        return None


def _digits(text: str) -> int:
    """Arabic or Chinese digits: 05, 二〇二二, 十二, 二十."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _ten, ones = text.partition("十")
        return (_NUMERALS.get(tens, 1) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)
    return int("".join(str(_NUMERALS[sign]) for sign in text))


def _region(issuer: str | None, lead: str, body: str, verb: re.Match[str] | None, *, several: bool) -> str | None:
    """The place that the warning is issued for where it is named, else the issuer's own territory.

    Where ``several`` colours are told for several places, no one place is the answer.
    """
    own = _own_region(issuer)
    named = _named_region(lead, body, verb)
    if named is None:
        return own
    if several:
        return None
    stem = re.sub(r"(?:地区|省|市|州|盟|县|区|旗)$", "", own or "")
    return own if own and re.sub(r"(?:地区|省|市|州|盟|县|区|旗)$", "", named) == stem else named


def _own_region(issuer: str | None) -> str | None:
    if issuer is None:
        return None
    first = re.split(r"[、和与]", issuer)[0]
    central = re.match(r"(.{2,4})中心气象台$", first)
    if central:
        return None if central[1] in ("区域", "国家") else central[1]
    found = _REGION.match(first)
    if found is None or len(found[1]) < 2 or found[1] in ("省", "市", "县", "区"):
        return None
    return found[1]


def _named_region(lead: str, body: str, verb: re.Match[str] | None) -> str | None:
    """为石泉镇、云溪镇发布…, 在石泉镇发布…, 发布石泉镇暴雨橙色预警."""
    if verb is None:
        return None
    before = re.search(r"(?:为|对|在|针对)([^,。;:为对在]{2,60})$", _ANY_TIME.sub("", lead))
    candidates = [before[1]] if before else []
    if moved := re.search(rf"将([^,。;:]{{2,40}}?)(?:{_kinds().pattern})", lead):
        candidates.append(moved[1])
    mention = next((item for item in _mentions(body) if item.start >= verb.end() and item.kind), None)
    if mention is not None:
        between = body[verb.end() : body.index(mention.kind, verb.end())]
        candidates.append(re.sub(r"^(?:了|关于)", "", between))
    for text in candidates:
        parts = [part for part in re.split(r"[、和与及]", text) if part]
        if parts and all(_PLACE_END.search(part) and not _NO_PLACE.match(part) for part in parts):
            return text
    return None
