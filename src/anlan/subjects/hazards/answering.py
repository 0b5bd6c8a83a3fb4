"""Answering a checklist item by item, and making hazards of what fails. Asks nobody for permission; views do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.dictionaries import terms
from anlan.kit.files.models import Attachment
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.hazards.inspection_choices import Verdict
from anlan.subjects.hazards.models import Checklist, ChecklistItem, Hazard, Inspection, ItemAnswer

KIND = "item-answer"
LONGEST_NOTE = 500
LONGEST_NAME = 120


class Elsewhere(Exception):
    """Somebody else has answered the item since; ``answer`` is what stands there now."""

    def __init__(self, answer: ItemAnswer) -> None:
        super().__init__(
            _("%(name)s刚把这一项填成“%(verdict)s”，您的没有保存。请对照后再改。")
            % {
                "name": answer.answered_by.name if answer.answered_by else _("别人"),
                "verdict": answer.get_verdict_display(),
            }
        )
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a checklist is answered."""

    items: int
    answered: int
    failed: int
    without_hazard: int
    """failed items of which no hazard has been made"""

    @property
    def left(self) -> int:
        """Items still to answer."""
        return self.items - self.answered


def offered(inspection: Inspection) -> QuerySet[Checklist]:
    """The checklists in force on the inspection's day for its sector and kind, the particular before the general."""
    on = inspection.inspected_on
    sector = inspection.enterprise.sector_id if inspection.enterprise is not None else None
    return Checklist.objects.filter(
        Q(valid_to_on=None) | Q(valid_to_on__gte=on),
        Q(sector=None) | Q(sector=sector),
        Q(kind=None) | Q(kind=inspection.kind_id),
        valid_from_on__lte=on,
    ).order_by(F("sector").desc(nulls_last=True), F("kind").desc(nulls_last=True), "-valid_from_on", "pk")


def choose(inspection: Inspection, checklist: Checklist, *, actor: Any) -> None:
    """Answer this checklist at the inspection. Raises ``Refused`` where another has been begun."""
    if inspection.checklist_id == checklist.pk:
        return
    if inspection.checklist_id and inspection.answers.exists():
        raise Refused(_("这次检查已经在填另一张检查表，不能换表。"))
    before = writing.values_of(inspection)
    inspection.checklist = checklist
    writing.change(inspection, before, actor=actor)


def answer(
    inspection: Inspection, item: ChecklistItem, verdict: str, note: str, *, version: int, actor: Any
) -> ItemAnswer:
    """Keep one answer; ``version`` is that of the answer the person saw, 0 for none.

    Sending the same again changes nothing. Raises ``Elsewhere``, or ``Refused`` where a hazard stands on the answer.
    """
    note = note.replace("\x00", "").strip()[:LONGEST_NOTE]
    if verdict not in Verdict.values:
        raise Refused(_("结论只能是符合、不符合或不适用。"))
    if item.checklist_id != inspection.checklist_id:
        raise Refused(_("这一项不在这次检查的检查表里。"))
    try:
        with transaction.atomic():
            return _put(inspection, item, verdict, note, version, actor)
    except IntegrityError:  # two first answers at the same instant
        there = ItemAnswer.objects.select_related("answered_by").get(inspection=inspection, item=item)
        if (there.verdict, there.note) == (verdict, note):
            return there
        raise Elsewhere(there) from None


def _put(inspection: Inspection, item: ChecklistItem, verdict: str, note: str, version: int, actor: Any) -> ItemAnswer:
    held = ItemAnswer.objects.select_for_update().filter(inspection=inspection, item=item).first()
    if held is None:
        held = ItemAnswer(inspection=inspection, item=item, version=0)
    elif (held.verdict, held.note) == (verdict, note):
        return held
    elif held.version != version:
        raise Elsewhere(held)
    elif held.hazard_id and verdict != Verdict.FAIL:
        raise Refused(_("这一项已登记隐患，不能改为“%(verdict)s”。") % {"verdict": Verdict(verdict).label})
    before = {"verdict": held.verdict, "note": held.note} if held.pk else None
    held.asked, held.verdict, held.note = item.content, verdict, note
    held.version += 1
    held.answered_at, held.answered_by = clock.now(), actor if getattr(actor, "pk", None) else None
    held.save()
    audit.record(
        "inspection.answer", actor=actor, kind=KIND, object_id=str(held.pk), label=f"{inspection} {item.position}",
        before=before, after={"verdict": verdict, "note": note},
    )  # fmt: skip
    return held


def make_hazard(inspection: Inspection, item: ChecklistItem, *, actor: Any) -> Hazard:
    """The hazard of a failed item: made once, with what the checklist knows and the photographs of the answer.

    A hazard that is there already is returned. Raises ``Refused`` for an item that has not failed.
    """
    with transaction.atomic():
        held = (
            ItemAnswer.objects.select_for_update(of=("self",))
            .filter(inspection=inspection, item=item, verdict=Verdict.FAIL)
            .first()
        )
        if held is None:
            raise Refused(_("先把这一项填为“不符合”，再登记隐患。"))
        if held.hazard_id:
            return Hazard.objects.get(pk=held.hazard_id)
        made: Hazard = entry.enter(ledger_by_code("hazard"), _hazard(inspection, item, held), actor=actor)
        held.hazard = made
        held.save(update_fields=["hazard"])
        _copy_photographs(inspection, item, made)
    return made


def _hazard(inspection: Inspection, item: ChecklistItem, held: ItemAnswer) -> Hazard:
    source = {term.code: term for term in terms.active("hazard-source")}
    return Hazard(
        content=(held.note or _("不符合：%(content)s") % {"content": item.content})[:1000],
        enterprise=inspection.enterprise,
        unit="" if inspection.enterprise_id else inspection.unit,
        place_id=inspection.place_id,
        line_id=inspection.line_id,
        basis=item.basis[:300],
        found_on=inspection.inspected_on,
        finder=inspection.inspectors,
        inspection=inspection,
        source=source.get(inspection.kind.code) or source.get("routine"),
        note=_("检查表提示：可能构成重大隐患，请对照判定标准。") if item.major else "",
    )


def slot_of(item: ChecklistItem) -> str:
    """Where photographs of an item hang on the inspection."""
    return f"item-{item.pk}"


def _copy_photographs(inspection: Inspection, item: ChecklistItem, hazard: Hazard) -> None:
    """The same contents hang on the hazard as seen before rectification."""
    for file in Attachment.objects.filter(kind="inspection", object_id=inspection.pk, slot=slot_of(item)):
        file.pk = None
        file.kind, file.object_id, file.slot = "hazard", hazard.pk, "before"
        file.save(force_insert=True)


def progress(inspection: Inspection) -> Progress:
    """Counted in two queries."""
    if inspection.checklist_id is None:
        return Progress(0, 0, 0, 0)
    items = ChecklistItem.objects.filter(checklist=inspection.checklist_id).count()
    answers = list(inspection.answers.values_list("verdict", "hazard"))
    failed = [hazard for verdict, hazard in answers if verdict == Verdict.FAIL]
    return Progress(items, len(answers), len(failed), sum(hazard is None for hazard in failed))


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its answer and how many photographs it has."""

    item: ChecklistItem
    answer: ItemAnswer | None
    photographs: int


def sections(inspection: Inspection) -> list[tuple[str, list[Line], int]]:
    """(title, lines, unanswered) of each section in the order of the list; three queries whatever its length."""
    answers = {one.item_id: one for one in inspection.answers.select_related("hazard")}
    slots = Counter(
        Attachment.objects.filter(kind="inspection", object_id=inspection.pk, slot__startswith="item-").values_list(
            "slot", flat=True
        )
    )
    made: dict[str, list[Line]] = {}
    for item in ChecklistItem.objects.filter(checklist=inspection.checklist_id).order_by("position"):
        line = Line(item, answers.get(item.pk), slots[slot_of(item)])
        made.setdefault(item.section or _("检查事项"), []).append(line)
    return [(title, lines, _unanswered(lines)) for title, lines in made.items()]


def _unanswered(lines: Sequence[Line]) -> int:
    return sum(line.answer is None for line in lines)


def new_edition(checklist: Checklist, edition: str, valid_from_on: date, *, actor: Any) -> Checklist:
    """The same list again as a new edition, its items copied; the old one ends the day before. Raises ``Refused``."""
    base = checklist.name.removesuffix(f"（{checklist.edition}）")
    name = f"{base[: LONGEST_NAME - len(edition) - 2]}（{edition}）"
    if Checklist.objects.filter(name=name).exists():
        raise Refused(_("这张检查表已经有“%(edition)s”版。") % {"edition": edition})
    if valid_from_on <= checklist.valid_from_on:
        raise Refused(_("新版的启用日期要晚于现行版的启用日期。"))
    items = list(checklist.items.order_by("position"))
    with transaction.atomic():
        old = Checklist.objects.select_for_update().get(pk=checklist.pk)
        before = writing.values_of(old)
        if old.valid_to_on is None or old.valid_to_on >= valid_from_on:
            old.valid_to_on = valid_from_on - timedelta(days=1)
        writing.change(old, before, actor=actor)
        names = ("sector_id", "kind_id", "body", "basis", "note")
        made = Checklist(
            **{each: getattr(old, each) for each in names}, name=name, edition=edition, valid_from_on=valid_from_on
        )  # its code stays with the old edition
        writing.add(made, actor=actor)
        kept = ("position", "code", "section", "title", "content", "method", "basis", "penalty", "weighty", "major")
        writing.add_many(
            [ChecklistItem(checklist=made, **{each: getattr(item, each) for each in kept}) for item in items],
            actor=actor,
        )
    return made
