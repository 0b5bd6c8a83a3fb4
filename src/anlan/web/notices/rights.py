"""Who may see notices and act on them: grants by role, rows by territory and line like every ledger's."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from anlan.base.people import access, roles
from anlan.base.people.access import Scope
from anlan.kit.notify.models import Notice

VIEW, ACT, QUEUE = "notice.view", "notice.act", "queue.view"
SCOPE = Scope()

access.declare(
    {
        VIEW: (roles.LEADER, roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.TOWNSHIP),
        ACT: (roles.DUTY, roles.COMMAND, roles.TOWNSHIP),
    }
)
access.declare({QUEUE: (roles.SYSADMIN, roles.DUTY, roles.COMMAND)}, system=True)


def require(request: HttpRequest, grant: str) -> None:
    """Refuses whoever has not the grant anywhere."""
    if not access.can(request.user, grant):
        raise PermissionDenied(_("您没有这项权限。需要时请联系系统管理员。"))


def notices(user: Any, grant: str = VIEW) -> QuerySet[Notice]:
    """The notices that a user's grant reaches."""
    return access.visible(user, grant, Notice.objects.all(), SCOPE)


def notice(request: HttpRequest, pk: int, grant: str = VIEW) -> Notice:
    """One notice; whoever may not see it is not told that it exists."""
    require(request, grant)
    found = notices(request.user, grant).select_related("created_by", "place", "line").filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这条通知，或它不在您的范围内。"))
    return found
