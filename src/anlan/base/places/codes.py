"""Administrative codes as numbers: what of them is significant, and the range that holds a whole subtree.

National codes have 12 digits (GB/T 2260 county code, three digits of a town, three of a village), padded with zeros;
grids have three more. It must not know any model.
"""

from django.utils.translation import gettext as _

LENGTHS = (2, 4, 6, 9, 12, 15)
VILLAGE_LENGTH = 12
GRID_LENGTH = 15
_ABOVE_ALL = "9" * 16


class BadCode(ValueError):
    """Not an administrative code; the message is a sentence."""


def pad(code: str) -> str:
    """The full code from 2, 4, 6, 9, 12 or 15 digits. Raises ``BadCode``."""
    text = code.strip()
    if not (text.isascii() and text.isdigit() and len(text) in LENGTHS):
        raise BadCode(_("区划代码“%(code)s”应为 2、4、6、9、12 或 15 位数字。") % {"code": code})
    return text if len(text) == GRID_LENGTH else text.ljust(VILLAGE_LENGTH, "0")


def prefix(code: str) -> str:
    """The significant digits: province 2, city 4, county 6, town 9, village 12, grid 15; other codes unchanged."""
    if len(code) != VILLAGE_LENGTH:
        return code
    if code[9:] != "000":
        return code
    if code[6:9] != "000":
        return code[:9]
    if code[4:6] != "00":
        return code[:6]
    return code[:4] if code[2:4] != "00" else code[:2]


def code_range(code: str) -> tuple[str, str]:
    """Half-open range ``[low, high)`` of strings that holds a code and all below it.

    Made of digits alone, so that every collation of every database orders it alike; works for line codes too.
    """
    low = prefix(code)
    if not low:
        return "", _ABOVE_ALL
    if low == "9" * len(low):
        return low, _ABOVE_ALL
    return low, str(int(low) + 1).zfill(len(low))


def holds(code: str, other: str) -> bool:
    """Does the subtree of ``code`` hold ``other``? Every code holds itself."""
    return other.startswith(prefix(code))


def prefixes(code: str) -> list[str]:
    """The significant digits of a code and of everything above it, longest first, down to the city."""
    own = prefix(code)
    return [own[:length] for length in reversed(LENGTHS) if 4 <= length <= len(own)] or [own]


def parent_of(code: str) -> str:
    """The code one level up; empty for a province."""
    own = prefix(code)
    shorter = [length for length in LENGTHS if length < len(own)]
    return pad(own[: shorter[-1]]) if shorter else ""


def town_of(code: str) -> str:
    """The town a village or grid belongs to; the code itself for a town; empty above that."""
    own = prefix(code)
    return pad(own[:9]) if len(own) >= 9 else ""


def county_of(code: str) -> str:
    """The county that holds the code; empty above that."""
    own = prefix(code)
    return pad(own[:6]) if len(own) >= 6 else ""


def level_of(code: str) -> int:
    """1 province, 2 city, 3 county, 4 town, 5 village, 6 grid."""
    return LENGTHS.index(len(prefix(code))) + 1
