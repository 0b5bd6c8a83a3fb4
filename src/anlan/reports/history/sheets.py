"""The sheet on which a person goes through proposals: parts, sentences with their numbers marked, what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from anlan.kit.records import writing
from anlan.kit.records.writing import Change
from anlan.reports.history import known, numerals, rules, services
from anlan.reports.history.models import OldReport, PastFigure

PART_MOST = 60
TYPED = ("name", "indicator", "value", "unit", "period", "campaign")
LONGEST = {"name": 120, "unit": 20, "campaign": 120}
PLACES = Decimal("0.0001")


@dataclass
class Line:
    """One figure with what stands in its fields and what is wrong with them."""

    figure: PastFigure
    typed: dict[str, str]
    indicator_name: str
    error: str = ""


@dataclass(frozen=True)
class Spot:
    """A piece of a sentence; a number where ``marked``."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Said:
    """A sentence with its figures; ``heading`` where a new section begins with it."""

    heading: str
    pieces: tuple[Spot, ...]
    lines: tuple[Line, ...]


@dataclass
class Part:
    """So many figures as fit a page: one main section of the report, or a piece of it."""

    number: int
    title: str
    figures: list[PastFigure] = field(default_factory=list)


def parts(figures: Iterable[PastFigure]) -> list[Part]:
    """The figures by main section, long sections in pieces."""
    made: list[Part] = []
    for title, group in groupby(figures, key=lambda one: one.section.split(" / ")[0]):
        held = list(group)
        for start in range(0, len(held), PART_MOST):
            made.append(Part(len(made), title or str(_("开头")), held[start : start + PART_MOST]))
    return made


def line(figure: PastFigure) -> Line:
    """A figure as it is kept."""
    typed = {
        "name": figure.name,
        "indicator": figure.indicator,
        "value": "" if figure.value is None else numerals.plain(figure.value),
        "unit": figure.unit,
        "period": rules.period_of(figure.from_on, figure.to_on).code,
        "campaign": figure.campaign,
    }
    return Line(figure, typed, known.name_of(figure.indicator))


def said(report: OldReport | None, lines: Sequence[Line]) -> list[Said]:
    """The lines under their sentences."""
    made: list[Said] = []
    heading = ""
    for (_section, sentence), group in groupby(lines, key=lambda one: (one.figure.section, one.figure.sentence)):
        held = tuple(group)
        below = held[0].figure.section.partition(" / ")[2]
        made.append(Said(below if below != heading else "", _pieces(report, sentence, held), held))
        heading = below
    return made


def _pieces(report: OldReport | None, sentence: str, lines: Sequence[Line]) -> tuple[Spot, ...]:
    """The sentence cut at its numbers."""
    first = lines[0].figure
    if report is None or first.starts is None:
        return (Spot(sentence),) if sentence else ()
    begins = report.text.find(sentence, max(0, first.starts - len(sentence)))
    spans = sorted({(one.figure.starts - begins, one.figure.ends - begins) for one in lines
                    if one.figure.starts is not None and one.figure.ends is not None})  # fmt: skip
    made, at = [], 0
    for start, end in spans:
        if begins < 0 or start < at or end > len(sentence):
            continue
        made += [Spot(sentence[at:start]), Spot(sentence[start:end], marked=True)]
        at = end
    return tuple(piece for piece in (*made, Spot(sentence[at:])) if piece.text)


def keep_typed(figures: Sequence[PastFigure], given: Mapping[str, str], *, actor: Any) -> list[Line]:
    """Write what was typed into figures that still wait, and return all lines; those that cannot be read keep their
    text and say what is wrong. Raises ``writing.Conflict``."""
    lines, changes = [], []
    for figure in figures:
        one = line(figure)
        lines.append(one)
        if figure.status != "proposed" or f"name-{figure.pk}" not in given:
            continue
        before = writing.values_of(figure)
        one.typed = {name: given.get(f"{name}-{figure.pk}", "").strip() for name in TYPED}
        shown = given.get(f"shown-{figure.pk}", "").strip()
        try:
            _take(figure, one.typed, shown)
        except ValueError as wrong:
            one.error, one.indicator_name = str(wrong), shown
            for name, value in before.items():
                setattr(figure, name, value)
            continue
        figure.version = _version(given.get(f"version-{figure.pk}", ""), figure.version)
        one.typed, one.indicator_name = line(figure).typed, known.name_of(figure.indicator)
        changes.append(Change(figure, before))
    writing.change_many(changes, actor=actor)
    return lines


def _take(figure: PastFigure, typed: Mapping[str, str], shown: str) -> None:
    """Raises ``ValueError`` with a sentence."""
    if not typed["name"]:
        raise ValueError(_("请填写指标名称。"))
    figure.name, figure.unit, figure.campaign = (typed[name][: LONGEST[name]] for name in ("name", "unit", "campaign"))
    figure.value = _number(typed["value"])
    figure.from_on, figure.to_on = services.days_of(typed["period"])
    asked = shown if shown and shown != known.name_of(typed["indicator"]) else typed["indicator"] if shown else ""
    code = known.code_of(asked) if asked else ""
    if code is None:
        raise ValueError(_("没有指标“%(asked)s”，请从列表里选一个，或清空。") % {"asked": asked})
    figure.indicator = code


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", "").replace("，", ""))
        if found.is_finite() and abs(found) < services.MOST:
            return found.quantize(PLACES)
    except InvalidOperation:
        pass
    raise ValueError(_("“%(text)s”不是数字。") % {"text": text})


def _version(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default
