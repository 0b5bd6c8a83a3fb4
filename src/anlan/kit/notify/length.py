"""How many messages a text is charged as: 70 characters in one, 67 in each part of several.

A character beyond the basic plane counts as two, and is never cut in half (3GPP TS 23.040, UCS-2).
"""

from collections.abc import Iterator

SINGLE, PART = 70, 67
_BASIC = 0xFFFF  # the last character of the basic plane


def units(text: str) -> int:
    """Characters as a gateway counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(text: str) -> int:
    """How many messages are charged; an empty text is one as well."""
    size = units(text)
    if size <= SINGLE:
        return 1
    return -(-size // PART) if size == len(text) else sum(1 for _part in split(text))


def split(text: str) -> Iterator[str]:
    """The text as its parts."""
    if units(text) <= SINGLE:
        yield text
        return
    held: list[str] = []
    size = 0
    for character in text:
        width = 2 if ord(character) > _BASIC else 1
        if size + width > PART:
            yield "".join(held)
            held, size = [], 0
        held.append(character)
        size += width
    yield "".join(held)
