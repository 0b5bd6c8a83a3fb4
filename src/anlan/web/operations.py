"""运行状态: is the engine alive, what did each of its parts do last, how full is the disk, is the audit sealed."""

import shutil
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from anlan.base.audit.models import AuditBlock
from anlan.base.dictionaries import choosing
from anlan.base.people import access, roles
from anlan.kit.engine import auditing, health
from anlan.kit.engine.models import Heartbeat, SelfAudit
from anlan.web.notices import queue

PAST_AUDITS = 10

access.declare({"operations.view": (roles.SYSADMIN,)}, system=True)


@require_GET
def operations(request: HttpRequest) -> HttpResponse:
    """For the system administrator."""
    if not access.can(request.user, "operations.view"):
        raise PermissionDenied(_("只有系统管理员可以查看运行状态。"))
    return render(request, "web/operations.html", state())


def state() -> dict[str, Any]:
    """Everything the page shows."""
    disk = shutil.disk_usage(settings.ANLAN_VAR)
    return {
        "parts": health.part_states(),
        "alive": health.alive(),
        "database": {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor],
        "disk_free": disk.free // 2**30,
        "disk_total": disk.total // 2**30,
        "engines": Heartbeat.objects.order_by("-seen_at"),
        "audit": auditing.latest(),
        "audits": SelfAudit.objects.filter(ok=False).order_by("-at")[:PAST_AUDITS],
        "heartbeat": bool(settings.ANLAN_HEARTBEAT),
        "channels": [row for row in queue.state()["channels"] if row["waiting"] or row["failed"] or row["broken"]],
        "bare": choosing.bare(),
        "last_block": AuditBlock.objects.order_by("-number").first(),
    }
