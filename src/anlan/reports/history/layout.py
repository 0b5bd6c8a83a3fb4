"""A report's text as it is laid out: headings, paragraphs, sentences, clauses, with positions. It knows no numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.reports.history.vocabulary import WORDS

_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十]+(?:部分|章)|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]+是)"
)
_TOP = re.compile(r"\s*(?:[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十]+(?:部分|章))")
_SENTENCE = re.compile(r"[^。!?！？；;\n]*[。!?！？；;]?")
_CLAUSE = re.compile(r"[^,，、:：。!?！？；;\n]+")
_MARKER = re.compile(r"(?:^|(?<=[。；;:：，,]))\s*[一二三四五六七八九十]{1,2}是")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》【】")
TITLE_LENGTH = 40


@dataclass(frozen=True)
class Sentence:
    """One sentence with where it stands; ``plan`` under a heading of plans, ``section`` the headings above it."""

    text: str
    start: int
    section: str
    plan: bool
    paragraph: int


def heading(line: str) -> str:
    """The heading that a line is or begins with, without its quotes; empty where it has none."""
    found = _HEADING.match(line)
    if found is None:
        return ""
    ends = [at for at in (line.find(mark, found.end()) for mark in "。:：；;") if at > 0]
    title = line[: min(ends)] if ends else line
    return title.strip().translate(_QUOTES) if len(title) <= TITLE_LENGTH else ""


def _is_plan(title: str) -> bool | None:
    """Whether what follows this heading is planned (``None``: the heading does not say)."""
    words = WORDS["sections"]
    if any(word in title for word in words["results"]):
        both = any(word in title for word in words["plans"])
        return False if not both else None
    if any(word in title for word in words["problems"]):
        return False
    return True if any(word in title for word in words["plans"]) else None


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences in order. A top heading opens a section; headings below it are joined to it by " / "."""
    top, below, plan = "", "", False
    at = 0
    for number, line in enumerate(text.split("\n")):
        title = heading(line)
        if title and _TOP.match(line):
            top, below, plan = title, "", bool(_is_plan(title))
        elif title:
            below = title
            if _TOP.match(top) is None:
                plan = bool(_is_plan(title))
        elif len(line.strip()) <= TITLE_LENGTH and (said := _is_plan(line)) is not None and not line.endswith("。"):
            plan = said
        section = " / ".join(part for part in (top, below) if part)
        for found in _SENTENCE.finditer(line):
            if found.group().strip():
                yield Sentence(found.group(), at + found.start(), section, plan, number)
        at += len(line) + 1


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause (between commas) of a sentence that holds a stretch of it."""
    for found in _CLAUSE.finditer(text):
        if found.start() <= start < found.end():
            return found.start(), max(found.end(), end)
    return 0, len(text)


def opens_item(text: str) -> bool:
    """Whether a sentence opens a new point of a list (二是…), where a campaign named before no longer holds."""
    return _MARKER.match(text) is not None
