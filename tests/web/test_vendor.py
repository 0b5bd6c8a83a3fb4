"""Libraries of the browser are what their packages publish, and the icons are those that pages use."""

import re
import tomllib
from pathlib import Path

from anlan.web.management.commands.vendor import MANIFEST, SPRITE, STATIC, VENDOR, digest, manifest, sprite

SOURCE = STATIC.parent.parent


def files_of_manifest() -> dict[Path, str]:
    listed = manifest()
    entries = [file for package in (*listed["package"], listed["icons"]) for file in package["file"]]
    return {(STATIC / e["path"] if e["path"] == SPRITE.name else VENDOR / e["path"]): e["sha256"] for e in entries}


def texts(*patterns: str) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in patterns
        for path in SOURCE.rglob(pattern)
        if VENDOR not in path.parents
    )


def test_every_vendored_file_has_the_bytes_that_the_manifest_names():
    found = {path.relative_to(STATIC).as_posix(): digest(path.read_bytes()) for path in files_of_manifest()}
    named = {path.relative_to(STATIC).as_posix(): sha256 for path, sha256 in files_of_manifest().items()}
    assert found == named


def test_no_file_lies_in_the_vendor_folder_without_standing_in_the_manifest():
    lying = {path for path in VENDOR.rglob("*") if path.is_file() and path != MANIFEST}
    assert lying == {path for path in files_of_manifest() if VENDOR in path.parents}


def test_every_package_says_its_version_licence_and_reason_and_keeps_the_licence_as_a_file():
    listed = manifest()
    for package in (*listed["package"], listed["icons"]):
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["licence"]
        assert package["why"]
        assert any(Path(file["path"]).name.startswith("LICENSE") for file in package["file"]), package["name"]


def test_the_sprite_holds_exactly_the_listed_icons():
    held = re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8"))
    assert held == sorted(manifest()["icons"]["used"])


def test_every_listed_icon_is_named_somewhere_and_every_named_icon_is_listed():
    listed = set(manifest()["icons"]["used"])
    pages = set(re.findall(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']""", texts("*.html")))
    declared = set(re.findall(r'icon(?:: ClassVar\[str\])? ?= ?"([a-z0-9-]+)"', texts("*.py")))
    section = set(re.findall(r'\(_\("[^"]+"\), "([a-z0-9-]+)"\)', (SOURCE / "web" / "frame.py").read_text("utf-8")))
    fixed = set(re.findall(r'Section\(str\(_\("[^"]+"\)\), "([a-z0-9-]+)"', texts("frame.py")))
    assert pages - listed == set()
    assert (section | fixed) - listed == set()
    assert listed - pages - declared - section - fixed == set()


def test_a_sprite_is_made_of_the_drawings_alone():
    drawing = '<svg class="x">\n <path stroke="none" d="M0 0h24v24H0z" fill="none" />\n <path d="M3 3l4 4" />\n</svg>'
    made = sprite(["line"], {"line": drawing}).decode()
    assert '<symbol id="line" viewBox="0 0 24 24"' in made
    assert '<path d="M3 3l4 4"/></symbol>' in made
    assert "M0 0h24v24H0z" not in made


def test_the_manifest_is_readable_toml():
    assert set(tomllib.loads(MANIFEST.read_text("utf-8"))) == {"package", "icons"}
