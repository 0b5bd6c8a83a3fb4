"""Signatures into the Word file of a paper: where it has lines to sign on, else on lines at its end. Knows no rules."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from anlan.kit.documents.filling import moment
from anlan.kit.documents.official import BODY, dress
from anlan.kit.files import services as files
from anlan.subjects.hazards.inspection_choices import OFFICERS, WITNESSES, Signer
from anlan.subjects.hazards.models import Signature

SIZE = 16.0  # points, 三号
HIGH, WIDE = 11, 42  # mm: the most that a signature takes
OFFICER_LINES = ("检查人员（签名）", "经办人（签名）")
PARTY_LINES = ("现场负责人（签名）", "当事人（签名）")
REFUSAL_LINE = "拒绝签名的"


def with_signatures(word: bytes, signatures: Sequence[Signature]) -> bytes:
    """The same file with everybody's hand in it; each is read with its picture."""
    from docx import Document

    document = Document(BytesIO(word))
    hands = {Signer(one.part): one for one in signatures}
    lines = list(document.paragraphs)
    _officers(document, lines, hands)
    _party(document, lines, hands)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _officers(document: Any, lines: list[Any], hands: Mapping[Signer, Signature]) -> None:
    own = [hands[part] for part in OFFICERS if part in hands]
    found = _found(lines, OFFICER_LINES)
    paragraphs = [found] if found is not None else [document.add_paragraph()]
    after = lines[lines.index(found) + 1] if found is not None and lines[-1] is not found else None
    if after is not None and after.text.strip("　 ").startswith("证号"):
        paragraphs.append(after)
    label = found.text.partition("：")[0] if found is not None else OFFICER_LINES[0]
    for number, one in enumerate(own):
        if number == len(paragraphs):
            paragraphs.append(_below(paragraphs[-1]))
        head = f"{label}：" if number == 0 else "　" * (len(label) + 1)
        tail = _("　证号：%(number)s") % {"number": one.certificate} if one.certificate else ""
        _write(paragraphs[number], head, [one], tail)


def _party(document: Any, lines: list[Any], hands: Mapping[Signer, Signature]) -> None:
    party = hands.get(Signer.PARTY)
    if party is None:
        return
    line = _found(lines, PARTY_LINES)
    refusal = _found(lines, (REFUSAL_LINE,))
    label = line.text.partition("：")[0] if line is not None else _("被检查单位现场负责人（签名）")
    line = line if line is not None else document.add_paragraph()
    if not party.refused:
        _write(line, f"{label}：", [party], f"　{moment(party.signed_at)}")
        if refusal is not None:
            _remove(refusal)
        return
    _write(line, _("%(label)s：%(name)s拒绝签名") % {"label": label, "name": party.name}, [], "")
    refusal = refusal if refusal is not None else _below(line)
    _write(refusal, _("拒签情况：%(why)s（%(at)s）") % {"why": party.refused, "at": moment(party.signed_at)}, [], "")
    _write(_below(refusal), _("见证人（签名）："), [hands[part] for part in WITNESSES if part in hands], "")


def _found(lines: Sequence[Any], wanted: Sequence[str]) -> Any:
    return next((line for line in lines if any(words in line.text for words in wanted)), None)


def _write(paragraph: Any, head: str, hands: Sequence[Signature], tail: str) -> None:
    """The line anew: words, pictures, words; it grows where a picture is higher than a line."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    paragraph.clear()
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    paragraph.paragraph_format.line_spacing = Pt(SIZE * 1.8)
    dress(paragraph.add_run(head), BODY, SIZE)
    for one in hands:
        _picture(paragraph.add_run(), one)
        dress(paragraph.add_run(f"（{one.name}）"), BODY, SIZE * 0.75)
    if tail:
        dress(paragraph.add_run(tail), BODY, SIZE * 0.75)


def _picture(run: Any, one: Signature) -> None:
    from docx.shared import Mm

    if one.picture is None:
        return
    wide = HIGH * (one.picture.width or 1) / (one.picture.height or 1)
    with files.path_of(one.picture).open("rb") as picture:
        run.add_picture(picture, width=Mm(min(wide, WIDE)))


def _below(paragraph: Any) -> Any:
    """A new line after that one, of its shape."""
    from copy import deepcopy

    from docx.text.paragraph import Paragraph

    made = deepcopy(paragraph._p)
    paragraph._p.addnext(made)
    return Paragraph(made, paragraph._parent)


def _remove(paragraph: Any) -> None:
    paragraph._p.getparent().remove(paragraph._p)
