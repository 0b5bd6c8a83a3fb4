"""Uploaded files stand under their content's name whole, or not at all."""

from pathlib import Path

import pytest

from anlan.kit.imports import storage
from anlan.kit.imports.refusal import Refused


def test_a_file_is_kept_once_by_its_content() -> None:
    digest, size = storage.keep([b"abc", b"def"])
    assert (storage.path_of(digest).read_bytes(), size) == (b"abcdef", 6)
    assert storage.keep([b"abcdef"]) == (digest, 6)


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield b"half of it"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.keep(broken())  # type: ignore[arg-type]
    assert not list(storage.folder().glob(".part-*"))


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "MAX_BYTES", 5)
    with pytest.raises(Refused, match="请分成几个文件"):
        storage.keep([b"123", b"456"])
    assert not list(storage.folder().glob(".part-*"))


def test_pieces_that_a_crash_left_are_swept_away_when_old() -> None:
    storage.folder().mkdir(parents=True, exist_ok=True)
    piece = storage.folder() / ".part-left"
    piece.write_bytes(b"x")
    moment = piece.stat().st_mtime
    assert storage.sweep(3600, moment + 60) == 0
    assert storage.sweep(3600, moment + 3700) == 1
    assert not piece.exists()
