"""Reads the figures out of an old work report: pure text in, proposals out, for a person to confirm.

It knows Chinese work reports and the catalogue that it is given; it must not know Django, the database or today's date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from anlan.reports.history import dating, layout, naming, numerals, scanning, wording
from anlan.reports.history.layout import Sentence
from anlan.reports.history.matching import Catalogue
from anlan.reports.history.scanning import Found
from anlan.reports.history.vocabulary import WORDS, one_of


class Kind(StrEnum):
    """What a number of a report is."""

    ACTUAL = "actual"  # was counted
    WORDED = "worded"  # was counted, and is stated in words: 全部办结
    TARGET = "target"  # is planned
    NORM = "norm"  # is a standing rule: 24小时值班
    NAME = "name"  # is part of a name: 三年行动
    MASKED = "masked"  # was taken out: 检查××家


FIGURES = (Kind.ACTUAL, Kind.WORDED)


@dataclass(frozen=True)
class Proposal:
    """One number of a report with what it probably counts. ``start``–``end`` are positions in the text read.

    ``value`` is as printed (万 stays in ``unit``), negative where something fell against last year, ``None`` where it
    is masked or only its direction is told; ``bound`` keeps 以上, 至少.
    """

    sentence: str
    quote: str
    start: int
    end: int
    value: Decimal | None
    unit: str
    indicator_words: str
    indicator_code: str | None
    period: str
    campaign: str
    approximate: str
    kind: Kind
    section: str
    bound: str = ""

    def told(self) -> dict[str, Any]:
        """As JSON can hold it."""
        held = asdict(self)
        return held | {
            "value": None if self.value is None else numerals.plain(self.value),
            "kind": str(self.kind),
        }


_NAME_OF_DAYS = re.compile(
    rf"(?P<words>{numerals.CHINESE}+|\d+)(?P<unit>年|天|日)(?=(?:集中|专项)?(?:{one_of(WORDS['words']['names_of_days'])}))"
)
_NAME_OF_ITEMS = re.compile(rf"\s*(?:{one_of(WORDS['words']['names_of_items'])})")
_NAMED_LIST = re.compile(rf"[”\"]?(?:{one_of(WORDS['words']['named_lists'])})")
_POSTS = re.compile(r"岗位|必须|同时|一律")
_BOUND_BEFORE = re.compile(rf"(?P<bound>{one_of(WORDS['words']['bounds'])})[\u4e00-\u9fff]{{0,4}}$")
_EACH = re.compile(
    r"(?:每(?:[日天周月季年人户村镇岗家个班]|季度|半年|乡镇|街镇|街道|社区|企业|单位)|各(?:乡镇|街镇|镇街|街道|村|社区|县区|村居))(?:的)?[\u4e00-\u9fff]{0,2}$"
)
_BOUND_AFTER = re.compile(r"\s*(?P<bound>以上|以下|以内|之内|左右|上下)(?P<of>的)?")
_PLANNED = re.compile(
    r"到(?:20\d{2}|20[xX]{2})年(?:底|末|前)?[^。;；]*$|(?:(?<!年度)(?<!全年)(?<!整治)计划(?!内|外|完成|数|任务)|力争|预计)(?:[\u4e00-\u9fff]{1,8})$|确保[^,，。]{0,30}(?:达到|达)?$"
)
_FELL = re.compile(r"(?:下降|减少|降低|下滑|回落|负增长|少)了?\s*$")
_ROSE = re.compile(r"(?:上升|增长|增加|提高|提升|上涨|多)了?\s*$")
_COMPARING = re.compile(r"同比|与去年|去年同期|较上年|比上年|较去年|比去年|环比|同期")
_CHANGE = re.compile(
    r"(?:与去年|较上年|比上年|较去年|比去年)?(?:同期)?(?:同比|环比|相比)?(?:分别|均|各)?(?:下降|上升|增长|增加|减少|降低|提高)?了?$|^(?:同比|与去年同期相比|较上年|同期相比)"
)
_QUOTED = re.compile(r"“[^”\n]{1,14}”|\"[^\"\n]{1,14}\"")
_RULED = re.compile(one_of(WORDS["words"]["rules_of_time"]))


def read(text: str, catalogue: Catalogue | None = None, year: int | None = None) -> list[Proposal]:
    """All numbers of a report in order of their place. ``year`` is what the report is about where it does not say."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    said = numerals.common_width(text)
    about = dating.year_of_report(said) or year
    found = list(scanning.numbers(said))
    made: list[Proposal] = []
    for paragraph in _paragraphs(said):
        spans = naming.campaigns(said[paragraph[0].start : paragraph[-1].start + len(paragraph[-1].text)])
        for sentence in paragraph:
            here = [
                _within(one, sentence)
                for one in found
                if sentence.start <= one.start < sentence.start + len(sentence.text)
            ]
            offset = sentence.start - paragraph[0].start
            held = [(a - offset, b - offset, name) for a, b, name in spans]
            made.extend(_of_sentence(sentence, here, held, about))
    if catalogue is not None:
        made = [_matched(one, catalogue) for one in made]
    return [_as_printed(one, text, said) for one in sorted(made, key=lambda one: (one.start, one.end))]


def _as_printed(proposal: Proposal, text: str, said: str) -> Proposal:
    """With the words of the text itself, not those made of one width."""
    begins = said.find(proposal.sentence, max(0, proposal.start - len(proposal.sentence)))
    sentence = text[begins : begins + len(proposal.sentence)]
    return replace(proposal, quote=text[proposal.start : proposal.end], sentence=sentence)


def figures(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Those that were counted; numbers of plans, rules and names and masked ones are left out."""
    return [one for one in proposals if one.kind in FIGURES]


def _paragraphs(text: str) -> Iterator[list[Sentence]]:
    held: list[Sentence] = []
    for sentence in layout.sentences(text):
        if held and sentence.paragraph != held[0].paragraph:
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def _within(found: Found, sentence: Sentence) -> Found:
    return replace(found, start=found.start - sentence.start, end=found.end - sentence.start)


def _of_sentence(
    sentence: Sentence, here: list[Found], campaigns: Sequence[tuple[int, int, str]], about: int | None
) -> Iterator[Proposal]:
    text = sentence.text
    year = dating.year_of_section(sentence.section) or about
    spans = [found.span() for found in _NAME_OF_DAYS.finditer(text)]
    here = [one for one in here if not any(a < one.end and one.start < b for a, b in spans)]
    for one in here:
        kind, bound = _kind(text, one, sentence.plan)
        made = Proposal(
            sentence=text.strip(),
            quote="",
            start=sentence.start + one.start,
            end=sentence.start + one.end,
            value=_signed(text, one),
            unit=one.unit,
            indicator_words=_words(text, one, here),
            indicator_code=None,
            period=dating.period_of(text[: one.start], year),
            campaign=_campaign(campaigns, one.start),
            approximate=one.approximate,
            kind=kind,
            section=sentence.section,
            bound=bound,
        )
        for words in _alike(text, one, made.indicator_words):
            yield replace(made, indicator_words=words)
    yield from _in_names(sentence, year, campaigns)
    yield from _in_words(sentence, year, campaigns)


def _in_names(sentence: Sentence, year: int | None, campaigns: Sequence[tuple[int, int, str]]) -> Iterator[Proposal]:
    """Lengths of time that name a campaign, and 连续三年, which is a figure."""
    text = sentence.text
    for found in _NAME_OF_DAYS.finditer(text):
        value = Decimal(100) if found["words"] == "百" else numerals.number(found["words"])
        unit = "天" if found["unit"] == "日" else found["unit"]
        yield _simple(
            sentence, found.span(), value, unit, text[found.end() : found.end() + 6], Kind.NAME, year, campaigns
        )
    for found in wording.lasting(text):
        value = numerals.number(found["years"])
        if value is not None and found["unit"] == "年":
            words = naming.words_of(text, Found(*found.span(), value, "年"), ())
            kind = Kind.TARGET if sentence.plan else Kind.ACTUAL
            yield _simple(sentence, found.span(), value, "年", words, kind, year, campaigns)


def _in_words(sentence: Sentence, year: int | None, campaigns: Sequence[tuple[int, int, str]]) -> Iterator[Proposal]:
    for found in wording.figures(sentence.text):
        kind = Kind.TARGET if sentence.plan or _PLANNED.search(sentence.text[: found.start]) else Kind.WORDED
        words = found.words if found.value != 100 else naming.led(sentence.text, found.start) + found.words
        yield _simple(sentence, (found.start, found.end), found.value, found.unit, words, kind, year, campaigns)


def _simple(
    sentence: Sentence,
    span: tuple[int, int],
    value: Decimal | None,
    unit: str,
    words: str,
    kind: Kind,
    year: int | None,
    campaigns: Sequence[tuple[int, int, str]],
) -> Proposal:
    start, end = span
    return Proposal(
        sentence=sentence.text.strip(),
        quote="",
        start=sentence.start + start,
        end=sentence.start + end,
        value=value,
        unit=unit,
        indicator_words=words,
        indicator_code=None,
        period=dating.period_of(sentence.text[:start], year),
        campaign=_campaign(campaigns, start),
        approximate="",
        kind=kind,
        section=sentence.section,
    )


def _kind(text: str, found: Found, plan: bool) -> tuple[Kind, str]:
    """What the number is, and the bound that it is stated with."""
    before, after = text[: found.start], text[found.end :]
    least = _BOUND_BEFORE.search(before)
    most = _BOUND_AFTER.match(after)
    bound = least["bound"] if least else most["bound"] if most and most["bound"] not in ("左右", "上下") else ""
    if found.mask:
        return Kind.MASKED, bound
    if _is_name(text, found):
        return Kind.NAME, bound
    if _is_norm(text, found, bool(least), bool(most and most["of"])):
        return Kind.NORM, bound
    if plan or _PLANNED.search(before[max(len(before) - 60, 0) :]):
        return Kind.TARGET, bound
    return Kind.ACTUAL, bound


def _is_name(text: str, found: Found) -> bool:
    after = text[found.end :]
    for quoted in _QUOTED.finditer(text):
        if quoted.start() < found.start and found.end < quoted.end():
            return True
    if _NAME_OF_ITEMS.match(after):
        return True
    return found.in_words and bool(_NAMED_LIST.match(after) or _POSTS.match(after))


def _is_norm(text: str, found: Found, least: bool, of: bool) -> bool:
    before, after = text[: found.start], text[found.end :]
    if found.unit == "比例" or least or of or _EACH.search(before):
        return True
    if found.unit in ("小时", "分钟", "个小时"):
        return bool(_RULED.match(after) or _RULED.search(after[:10]))
    return found.unit == "天" and bool(_RULED.match(after))


def _signed(text: str, found: Found) -> Decimal | None:
    """Negative where the number says by how much something fell against last year."""
    before = text[: found.start]
    if found.value is not None and _FELL.search(before) and _COMPARING.search(before):
        return -found.value
    return found.value


def _words(text: str, found: Found, here: Sequence[Found]) -> str:
    """What is counted; of a change against last year, what changed (死亡1人,同比下降80% is 死亡人数同比)."""
    compared = _compared(text, found)
    said = naming.words_of(text, found, here)
    if not compared:
        return said
    said = _CHANGE.sub("", said)
    earlier = [one for one in here if one.end <= found.start and one.unit not in ("%", "个百分点", "百分点")]
    if not said and earlier:
        said = naming.words_of(text, earlier[-1], here)
        said += "人数" if said.endswith(("死亡", "受伤")) else ""
    return said + compared


def _compared(text: str, found: Found) -> str:
    before = text[: found.start]
    compared = _COMPARING.search(before) and (_FELL.search(before) or _ROSE.search(before))
    return "同比" if compared and found.unit in ("%", "百分点", "个百分点") else ""


def _alike(text: str, found: Found, words: str) -> list[str]:
    """One number for several things (均达到100%) is proposed for each of them."""
    if found.unit != "%" or not re.search(
        r"(?:均|都|率|比例)(?:达到|达|为|保持)?[\u4e00-\u9fff]{0,2}$", text[: found.start]
    ):
        return [words]
    return naming.distributed(words)


def _campaign(campaigns: Sequence[tuple[int, int, str]], at: int) -> str:
    return next((name for start, end, name in reversed(campaigns) if start <= at < end), "")


def _matched(proposal: Proposal, catalogue: Catalogue) -> Proposal:
    if proposal.kind not in FIGURES:
        return proposal
    around = proposal.sentence + proposal.section
    best = catalogue.best(proposal.indicator_words, proposal.unit, around)
    return replace(proposal, indicator_code=best[0][1].code) if best else proposal
