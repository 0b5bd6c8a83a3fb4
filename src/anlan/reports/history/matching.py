"""Which indicator of the catalogue a figure of a report is, by the words around it: a proposal, for a person to judge.

It must not know where the catalogue comes from.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from anlan.reports.history.vocabulary import WORDS

_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_SAME = {
    "排查": "发现",
    "查处": "发现",
    "督导检查": "检查",
    "修订": "修编",
    "已整改": "整改",
    "落实整改": "整改",
    "覆盖率": "率",
}
ENOUGH = 0.42
SURE = 0.85
ASKED = "#"
LIKE_UNITS = (
    frozenset("处个条项"),
    frozenset("人名"),
    frozenset({"次", "场", "场次"}),
    frozenset({"家", "个", "户"}),
    frozenset({"起", "件", "次"}),
)


@dataclass(frozen=True)
class Entry:
    """One indicator as matching knows it: other names in ``also``."""

    code: str
    name: str
    unit: str = ""
    also: tuple[str, ...] = ()
    campaign: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words that reports use for an indicator, and the units that go with them (none: any)."""

    words: re.Pattern[str]
    units: frozenset[str]

    @classmethod
    def read(cls, text: str) -> Self:
        """``words#unit|unit`` as in the vocabulary."""
        words, _hash, units = text.partition(ASKED)
        return cls(re.compile(words), frozenset(filter(None, units.split("|"))))

    def fits(self, said: str, unit: str) -> bool:
        """Do these words, counted in this unit, say it?"""
        return (not self.units or unit in self.units) and self.words.search(said) is not None


MEANS = [(name, [Phrase.read(one) for one in phrases]) for name, phrases in WORDS["means"].items()]


@dataclass
class Catalogue:
    """Indicators prepared for matching many figures: pairs of characters, rarer pairs weighing more."""

    entries: Sequence[Entry]
    _pairs: list[tuple[Entry, list[frozenset[str]]]] = field(default_factory=list)
    _weight: dict[str, float] = field(default_factory=dict)
    _named: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seen: Counter[str] = Counter()
        for entry in self.entries:
            names = [pairs(name) for name in (entry.name, *entry.also)]
            self._pairs.append((entry, names))
            self._named[entry.name] = entry
            seen.update(set().union(*names))
        self._weight = {pair: 1 / (1 + count / 8) for pair, count in seen.items()}

    def best(self, words: str, unit: str, around: str = "", most: int = 1) -> list[tuple[float, Entry]]:
        """The likeliest indicators with their likeness (0–1), best first; those unlikely are left out."""
        said, beside = pairs(words), pairs(around)
        meant = self._meant(words, unit)
        marks = [
            (max(self._likeness(names, said, beside) for names in all_names) * fits(unit, entry.unit), entry)
            for entry, all_names in self._pairs
        ]
        found = sorted((mark for mark in marks if mark[0] >= ENOUGH), key=lambda mark: (-mark[0], mark[1].code))
        if meant is not None and not (found and found[0][0] >= SURE):
            found = [(SURE, meant), *(mark for mark in found if mark[1] != meant)]
        return found[:most]

    def _meant(self, words: str, unit: str) -> Entry | None:
        """The indicator that reports often call so, where the catalogue has it and the units agree."""
        for entry_name, phrases in MEANS:
            entry = self._named.get(entry_name)
            if entry is not None and fits(unit, entry.unit) and any(one.fits(words, unit) for one in phrases):
                return entry
        return None

    def _likeness(self, name: frozenset[str], said: frozenset[str], beside: frozenset[str]) -> float:
        weight = self._weight
        whole = sum(weight.get(pair, 1) for pair in name)
        own = sum(weight.get(pair, 1) for pair in name & said)
        near = sum(weight.get(pair, 1) for pair in (name & beside) - said)
        theirs = sum(weight.get(pair, 1) for pair in said) or 1
        if not whole or not own:
            return 0.0
        covered = (own + 0.45 * near) / whole
        return 0.7 * covered + 0.3 * (own / theirs)


def pairs(text: str) -> frozenset[str]:
    """Overlapping pairs of characters, with words of one meaning made one."""
    for word, same in _SAME.items():
        text = text.replace(word, same)
    kept = "".join(_HAN.findall(text.removesuffix("数")))
    return frozenset(kept[n : n + 2] for n in range(len(kept) - 1)) or frozenset({kept} - {""})


def fits(said: str, declared: str) -> float:
    """How well a printed unit agrees with an indicator's: 1, or less where it is another word."""
    said, declared = said.lstrip("万亿"), declared.lstrip("万亿")
    if said == declared or not said or not declared:
        return 1.0
    if any(said in like and declared in like for like in LIKE_UNITS):
        return 0.93
    if "%" in (said, declared) or "元" in (said, declared):
        return 0.0
    return 0.72


def catalogue(entries: Iterable[Entry]) -> Catalogue:
    """A prepared catalogue."""
    return Catalogue(tuple(entries))
