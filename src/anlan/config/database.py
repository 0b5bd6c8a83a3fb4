"""Turns ``ANLAN_DATABASE_URL`` into Django's database settings; must know nothing of the applications."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

KEPT = 60  # seconds: a new connection to SQLite first reads the definition of every table, half a page's time


def database_from_url(url: str, var: Path) -> dict[str, Any]:
    """Settings of one database.

    ``url`` is empty (SQLite in ``var``), ``sqlite:///path`` or ``postgresql://user:password@host:port/name?option=value``;
    a ``host`` option names a socket directory. Raises ``ValueError`` for any other scheme.
    """
    parts = urlsplit(url or f"sqlite:///{(var / 'anlan.sqlite3').as_posix()}")
    if parts.scheme == "sqlite":
        path = url.removeprefix("sqlite:///") if url else str(var / "anlan.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": KEPT,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
                    "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": KEPT,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    message = (
        f"ANLAN_DATABASE_URL 的写法不认识：{parts.scheme}。请用 sqlite:///路径 或 postgresql://用户:密码@主机/库名。"
    )
    raise ValueError(message)
