"""What the moves of supervision do, on the locked row in the move's transaction, and the writes behind its pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.base.places.codes import code_range
from anlan.kit.flow.making import Refused
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.kit.records import writing
from anlan.subjects.governance import queries, rules
from anlan.subjects.governance.choices import AssessmentStatus, SheetStatus
from anlan.subjects.governance.models import (
    Answer,
    Assessment,
    Interviewee,
    Lesson,
    LessonReceipt,
    Letter,
    LetterRound,
    Listing,
    MilestoneRecord,
    Programme,
    Sheet,
    SheetItem,
    SupervisionOrder,
)


def receive(order: SupervisionOrder, *, actor: Any, data: Mapping[str, Any]) -> None:
    """签收."""
    order.received_on = clock.today()


def reply(charge: SupervisionOrder | Listing, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Keep what was done; answering also takes receipt."""
    charge.reply, charge.replied_on = data["reply"], clock.today()
    if isinstance(charge, SupervisionOrder) and charge.received_on is None:
        charge.received_on = clock.today()


def send_back(charge: SupervisionOrder | Listing, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The answer was not good enough: it does not count."""
    charge.replied_on = None
    charge.returned += 1


def close_order(order: SupervisionOrder, *, actor: Any, data: Mapping[str, Any]) -> None:
    """办结."""
    order.closed_on = clock.today()


def extend(charge: SupervisionOrder | Listing, *, actor: Any, data: Mapping[str, Any]) -> None:
    """A new day; escalation begins anew from there. Raises ``Refused`` when it is no later than the old one."""
    if charge.due_on is not None and data["due_on"] <= charge.due_on:
        raise Refused(_("新的期限必须晚于原期限 %(day)s。") % {"day": charge.due_on.isoformat()})
    charge.due_on = data["due_on"]
    charge.extended += 1
    charge.escalated_days = 0


def urge(charge: SupervisionOrder | Listing, *, actor: Any, data: Mapping[str, Any]) -> None:
    """催办: whoever must act is told once more, as often as somebody asks."""
    charge.urged += 1
    firm = charge.enterprise
    own = charge.target_id or (firm.organisation_id if firm is not None else None)
    kind = writing.profile_of(type(charge)).kind
    remind(
        f"{kind}-urge-{charge.pk}-{charge.urged}",
        _("催办：%(title)s") % {"title": charge.title[:80]},
        data.get("opinion") or _("%(number)s “%(title)s”尚未办结，请抓紧办理并回复。") % vars(charge),
        {own} - {None},
        about=(kind, charge.pk),
        place=charge.place_id,
        actor=actor,
    )


def chase(receipt: LessonReceipt, *, actor: Any, data: Mapping[str, Any]) -> None:
    """催收: the unit has not yet read the lesson, or not yet looked at itself."""
    receipt.chased += 1
    remind(
        f"lesson-chase-{receipt.pk}-{receipt.chased}",
        _("催收：%(title)s") % {"title": receipt.lesson.title[:80]},
        data.get("opinion") or _("请尽快阅读并报告自查情况。"),
        {receipt.unit_id} - {None},
        about=("lesson-receipt", receipt.pk),
        place=receipt.place_id,
        actor=actor,
    )


def remind(key: str, title: str, text: str, units: Any, *, about: tuple[str, int], place: str, actor: Any) -> None:
    """One urgent enough notice to the people of units; none where nobody of them can be reached."""
    people = queries.people_of(units)
    if people:
        send_notice(
            key=key, topic="supervision", title=title, text=text, to=people, urgency=Urgency.NORMAL, about=about[0],
            about_id=about[1], actor=actor, place=place,
        )  # fmt: skip


def raise_order(order: SupervisionOrder, *, actor: Any, data: Mapping[str, Any]) -> None:
    """建议 or 提醒 becomes binding, with a day; whoever must act is told again."""
    order.mode, order.due_on = data["mode"], data["due_on"]
    order.raised += 1
    order.escalated_days, order.told_at = 0, None


def reopen_order(order: SupervisionOrder, *, actor: Any, data: Mapping[str, Any]) -> None:
    """It was not over after all."""
    order.closed_on = order.replied_on = None
    order.due_on, order.escalated_days, order.told_at = data["due_on"], 0, None


def remove(matter: Listing, *, actor: Any, data: Mapping[str, Any]) -> None:
    """摘牌."""
    matter.removed_on, matter.opinion = clock.today(), data["opinion"]


def relist(matter: Listing, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Back on the list."""
    matter.removed_on = matter.replied_on = None
    matter.due_on, matter.escalated_days, matter.told_at, matter.opinion = data["due_on"], 0, None, ""


def report_result(party: Interviewee, *, actor: Any, data: Mapping[str, Any]) -> None:
    """What came of an interview, as the party tells it."""
    party.result = data["reply"]


def accept_result(party: Interviewee, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Somebody looked, and it is so."""
    party.done_on = clock.today()


def issue_lesson(lesson: Lesson, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Push the lesson to every unit of its kinds and every running enterprise of its sectors, each once."""
    lesson.issued_on = clock.today()
    low, high = code_range(lesson.place_id)
    units = queries.units_of_kinds(lesson.unit_kinds, low, high)
    firms = queries.enterprises_of_sectors(lesson.sectors, low, high)
    common: dict[str, Any] = {"lesson": lesson, "due_on": lesson.due_on}
    rows = [LessonReceipt(unit=unit, place_id=unit.place_id, **common) for unit in units]
    rows += [
        LessonReceipt(enterprise=firm, unit_id=firm.organisation_id, place_id=firm.place_id, **common) for firm in firms
    ]
    writing.add_many(rows, actor=actor, keep_values=False)
    people = queries.people_of({row.unit_id for row in rows if row.unit_id})
    if people:
        due = _("请于 %(day)s 前报告自查情况。") % {"day": lesson.due_on.isoformat()} if lesson.due_on else ""
        send_notice(
            key=f"lesson-{lesson.pk}", topic="lesson", title=_("警示教育：%(title)s") % {"title": lesson.title},
            text=f"{lesson.requirement or lesson.content}\n{due}".strip(), to=people, about="lesson-receipt",
            about_id=None, actor=actor, place=lesson.place_id,
        )  # fmt: skip


def read_lesson(receipt: LessonReceipt, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The unit has read it."""
    receipt.read_at = clock.now()


def check_self(receipt: LessonReceipt, *, actor: Any, data: Mapping[str, Any]) -> None:
    """What the unit found at its own place."""
    receipt.read_at = receipt.read_at or clock.now()
    receipt.checked_on = clock.today()
    receipt.problems, receipt.result = int(data["problems"]), data["result"]


def start_sheet(sheet: Sheet, *, actor: Any, data: Mapping[str, Any]) -> None:
    """Put a version into use. Raises ``Refused`` while another version of the family is in use."""
    other = Sheet.objects.filter(family=sheet.family, status=SheetStatus.IN_FORCE).exclude(pk=sheet.pk).first()
    if other is not None:
        raise Refused(_("同系列的“%(name)s”还在启用，请先停用它。") % {"name": other.name})
    sheet.from_on = sheet.from_on or clock.today()


def revise_sheet(sheet: Sheet, *, actor: Any, data: Mapping[str, Any]) -> None:
    """A draft of the next version with the same items; what was scored by this version stays as it is."""
    number = 1 + (Sheet.objects.filter(family=sheet.family).aggregate(last=Max("revision"))["last"] or 0)
    name = _("%(family)s（第%(number)d版）") % {"family": sheet.family, "number": number}
    if Sheet.objects.filter(name=name).exists():
        raise Refused(_("已经有名为“%(name)s”的评分表。") % {"name": name})
    copied = ("family", "kind_id", "unit_kinds", "pass_score", "all_needed", "source")
    fresh = Sheet(name=name, revision=number, **{field: getattr(sheet, field) for field in copied})
    writing.add(fresh, actor=actor)
    fields = ("position", "part", "content", "criterion", "points", "veto")
    items = [SheetItem(sheet=fresh, **{field: getattr(item, field) for field in fields}) for item in sheet.items.all()]
    writing.add_many(items, actor=actor)


def confirm_assessment(assessment: Assessment, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The score stands."""
    assessment.confirmed_on = clock.today()


def reopen_assessment(assessment: Assessment, *, actor: Any, data: Mapping[str, Any]) -> None:
    """The score is open again."""
    assessment.confirmed_on = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the page gave for one item."""

    met: bool
    points: Decimal | None = None
    remark: str = ""


@transaction.atomic
def answer(assessment: Assessment, given: Mapping[int, Given], *, actor: Any, version: int) -> Assessment:
    """Keep the marks of some items and work out the score; marks given earlier stay.

    Raises ``Refused`` when the assessment is no longer open or a mark is above its item's, ``Conflict`` when somebody
    else has scored in between.
    """
    held = Assessment.objects.select_for_update().select_related("sheet").get(pk=assessment.pk)
    if held.version != version:
        raise writing.Conflict
    if held.status != AssessmentStatus.OPEN:
        raise Refused(_("这份考核已经提交，不能再改分；要改请先退回。"))
    before = writing.values_of(held)
    items = {item.pk: item for item in held.sheet.items.all()}
    known = {one.item_id: one for one in held.answers.all()}
    for key, one in given.items():
        _keep(held, items[key], known.get(key), one)
    marks = [
        rules.Mark(items[one.item_id].points, items[one.item_id].veto, one.met, one.points)
        for one in held.answers.all()
    ]
    _settle(held, marks, len(items))
    writing.change(held, before, actor=actor, act="answer", detail={"_answers": len(given)})
    return held


def _keep(assessment: Assessment, item: SheetItem, known: Answer | None, given: Given) -> None:
    points, met = None, given.met
    if item.points is not None:
        if given.points is None or not 0 <= given.points <= item.points:
            words = {"item": item.position, "most": format(item.points.normalize(), "f")}
            raise Refused(_("第 %(item)d 项的得分应在 0 到 %(most)s 之间。") % words)
        points, met = given.points, given.points == item.points
    row = known or Answer(assessment=assessment, item=item)
    row.met, row.points, row.remark = met, points, given.remark
    row.save()


def _settle(assessment: Assessment, marks: list[rules.Mark], of: int) -> None:
    sheet = assessment.sheet
    result = rules.scored(marks, pass_score=sheet.pass_score, all_needed=sheet.all_needed)
    whole = len(marks) >= of > 0
    assessment.of_items, assessment.answered, assessment.met = of, len(marks), result.met
    assessment.score, assessment.passed = result.score, result.passed if whole else None


@transaction.atomic
def sign(letter: Letter, *, actor: Any, signer: str) -> Letter:
    """The one who should sign does. Raises ``Refused`` when it is signed already."""
    held = Letter.objects.select_for_update().get(pk=letter.pk)
    if held.signed_on is not None:
        words = {"day": held.signed_on.isoformat(), "signer": held.signer or "—"}
        raise Refused(_("这份责任书已于 %(day)s 由 %(signer)s 签订。") % words)
    before = writing.values_of(held)
    held.signed_on, held.signer = clock.today(), signer
    writing.change(held, before, actor=actor, act="sign")
    return held


@transaction.atomic
def enlist(
    drive: LetterRound, *, units: Iterable[Organisation] = (), enterprises: Iterable[Any] = (), actor: Any
) -> int:
    """Put those who should sign on the list, each once; returns how many are new."""
    LetterRound.objects.select_for_update().get(pk=drive.pk)
    listed = list(drive.letters.values_list("unit_id", "enterprise_id"))
    known_units = {unit for unit, firm in listed if firm is None}
    known_firms = {firm for _unit, firm in listed}
    rows = [
        Letter(round=drive, unit=one, place_id=one.place_id, due_on=drive.due_on)
        for one in units
        if one.pk not in known_units
    ]
    rows += [
        Letter(round=drive, enterprise=one, unit_id=one.organisation_id, place_id=one.place_id, due_on=drive.due_on)
        for one in enterprises
        if one.pk not in known_firms
    ]
    writing.add_many(rows, actor=actor, keep_values=False)
    return len(rows)


@transaction.atomic
def spread(programme: Programme, units: Iterable[Organisation], *, actor: Any) -> int:
    """Every unit owes every milestone, each once; returns how many are new."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    known = set(programme.records.values_list("milestone_id", "unit_id"))
    rows = [
        MilestoneRecord(
            programme=programme, milestone=milestone, unit=unit, place_id=unit.place_id, due_on=milestone.due_on
        )
        for unit in units
        for milestone in programme.milestones.all()
        if (milestone.pk, unit.pk) not in known
    ]
    writing.add_many(rows, actor=actor, keep_values=False)
    return len(rows)


def redate_letters(rows: Sequence[Any], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """Letters are due when their round is: a new day of the round is theirs too."""
    for row, earlier in zip(rows, before, strict=True):
        if earlier is not None and row.pk and earlier.get("due_on") != row.due_on:
            Letter.objects.filter(round=row).update(due_on=row.due_on)


def redate_records(rows: Sequence[Any], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """What units owe at a milestone is due when the milestone is."""
    for row, earlier in zip(rows, before, strict=True):
        if earlier is not None and row.pk and earlier.get("due_on") != row.due_on:
            MilestoneRecord.objects.filter(milestone=row).update(due_on=row.due_on)
