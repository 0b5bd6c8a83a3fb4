"""The words of ``vocabulary.toml`` in the shape that reading needs. It knows no text."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).resolve().parent / "vocabulary.toml").read_text(encoding="utf-8"))


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


UNITS: tuple[str, ...] = tuple(WORDS["units"].split())
IMPLIED: dict[str, str] = {noun: unit for unit, nouns in WORDS["implied"].items() for noun in nouns}
VERBS: tuple[str, ...] = tuple(WORDS["words"]["verbs"])
FILLERS: tuple[str, ...] = tuple(sorted(WORDS["words"]["fillers"], key=len, reverse=True))
