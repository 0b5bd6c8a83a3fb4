"""The base map: what its setting may say, and tiles out of an offline file."""

import gzip
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from anlan.base.people import roles
from anlan.kit.geo.basemap import BadBaseMap, BaseMap, base_map, tile_of
from anlan.web.middleware import HeadersMiddleware
from tests import factories

PICTURE = b"\x89PNG\r\n\x1a\n tile"


def archive(path: Path, kind: TileType = TileType.PNG, compression: Compression = Compression.NONE) -> str:
    body = gzip.compress(PICTURE) if compression == Compression.GZIP else PICTURE
    with path.open("wb") as file:
        writer = Writer(file)
        writer.write_tile(zxy_to_tileid(3, 6, 3), body)
        writer.finalize({"tile_type": kind, "tile_compression": compression}, {"name": "澜川"})
    return str(path)


def test_nothing_is_fetched_where_nothing_is_set() -> None:
    assert base_map("") == BaseMap((), vector=False)
    assert tile_of("", 3, 6, 3) is None


def test_addresses_are_taken_as_they_are_and_their_hosts_are_let_through() -> None:
    ground = base_map("http://tiles.intra/img/{z}/{x}/{y}.png http://tiles.intra/names/{z}/{x}/{y}.png")
    assert len(ground.addresses) == 2
    assert ground.hosts == ("http://tiles.intra",)


def test_the_key_of_tianditu_makes_its_picture_and_its_names() -> None:
    ground = base_map("tianditu:0123abcd")
    assert [address.partition("LAYER=")[2][:3] for address in ground.addresses] == ["vec", "cva"]
    assert all("TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=0123abcd" in address for address in ground.addresses)


@pytest.mark.parametrize(
    "setting", ["ftp://a/{z}/{x}/{y}", "http://a/{z}/{x}", "tianditu:", "tianditu:<script>", "/nowhere/base.pmtiles"]
)
def test_a_setting_that_cannot_be_used_is_refused_with_a_sentence(setting: str, settings) -> None:
    with pytest.raises(BadBaseMap):
        base_map(setting)
    settings.ANLAN_TILES = setting
    assert [found.id for found in run_checks() if found.id == "geo.E001"] == ["geo.E001"]


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pmtiles").write_bytes(b"no archive" * 100)
    with pytest.raises(BadBaseMap, match="PMTiles"):
        base_map(str(tmp_path / "a.pmtiles"))


def test_tiles_come_out_of_the_file(tmp_path: Path) -> None:
    setting = archive(tmp_path / "a.pmtiles")
    assert base_map(setting) == BaseMap(("/map/tiles/{z}/{x}/{y}",), vector=False)
    tile = tile_of(setting, 3, 6, 3)
    assert tile is not None
    assert (tile.body, tile.content_type, tile.gzipped) == (PICTURE, "image/png", False)
    assert tile_of(setting, 3, 0, 0) is None
    assert tile_of(setting, 3, 8, 0) is None
    assert base_map(archive(tmp_path / "b.pmtiles", TileType.MVT, Compression.GZIP)).vector


@pytest.mark.django_db
def test_the_door_of_tiles_asks_for_a_sign_in_and_keeps_the_encoding(tmp_path: Path, settings) -> None:
    settings.ANLAN_TILES = archive(tmp_path / "a.pmtiles", TileType.MVT, Compression.GZIP)
    world = factories.a_world()
    client = Client()
    assert client.get("/map/tiles/3/6/3").status_code == 302
    client.force_login(world.users[roles.TOWNSHIP])
    answer = client.get("/map/tiles/3/6/3")
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(answer.content) == PICTURE
    assert client.get("/map/tiles/3/0/0").status_code == 204
    assert "data-tiles-vector" in client.get("/map").content.decode()


def test_the_policy_lets_browsers_ask_the_hosts_of_the_base_map_only(settings) -> None:
    settings.ANLAN_TILES = "http://tiles.intra/{z}/{x}/{y}.png"
    policy = HeadersMiddleware(lambda request: None).policy  # type: ignore[arg-type, return-value]
    assert "img-src 'self' data: blob: http://tiles.intra;" in policy
