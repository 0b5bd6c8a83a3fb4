"""Who may see an old report and its file: whoever may see past figures of its place."""

from typing import Any

from django.db.models import QuerySet

from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.kit.files.models import Attachment
from anlan.reports.history.models import OldReport
from anlan.reports.history.services import ATTACHED

OF_PLACE = Scope(line=None)


def visible(user: Any, action: str = "view") -> QuerySet[OldReport]:
    """The reports that this person's grant reaches."""
    return access.visible(user, f"past-figure.{action}", OldReport.objects.all(), OF_PLACE)


def may_read(user: Any, attachment: Attachment) -> bool:
    """Guard of ``kit.files`` for the files of old reports."""
    return (
        attachment.kind == ATTACHED
        and attachment.object_id is not None
        and (visible(user).filter(pk=attachment.object_id).exists())
    )
