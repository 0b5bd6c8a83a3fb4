"""A trouble is told in a sentence; a mistake of ours keeps its traceback. The troubles here are real ones."""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import utils

from anlan.config.troubles import Trouble, explain, explain_text

FULL_DEVICE = Path("/dev/full")


def caught(action: object) -> BaseException:
    with pytest.raises(Exception) as info:
        action()  # type: ignore[operator]
    return info.value


def full_database() -> sqlite3.OperationalError:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE rows (text TEXT)")
    error = caught(lambda: connection.execute("INSERT INTO rows VALUES (?)", ["x" * 100_000]))
    connection.close()
    assert isinstance(error, sqlite3.OperationalError)
    return error


def test_full_disk() -> None:
    if not FULL_DEVICE.exists():
        return  # only Linux has a device that is always full
    error = caught(lambda: FULL_DEVICE.write_bytes(b"x"))
    assert isinstance(error, OSError)
    assert error.errno == errno.ENOSPC
    assert "磁盘已满" in str(explain(error))


def test_full_database_file_also_when_wrapped() -> None:
    error = full_database()
    assert "磁盘已满" in str(explain(error))
    wrapped = utils.OperationalError("database or disk is full")
    wrapped.__cause__ = error
    assert explain(wrapped) == explain(error)


def test_database_that_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    sqlite3.connect(path).close()
    connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)
    error = caught(lambda: connection.execute("CREATE TABLE a (b)"))
    connection.close()
    assert "不能写入" in str(explain(error))


def test_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    connection = sqlite3.connect(path)
    error = caught(lambda: connection.execute("SELECT * FROM sqlite_master"))
    connection.close()
    assert "已损坏" in str(explain(error))


def test_folder_without_permission_is_named() -> None:
    assert "/srv/data" in str(explain(PermissionError(errno.EACCES, "Permission denied", "/srv/data")))
    assert "/srv/data" in str(explain(OSError(errno.EROFS, "Read-only file system", "/srv/data")))


def test_settings_that_refuse_say_why() -> None:
    assert explain(ImproperlyConfigured("生产环境不能打开 ANLAN_DEBUG。")) == "生产环境不能打开 ANLAN_DEBUG。"
    assert explain(Trouble("端口已被占用。")) == "端口已被占用。"


@pytest.mark.parametrize("mistake", [KeyError("town"), ValueError("bad"), utils.OperationalError("no such table: a")])
def test_mistakes_of_ours_are_not_hushed_up(mistake: Exception) -> None:
    assert explain(mistake) is None


def test_mistake_made_while_handling_a_full_disk_is_still_a_mistake() -> None:
    def clumsy() -> None:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError:
            {}["missing"]

    assert explain(caught(clumsy)) is None


def test_output_of_other_programs() -> None:
    assert "磁盘已满" in str(explain_text("ERROR: Could not install: [Errno 28] No space left on device"))
    assert "没有权限" in str(explain_text("error: [Errno 13] Permission denied: '/srv/anlan/.venv'"))
    assert explain_text("ERROR: ResolutionImpossible") is None
