"""The pasts of recent hazards: what the audit would hold of each move, and photographs before and after."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from anlan.base.audit.models import AuditEntry
from anlan.base.text import mask_phone
from anlan.demo import photographs
from anlan.demo.filing import course, moment
from anlan.demo.histories import Step, Story
from anlan.demo.staff import Staff
from anlan.kit.files import services
from anlan.kit.files.models import Attachment
from anlan.kit.files.services import Received
from anlan.subjects.hazards.flows import rectification
from anlan.subjects.hazards.models import Hazard

Told = tuple[Hazard, Story]


def write_audit(told: Iterable[Told], staff: Staff) -> int:
    """Entries of the registration and of every move, in the order of time."""
    entries = [entry for row, story in told for entry in _entries(row, story, staff)]
    entries.sort(key=lambda entry: (entry.at, entry.object_id))
    AuditEntry.objects.bulk_create(entries, batch_size=1000)
    return len(entries)


def _entries(row: Hazard, story: Story, staff: Staff) -> Iterator[AuditEntry]:
    clerk = staff.town_users[story.subject.town]
    facts = {
        "number": row.number,
        "content": row.content,
        "found_on": row.found_on.isoformat(),
        "level": row.level,
        "mode": row.mode,
        "person": row.person,
        "phone": mask_phone(row.phone),
        "status": "found",
    }
    yield _entry(row, "add", row.created_at, row.created_by, None, facts)
    moves = {move.code: move for move in rectification.moves}
    state, due = "found", None
    for step, at in course(row.number, row.created_at, story):
        move = moves[step.move]
        actor = staff.users["enforcement"] if step.move in ("pass", "close") and row.level == "major" else clerk
        before: dict[str, Any] = {}
        after = _said(step)
        if move.target is not None and move.target != state:
            before["status"], after["status"] = str(state), str(move.target)
            state = move.target
        if step.move == "order":
            before["due_on"], after["due_on"], due = None, _day(step), step.until
        if step.move == "grant" and row.due_on != due:
            before["due_on"], after["due_on"] = due and due.isoformat(), row.due_on and row.due_on.isoformat()
        yield _entry(row, step.move, at, actor, before, after)


def _said(step: Step) -> dict[str, Any]:
    """What the move's form asked for, as `kit.flow` keeps it."""
    if step.move == "order":
        return {"_due_on": _day(step), "_opinion": step.words}
    if step.move in ("submit", "fix"):
        return {"_rectified_on": step.on.isoformat(), "_measure": step.words}
    if step.move == "extend":
        return {"_new_due_on": _day(step), "_reason": step.words}
    return {"_opinion": step.words} if step.words else {"_move": step.move}


def _day(step: Step) -> str | None:
    return step.until.isoformat() if step.until else None


def _entry(
    row: Hazard, act: str, at: datetime, actor: Any, before: dict[str, Any] | None, after: dict[str, Any]
) -> AuditEntry:
    return AuditEntry(
        at=at,
        actor=actor,
        actor_name=actor.name,
        act=f"hazard.{act}",
        kind="hazard",
        object_id=str(row.pk),
        label=str(row)[:200],
        before=before,
        after=after,
        address=f"10.21.{actor.pk % 200}.{row.pk % 200 + 20}",
    )


def hang_photographs(told: Iterable[Told], staff: Staff) -> int:
    """Before-pictures for all, after-pictures for what was rectified; a few dozen files stand behind all of them."""
    album = _album()
    rows = []
    for row, story in told:
        rng = random.Random(f"photographs {row.number}")
        if rng.random() < 0.12:
            continue  # nobody took one
        motif = photographs.motif_for(story.text.category, rng.randrange(4))
        clerk = staff.town_users[story.subject.town]
        variant = rng.randrange(photographs.VARIANTS)
        rows.append(_attachment(row, album[motif, False, variant], "before", row.created_at, clerk))
        if story.rectified_on is not None:
            at = moment(story.rectified_on, rng)
            rows.append(_attachment(row, album[motif, True, variant], "after", at, clerk))
    Attachment.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _album() -> dict[tuple[str, bool, int], Received]:
    return {
        (motif, after, variant): services.receive(
            [photographs.photograph(motif, after=after, variant=variant)], "整改后.jpg" if after else "整改前.jpg"
        )
        for motif in photographs.MOTIFS
        for after in (False, True)
        for variant in range(photographs.VARIANTS)
    }


def _attachment(row: Hazard, picture: Received, slot: str, at: datetime, actor: Any) -> Attachment:
    return Attachment(
        kind="hazard",
        object_id=row.pk,
        slot=slot,
        sha256=picture.sha256,
        name=picture.name,
        size=picture.size,
        media_type=picture.facts.media_type,
        width=picture.facts.width,
        height=picture.facts.height,
        uploaded_by=actor,
        uploaded_at=at,
    )
