"""How often what is met in the demonstration county: its sectors, the flags of their firms, where hazards are found.

Data only, in the codes of the dictionaries that every installation starts with.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sector:
    """`share` of firms in per mille; `risky` how likely a high risk colour is; `where` town, park, hill or any."""

    code: str
    line: str
    share: int
    risky: float
    where: str
    staff: tuple[int, int]


SECTORS: tuple[Sector, ...] = (
    Sector("chemical", "0101", 14, 0.75, "park", (12, 320)),
    Sector("fuel", "0102", 34, 0.45, "any", (4, 18)),
    Sector("gas", "08", 18, 0.55, "any", (5, 40)),
    Sector("fireworks", "02", 42, 0.40, "any", (1, 4)),
    Sector("mine", "03", 14, 0.70, "hill", (15, 180)),
    Sector("metal", "0401", 12, 0.60, "park", (20, 380)),
    Sector("cement", "0401", 48, 0.30, "any", (8, 220)),
    Sector("machinery", "0401", 126, 0.18, "park", (6, 420)),
    Sector("wood", "0402", 76, 0.40, "any", (5, 160)),
    Sector("plastic", "0402", 64, 0.25, "park", (6, 200)),
    Sector("textile", "0402", 68, 0.25, "park", (10, 350)),
    Sector("food", "0403", 62, 0.25, "any", (5, 240)),
    Sector("storage", "0403", 40, 0.22, "park", (4, 120)),
    Sector("building", "06", 52, 0.35, "town", (15, 260)),
    Sector("transport", "07", 38, 0.30, "town", (6, 150)),
    Sector("mall", "05", 84, 0.15, "town", (3, 180)),
    Sector("hotel", "05", 104, 0.12, "town", (2, 90)),
    Sector("school", "10", 30, 0.08, "town", (8, 160)),
    Sector("care", "10", 22, 0.15, "town", (6, 140)),
    Sector("tourism", "09", 14, 0.20, "hill", (5, 120)),
    Sector("farm", "11", 38, 0.12, "hill", (2, 60)),
)

FLAGS_OF_SECTORS: dict[str, tuple[tuple[str, float], ...]] = {
    "chemical": (("major-source", 0.4), ("confined", 0.7)),
    "fuel": (("major-source", 0.02), ("confined", 0.3)),
    "gas": (("major-source", 0.15),),
    "metal": (("molten", 0.8), ("three-places", 0.8), ("dust", 0.2)),
    "cement": (("confined", 0.5),),
    "machinery": (("spray", 0.25), ("dust", 0.08)),
    "wood": (("dust", 0.7), ("spray", 0.4), ("three-places", 0.4)),
    "plastic": (("labour", 0.2),),
    "textile": (("labour", 0.6), ("confined", 0.15)),
    "food": (("ammonia", 0.22), ("confined", 0.3), ("dust", 0.15), ("three-places", 0.2)),
    "storage": (("ammonia", 0.12),),
    "mall": (("crowded", 0.7),),
    "hotel": (("crowded", 0.4),),
    "school": (("crowded", 0.8),),
    "care": (("crowded", 0.7),),
    "farm": (("confined", 0.4),),
}

SOURCES: tuple[tuple[str, int], ...] = (
    ("routine", 34),
    ("random", 9),
    ("campaign", 17),
    ("special", 12),
    ("expert", 9),
    ("mutual", 4),
    ("self", 9),
    ("grid", 4),
    ("report", 1),
    ("superior", 1),
    ("alarm", 0),
    ("analogy", 0),
    ("party", 0),
    ("feedback", 0),
)
WITHOUT_INSPECTION = frozenset({"self", "grid", "report", "alarm"})
