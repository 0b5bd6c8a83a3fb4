"""Consistent sampling: each object has a ticket that follows from seed and identity alone, the smallest are drawn.

The ticket is that of R. L. Rivest, Consistent Sampling with Replacement (arXiv 1808.10016), as election audits use it.
It must not know what the objects are.
"""

import hashlib
from collections.abc import Iterable


def digest(text: str) -> str:
    """SHA-256 of UTF-8 text in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def ticket(seed: str, identity: str) -> str:
    """A number between 0 and 1 as decimal digits; tickets are compared as text.

    The decimal digits of the hash stand in reverse order, since the leading digits of a number below 2**256 are not
    uniform.
    """
    return "0." + f"{int(digest(digest(seed) + identity), 16):064d}"[::-1]


def order(seed: str, identities: Iterable[str]) -> list[str]:
    """All identities in the order in which they are drawn. What is left out changes nothing among the others."""
    return sorted(identities, key=lambda identity: ticket(seed, identity))
