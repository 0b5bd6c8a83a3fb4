"""Refuses production while log-ins of the demonstration still work."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from anlan.demo import logins


@register(Tags.database)
def no_demonstration_logins(*, databases: Any = None, **_kwargs: Any) -> list[Error]:
    """In production no password of the demonstration opens anything."""
    if settings.MODE != "production" or not databases:
        return []
    try:
        standing = logins.standing()
    except DatabaseError:
        return []  # the tables do not stand yet, so nobody can sign in
    if not standing:
        return []
    return [
        Error(
            f"演示账号还能登录：{'、'.join(standing)}。",
            hint="请在“用户管理”里停用它们，或换一个没有演示数据的数据库。",
            id="anlan.E001",
        )
    ]
