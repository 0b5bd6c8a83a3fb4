"""Who may do what to a warning, when one is over, and what its fields must fulfil; no queries."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.subjects.warnings.choices import MessageKind, Origin

AHEAD = "expires_at"


def own(user: Any, alert: Any) -> bool:
    """Only what we issue ourselves goes through our states; what others issued they also change and lift."""
    return bool(alert.origin == Origin.OWN)


def not_the_author(user: Any, alert: Any) -> bool:
    """Whoever wrote a warning may not approve it, nor whoever last changed its words."""
    return own(user, alert) and getattr(user, "pk", None) not in (alert.created_by_id, alert.updated_by_id)


def alive(user: Any, alert: Any) -> bool:
    """Ours, and not yet past its end."""
    return own(user, alert) and alert.expires_at > clock.now()


def past(user: Any, alert: Any) -> bool:
    """Its end has come."""
    return bool(alert.expires_at <= clock.now())


def replaced(user: Any, alert: Any) -> bool:
    """Another message has taken its place."""
    return alert.ended_at is not None


def forwardable(user: Any, alert: Any) -> bool:
    """A warning of somebody else that has not gone to villages and households yet, and still counts."""
    return bool(
        alert.origin == Origin.RECEIVED
        and alert.message != MessageKind.CANCEL
        and alert.dispatched_at is None
        and alert.expires_at > clock.now()
    )


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for what cannot be."""
    errors: dict[str, str] = {}
    onset, expires = values.get("onset_at"), values.get("expires_at")
    if onset and expires and onset > expires:
        errors["onset_at"] = _("预计影响时间不能晚于失效时间。")
    code = values.get("sender_code") or ""
    if code and not (code.isascii() and code.isalnum() and len(code) == 14 and code[:6].isdigit()):
        errors["sender_code"] = _("发布单位编码是 14 位：6 位区划代码加 8 位单位代码。")
    return errors


def ban_contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """A ban ends after it begins."""
    begins, ends = values.get("from_on"), values.get("to_on")
    return {"to_on": _("禁火结束不能早于开始。")} if begins and ends and ends < begins else {}


def feed_contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """A feed is asked over HTTP, and its own host is among those that may be asked."""
    try:
        parts = urlsplit(values.get("address") or "")
        host = (parts.hostname or "").lower()
    except ValueError:
        return {"address": _("地址不完整，应以 http:// 或 https:// 开头。")}
    if "address" in values and (parts.scheme not in ("http", "https") or not host):
        return {"address": _("地址不完整，应以 http:// 或 https:// 开头。")}
    named = {item.strip().lower() for item in (values.get("hosts") or "").replace("，", ",").split(",")}
    if host and "hosts" in values and host not in named:
        return {"hosts": _("允许的主机里应包括订阅源自己的主机 %(host)s。") % {"host": host}}
    return {}
