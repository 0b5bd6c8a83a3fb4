"""One process of the fault trials: checks that all that earlier killed processes left is whole, says ``go``, and works.

Run by ``trials.py``, never by hand: ``victim.py WORK FOLDER ROUND``. It prints one line of JSON with what it found
before it works, and may be killed at any instant after that. It sets up nothing but Django itself, since it dies.
"""

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

ROWS = 1200
PIECES, PIECE = 400, 65_536


def main(work: str, folder: Path, round_number: int) -> None:
    django.setup()
    from anlan.base import clock

    # Each round lies five minutes after the one before, so that whatever a killed process held has run out.
    clock.set_for_tests(clock.at("2026-11-22 08:00") + timedelta(minutes=5 * round_number))
    checks, labour = {
        "import": (imports_whole, next_step),
        "upload": (uploads_whole, upload),
        "seal": (seals_whole, seal),
    }[work]
    found = checks(folder)
    print(json.dumps(found), flush=True)
    labour(folder, round_number)
    print("done", flush=True)


def prepare(folder: Path) -> None:
    """The little county and the sheet that all rounds import."""
    from django.core.management import call_command

    from tests import factories
    from tests.kit.imports.ledgers import a_row, hazard_sheet

    call_command("migrate", verbosity=0)
    factories.a_world()
    hazard_sheet(folder / "sheet.xlsx", [a_row(number) for number in range(ROWS)])


# Imports -------------------------------------------------------------------------------------------------------------


def imports_whole(folder: Path) -> dict[str, Any]:
    """Every session has all of its effects or none of them, in the ledger, the audit, the search index and itself."""
    from django.db import connection

    from anlan.base.audit.models import AuditEntry
    from anlan.kit.imports.models import ImportEffect, ImportRow, ImportSession, State
    from anlan.subjects.hazards.models import Hazard

    faults, states = [], {}
    standing = 0
    for session in ImportSession.objects.order_by("pk"):
        states[session.state] = states.get(session.state, 0) + 1
        written = session.state in (State.DONE, State.UNDOING, State.UNDONE)
        there = session.state in (State.DONE, State.UNDOING)
        standing += ROWS * there
        acts = {
            act: AuditEntry.objects.filter(act=f"hazard.{act}", **{f"{side}___import": session.pk}).count()
            for act, side in (("import", "after"), ("undo", "before"))
        }
        expected = {"import": ROWS * written, "undo": ROWS * (session.state == State.UNDONE)}
        if acts != expected:
            faults.append(f"session {session.pk} {session.state}: audit {acts}")
        effects = ImportEffect.objects.filter(session=session)
        if effects.count() != ROWS * written:
            faults.append(f"session {session.pk} {session.state}: {effects.count()} effects")
        alive = Hazard.objects.filter(pk__in=effects.values("object_id")).count()
        if alive != ROWS * there:
            faults.append(f"session {session.pk} {session.state}: {alive} rows")
        rows = ImportRow.objects.filter(session=session).count()
        if session.state not in (State.UPLOADED, State.READING) and rows != ROWS:
            faults.append(f"session {session.pk} {session.state}: {rows} rows of the preview")
    hazards = Hazard.objects.filter(content__startswith="配电箱未接地")
    numbers = set(hazards.values_list("number", flat=True))
    if (hazards.count(), len(numbers)) != (standing, standing):
        faults.append(f"{hazards.count()} hazards with {len(numbers)} numbers, {standing} expected")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_hazard")
        indexed = cursor.fetchone()[0]
    if indexed != Hazard.objects.count():
        faults.append(f"{indexed} rows can be searched of {Hazard.objects.count()}")
    return {"faults": faults, "states": states}


def next_step(folder: Path, round_number: int) -> None:
    """Whatever the latest session waits for; a new one after it was undone."""
    from anlan.base.people import roles
    from anlan.base.people.models import User
    from anlan.kit.imports import sessions
    from anlan.kit.imports.models import ImportSession, State
    from anlan.kit.ledger.registry import ledger_by_code

    actor = User.objects.get(postings__role__code=roles.TOWNSHIP, postings__place="990121100000")
    session = ImportSession.objects.order_by("-pk").first()
    if session is None or session.state == State.UNDONE:
        session = sessions.upload_file(ledger_by_code("hazard"), folder / "sheet.xlsx", actor=actor)
    elif session.state == State.READY:
        sessions.ask_confirm(session, actor=actor)
    elif session.state == State.DONE:
        sessions.ask_undo(session, actor=actor)
    elif session.state == State.FAILED:
        raise RuntimeError(session.error)
    sessions.work(session.pk)


# Uploads -------------------------------------------------------------------------------------------------------------


def pieces(round_number: int) -> Iterator[bytes]:
    """A file of 25 MB that differs from round to round and trickles in, as over a slow line."""
    for number in range(PIECES):
        time.sleep(0.001)
        yield hashlib.sha256(f"{round_number}:{number}".encode()).digest() * (PIECE // 32)


def uploads_whole(folder: Path) -> dict[str, Any]:
    """Every session's file is there and is what its name says; nothing else but pieces stands in the folder."""
    from anlan.kit.imports import storage
    from anlan.kit.imports.models import ImportSession

    faults = []
    for session in ImportSession.objects.all():
        path = storage.path_of(session.sha256)
        if not path.exists() or path.stat().st_size != session.size:
            faults.append(f"session {session.pk}: its file is missing or cut off")
    kept = [path for path in storage.folder().rglob("*") if path.is_file()] if storage.folder().exists() else []
    for path in kept:
        if path.name.startswith(".part-"):
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            faults.append(f"{path.name}: the content is another")
    left = sum(path.name.startswith(".part-") for path in kept)
    return {"faults": faults, "states": {"sessions": ImportSession.objects.count(), "pieces": left}}


def upload(folder: Path, round_number: int) -> None:
    from anlan.base import clock
    from anlan.kit.imports import sessions, storage
    from anlan.kit.ledger.registry import ledger_by_code

    storage.sweep(-1, clock.now().timestamp() + 10**9)
    sessions.upload(ledger_by_code("hazard"), f"{round_number}.xlsx", pieces(round_number), actor=None)


# Sealing -------------------------------------------------------------------------------------------------------------


def seals_whole(folder: Path) -> dict[str, Any]:
    """The chain holds, and each entry is sealed at most once."""
    from anlan.base.audit.models import AuditBlock, AuditEntry
    from anlan.base.audit.verifying import verify

    verdict = verify()
    faults = [str(finding) for finding in verdict.findings]
    sealed = sum(AuditBlock.objects.values_list("count", flat=True))
    if sealed > AuditEntry.objects.count():
        faults.append(f"{sealed} entries sealed of {AuditEntry.objects.count()}")
    return {"faults": faults, "states": {"blocks": AuditBlock.objects.count(), "sealed": sealed}}


def seal(folder: Path, round_number: int) -> None:
    """Write and seal, again and again."""
    from anlan.base.audit.records import Entry, record_many
    from anlan.base.audit.sealing import seal as seal_now

    for turn in range(20):
        record_many(
            [Entry("trial.write", None, "trial", str(number), f"{round_number}-{turn}") for number in range(100)]
        )
        seal_now()


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        django.setup()
        prepare(Path(sys.argv[2]))
    else:
        main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
