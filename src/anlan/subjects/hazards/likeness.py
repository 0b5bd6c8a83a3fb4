"""How alike two descriptions are, by overlapping pairs of characters: right for Chinese, without a dictionary. Pure."""

from anlan.base.text import normalise

SHORTEST = 4  # characters from which anything is compared


def pairs(text: str) -> frozenset[str]:
    """The overlapping pairs of letters, digits and characters; signs and spaces part them."""
    found: set[str] = set()
    for word in _words(text):
        found.update(word[i : i + 2] for i in range(len(word) - 1))
    return frozenset(found)


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice what both have, by what they have together: 0 to 1."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def fits(text: str, keywords: str, clause: str) -> float:
    """How well a description fits a clause, 0 to 1: a keyword that occurs is more than any likeness of words.

    Keywords are parted by 、; ``a+b`` asks for both. Without keywords the pairs of the shorter text are looked for in
    the longer one.
    """
    plain = normalise(text).lower()
    hits = 0
    for keyword in keywords.replace(",", "、").replace("，", "、").split("、"):
        parts = [part.strip().lower() for part in normalise(keyword).split("+") if part.strip()]
        if parts and all(part in plain for part in parts):
            hits += len("".join(parts))
    own, theirs = pairs(text), pairs(clause)
    shared = len(own & theirs) / min(len(own), len(theirs)) if own and theirs else 0.0
    if hits:
        return min(0.6 + 0.02 * hits + 0.2 * shared, 1.0)
    return shared * 0.6 if shared >= 0.5 else 0.0


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in normalise(text).lower()).split()
