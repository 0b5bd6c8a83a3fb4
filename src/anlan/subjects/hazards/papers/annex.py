"""Photographs behind a paper: small enough to be sent, upright, without the position and device that the camera wrote.

Which photographs there are to choose from is told of a row; who may see them is the caller's to ask.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.kit.documents.filling import moment
from anlan.kit.documents.official import BODY, HEAD, dress
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.subjects.hazards.models import Inspection
from anlan.subjects.hazards.papers.knowing import Facts

MOST = 12
SIDE = 1400  # pixels of the longer side: sharp on 15 cm of paper, a tenth of what a telephone takes
WIDE, HIGH = 150, 100  # mm
PICTURES = ("image/jpeg", "image/png", "image/webp")


def photographs_of(code: str, row: Any, facts: Facts) -> list[Attachment]:
    """Those of the row, of the matters that it hangs on, and of an inspection's hazards; each content once."""
    condition = Q(kind=code, object_id=row.pk)
    for kind, key in facts.matters:
        condition |= Q(kind=kind, object_id=key)
    if isinstance(row, Inspection):
        condition |= Q(kind="hazard", object_id__in=row.hazards.values("pk"))
    kept: dict[str, Attachment] = {}
    for file in Attachment.objects.filter(condition, media_type__in=PICTURES).order_by("uploaded_at", "pk"):
        kept.setdefault(file.sha256, file)
    return list(kept.values())


def caption(file: Attachment) -> str:
    """What stands under a photograph: its name and, where the camera told it, when it was taken."""
    name = file.name.rpartition(".")[0] or file.name
    return f"{name}　{moment(file.taken_at)}" if file.taken_at else name


def with_photographs(word: bytes, photographs: Sequence[Attachment]) -> bytes:
    """The paper with the photographs on pages behind it; as it is where there are none."""
    if not photographs:
        return word
    from docx import Document
    from docx.enum.text import WD_BREAK

    document = Document(BytesIO(word))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _line(document, _("附件：现场照片"), HEAD)
    for number, file in enumerate(photographs, 1):
        picture, wide, high = _small(file)
        _picture(document, picture, min(WIDE, HIGH * wide / high))
        _line(
            document, _("图%(number)d　%(caption)s") % {"number": number, "caption": caption(file)}, BODY, centred=True
        )
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _small(file: Attachment) -> tuple[BytesIO, int, int]:
    """A JPEG drawn anew from the stripped copy: nothing but the picture itself."""
    from PIL import Image

    with Image.open(files.stripped(file)) as image:
        image.draft("RGB", (SIDE, SIDE))
        flat = image.convert("RGB")
        flat.thumbnail((SIDE, SIDE))
        flat.info = {}
        made = BytesIO()
        flat.save(made, "JPEG", quality=82)
    made.seek(0)
    return made, flat.width, flat.height


def _picture(document: Any, picture: BytesIO, wide: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.add_run().add_picture(picture, width=Mm(wide))


def _line(document: Any, text: str, fount: str, *, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dress(paragraph.add_run(text), fount, 14.0)
