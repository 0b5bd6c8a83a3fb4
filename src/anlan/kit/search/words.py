"""Splits text into the tokens that are indexed and asked for; knows no database.

Chinese (and any other non-ASCII) text becomes overlapping pairs of characters, closed by its last single
character, so that any substring of two or more is a phrase and of one a prefix. ASCII letters and digits stay whole;
codes such as YH-2026-02041 are found by each part, with or without hyphens. Tags begin with ``#``, which no word can.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

LONGEST_TEXT = 12_000
LONGEST_TOKEN = 64
LONGEST_QUERY = 100

_ATOM = re.compile(r"[a-z0-9]+(?:[-_./:][a-z0-9]+)*|[^\W_\x00-\x7f]+")
_PIECE = re.compile(r"[a-z]+|[0-9]+")
_RUN = re.compile(r"[a-z0-9]+")
_MASKED = re.compile(r"(1[0-9]{2})[*＊]{2,}([0-9]{4})")
_MOBILE = re.compile(r"(1[3-9][0-9])[0-9]{4}([0-9]{4})")
_TAG = re.compile(r"[a-z0-9]{1,60}")
_QUERY_PART = re.compile(r"(?:[a-z0-9]+(?:[-_./:][a-z0-9]+)*|[^\W_\x00-\x7f]+)+")
_MASK_SIGN = "\u00b7"
_MOST_PIECES = 6


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _pairs(run: str) -> list[str]:
    return [*map(add, run, run[1:]), run[-1]]


def _whole_forms(atom: str) -> Iterator[str]:
    """What else a code is asked by: without separators, and from each of its pieces on; a mobile number masked."""
    pieces = _PIECE.findall(atom)
    if len(pieces) > 1:
        seen = set(_RUN.findall(atom))
        for start, piece in enumerate(pieces[:_MOST_PIECES]):
            form = "".join(pieces[start:])[:LONGEST_TOKEN]
            if (len(piece) > 1 or start == 0) and form not in seen:
                seen.add(form)
                yield form
    elif mobile := _MOBILE.fullmatch(atom):
        yield _masked_token(mobile)


def _masked_token(match: re.Match[str]) -> str:
    return f"{match[1]}{_MASK_SIGN}{match[2]}"


def document(text: str, tags: Iterable[str] = ()) -> list[str]:
    """The tokens of one row in order: the words, the tags, then other forms of its codes."""
    words: list[str] = []
    forms: list[str] = []
    for atom in _ATOM.findall(_folded(text[:LONGEST_TEXT])):
        own, other = _atom_tokens(atom)
        words += own
        forms += other
    return [*words, "#", *map(tag_token, tags), *dict.fromkeys(forms)]


@lru_cache(maxsize=16_384)
def _atom_tokens(atom: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if atom[0] > "\x7f":
        return tuple(_pairs(atom)), ()
    return tuple(run[:LONGEST_TOKEN] for run in _RUN.findall(atom)), tuple(_whole_forms(atom))


@lru_cache(maxsize=4_096)
def tag_token(tag: str) -> str:
    """Tags are lower-case letters and digits; anything else would be no single token."""
    if not _TAG.fullmatch(tag):
        raise ValueError(f"not a search tag: {tag!r}")
    return f"#{tag}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must follow one another; the last may be the beginning of a longer token."""

    tokens: tuple[str, ...]
    prefix: bool


def phrases(text: str) -> list[Phrase]:
    """What a person typed, as phrases that must all be found; empty when nothing in it can be searched for."""
    folded = _folded(text[:LONGEST_QUERY])
    found = [Phrase((_masked_token(match),), False) for match in _MASKED.finditer(folded)]
    rest = _MASKED.sub(" ", folded)
    found += [_phrase(_ATOM.findall(part)) for part in _QUERY_PART.findall(rest)]
    return list(dict.fromkeys(found))


def _phrase(atoms: list[str]) -> Phrase:
    tokens = [token for atom in atoms for token in _atom_tokens(atom)[0]]
    last = atoms[-1]
    if last[0] <= "\x7f" or len(last) == 1:
        return Phrase(tuple(tokens), True)
    return Phrase(tuple(tokens[:-1]), False)
