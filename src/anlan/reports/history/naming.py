"""What a number of a report counts, in the report's own words, and which campaign it belongs to."""

import re
from collections.abc import Sequence

from anlan.reports.history.scanning import Found
from anlan.reports.history.vocabulary import FILLERS, VERBS, WORDS, one_of

_BREAK = re.compile(r"[,，。;；:：!?！？\n]")
_AFTER = re.compile(r"[^,，。;；:：!?！？、\n\d(（)）]{0,26}")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》()（）")
_VERB = re.compile(one_of(VERBS))
_ENDS = re.compile(f"(?:{one_of(WORDS['campaigns']['ends'])})")
_BEGINS = re.compile(f"(?:{one_of(WORDS['campaigns']['begins'])})了?")
_ITEM = re.compile(r"(?:^|[。;；:：\n])\s*[一二三四五六七八九十]{1,2}是")
_JOINED = re.compile(r"^(?:以及|和(?!谐)|及(?!时)|与(?!会)|或|、)")
_NOUN = re.compile(r"隐患|问题|事故|企业|单位|预案|案件|物资|演练|培训|数据|风险点|风险|信息|人员|项目|报案")
KEPT = (
    "约谈",
    "及时",
    "对接",
    "对象",
    "与会",
    "为期",
    "和谐",
    "共同",
    "共建",
    "并网",
    "达标",
    "从业",
    "有效",
    "有害",
    "有毒",
    "有限",
    "有序",
    "等级",
    "从事",
    "由于",
    "是否",
    "已经",
    "为民",
    "将近",
    "实际",
    "为主",
    "为辅",
    "新增",
)
KEPT_LAST = (
    "收到",
    "接到",
    "达到",
    "得到",
    "回到",
    "签到",
    "直到",
    "公约",
    "节约",
    "违约",
    "预约",
    "所有",
    "持有",
    "国有",
    "享有",
    "公共",
    "对等",
    "平等",
    "参与",
    "赠与",
    "认为",
    "行为",
    "作为",
    "目的",
    "新增",
    "应对",
    "核对",
    "针对",
    "面对",
    "普及",
    "涉及",
    "以及",
    "自由",
    "上等",
)
ALONE = ("立案", "处罚", "约谈")  # say enough by themselves
MOST = 60
NAME_MOST = 28
NAME_UNINTRODUCED = 14
_LEADING_VERBS = re.compile(f"(?:{one_of(VERBS)}|细化|借力|并?根据|现阶段)了?")


def words_of(sentence: str, found: Found, others: Sequence[Found]) -> str:
    """The thing counted, in the sentence's own words.

    It stands between the break or number before and the number (检查单位 + 41家). Where doing alone stands there, what
    follows belongs to it (收到 + 申请书). Numbers side by side share what is around them (组建8支96人的抢险队).
    """
    left, right = _edges(sentence, found)
    mine = [other for other in others if left <= other.start and other.end <= right] or [found]
    at = next((n for n, other in enumerate(mine) if other.start == found.start), 0)
    before = _between(sentence, mine, at, left)
    after = _following(sentence, mine, at, right)
    said = f"{before}{after}" if after and not _ends_with_noun(before) else before or after
    if said not in ALONE and (said in VERBS or len(said) <= 2 or (len(said) == 3 and said.endswith("率"))):
        borrowed = _between(sentence, mine, at - 1, left) if at > 0 else _object_before(sentence, left)
        said = borrowed + said if not said.startswith(borrowed) else said
    return said[-MOST:]


def led(sentence: str, at: int) -> str:
    """What a clause's words speak of: the clause so far, else the one before it (受理许可申请14件,已全部办结)."""
    own = _trim(re.split(r"[,，。;；:：]", sentence[:at])[-1])
    clauses = [part for part in re.split(r"[,，。;；:：]", sentence[:at])[:-1] if part.strip()]
    before = _trim(re.sub(r"\d[\d.]*[\u4e00-\u9fff]{0,2}$", "", clauses[-1])) if clauses and len(own) < 6 else ""
    return (before + own)[-MOST:]


def _edges(sentence: str, found: Found) -> tuple[int, int]:
    left = max((b.end() for b in _BREAK.finditer(sentence, 0, found.start)), default=0)
    right = next((b.start() for b in _BREAK.finditer(sentence, found.end)), len(sentence))
    return left, right


def _between(sentence: str, mine: Sequence[Found], at: int, left: int) -> str:
    """What stands before the number, where it does not belong to the number before (442个门禁和1404个)."""
    edge = mine[at - 1].end if at else left
    raw = sentence[edge : mine[at].start]
    if at == 0:
        return _trim(raw)
    joined = raw.rstrip().endswith(("和", "及", "与", "、", "以及")) and len(raw.strip()) > 1
    bare = (
        not _VERB.search(raw)
        and not raw.lstrip().startswith(("、", "和"))
        and len(raw) <= 8
        and bool(_after(sentence, mine, at))
    )
    if not joined and not bare:
        return _trim(raw)
    first = _trim(sentence[left : mine[0].start])
    doing = [match for match in _VERB.finditer(first) if match.end() == len(first)]
    return doing[-1].group() if doing else ""


def _after(sentence: str, mine: Sequence[Found], at: int) -> str:
    until = mine[at + 1].start if at + 1 < len(mine) else len(sentence)
    return _AFTER.match(sentence[mine[at].end : until]).group()  # type: ignore[union-attr]  # matches the empty text too


def _following(sentence: str, mine: Sequence[Found], at: int, right: int) -> str:
    """What runs on after the number; of numbers side by side, what runs on after the last."""
    raw = sentence[mine[at].end : mine[at + 1].start] if at + 1 < len(mine) else sentence[mine[at].end : right]
    if at + 1 < len(mine) and not raw.strip("的 "):
        return _following(sentence, mine, at + 1, right)
    return _trim(_after(sentence, mine, at))


def _trim(text: str) -> str:
    """Without quotes, joining words and words that add nothing."""
    text = text.strip(" \u3000、,，").translate(_QUOTES).strip()
    text = _JOINED.sub("", text)
    changed = True
    while changed:
        changed = False
        for filler in FILLERS:
            if text.startswith(filler) and len(text) > len(filler) and not text.startswith(KEPT):
                text, changed = text[len(filler) :].lstrip(), True
            if text.endswith(filler) and len(text) > len(filler) and not text.endswith(KEPT_LAST):
                text, changed = text[: -len(filler)].rstrip(), True
    return "" if text in FILLERS else text


def _ends_with_noun(before: str) -> bool:
    """Whether the words before a number end with the thing counted (检查单位), not with the doing (收到)."""
    ends = [match.end() for match in _VERB.finditer(before)]
    rest = len(before) - max(ends, default=0)
    return rest >= 2 and not before.endswith(("进行", "领域", "方面", "对象")) and (bool(ends) or len(before) >= 3)


def _object_before(sentence: str, edge: int) -> str:
    """The last thing named before the clause: 隐患 for 已整改 after 排查隐患1900条."""
    nouns = _NOUN.findall(sentence[:edge])
    return nouns[-1] if nouns else ""


def distributed(words: str) -> list[str]:
    """The things that one number is given for alike (A率、B率均达到100%; A、B、C装备率和投用率达到100%)."""
    head = re.split(r"(?:均|都|分别)?(?:达到|达|为|保持在|保持)?$", words)[0]
    parts = [part for part in re.split(r"[、]|和(?=[^、]*率)", head) if part]
    rates = [part for part in parts if part.endswith(("率", "比例"))]
    if len(parts) < 2 or not rates or len(parts[0]) < 2:
        return [words]
    if len(rates) == len(parts):
        return _headed(parts)
    subjects = [part for part in parts if part not in rates]
    first = rates[0]
    cut = _measure_at(first)
    measures = [first[cut:], *rates[1:]]
    return [subject + measure for subject in (*subjects, first[:cut]) for measure in measures]


_MEASURE = re.compile(r"(?:装备|投用|覆盖|完成|整改|合格|达标|培训|持证|参保|监控|使用|到岗|办结|签订|联网|接入)率$")


def _measure_at(rate: str) -> int:
    found = _MEASURE.search(rate)
    return found.start() if found else max(len(rate) - 3, 0)


def _headed(parts: Sequence[str]) -> list[str]:
    """装备率和有效投用率: a rate that names no subject has the subject of the first."""
    subject = parts[0][: _measure_at(parts[0])]
    return [part if n == 0 or len(part) > 5 else subject + part for n, part in enumerate(parts)]


def campaigns(paragraph: str) -> list[tuple[int, int, str]]:
    """Campaigns of a paragraph: from where each holds to where it ends, and its name."""
    found: list[tuple[int, str]] = []
    for clause in re.finditer(r"[^,，。;；:：\n]+", paragraph):
        ends = list(_ENDS.finditer(clause.group()))
        if not ends:
            continue
        name = _campaign_name(clause.group(), ends[-1].end())
        if len(name) > 3 and not (found and found[-1][1] == name):
            found.append((clause.start(), name))
    stops = [*(match.start() for match in _ITEM.finditer(paragraph)), len(paragraph)]
    spans = []
    for number, (start, name) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else len(paragraph)
        spans.append((start, min(following, *(stop for stop in stops if stop > start)), name))
    return spans


def _campaign_name(clause: str, end: int) -> str:
    """The name of a campaign that ends there: a quoted one with what runs on, else what follows 开展, 推进, …"""
    begins = [match.end() for match in _BEGINS.finditer(clause) if match.end() <= end - 3]
    start = max(begins, default=0)
    earliest = min(match.start() for match in _ENDS.finditer(clause))
    start = max((begin for begin in begins if begin <= earliest), default=start)
    name = re.split(r"方面的|等(?=[^级])|《", clause[start:end])[-1]
    name = name.translate(_QUOTES).strip(" 、")
    for filler in ("全县", "全区", "全市", "了", "全国", "好", "第一次", "在"):
        name = name.removeprefix(filler)
    while (verb := _LEADING_VERBS.match(name)) is not None and len(name) - verb.end() > 4:
        name = name[verb.end() :]
    if (not begins and len(name) > NAME_UNINTRODUCED) or re.search(r"[\dxX]+[个项]", name):
        return ""
    return name if len(name) <= NAME_MOST else name[-NAME_MOST:].split("、", 1)[-1]
