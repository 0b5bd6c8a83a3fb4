"""The enterprises of the demonstration county: who they are, how large, how risky, and where in their village they are.

Made from seed and count alone, with the mistakes that every real register has. It knows no database.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import shapely
from shapely import Point, STRtree

from anlan.demo import names
from anlan.demo.frequencies import FLAGS_OF_SECTORS, SECTORS, Sector
from anlan.demo.geography import Area, County

FIRST = (  # known by name throughout the demonstration; (name, sector, town name, size, risk)
    ("澜川恒润化工有限公司", "chemical", "渔阳镇", "medium", "orange"),
    ("宏达机械制造厂", "machinery", "石泉镇", "small", "yellow"),
    ("金穗粮油储备库", "storage", "云溪镇", "medium", "orange"),
    ("顺安烟花爆竹专营店", "fireworks", "白沙镇", "micro", "yellow"),
    ("云溪矿业三号井", "mine", "云溪镇", "medium", "red"),
    ("古渡加油站", "fuel", "古渡镇", "small", "orange"),
    ("东方家具城", "mall", "青林乡", "small", "yellow"),
    ("新源塑料制品厂", "plastic", "南坪乡", "small", "blue"),
    ("临江液化气充装站", "gas", "临江镇", "small", "orange"),
    ("白沙水泥有限公司", "cement", "白沙镇", "large", "orange"),
    ("华盛商业广场", "mall", "澜城街道", "large", "yellow"),
    ("石泉冷链物流园", "storage", "石泉镇", "medium", "red"),
)


@dataclass
class Firm:
    """One enterprise as it will stand in the ledger; empty text and `None` are what nobody filled in."""

    number: int
    name: str
    credit_code: str
    sector: str
    size: str
    flags: tuple[str, ...]
    operation: str
    risk: str
    employees: int | None
    legal_person: str
    legal_phone: str
    officer: str
    phone: str
    address: str
    place: str
    town: str
    line: str
    longitude: float | None
    latitude: float | None
    coordinate_source: str
    note: str
    days_since_update: int


@dataclass
class _Site:
    """A village with the spots along its roads where people build."""

    area: Area
    town: Area
    urban: bool
    park: float
    spots: list[tuple[float, float]] = field(default_factory=list)


class Siting:
    """Chooses villages and points: by population, by what a sector looks for, and along the roads."""

    def __init__(self, county: County) -> None:
        towns = {town.code[:9]: town for town in county.towns}
        self.sites = []
        for village in county.villages:
            town = towns[village.code[:9]]
            gap = ((village.longitude - county.park[0]) * 96.2) ** 2 + (
                (village.latitude - county.park[1]) * 110.6
            ) ** 2
            spot = (village.longitude, village.latitude)
            urban = village.name.endswith("社区")
            self.sites.append(_Site(village, town, urban, 1 / (1 + gap / 6.0), [spot] * 2))
        self._line_roads(county)
        for site in self.sites:
            shapely.prepare(site.area.shape)
        self.weights = {
            where: list(itertools.accumulate(self._weight(s, where) for s in self.sites))
            for where in ("town", "park", "hill", "any")
        }

    def _line_roads(self, county: County) -> None:
        tree = STRtree([site.area.shape for site in self.sites])
        for feature in county.features:
            if feature.kind != "road" or feature.rank == 1:
                continue
            corners = shapely.get_coordinates(shapely.segmentize(feature.shape, 0.004))
            points = shapely.points(corners)
            for index, site in tree.query(points, predicate="within").T:
                spots = self.sites[site].spots
                spots.extend([(float(corners[index, 0]), float(corners[index, 1]))] * (2 if feature.rank == 2 else 1))

    @staticmethod
    def _weight(site: _Site, where: str) -> float:
        people = site.area.population / 1000.0
        if where == "town":
            return people * (5.0 if site.urban else 0.35)
        if where == "park":
            return people * (1.2 if site.urban else 0.45) + 130.0 * site.park
        if where == "hill":
            return people * 0.3 + site.area.upland / 110.0
        return people * (1.6 if site.urban else 0.7) + 12.0 * site.park

    def site(self, rng: random.Random, where: str) -> _Site:
        return rng.choices(self.sites, cum_weights=self.weights[where])[0]

    def site_in(self, rng: random.Random, town: str) -> _Site:
        return rng.choice([site for site in self.sites if site.town.name == town])

    def point(self, rng: random.Random, site: _Site) -> tuple[float, float]:
        """A point within the village, mostly beside one of its roads."""
        for attempt in range(12):
            x, y = rng.choice(site.spots)
            spread = 0.0024 if attempt < 6 else 0.0009
            point = (round(x + rng.gauss(0, spread), 6), round(y + rng.gauss(0, spread), 6))
            if shapely.contains_xy(site.area.shape, *point):
                return point
        middle = Point(site.area.shape.representative_point())
        return (round(middle.x, 6), round(middle.y, 6))


def firms(seed: int, county: County, count: int) -> Iterator[Firm]:
    """`count` enterprises in the order of their registration."""
    siting = Siting(county)
    by_code = {sector.code: sector for sector in SECTORS}
    shares = list(itertools.accumulate(sector.share for sector in SECTORS))
    used: dict[str, int] = {name: 1 for name, *_ in FIRST}
    for number in range(count):
        rng = random.Random(f"firm {seed} {number}")
        if number < len(FIRST):
            name, sector_code, town, size, risk = FIRST[number]
            site = siting.site_in(rng, town)
            sector = by_code[sector_code]
        else:
            sector = rng.choices(SECTORS, cum_weights=shares)[0]
            site = siting.site(rng, sector.where)
            name = _fresh(rng, sector, site, used)
            size, risk = _size(rng, sector), _risk(rng, sector)
        firm = _firm(rng, number, name, sector, site, size, risk, siting)
        yield firm if number < len(FIRST) else _spoil(rng, firm)


def _fresh(rng: random.Random, sector: Sector, site: _Site, used: dict[str, int]) -> str:
    for _ in range(6):
        name = names.firm(rng, sector.code, site.town.name, site.area.name)
        if name not in used:
            break
    used[name] = used.get(name, 0) + 1
    return name if used[name] == 1 else f"{name}（{used[name]}店）"


def _size(rng: random.Random, sector: Sector) -> str:
    large = 0.02 if sector.where == "park" else 0.006
    if sector.code == "fireworks":
        return "micro"
    return rng.choices(("large", "medium", "small", "micro"), (large, 0.07, 0.34, 0.58))[0]


def _risk(rng: random.Random, sector: Sector) -> str:
    r = sector.risky
    return rng.choices(("red", "orange", "yellow", "blue"), (0.05 * r, 0.30 * r, 0.30 + 0.2 * r, 0.72 - 0.4 * r))[0]


def _firm(
    rng: random.Random, number: int, name: str, sector: Sector, site: _Site, size: str, risk: str, siting: Siting
) -> Firm:
    low, high = sector.staff
    share = {"large": (1.0, 2.2), "medium": (0.5, 1.0), "small": (0.12, 0.5), "micro": (0.0, 0.12)}[size]
    flags = [code for code, chance in FLAGS_OF_SECTORS.get(sector.code, ()) if rng.random() < chance]
    if size in ("large", "medium") and rng.random() < 0.8:
        flags.append("above-scale")
    longitude, latitude = siting.point(rng, site)
    operation = rng.choices(("open", "stopped", "closed"), (93, 5, 2))[0] if number >= len(FIRST) else "open"
    legal = names.person(rng)
    officer = legal if size == "micro" and rng.random() < 0.6 else names.person(rng)
    legal_phone = names.phone(rng)
    return Firm(
        number=number,
        name=name,
        credit_code=names.credit_code(number),
        sector=sector.code,
        size=size,
        flags=tuple(flags),
        operation=operation,
        risk=risk,
        employees=max(1, int(low + (high - low) * rng.uniform(*share))),
        legal_person=legal,
        legal_phone=legal_phone,
        officer=officer,
        phone=legal_phone if officer == legal else names.phone(rng),
        address=names.address(rng, site.town.name, site.area.name, urban=site.urban),
        place=site.area.code,
        town=site.town.code,
        line=sector.line,
        longitude=longitude,
        latitude=latitude,
        coordinate_source=rng.choices(("wgs84", "gcj02", "bd09"), (78, 18, 4))[0],
        note="",
        days_since_update=int(min(rng.expovariate(1 / 110.0), 700)),
    )


def _spoil(rng: random.Random, firm: Firm) -> Firm:
    """About three in a hundred rows carry a mistake, as people make them."""
    dice = rng.random()
    if dice < 0.010:
        firm.phone = ""
    elif dice < 0.016:
        firm.longitude = firm.latitude = None
    elif dice < 0.020:
        firm.credit_code = ""
        firm.note = "营业执照换证中，信用代码待补。"
    elif dice < 0.024:
        firm.days_since_update = 720 + rng.randrange(400)
        firm.note = "联系人已离职，待核实。"
    elif dice < 0.027:
        firm.place = firm.town
        firm.address = ""
    elif dice < 0.030:
        firm.employees, firm.officer = None, ""
    return firm
