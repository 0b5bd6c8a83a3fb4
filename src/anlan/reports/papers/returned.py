"""A report that was edited in Word and came back: which of its figures read otherwise now. Counts nothing."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from anlan.reports.checks import reconciling
from anlan.reports.checks.reconciling import Finding
from anlan.reports.figures.counting import Ask
from anlan.reports.papers import word
from anlan.reports.papers.answering import Answers, Shown
from anlan.reports.papers.word import Paragraph

BEFORE, LEAST = 8, 3  # characters before a number by which it is found again
_NUMBER = r"(?:约|近|超过)?([0-9]+(?:\.[0-9]+)?余?)"


def findings(edited: bytes, paragraphs: Sequence[Paragraph], answers: Answers) -> list[Finding]:
    """Figures that the edited file writes otherwise than they were counted. Raises ``NotWord``."""
    texts = [paragraph.text for paragraph in word.read(edited)]
    made: list[Finding] = []
    read: list[tuple[Ask, str, str]] = []
    for paragraph in paragraphs:
        before = ""
        for piece in paragraph.pieces:
            if isinstance(piece, str):
                before += piece
                continue
            answer = answers.of[piece]
            if not isinstance(answer, Shown):
                continue
            if answer.ask is not None and answer.value is not None and len(before.strip()) >= LEAST:
                found = _number_after(before[-BEFORE:], texts)
                if found is not None:
                    read.append((answer.ask, found[0], found[1]))
                    made += _differs(answer, *found)
            before += answer.text
    return [*made, *reconciling.agree([one for one in read if "余" not in one[1]])]


def _number_after(before: str, texts: Sequence[str]) -> tuple[str, str] | None:
    pattern = re.compile(re.escape(before) + _NUMBER)
    matches = [(match[1], text) for text in texts for match in [pattern.search(text)] if match is not None]
    return matches[0] if len(matches) == 1 else None  # words that stand twice tell nothing


def _differs(answer: Shown, number: str, text: str) -> list[Finding]:
    if answer.text.startswith((number, f"近{number}")) or answer.value is None or answer.ask is None:
        return []
    sentence = _("“%(name)s”在稿子里是 %(number)s，系统计得 %(counted)s。") % {
        "name": answer.ask.indicator.name, "number": number, "counted": answer.value.text,
    }  # fmt: skip
    return [Finding(sentence, (text[:60],))]
