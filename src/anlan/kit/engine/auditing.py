"""The engine looks at itself: are its parts on time, and does everything hold that others promised must hold?

What holds is asked through registered checks, so that no subject is known here. The result is stored, and told to an
address outside, which hears nothing at all when the loop stands still.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.engine import health
from anlan.kit.engine.models import SelfAudit

log = logging.getLogger("anlan.engine")

Findings = Callable[[], list[str]]
KEPT = timedelta(days=30)
OVERDUE_SECONDS = 300.0
FAILURES = 3
TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Check:
    """``findings()`` gives sentences about what does not hold."""

    name: str
    title: Any
    findings: Findings


_checks: dict[str, Check] = {}


def check(name: str, title: Any, findings: Findings) -> None:
    """Register a check, at start-up."""
    _checks[name] = Check(name, title, findings)


def checks() -> tuple[Check, ...]:
    """All of them, the engine's own first."""
    return (Check("engine", _("后台任务"), _of_parts), *_checks.values())


def audit() -> SelfAudit:
    """Ask every check, store what was found and tell it outside. A check that fails is a finding itself."""
    found: list[str] = []
    for one in checks():
        try:
            found += one.findings()
        except Exception as problem:
            log.exception("engine: check %s failed", one.name)
            found.append(_("自检“%(check)s”出错：%(problem)s") % {"check": one.title, "problem": problem})
    moment = clock.now()
    SelfAudit.objects.filter(at__lt=moment - KEPT).delete()
    made = SelfAudit.objects.create(at=moment, ok=not found, findings=found)
    tell(made)
    return made


def tell(made: SelfAudit) -> None:
    """Post the result to ``ANLAN_HEARTBEAT``; whether it got there is kept with it."""
    if not settings.ANLAN_HEARTBEAT:
        return
    import httpx

    body = {"system": settings.ANLAN_BUREAU, "at": made.at.isoformat(), "ok": made.ok, "findings": made.findings}
    try:
        answer = httpx.post(settings.ANLAN_HEARTBEAT, json=body, timeout=TIMEOUT, follow_redirects=False)
        made.told = answer.is_success
        made.trouble = "" if answer.is_success else f"HTTP {answer.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        made.told, made.trouble = False, f"{type(problem).__name__}: {problem}"[:200]
        log.warning("engine: the heartbeat address could not be reached: %s", made.trouble)
    made.save(update_fields=["told", "trouble"])


def latest() -> SelfAudit | None:
    """The last result."""
    return SelfAudit.objects.order_by("-at").first()


def _of_parts() -> list[str]:
    made = []
    for state in health.part_states():
        if state.name == "self-audit":
            continue
        if state.failures >= FAILURES:
            made.append(_("任务“%(part)s”连续失败 %(count)d 次") % {"part": state.title, "count": state.failures})
        elif state.started_at and state.overdue_seconds > OVERDUE_SECONDS:
            made.append(
                _("任务“%(part)s”晚了 %(seconds)d 秒") % {"part": state.title, "seconds": state.overdue_seconds}
            )
    return made
