"""What people and the engine do with import sessions: upload, choose, repair, confirm, undo, and the work in between.

It must not know pages or commands.
"""

import gc
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import records as audit
from anlan.base.people import access, roles
from anlan.kit.imports import claims, confirming, previewing, repairing, storage, undoing
from anlan.kit.imports.claims import Claim, ClaimLost
from anlan.kit.imports.intake import specs
from anlan.kit.imports.models import ImportRow, ImportSession, State
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code

log = logging.getLogger("anlan.imports")

AT_ONCE_BYTES = 200_000  # a sheet of about 2,000 rows; larger ones are read by the engine
AT_ONCE_ROWS = 2000
_READING = (State.UPLOADED, State.READING)


class NotNow(Exception):
    """The session is not in a state for this; the message is a sentence."""


def upload(ledger: Ledger, name: str, pieces: Iterable[bytes], *, actor: Any, sheet: str = "") -> ImportSession:
    """Keep a file and open a session for it. Raises ``refusal.Refused`` for a file that is too large."""
    sha256, size = storage.keep(pieces)
    return open_session(ledger, name, sha256, size, actor=actor, sheet=sheet)


def open_session(
    ledger: Ledger, name: str, sha256: str, size: int, *, actor: Any, sheet: str = "", clear_empty: bool = False
) -> ImportSession:
    """A session for a file that is kept already."""
    name = PurePath(name.replace("\\", "/")).name.replace("\x00", "")[-150:] or "?"
    with transaction.atomic():
        session = ImportSession.objects.create(
            ledger=ledger.code,
            name=name,
            sha256=sha256,
            size=size,
            created_by=actor,
            sheet=sheet,
            clear_empty=clear_empty,
        )
        audit.record(
            "import.upload",
            actor=actor,
            kind="import",
            object_id=str(session.pk),
            label=name,
            after={"ledger": ledger.code, "sha256": sha256, "size": size},
        )
    return session


def upload_file(ledger: Ledger, path: Path, *, actor: Any, sheet: str = "", clear_empty: bool = False) -> ImportSession:
    """As ``upload``, from a file on this machine."""
    sha256, size = storage.keep_file(path)
    return open_session(ledger, path.name, sha256, size, actor=actor, sheet=sheet, clear_empty=clear_empty)


def visible(user: Any, ledger: Ledger) -> QuerySet[ImportSession]:
    """A person's own sessions of a ledger; the safety-committee office sees everybody's."""
    rows = ImportSession.objects.filter(ledger=ledger.code).select_related("created_by", "confirmed_by", "undone_by")
    if not access.can(user, f"{ledger.code}.import"):
        return rows.none()
    held = set(user.postings.values_list("role__code", flat=True))
    return rows if roles.SAFETY_OFFICE in held else rows.filter(created_by=user)


def choose(session: ImportSession, choices: Mapping[str, str], **options: Any) -> None:
    """Take headings for fields as a person says ("" leaves one out), or change sheet or options, and read again."""
    known = {spec.name for spec in specs(ledger_by_code(session.ledger))}
    headings = {header for header, _field, _how in session.columns}
    chosen = {header: field for header, field in choices.items() if header in headings and field in {*known, ""}}
    taken = [field for field in chosen.values() if field]
    if len(taken) != len(set(taken)):
        raise NotNow(_("有两列对应了同一个字段，请只留一列。"))
    with _locked(session, State.READY, State.FAILED) as fresh:
        if options.get("sheet", fresh.sheet) != fresh.sheet:
            fresh.mapping, fresh.repairs, chosen = {}, {}, {}
        for name, value in options.items():
            setattr(fresh, name, value)
        fresh.mapping = {**fresh.mapping, **chosen}
        _start_reading(fresh)


def read_again(session: ImportSession) -> None:
    """Preview the file once more, as when the ledger has changed under it."""
    with _locked(session, State.READY, State.FAILED) as fresh:
        _start_reading(fresh)


def repair(session: ImportSession, row_id: int, texts: Mapping[str, str]) -> ImportRow:
    """Put typed texts in place of a row's cells and judge that row anew."""
    with _locked(session, State.READY) as fresh:
        row = ImportRow.objects.filter(session=fresh, pk=row_id).exclude(cells=None).first()
        if row is None:
            raise NotNow(_("这一行已不在预览里，请刷新页面。"))
        mark = f"{row.sheet}!{row.sheet_row}"
        fresh.repairs = {**fresh.repairs, mark: {**fresh.repairs.get(mark, {}), **texts}}
        repairing.judge_again(fresh, row)
        fresh.counts = previewing.count(fresh)
        fresh.save(update_fields=["repairs", "counts"])
    return row


def ask_confirm(session: ImportSession, *, actor: Any) -> None:
    """Say that the preview may be written. Saying it twice changes nothing."""
    with transaction.atomic():
        fresh = ImportSession.objects.select_for_update().get(pk=session.pk)
        if fresh.state in (State.CONFIRMING, State.DONE):
            return
        if fresh.state != State.READY or fresh.stale:
            raise NotNow(_("预览已过时或还没有完成，不能确认。请重新预览。"))
        if not fresh.counts.get("new") and not fresh.counts.get("changed"):
            raise NotNow(_("没有可以导入的行。"))
        fresh.state, fresh.confirmed_by, fresh.error = State.CONFIRMING, actor, ""
        fresh.leased_until_at, fresh.progress, fresh.progress_words = None, 0, ""
        fresh.save()


def ask_undo(session: ImportSession, *, actor: Any) -> None:
    """Say that a confirmed import is to be undone. Saying it twice changes nothing."""
    with transaction.atomic():
        fresh = ImportSession.objects.select_for_update().get(pk=session.pk)
        if fresh.state in (State.UNDOING, State.UNDONE):
            return
        if fresh.state != State.DONE:
            raise NotNow(_("只有已导入的才能撤销。"))
        fresh.state, fresh.undone_by, fresh.leased_until_at, fresh.progress = State.UNDOING, actor, None, 0
        fresh.save()


def drop(session: ImportSession) -> None:
    """Give a preview up; its rows go, the session stays in the list."""
    with _locked(session, State.UPLOADED, State.READY, State.FAILED) as fresh:
        fresh.state = State.DROPPED
        fresh.save()
        ImportRow.objects.filter(session=fresh).delete()


def waiting() -> QuerySet[ImportSession]:
    """Sessions with work that nobody does at the moment, oldest first."""
    rows = ImportSession.objects.filter(Q(state__in=(*_READING, State.CONFIRMING, State.UNDOING)), claims.free())
    return rows.order_by("id")


def work(session_id: int) -> None:
    """Do what the session waits for, if anything does; returns when done, given back, or taken by another worker."""
    for sources, state, labour, failed in (
        (_READING, State.READING, previewing.preview, State.FAILED),
        ((State.CONFIRMING,), State.CONFIRMING, confirming.confirm, State.READY),
        ((State.UNDOING,), State.UNDOING, undoing.undo, State.DONE),
    ):
        claim = claims.claim(session_id, sources, state)
        if claim is not None:
            with _without_collection():
                _labour(claim, labour, failed)
            return


def at_once(session: ImportSession) -> bool:
    """Is the next step small enough to be done while the person waits?"""
    if session.state in _READING:
        return bool(session.size <= AT_ONCE_BYTES)
    return bool(session.counts.get("new", 0) + session.counts.get("changed", 0) <= AT_ONCE_ROWS)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Leave the search for cycles of garbage to afterwards: it took a third of the time, and rows make none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _labour(claim: Claim, labour: Any, failed: State) -> None:
    try:
        labour(claim)
    except ClaimLost:
        log.info("import %s: another worker has taken over", claim.session_id)
    except (OperationalError, InterfaceError):
        log.exception("import %s: the database failed; it will be tried again", claim.session_id)
        raise
    except Exception:
        log.exception("import %s failed in %s", claim.session_id, claim.state)
        sentence = _("程序出错，没有写入任何记录。请把“导入 %(number)d”告诉管理员。") % {"number": claim.session_id}
        try:
            previewing.finish(claim, state=failed, error=sentence, stale=failed == State.READY)
        except ClaimLost:
            log.warning("import %s: could not be given back", claim.session_id)


def _start_reading(session: ImportSession) -> None:
    session.state, session.error, session.stale = State.UPLOADED, "", False
    session.progress, session.progress_words, session.leased_until_at = 0, "", None
    session.save()


@contextmanager
def _locked(session: ImportSession, *states: State) -> Iterator[ImportSession]:
    """A transaction with the session locked in one of the states. Raises ``NotNow``."""
    with transaction.atomic():
        fresh = ImportSession.objects.select_for_update().get(pk=session.pk)
        if fresh.state not in states:
            raise NotNow(_("这次导入现在是“%(state)s”，不能这样做。") % {"state": fresh.get_state_display()})
        yield fresh


def clear_pieces() -> int:
    """Clear away what uploads cut off by a crash left on disk, an hour old or more."""
    return storage.sweep(3600, clock.now().timestamp())
