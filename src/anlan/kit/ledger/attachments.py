"""Who may read an attachment: whoever may see the record that it hangs on."""

from typing import Any

from django.http import Http404

from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code


def may_read(user: Any, attachment: Any) -> bool:
    """Guard of ``kit.files``: the record is visible to the user."""
    try:
        ledger = ledger_by_code(attachment.kind)
    except Http404:
        return False
    return visible(ledger, user).filter(pk=attachment.object_id).exists()
