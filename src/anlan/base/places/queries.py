"""Questions to the tree: who lies below whom, which place a name means, which area holds a point."""

from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Q, QuerySet
from shapely.geometry import Point, shape

from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceAlias, PlaceLevel
from anlan.base.text import normalise

KEPT_SECONDS = 60
CHOICES_KEY = "places:choices"
# Ways of writing the ending of a name, longest first, and what they amount to.
_ENDINGS = {
    "社区居民委员会": "社区",
    "社区居委会": "社区",
    "居民委员会": "社区",
    "居委会": "社区",
    "村民委员会": "村",
    "村委会": "村",
    "街道办事处": "街道",
    "街道办": "街道",
    "办事处": "街道",
    "人民政府": "",
    "政府": "",
}
_KINDS = {"社区": 5, "村": 5, "街道": 4, "镇": 4, "乡": 4, "县": 3, "区": 3, "市": 2}


def subtree(code: str) -> QuerySet[Place]:
    """A place and all below it: one index range."""
    low, high = codes.code_range(code)
    return Place.objects.filter(code__gte=low, code__lt=high)


def valid() -> QuerySet[Place]:
    """Places that have not ended."""
    return Place.objects.filter(valid_to_on=None)


def towns_of(county: str) -> QuerySet[Place]:
    """The towns of a county that have not ended."""
    return subtree(county).filter(level=PlaceLevel.TOWN, valid_to_on=None)


def town_of(code: str) -> Place | None:
    """The town that a village or grid belongs to, itself for a town, else ``None``."""
    return Place.objects.filter(code=codes.town_of(code), level=PlaceLevel.TOWN).first()


def ancestors(code: str) -> QuerySet[Place]:
    """A place and everything above it, highest first."""
    return Place.objects.filter(code__in=[codes.pad(part) for part in codes.prefixes(code)]).order_by("level")


def place_choices(within: str = "") -> list[tuple[str, str]]:
    """``(code, name)`` of all valid places in the order of their codes, villages behind their town's name."""
    kept: list[tuple[str, str]] | None = cache.get(CHOICES_KEY)
    if kept is None:
        rows = list(valid().order_by("code").values_list("code", "name", "level"))
        towns = {code: name for code, name, level in rows if level == PlaceLevel.TOWN}
        kept = [(code, _long_name(code, name, level, towns)) for code, name, level in rows]
        cache.set(CHOICES_KEY, kept, KEPT_SECONDS)
    return [pair for pair in kept if not within or codes.holds(within, pair[0])]


def _long_name(code: str, name: str, level: int, towns: dict[str, str]) -> str:
    town = towns.get(codes.town_of(code), "") if level > PlaceLevel.TOWN else ""
    return f"{town} {name}" if town else name


def forget() -> None:
    """Drop what this process keeps of the tree; other processes follow within a minute."""
    cache.delete(CHOICES_KEY)


class Gazetteer:
    """All names and codes of a subtree, read once (two queries), for finding many places as an import does.

    A former place answers with what it became.
    """

    def __init__(self, within: str) -> None:
        self.within = within
        self._by_code: dict[str, Place] = {}
        self._names: dict[str, set[str]] = {}
        for place in subtree(within).defer("shape").order_by("level", "code"):
            self._by_code[place.code] = place
            self._keep(place.name, place)
        for alias in PlaceAlias.objects.filter(place_id__in=subtree(within).values("code")):
            if alias.name:
                self._keep(alias.name, self._by_code[alias.place_id])
            if alias.code and alias.code not in self._by_code:
                self._by_code[alias.code] = self._by_code[alias.place_id]

    def _keep(self, name: str, place: Place) -> None:
        plain = normalise(name).replace(" ", "")
        whole, bare, _kind = _parts(plain)
        for key in (plain, f"={whole}", f"~{bare}", f"~{bare}@{place.level}"):
            self._names.setdefault(key, set()).add(place.code)

    def find(self, text: str) -> Place | None:
        """The one place that a text means, else ``None`` (also when it could mean several)."""
        found = self.candidates(text)
        return found[0] if len(found) == 1 else None

    def candidates(self, text: str) -> list[Place]:
        """Places that a text may mean: a code, a name, a name without its ending, or town and village together.

        Where one candidate lies above all others, as a town above the village of the same name, it alone is meant.
        """
        plain = normalise(text).replace(" ", "")
        if not plain:
            return []
        if plain.isascii() and plain.isdigit():
            return self._of_code(plain)
        return self._narrowed(self._codes_of(plain) or self._after_higher_names(plain))

    def _of_code(self, digits: str) -> list[Place]:
        try:
            place = self._by_code.get(codes.pad(digits))
        except codes.BadCode:
            return []
        return [self._present(place)] if place else []

    def _codes_of(self, plain: str) -> set[str]:
        """As written, else with its ending in its plain form, else without it: 石泉村 never means 石泉镇."""
        whole, bare, kind = _parts(plain)
        keys = (plain, f"={whole}", f"~{bare}@{kind}" if kind else f"~{bare}")
        return next((self._names[key] for key in keys if key in self._names), set())

    def _after_higher_names(self, plain: str) -> set[str]:
        """``渔阳镇东山村``: cut a higher place's name off the front and look below it; longest cut first."""
        for cut in range(len(plain) - 1, 1, -1):
            higher = self._codes_of(plain[:cut])
            if not higher:
                continue
            rest = self._codes_of(plain[cut:]) or self._after_higher_names(plain[cut:])
            below = {code for code in rest for top in higher if code != top and codes.holds(top, code)}
            if below:
                return below
        return set()

    def _narrowed(self, found: Iterable[str]) -> list[Place]:
        places = {place.code: place for place in (self._present(self._by_code[code]) for code in sorted(found))}
        for code, place in places.items():
            if all(codes.holds(code, other) for other in places):
                return [place]
        return list(places.values())

    def _present(self, place: Place) -> Place:
        seen = set()
        while place.successor_id in self._by_code and place.code not in seen:
            seen.add(place.code)
            place = self._by_code[place.successor_id]
        return place


def _parts(name: str) -> tuple[str, str, int]:
    """A name with its ending in its plain form, the name without it, and the level the ending speaks of (0: none)."""
    whole = name
    for ending, plain in _ENDINGS.items():
        if name.endswith(ending) and len(name) > len(ending) + 1:
            whole = name.removesuffix(ending) + plain
            break
    for kind, level in _KINDS.items():
        if whole.endswith(kind) and len(whole) > len(kind) + 1:
            return whole, whole.removesuffix(kind), level
    return whole, whole, 0


def find(text: str, within: str) -> Place | None:
    """The one place in a subtree that a name or code means. For many texts make a ``Gazetteer`` once."""
    return Gazetteer(within).find(text)


def containing(longitude: float, latitude: float, *, within: str = "") -> Place | None:
    """The lowest valid place whose boundary holds a CGCS2000 point; a point on a border belongs to the lower code."""
    candidates = valid().filter(
        Q(west__lte=longitude, east__gte=longitude, south__lte=latitude, north__gte=latitude),
        shape__isnull=False,
    )
    if within:
        low, high = codes.code_range(within)
        candidates = candidates.filter(code__gte=low, code__lt=high)
    point = Point(longitude, latitude)
    for place in candidates.order_by("-level", "code"):
        if shape(place.shape).covers(point):
            return place
    return None
