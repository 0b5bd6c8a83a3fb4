"""Global search, map tiles and area search."""

from collections.abc import Iterator

from anlan.kit.geo import quadkey
from benchmarks.calling import Caller
from benchmarks.measuring import Case
from benchmarks.raw import Raw
from benchmarks.samples import Samples

_PLACED = "h JOIN places_place p ON p.code = h.place_id"
SEARCHED = {
    "hazard": f"SELECT h.id, h.content, p.name FROM hazards_hazard {_PLACED}",
    "inspection": f"SELECT h.id, h.number, p.name FROM hazards_inspection {_PLACED}",
    "enterprise": f"SELECT h.id, h.name, p.name FROM enterprises_enterprise {_PLACED}",
}
MOST = 30
ZOOMS = (8, 11, 14)
RADIUS = 3000


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """All of them, of a county user."""
    caller = Caller(samples.county_user)

    def searched(text: str) -> int:
        found = 0
        for code, statement in SEARCHED.items():
            keys = raw.matching(code, text, MOST)
            if keys:
                found += len(raw.rows(f"{statement} WHERE h.id IN ({','.join(map(str, keys))})"))
        return found

    for name, label, text in (
        ("common", "全局搜索，常见两字", samples.common),
        ("rare", "全局搜索，少见四字", samples.rare),
        ("code", "全局搜索，隐患编号", samples.code),
    ):
        yield Case(
            f"find-{name}",
            f"{label}“{text}”",
            lambda text=text: caller.get(f"/search?q={text}").count(b'href="/l/'),  # type: ignore[misc]
            lambda text=text: searched(text),  # type: ignore[misc]
        )
    yield from _tiles(samples, raw, caller)
    yield from _areas(samples, raw, caller)


def _tiles(samples: Samples, raw: Raw, caller: Caller) -> Iterator[Case]:
    for zoom in ZOOMS:
        x, y = quadkey.tile_of(*samples.centre, zoom)
        low, high = quadkey.tile_range(zoom, x, y)
        statement = (
            f"SELECT SUBSTR(quadkey, 1, {zoom + 2}), status, COUNT(*) FROM hazards_hazard "
            "WHERE quadkey >= %s AND quadkey < %s GROUP BY 1, 2"
        )
        within = raw.rows("SELECT COUNT(*) FROM hazards_hazard WHERE quadkey >= %s AND quadkey < %s", low, high)[0][0]
        yield Case(
            f"tile-z{zoom}",
            f"地图瓦片 {zoom} 级（{within:,} 处）",
            lambda address=f"/l/hazard/tiles/{zoom}/{x}/{y}.json": caller.get(address).count(b"["),  # type: ignore[misc]
            raw.counting(statement, low, high),
            times=5,
            before=caller.forget,
        )


def _areas(samples: Samples, raw: Raw, caller: Caller) -> Iterator[Case]:
    longitude, latitude = samples.centre
    circle = {"type": "circle", "longitude": longitude, "latitude": latitude, "metres": RADIUS}
    east, north = RADIUS / 111_320, RADIUS / 110_574

    def ours() -> int:
        answer = caller.send("POST", "/map/area?layer=hazard", circle)
        return int(answer["layers"][0]["count"])

    yield Case(
        "area",
        f"画圈搜索（{RADIUS // 1000} 千米）",
        ours,
        raw.counting(
            "SELECT id, content, longitude, latitude FROM hazards_hazard "
            "WHERE longitude BETWEEN %s AND %s AND latitude BETWEEN %s AND %s",
            longitude - east * 1.2,
            longitude + east * 1.2,
            latitude - north,
            latitude + north,
        ),
        times=5,
    )
