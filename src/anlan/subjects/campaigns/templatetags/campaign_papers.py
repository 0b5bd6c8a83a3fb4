"""What the pages of documents show beside their fields: the files of a document received, and how many have read it."""

from typing import Any

from django import template
from django.db.models import Count, Q

from anlan.kit.files.models import Attachment
from anlan.subjects.campaigns.choices import ReceiptStatus

register = template.Library()


@register.simple_tag
def papers_of(receipt: Any) -> list[Attachment]:
    """The files of the document that was received."""
    return list(Attachment.objects.filter(kind="document", object_id=receipt.document_id).order_by("uploaded_at", "id"))


@register.simple_tag
def receipts_of(document: Any) -> dict[str, int]:
    """To how many it went, and what they did."""
    counted: dict[str, int] = document.receipts.aggregate(
        sent=Count("pk"),
        read=Count("pk", filter=~Q(status=ReceiptStatus.SENT)),
        answered=Count("pk", filter=Q(status=ReceiptStatus.ANSWERED)),
        unread=Count("pk", filter=Q(status=ReceiptStatus.SENT)),
    )
    return counted
