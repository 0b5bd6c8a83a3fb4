"""Troubles that are no programming mistake, each told in one sentence without a traceback; standard library only."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from typing import Final

TROUBLE_CODE: Final = 3
INTERRUPTED_CODE: Final = 130

FULL: Final = "磁盘已满{where}：没有空间可写了。请腾出空间后再运行；已经保存的数据还在，没写完的不算数。"
UNWRITABLE: Final = "不能写入{where}：没有权限，或磁盘是只读的。请换有权限的用户，或用 ANLAN_VAR 另指定数据文件夹。"
UNREACHABLE: Final = "连不上数据库：请检查 ANLAN_DATABASE_URL 的地址、库名和密码，以及数据库是否已启动。（{detail}）"


class Trouble(Exception):
    """One Chinese sentence for the person at the terminal, and the exit code that goes with it."""

    def __init__(self, sentence: str, code: int = TROUBLE_CODE) -> None:
        super().__init__(sentence)
        self.code = code


class AlreadyTold(Exception):
    """A child process has told its trouble; ours is only to stop."""


def explain(error: BaseException) -> str | None:
    """The sentence for ``error`` or its cause; ``None`` means a mistake of ours, which deserves its traceback."""
    for cause in _chain(error):
        sentence = _explain_one(cause)
        if sentence:
            return sentence
    return None


def explain_text(text: str) -> str | None:
    """The same for a program that can only be read: what it wrote to its error output."""
    lowered = text.lower()
    if "no space left on device" in lowered or "disk is full" in lowered or "errno 28" in lowered:
        return FULL.format(where="")
    if "permission denied" in lowered or "read-only file system" in lowered or "access is denied" in lowered:
        return UNWRITABLE.format(where="程序所在的文件夹")
    return None


def say(sentence: str) -> None:
    """To the error output, so that a script reading the results never meets it."""
    sys.stdout.flush()
    print(f"安澜：{sentence}", file=sys.stderr, flush=True)


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__  # not __context__: a mistake made while handling a full disk is still a mistake


def _explain_one(error: BaseException) -> str | None:
    if isinstance(error, Trouble):
        return str(error)
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return _explain_os(error)
    if isinstance(error, sqlite3.Error):
        return _explain_sqlite(str(error))
    name = f"{type(error).__module__}.{type(error).__name__}"
    if name == "psycopg.errors.DiskFull":
        return FULL.format(where="（数据库服务器）")
    if name == "psycopg.OperationalError" and "connection" in str(error):
        return UNREACHABLE.format(detail=str(error).strip().splitlines()[0])
    if name == "django.core.exceptions.ImproperlyConfigured" or str(error).startswith("ANLAN_"):
        return str(error)
    return None


def _explain_os(error: OSError) -> str | None:
    where = f" {os.fspath(error.filename)!s}" if isinstance(error.filename, str | os.PathLike) else ""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        return FULL.format(where=f"（{where.strip()}）" if where else "")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UNWRITABLE.format(where=where or "文件")
    return None


def _explain_sqlite(message: str) -> str | None:
    if "disk is full" in message:
        return FULL.format(where="")
    if "readonly database" in message or "unable to open database" in message:
        return UNWRITABLE.format(where="数据库文件")
    if "malformed" in message or "not a database" in message:
        return "数据库文件已损坏，没有改动它。请用最近的备份恢复（manage.py restore）；演示县可以用 demo --reset 重建。"
    return None
