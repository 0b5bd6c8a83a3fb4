"""What the engine does for the ring below, which must not know of it."""

from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anlan.base.audit import sealing
from anlan.kit.engine import auditing
from anlan.kit.engine.parts import part


@part("audit-seal", every=60, lease=300, title=_("封存审计记录"))
def seal_audit() -> None:
    sealing.seal()


@part("sessions-clear", every=3600, title=_("清理过期登录"))
def clear_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@part("self-audit", every=60, title=_("自检与心跳"))
def audit_self() -> None:
    auditing.audit()
