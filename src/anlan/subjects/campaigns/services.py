"""What the moves of campaigns and tasks do, and the passing down of a task. Each runs on the locked row inside the
move's transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.base.places import codes
from anlan.base.places.models import PlaceLevel
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.choices import Urgency
from anlan.kit.records import writing
from anlan.subjects.campaigns.choices import OPEN, Stage, TaskStatus
from anlan.subjects.campaigns.models import Campaign, Task, TaskExtension
from anlan.subjects.campaigns.telling import tell

FIRM = "enterprise"
BELOW = {4: PlaceLevel.COUNTY, 6: PlaceLevel.TOWN, 9: PlaceLevel.VILLAGE}
"""Digits of a territory → level of those that its tasks are passed down to: city to county, to town, to village."""


def start(campaign: Campaign, *, actor: Any, data: dict[str, Any]) -> None:
    """The first day it really runs stays when it is taken up again."""
    campaign.started_on = campaign.started_on or clock.today()
    campaign.ended_on = None


def end(campaign: Campaign, *, actor: Any, data: dict[str, Any]) -> None:
    """A campaign ends after its strands. Raises ``Refused`` while one runs."""
    running = campaign.strands.filter(stage=Stage.RUNNING).values_list("name", flat=True)
    if names := list(running[:3]):
        raise Refused(_("子行动还在进行：%(names)s。请先结束子行动。") % {"names": "、".join(names)})
    campaign.ended_on = clock.today()
    campaign.summary = data.get("summary") or campaign.summary


def order(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """下达: from today the responsible organisation has it on its list."""
    task.due_on = data.get("due_on") or task.due_on
    task.ordered_on = clock.today()
    if data.get("opinion"):
        task.requirement = "\n".join(part for part in (task.requirement, data["opinion"]) if part)
    _tell_ordered([task], actor)


def _tell_ordered(tasks: Sequence[Task], actor: Any) -> None:
    first = tasks[0]
    day = first.due_on.isoformat() if first.due_on else _("未定")
    tell(
        [task.organisation for task in tasks],
        key=f"task-order-{first.pk}-{first.version}",
        title=_("新任务：%(content)s") % {"content": first.content[:60]},
        text=_("%(content)s 完成时限：%(day)s。请登录签收办理。") % {"content": first.content, "day": day},
        about="task",
        about_id=first.pk if len(tasks) == 1 else None,
        actor=actor,
    )


def receive(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """签收."""
    task.received_at = clock.now()


def report_progress(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """What was done stands in the record's history; here only how far it is. Parts tell it themselves."""
    if data.get("progress") is not None and not _parts(task).exists():
        task.progress = data["progress"]
    task.progress_at = clock.now()


def submit(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """报请验收. Raises ``Refused`` while a part that was passed down is not done."""
    left = _parts(task).exclude(status=TaskStatus.DONE).count()
    if left:
        raise Refused(_("还有 %(count)d 项分解任务没有完成，不能报请验收。") % {"count": left})
    done = data.get("completed_on") or clock.today()
    if task.ordered_on is not None and done < task.ordered_on:
        raise Refused(_("完成日期不能早于下达日期 %(day)s。") % {"day": task.ordered_on.isoformat()})
    task.completed_on, task.result = done, data.get("result") or task.result
    task.submitted_at, task.submitted_by = clock.now(), actor
    if task.extension_asked:
        _decide(task, actor, {"opinion": _("已报请验收，申请自动撤回。")}, granted=False)


def accept(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """验收通过."""
    task.completed_on = task.completed_on or clock.today()
    task.progress = 100
    _tell_parent(task, actor, done=1, counted=1)


def send_back(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """退回: what was reported does not count."""
    task.completed_on = task.submitted_by = task.submitted_at = None
    task.returned += 1
    tell(
        [task.organisation],
        key=f"task-return-{task.pk}-{task.returned}",
        title=_("任务被退回：%(content)s") % {"content": task.content[:60]},
        text=_("退回意见：%(opinion)s") % {"opinion": data.get("opinion", "")},
        about="task",
        about_id=task.pk,
        actor=actor,
    )


def reopen(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """It was not done after all."""
    task.completed_on = task.submitted_by = task.submitted_at = None
    task.progress = 0
    _tell_parent(task, actor, done=0, counted=1)


def cancel(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """撤销. Raises ``Refused`` while parts of it are still with others."""
    if _parts(task).filter(status__in=OPEN).exists():
        raise Refused(_("还有分解下去的任务没有办完，请先逐项撤销。"))
    task.extension_asked = False
    _tell_parent(task, actor, done=0, counted=0)


def urge(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """催办."""
    task.urged += 1
    late = task.due_on is not None and task.due_on < clock.today()
    word = _("已超期") if late else _("请抓紧")
    tell(
        [task.organisation],
        key=f"task-urge-{task.pk}-{task.urged}",
        title=_("催办（%(word)s）：%(content)s") % {"word": word, "content": task.content[:60]},
        text=data.get("opinion") or _("请尽快办理并报请验收。"),
        about="task",
        about_id=task.pk,
        actor=actor,
        urgency=Urgency.NORMAL,
    )


def ask_extension(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """The old deadline stands until the request is granted."""
    if task.due_on is not None and data["new_due_on"] <= task.due_on:
        raise Refused(_("申请的期限必须晚于原期限 %(day)s。") % {"day": task.due_on.isoformat()})
    TaskExtension.objects.create(
        task=task,
        asked_by=actor,
        asked_at=clock.now(),
        reason=data["reason"],
        old_due_on=task.due_on,
        new_due_on=data["new_due_on"],
    )
    task.extension_asked = True


def grant_extension(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """The deadline moves to the day asked for."""
    task.due_on = _decide(task, actor, data, granted=True).new_due_on


def refuse_extension(task: Task, *, actor: Any, data: dict[str, Any]) -> None:
    """The deadline stays."""
    _decide(task, actor, data, granted=False)


def _decide(task: Task, actor: Any, data: dict[str, Any], *, granted: bool) -> TaskExtension:
    extension = task.extensions.filter(granted=None).latest("asked_at")
    extension.granted = granted
    extension.decided_by, extension.decided_at = actor, clock.now()
    extension.opinion = data.get("opinion", "")
    extension.save()
    task.extension_asked = False
    return extension


def _parts(task: Task) -> QuerySet[Task]:
    """What was passed down and not taken back."""
    return Task.objects.filter(parent_id=task.pk).exclude(status=TaskStatus.CANCELLED)


def _tell_parent(task: Task, actor: Any, *, done: int, counted: int) -> None:
    """The whole is as far as its parts: this one, as it is about to be written, and the others as they stand.

    Whoever comes second waits here for the parent's lock, and then counts what the first has written.
    """
    if task.parent_id is None:
        return
    parent = Task.objects.select_for_update(of=("self",)).get(pk=task.parent_id)
    others = _parts(parent).exclude(pk=task.pk)
    total = others.count() + counted
    finished = others.filter(status=TaskStatus.DONE).count() + done
    before = writing.values_of(parent)
    parent.progress = finished * 100 // total if total else 0
    parent.progress_at = clock.now()
    writing.change(parent, before, actor=actor, act="parts")


def assignable(task: Task) -> QuerySet[Organisation]:
    """Organisations one level below that have no part yet: governments of counties and towns, committees of villages.

    An office within the government of its own place is none: the task is its government's.
    """
    place = task.organisation.place_id
    level = BELOW.get(len(codes.prefix(place)))
    if level is None:
        return Organisation.objects.none()
    low, high = codes.code_range(place)
    return (
        Organisation.objects.filter(place_id__gte=low, place_id__lt=high, place__level=level, active=True)
        .exclude(kind__code=FIRM)
        .exclude(superior__place_id=F("place_id"))
        .exclude(pk__in=_parts(task).values("organisation"))
        .order_by("place_id", "id")
    )


def divide(task: Task, organisations: Sequence[int], *, content: str, due_on: date, actor: Any) -> list[Task]:
    """分解下达: one part for each organisation, given at once. Raises ``Refused`` where one has a part already."""
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=task.pk)
        if held.status != TaskStatus.WORKING:
            raise Refused(_("只有办理中的任务可以分解下达。"))
        bodies = list(assignable(held).filter(pk__in=organisations))
        if len(bodies) != len(set(organisations)) or not bodies:
            raise Refused(_("有单位已经分到这项任务，或不在可下达的范围内。请刷新后重选。"))
        parts = [_part(held, body, content, due_on) for body in bodies]
        entry.number_rows(ledger_by_code("task"), parts)
        writing.add_many(parts, actor=actor, act="divide")
        _recount(held, actor)
        _tell_ordered(parts, actor)
    return parts


def _part(whole: Task, body: Organisation, content: str, due_on: date) -> Task:
    return Task(
        content=content,
        requirement=whole.requirement,
        campaign_id=whole.campaign_id,
        measure_id=whole.measure_id,
        document_id=whole.document_id,
        meeting_id=whole.meeting_id,
        sector_id=whole.sector_id,
        group_id=whole.group_id,
        line_id=whole.line_id,
        parent=whole,
        organisation=body,
        assigner=whole.organisation,
        due_on=due_on,
        ordered_on=clock.today(),
        status=TaskStatus.ORDERED,
    )


def _recount(parent: Task, actor: Any) -> None:
    """New parts make the whole less finished than it was."""
    parts = _parts(parent)
    before = writing.values_of(parent)
    total = parts.count()
    parent.progress = parts.filter(status=TaskStatus.DONE).count() * 100 // total if total else parent.progress
    parent.progress_at = clock.now()
    writing.change(parent, before, actor=actor, act="parts")
