"""Documents as their receivers have them: opening one is signing for it, and its files are read from here."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.flow import making
from anlan.subjects.campaigns.flows import receipt as flow
from anlan.subjects.campaigns.models import DocumentReceipt
from anlan.subjects.campaigns.views.seen import one


@require_POST
def open_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for by the receipt's page as it opens: whoever acts for the receiver has now read the document."""
    receipt: DocumentReceipt = one(request, "document-receipt", pk, "organisation", "document")
    move = flow.move("read")
    if move is not None and move in making.open_moves("document-receipt", flow, request.user, receipt):
        try:
            making.make(flow, move, receipt, actor=request.user)
        except making.Refused:  # somebody of the same organisation opened it in this very second
            return HttpResponse(_("已签收"))
        return HttpResponse(_("已签收"))
    return HttpResponse("", status=200)


@require_GET
def file_of(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """A file of the document, for those who may see the receipt."""
    receipt: DocumentReceipt = one(request, "document-receipt", pk)
    found = Attachment.objects.filter(pk=file, kind="document", object_id=receipt.document_id).first()
    if found is None:
        raise Http404(_("没有这个附件。"))
    try:
        content = files.path_of(found).open("rb")
    except FileNotFoundError:
        raise Http404(_("附件的内容已不在。")) from None
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
