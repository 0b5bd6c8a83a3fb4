"""Issuing documents with their distribution, and bulletins with their frozen ranking; receipts and their chasing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.base.people.models import Organisation
from anlan.kit.documents import numbering
from anlan.kit.files import services as files
from anlan.kit.flow.making import Refused
from anlan.kit.notify.choices import Urgency
from anlan.kit.records import writing
from anlan.subjects.campaigns import figures, papers
from anlan.subjects.campaigns.choices import DocumentStatus
from anlan.subjects.campaigns.models import Bulletin, Document, DocumentReceipt
from anlan.subjects.campaigns.telling import tell

DOCUMENT_FILES = "paper"
BY_PLACE = Scope(line=None)


def recipients(actor: Any, data: dict[str, Any]) -> QuerySet[Organisation]:
    """Who was chosen, as far as the sender's own territory reaches."""
    chosen = Organisation.objects.filter(active=True)
    keys = [int(key) for key in data.get("organisations") or () if str(key).isdecimal()]
    named = chosen.filter(kind__code__in=data.get("kinds") or ()) | chosen.filter(pk__in=keys)
    return access.visible(actor, "document.add", named, BY_PLACE).order_by("place_id", "id")


def issue(document: Document, *, actor: Any, data: dict[str, Any]) -> None:
    """印发: give it its number, send it, and tell those it goes to."""
    if not document.number and document.word:
        year = document.dated_on.year
        number = numbering.take(f"WH:{document.word}"[:40], year)[0]
        document.number = f"{document.word}〔{year}〕{number}号"
    document.issued_at = clock.now()
    send(document, recipients(actor, data), actor=actor)


def send_more(document: Document, *, actor: Any, data: dict[str, Any]) -> None:
    """补发 to those who have not got it yet. Raises ``Refused`` when all have."""
    had = document.receipts.values("organisation")
    further = recipients(actor, data).exclude(pk__in=had)
    if not further.exists() and any(data.values()):
        raise Refused(_("所选单位都已经发过。"))
    send(document, further, actor=actor)


def send(document: Document, organisations: Iterable[Organisation], *, actor: Any) -> int:
    """A receipt for each organisation, and one notice to all their people; returns how many organisations."""
    bodies = list(organisations)
    moment = clock.now()
    receipts = [
        DocumentReceipt(document=document, organisation=body, sent_at=moment, due_on=document.feedback_due_on)
        for body in bodies
    ]
    writing.add_many(receipts, actor=actor, act="send")
    if bodies:
        tell(
            bodies,
            key=f"document-{document.pk}-{receipts[0].pk}",
            title=_("收到文件：%(title)s") % {"title": document.title[:80]},
            text=_("%(number)s《%(title)s》已发给贵单位，请登录“文件签收”打开。")
            % {"number": document.number, "title": document.title},
            about="document-receipt",
            about_id=None,
            actor=actor,
        )
    return len(bodies)


def read(receipt: DocumentReceipt, *, actor: Any, data: dict[str, Any]) -> None:
    """签收: opened by somebody of the receiving organisation."""
    receipt.read_at, receipt.read_by = clock.now(), actor


def answer(receipt: DocumentReceipt, *, actor: Any, data: dict[str, Any]) -> None:
    """反馈; whoever answers has read it."""
    receipt.answer, receipt.answered_at = data.get("answer", ""), clock.now()
    if receipt.read_at is None:
        receipt.read_at, receipt.read_by = clock.now(), actor


def chase(receipt: DocumentReceipt, *, actor: Any, data: dict[str, Any]) -> None:
    """催收."""
    receipt.chased += 1
    receipt.chased_at = clock.now()
    tell(
        [receipt.organisation],
        key=f"receipt-chase-{receipt.pk}-{receipt.chased}",
        title=_("催收：%(title)s") % {"title": receipt.document.title[:80]},
        text=data.get("opinion") or _("请尽快打开文件并按要求反馈。"),
        about="document-receipt",
        about_id=receipt.pk,
        actor=actor,
        urgency=Urgency.NORMAL,
    )


def issue_bulletin(bulletin: Bulletin, *, actor: Any, data: dict[str, Any]) -> None:
    """Freeze the ranking as of the span's last day, number it, and send it as a document with its Word form."""
    table = figures.ranking(bulletin)
    bulletin.ranking = table.frozen()
    bulletin.ordinal = numbering.take(f"TB:{bulletin.campaign_id or 0}", 0)[0]
    bulletin.issued_at = clock.now()
    bulletin.document = _paper_of(bulletin, actor)
    send(bulletin.document, recipients(actor, data), actor=actor)


def _number_of(bulletin: Bulletin) -> str:
    """「百日行动通报〔2026〕第3期」; empty where it belongs to no campaign or another document has it already."""
    if bulletin.campaign is None:
        return ""
    number = _("%(campaign)s通报〔%(year)d〕第%(ordinal)d期") % {
        "campaign": (bulletin.campaign.short_name or bulletin.campaign.name)[:30],
        "year": bulletin.to_on.year,
        "ordinal": bulletin.ordinal,
    }
    taken = Document.objects.filter(issuer=str(bulletin.organisation or ""), number=number).exists()
    return "" if taken else number


def _paper_of(bulletin: Bulletin, actor: Any) -> Document:
    document = Document(
        title=bulletin.title,
        number=_number_of(bulletin),
        issuer=str(bulletin.organisation or ""),
        campaign=bulletin.campaign,
        dated_on=clock.today(),
        content=bulletin.text,
        place_id=bulletin.place_id,
        line_id=bulletin.line_id,
        status=DocumentStatus.ISSUED,
        issued_at=clock.now(),
    )
    writing.add(document, actor=actor, act="issue")
    files.keep_bytes(
        papers.bulletin_form(bulletin),
        f"{bulletin.title}.docx",
        kind="document",
        object_id=document.pk,
        slot=DOCUMENT_FILES,
        actor=actor,
    )
    return document
