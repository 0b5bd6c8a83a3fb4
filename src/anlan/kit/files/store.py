"""The content store: one file a content, named by its SHA-256; knows no row and no user.

Bytes go to a temporary file, are forced to disk and only then renamed into place, so that whatever dies at whatever
instant, a file in the store is whole. What no row names is taken away in two steps, days apart (``sweeping``).
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_HASH_DIGITS = 64


class TooLarge(Exception):
    """More bytes came than are allowed."""


def root() -> Path:
    return Path(settings.ANLAN_FILES)


def incoming_folder() -> Path:
    return root() / "incoming"


def path_of(sha256: str) -> Path:
    """Where a content lies, whether or not it is there. Raises ``ValueError`` for what is no SHA-256."""
    if len(sha256) != _HASH_DIGITS or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in hexadecimal")
    return root() / sha256[:2] / sha256


def derived_path(sha256: str, form: str) -> Path:
    """Where a picture made from a content lies, such as its thumbnail; it can always be made anew."""
    return root() / "derived" / sha256[:2] / f"{path_of(sha256).name}-{form}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A content that has arrived whole but is not yet in the store."""

    path: Path
    sha256: str
    size: int

    def settle(self) -> Path:
        """Puts it into the store, durably; the same content a second time costs nothing."""
        final = path_of(self.sha256)
        if _touched(final, self.size):
            return final
        final.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(final)
        _sync_folder(final.parent)
        return final


@contextmanager
def arriving(chunks: Iterable[bytes], most: int) -> Iterator[Incoming]:
    """Writes the chunks to a temporary file, which is gone at the end unless it was settled. Raises ``TooLarge``."""
    folder = incoming_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(16)}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield Incoming(path, digest.hexdigest(), size)
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def write_derived(path: Path, data: bytes) -> None:
    """Atomic, but not forced to disk, as it can be made anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    part.write_bytes(data)
    try:
        part.replace(path)
    except PermissionError:  # Windows: another reader has the same picture open, so it is there already
        part.unlink(missing_ok=True)


def _touched(final: Path, size: int) -> bool:
    """Is it there already? Its new time tells the sweep that someone counts on it."""
    try:
        os.utime(final)
        return final.stat().st_size == size
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself durable; Windows neither offers nor needs it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
