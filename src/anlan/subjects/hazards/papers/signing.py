"""Signing a paper on the screen: whose hands it needs, taking one, keeping what was signed as it was.

Asks nobody for permission; views do.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.text import normalise
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.records import writing
from anlan.subjects.hazards.inspection_choices import OFFICERS, WITNESSES, Direction, PaperStatus, Signer
from anlan.subjects.hazards.models import Paper, Signature
from anlan.subjects.hazards.papers import signed
from anlan.subjects.hazards.papers.issuing import PaperRefused
from anlan.subjects.hazards.visiting import names_in

PAPER, SLOT, HAND, SIGNED = "paper", "paper", "signature", "signed-word"
HELD = frozenset({SLOT, HAND, SIGNED})
PRINTED = ("kind_id", "reference", "addressee", "issued_on", "due_on", "copies")
MOST_BYTES = 400_000
MOST_SIDE = 3000  # pixels
LEAST_INK, LEAST_SIDE = 60, 12  # pixels: a dot is no signature
MARGIN = 6
DARK = 140


def needed(paper: Paper) -> list[Signer]:
    """Whose hand is still missing, in the order in which they are asked."""
    done = {one.part: one for one in paper.signatures.all()}
    wanted = list(OFFICERS)
    if paper.kind.direction == Direction.OUTWARD:
        wanted.append(Signer.PARTY)
        if (party := done.get(Signer.PARTY)) is not None and party.refused:
            wanted += WITNESSES
    return [part for part in wanted if part not in done]


def word_of(paper: Paper) -> Attachment | None:
    """The Word file as it was issued; ``None`` for a paper that was entered afterwards."""
    return Attachment.objects.filter(kind=PAPER, object_id=paper.pk, slot=SLOT).order_by("pk").first()


def signed_word(paper: Paper) -> Attachment | None:
    """The Word file with the signatures in it, once all are there."""
    return Attachment.objects.filter(kind=PAPER, object_id=paper.pk, slot=SIGNED).order_by("-pk").first()


def suggested(paper: Paper, part: Signer) -> str:
    """The name that stands in the paper for that part, where it does."""
    named = names_in(str(paper.filled.get("inspectors") or ""))
    return named[OFFICERS.index(part)] if part in OFFICERS and len(named) > OFFICERS.index(part) else ""


def sign(
    paper: Paper, part: Signer, *, name: str, picture: bytes = b"", certificate: str = "", refused: str = "", actor: Any
) -> Signature:
    """Keep one signature, or the party's refusal; with the last one the signed Word file is made.

    ``picture`` is a PNG as the pad drew it. Raises ``PaperRefused``.
    """
    name, refused, certificate = normalise(name), refused.strip(), normalise(certificate)
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).select_related("kind").get(pk=paper.pk)
        word = word_of(paper)
        if word is None or paper.status == PaperStatus.VOID:
            raise PaperRefused(_("这份文书已作废，或不是在本系统出具的，不能在屏幕上签名。"))
        _may_sign(paper, part, name, refused)
        try:
            made = Signature.objects.create(
                paper=paper, part=part, name=name, certificate=certificate, refused=refused,
                picture=None if refused else _hand(paper, part, name, picture, actor),
                content_sha256=word.sha256, signed_at=clock.now(),
                taken_by=actor if getattr(actor, "pk", None) else None,
            )  # fmt: skip
        except IntegrityError:
            raise PaperRefused(_("“%(part)s”刚刚已经签过。") % {"part": part.label}) from None
        _record(paper, made, actor)
        if not needed(paper):
            _finish(paper, word, actor)
    return made


def keep_signed(rows: Sequence[Paper], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """What is printed in a signed paper stays as it was signed. Raises ``writing.Barred``."""
    for row, was in zip(rows, before, strict=True):
        if was is None or all(was.get(name) == getattr(row, name) for name in PRINTED):
            continue
        if Signature.objects.filter(paper=row.pk).exists():
            raise writing.Barred(
                _("《%(title)s》%(number)s已经签名，内容不能再改。请作废后重新出具，由各方重新签名。")
                % {"title": row.kind.title, "number": row.reference}
            )


def holds(attachment: Attachment) -> str:
    """A signed paper's Word file and signatures are not taken off it."""
    if attachment.kind != PAPER or attachment.slot not in HELD:
        return ""
    if not Signature.objects.filter(paper=attachment.object_id).exists():
        return ""
    return _("这份文书已经签名，文书和签名不能删除。")


def _may_sign(paper: Paper, part: Signer, name: str, refused: str) -> None:
    if not name:
        raise PaperRefused(_("请填写签名人姓名。"))
    if part not in needed(paper):
        raise PaperRefused(_("“%(part)s”已经签过，或不需要签名。") % {"part": part.label})
    if refused and part != Signer.PARTY:
        raise PaperRefused(_("只有当事人可以登记拒签。"))
    if paper.signatures.filter(name=name).exists():
        raise PaperRefused(_("%(name)s已经签过这份文书，一人不能签两处。") % {"name": name})


def _hand(paper: Paper, part: Signer, name: str, picture: bytes, actor: Any) -> Attachment:
    drawn = _clean(picture)
    return files.keep_bytes(
        drawn, f"{part.label}-{name}.png", kind=PAPER, object_id=paper.pk, slot=HAND, actor=actor
    )  # fmt: skip


def _clean(picture: bytes) -> bytes:
    """The ink of a drawing on white, cut to its edges and drawn anew: nothing but the strokes is kept."""
    from PIL import Image, UnidentifiedImageError

    if not picture or len(picture) > MOST_BYTES:
        raise PaperRefused(_("没有收到签名，请在框内手写签名。"))
    try:
        with Image.open(BytesIO(picture), formats=("PNG",)) as image:
            if max(image.size) > MOST_SIDE:
                raise PaperRefused(_("签名图太大，请重新签。"))
            layered = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise PaperRefused(_("签名图不能识别，请重新签。")) from None
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    ink = ground.convert("L").point(lambda level: 255 if level < DARK else 0)
    box = ink.getbbox()
    if box is None or ink.histogram()[255] < LEAST_INK or max(box[2] - box[0], box[3] - box[1]) < LEAST_SIDE:
        raise PaperRefused(_("框内没有签名，请手写签名后再确认。"))
    wide = (max(box[0] - MARGIN, 0), max(box[1] - MARGIN, 0), box[2] + MARGIN, box[3] + MARGIN)
    made = BytesIO()
    ground.crop(wide).save(made, "PNG")
    return made.getvalue()


def _record(paper: Paper, made: Signature, actor: Any) -> None:
    """In the audit, which nobody can change: over which words, by which strokes."""
    audit.record(
        "paper.sign", actor=actor, kind=PAPER, object_id=str(paper.pk), label=str(paper),
        after={
            "_part": made.get_part_display(), "_name": made.name, "_refused": made.refused,
            "_content": made.content_sha256, "_picture": made.picture.sha256 if made.picture else "",
        },
    )  # fmt: skip


def _finish(paper: Paper, word: Attachment, actor: Any) -> None:
    hands = list(paper.signatures.select_related("picture"))
    made = signed.with_signatures(files.path_of(word).read_bytes(), hands)
    name = _("%(name)s（已签名）.docx") % {"name": word.name.rpartition(".")[0]}
    files.keep_bytes(made, name, kind=PAPER, object_id=paper.pk, slot=SIGNED, actor=actor)
