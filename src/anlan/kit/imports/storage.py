"""Uploaded sheets on disk, named by their content. It must not know what they are imported into."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.kit.imports.guard import MAX_BYTES
from anlan.kit.imports.refusal import Refused

_PIECE = 1 << 20


def folder() -> Path:
    return Path(settings.ANLAN_FILES) / "imports"


def path_of(sha256: str) -> Path:
    return folder() / sha256[:2] / sha256


def keep(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write to a temporary file, flush it to the disk and rename: a file under its name is always whole.

    Gives (sha256, size). Raises ``Refused`` beyond the largest size.
    """
    folder().mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder(), prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                size += len(piece)
                if size > MAX_BYTES:
                    raise Refused(_("文件超过 %(limit)d MB，请分成几个文件。") % {"limit": MAX_BYTES // 1024 // 1024})
                digest.update(piece)
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        Path(temporary).replace(target)
        _settle(target.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size


def keep_file(path: Path) -> tuple[str, int]:
    """As ``keep``, from a file on this machine."""
    with path.open("rb") as stream:
        return keep(iter(lambda: stream.read(_PIECE), b""))


def sweep(older_than_seconds: float, now: float) -> int:
    """Remove pieces that an upload left behind when the process was killed; gives how many."""
    gone = 0
    for piece in folder().glob(".part-*") if folder().exists() else ():
        if now - piece.stat().st_mtime > older_than_seconds:
            piece.unlink(missing_ok=True)
            gone += 1
    return gone


def _settle(directory: Path) -> None:
    """Make the rename itself lasting, where the system lets a directory be flushed."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
