"""Serves attachments to those whom a guard lets; a file is data, never a page of ours."""

import logging
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from anlan.base.audit import records as audit
from anlan.base.people import access
from anlan.kit.files import guards, pictures, store
from anlan.kit.files.models import Attachment

log = logging.getLogger("anlan.files")

SHOWN_IN_PLACE = frozenset({"image/jpeg", "image/png", "image/webp"})
POLICY = "default-src 'none'; sandbox"


@require_safe
def serve(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The file; a picture without what its camera wrote into it (position, device), since whatever is served may leave
    the bureau. ``?original`` gives those inside the picture as it came, which is audited; ``?download`` has the browser
    save even what it could show.
    """
    opened = _opened(request, pk)
    if isinstance(opened, HttpResponse):
        return opened
    original = opened.is_image and "original" in request.GET and access.is_insider(request.user)
    as_file = original or opened.media_type not in SHOWN_IN_PLACE or "download" in request.GET
    try:
        path = store.path_of(opened.sha256) if original else pictures.stripped(opened.sha256, opened.media_type)
    except FileNotFoundError:
        log.error("content of attachment %s is missing: %s", opened.pk, opened.sha256)
        raise Http404 from None
    if original:
        audit.record(
            f"{opened.kind}.original",
            actor=request.user,
            kind=opened.kind,
            object_id=str(opened.object_id or ""),
            label=opened.name,
            after={"_file": opened.name, "_sha256": opened.sha256},
        )
    return _answer(request, path, opened, opened.media_type, opened.name, as_file=as_file)


@require_safe
def thumb(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A small picture of a picture."""
    opened = _opened(request, pk)
    if isinstance(opened, HttpResponse):
        return opened
    if not opened.is_image:
        raise Http404
    try:
        path = pictures.thumbnail(opened.sha256)
    except FileNotFoundError:
        log.error("content of attachment %s is missing: %s", opened.pk, opened.sha256)
        raise Http404 from None
    return _answer(request, path, opened, "image/jpeg", "thumb.jpg", as_file=False)


def _opened(request: HttpRequest, pk: int) -> Attachment | HttpResponse:
    """The attachment, if it may be read; who may not cannot tell whether it exists."""
    if not request.user.is_authenticated:
        return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
    attachment = get_object_or_404(Attachment, pk=pk)
    if not guards.may_read(request.user, attachment):
        raise Http404
    return attachment


def _answer(
    request: HttpRequest, path: Path, attachment: Attachment, media_type: str, name: str, *, as_file: bool
) -> HttpResponseBase:
    etag = f'"{path.name}"'
    response: HttpResponseBase
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        try:
            response = FileResponse(path.open("rb"), content_type=media_type)
        except FileNotFoundError:
            log.error("content of attachment %s is missing: %s", attachment.pk, attachment.sha256)
            raise Http404 from None
        response["Content-Disposition"] = content_disposition_header(as_file, name) or "attachment"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
