"""Compares the vendored browser libraries and the icon sprite with their npm packages, or renews them; for developers,
who have npm. The product itself must never need this command."""

import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

STATIC = Path(__file__).resolve().parents[2] / "static"
VENDOR = STATIC / "vendor"
MANIFEST = VENDOR / "vendor.toml"
SPRITE = STATIC / "icons.svg"
FILLED = "-filled"


def manifest() -> dict[str, Any]:
    """The parsed list of packages, files and icons."""
    return tomllib.loads(MANIFEST.read_text(encoding="utf-8"))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sprite(names: list[str], source: dict[str, str]) -> bytes:
    """One SVG document with a symbol an icon; ``source`` maps an icon's name to its SVG text."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for name in sorted(names):
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", source[name], re.DOTALL)
        if drawing is None:
            message = f"The drawing of icon {name} is not understood."
            raise CommandError(message)
        shapes = re.findall(r"<[^>]+/>", drawing.group(1))
        paint = (
            'fill="currentColor" stroke="none"'
            if name.endswith(FILLED)
            else 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        )
        body = "".join(shape.replace(" />", "/>") for shape in shapes if "M0 0h24v24H0z" not in shape)
        lines.append(f'<symbol id="{name}" viewBox="0 0 24 24" {paint}>{body}</symbol>')
    return ("\n".join([*lines, "</svg>"]) + "\n").encode()


def unpacked(package: str, version: str) -> dict[str, bytes]:
    """Files of a published npm package by their path inside it."""
    npm = shutil.which("npm")
    if npm is None:
        message = "npm is not installed; this command is for developers who have it."
        raise CommandError(message)
    with TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"{package}@{version}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - fixed words and our list
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            message = f"npm could not fetch {package} {version}: {done.stderr.decode(errors='replace').strip()}"
            raise CommandError(message)
        content = archives[0].read_bytes()
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        members = [(member, archive.extractfile(member)) for member in archive.getmembers() if member.isfile()]
        return {member.name.split("/", 1)[1]: stream.read() for member, stream in members if stream}


def expected() -> Iterator[tuple[Path, bytes]]:
    """Each vendored path with the bytes that the npm packages say it should have."""
    listed = manifest()
    for package in listed["package"]:
        files = unpacked(package["name"], package["version"])
        for file in package["file"]:
            if "from" in file:
                yield VENDOR / file["path"], files[file["from"]]
    icons = listed["icons"]
    files = unpacked(icons["name"], icons["version"])
    source = {name: files[icon_path(name)].decode() for name in icons["used"]}
    yield SPRITE, sprite(icons["used"], source)
    yield VENDOR / "icons" / "LICENSE", files["LICENSE"]


def icon_path(name: str) -> str:
    if name.endswith(FILLED):
        return f"icons/filled/{name.removesuffix(FILLED)}.svg"
    return f"icons/outline/{name}.svg"


class Command(BaseCommand):
    help = "Compares vendored browser files with their npm packages (developers only; needs npm)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write the files and the icon sprite anew")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = []
        for path, content in expected():
            if options["write"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            elif not path.exists() or path.read_bytes() != content:
                differing.append(path.relative_to(STATIC).as_posix())
        if options["write"]:
            self.write_digests()
        if differing:
            raise CommandError("These files differ from their npm packages: " + ", ".join(differing))
        self.stdout.write("All vendored files match their npm packages.")

    def write_digests(self) -> None:
        text = MANIFEST.read_text(encoding="utf-8")
        for path in re.findall(r'path = "([^"]+)"', text):
            found = digest((STATIC / path if path == SPRITE.name else VENDOR / path).read_bytes())
            text = re.sub(
                rf'(path = "{re.escape(path)}".*?sha256 = ")[^"]*(")', rf"\g<1>{found}\g<2>", text, flags=re.DOTALL
            )
        MANIFEST.write_text(text, encoding="utf-8")
