"""The base map that a bureau has, as ``ANLAN_TILES`` names it: addresses of tiles, Tianditu with the bureau's key, an
offline PMTiles file, or none. It must not know who looks at it.

PMTiles version 3; Tianditu's WMTS layers ``vec`` and ``cva`` in the matrix set ``w`` (Web Mercator).
"""

import mmap
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmtiles.reader import Reader
from pmtiles.tile import Compression, TileType

TIANDITU = (
    "https://t0.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
_UNTYPED_READER: Any = Reader  # the package is typed in part
OWN_ADDRESS = "/map/tiles/{z}/{x}/{y}"
CONTENT_TYPES = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}


class BadBaseMap(Exception):
    """The setting cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class BaseMap:
    """``addresses`` with ``{z}``, ``{x}`` and ``{y}``, lowest first; ``vector`` where the tiles are MVT."""

    addresses: tuple[str, ...] = ()
    vector: bool = False

    @property
    def hosts(self) -> tuple[str, ...]:
        """Origins that browsers must be let to ask."""
        outside = [address for address in self.addresses if not address.startswith("/")]
        return tuple(dict.fromkeys("/".join(address.split("/")[:3]) for address in outside))


@lru_cache(maxsize=8)
def base_map(setting: str) -> BaseMap:
    """Read the setting. Raises ``BadBaseMap``."""
    words = setting.split()
    if not words:
        return BaseMap()
    if setting.startswith("tianditu:"):
        key = setting.partition(":")[2].strip()
        if not re.fullmatch(r"[0-9A-Za-z]{8,64}", key):
            raise BadBaseMap("天地图的写法是 tianditu:密钥，密钥由字母和数字组成。")
        return BaseMap(tuple(TIANDITU.format(layer=layer, key=key) for layer in ("vec", "cva")))
    if setting.lower().endswith(".pmtiles"):
        return BaseMap((OWN_ADDRESS,), vector=_archive(setting).kind == TileType.MVT)
    for address in words:
        if not re.match(r"https?://[^/]+/", address) or any(part not in address for part in ("{z}", "{x}", "{y}")):
            raise BadBaseMap(f"底图地址应以 http 开头并带有 {{z}}、{{x}}、{{y}}：{address}")
    return BaseMap(tuple(words))


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile as it lies in the file. ``gzipped`` bodies go out with that content encoding."""

    body: bytes
    content_type: str
    gzipped: bool


def tile_of(setting: str, zoom: int, column: int, row: int) -> Tile | None:
    """A tile of the PMTiles file; ``None`` where it has none. Raises ``BadBaseMap``."""
    if not setting.lower().endswith(".pmtiles"):
        return None
    return _archive(setting).tile(zoom, column, row)


class _Archive:
    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._reader: Any = _UNTYPED_READER(lambda offset, length: held[offset : offset + length])
        self._lock = threading.Lock()
        header = self._reader.header()
        self.kind: TileType = header["tile_type"]
        self._compression: Compression = header["tile_compression"]
        if self.kind not in CONTENT_TYPES or self._compression not in (Compression.NONE, Compression.GZIP):
            raise BadBaseMap(f"底图文件 {path.name} 的瓦片类型或压缩方式不能用：要图片或矢量瓦片，不压缩或 gzip。")

    def tile(self, zoom: int, column: int, row: int) -> Tile | None:
        if not (0 <= zoom <= 26 and 0 <= column < 2**zoom and 0 <= row < 2**zoom):
            return None
        with self._lock:
            body = self._reader.get(zoom, column, row)
        if body is None:
            return None
        return Tile(body, CONTENT_TYPES[self.kind], self._compression == Compression.GZIP)


@lru_cache(maxsize=4)
def _archive(setting: str) -> _Archive:
    path = Path(setting)
    if not path.is_file():
        raise BadBaseMap(f"没有底图文件 {path.name}，请检查 ANLAN_TILES。")
    try:
        return _Archive(path)
    except BadBaseMap:
        raise
    except Exception as wrong:
        raise BadBaseMap(f"底图文件 {path.name} 不是能读的 PMTiles 第 3 版文件（{type(wrong).__name__}）。") from wrong
