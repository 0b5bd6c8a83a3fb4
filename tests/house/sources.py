"""The source files that the house rules are read from; must not know the rules."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "anlan"
VENDOR = SOURCE / "web" / "static" / "vendor"


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return tuple(path for name in sorted(set(listed)) if name and (path := ROOT / name).is_file())
    # Outside git, as from an archive: what the tools left behind begins with a dot.
    skipped = {"var", "node_modules", "__pycache__"}
    found = (path for path in ROOT.rglob("*") if path.is_file())
    return tuple(sorted(path for path in found if not _left_behind(path.relative_to(ROOT).parts, skipped)))


def _left_behind(parts: tuple[str, ...], skipped: set[str]) -> bool:
    folders = parts[:-1]
    return bool(skipped & set(folders)) or any(part.startswith(".") and part != ".ci" for part in folders)


def written_by_us(*suffixes: str, under: Path = ROOT) -> Iterator[Path]:
    """Our own files with these endings, without what others wrote."""
    for path in kept_files():
        if path.suffix in suffixes and path.is_relative_to(under) and not path.is_relative_to(VENDOR):
            yield path


def name_of(path: Path) -> str:
    """The path as the rules' exceptions write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def product_trees() -> Iterator[tuple[str, ast.Module]]:
    """Name and tree of every Python file of the product but its migrations."""
    for path in written_by_us(".py", under=SOURCE):
        if "migrations" not in path.parts:
            yield name_of(path), tree_of(path)
