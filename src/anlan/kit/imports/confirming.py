"""Writing a preview into its ledger: all rows in one transaction, or none. It must not know how they were judged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple

from django.db import IntegrityError
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit import context
from anlan.base.audit import records as audit
from anlan.base.inserting import insert_values, maker
from anlan.base.places import queries as places
from anlan.kit.documents import numbering
from anlan.kit.imports import matching
from anlan.kit.imports.claims import Claim
from anlan.kit.imports.headers import memory_key
from anlan.kit.imports.intake import Intake, intakes
from anlan.kit.imports.linking import hang
from anlan.kit.imports.models import HeaderMemory, ImportEffect, ImportRow, ImportSession, Kind, State
from anlan.kit.imports.standing import Standing
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing

ACT = "import"
_CHUNK = 2000


class Stale(Exception):
    """The ledger has changed since the preview in a way that touches it; nothing was written."""


def confirm(claim: Claim) -> None:
    """Write the session's rows. On any refusal nothing is written and the session waits for a new preview.

    Everything, the session's own state too, changes in one transaction under the session's lock: a second worker, a
    second click or a killed process finds either nothing done or all done.
    """
    session = ImportSession.objects.select_related("created_by", "confirmed_by").get(pk=claim.session_id)
    claim.tell(5, _("正在准备写入"))
    try:
        work = _Confirmation(session)
        claim.tell(30, _("正在写入 %(count)d 行") % {"count": work.total})
        large = work.total > _CHUNK
        with acting_for(session.confirmed_by), claim.hold() as locked, writing.indexed_later(large):
            work.write()
            work.finish(locked)
    except writing.Barred as barred:
        _give_back(claim, _("没有导入任何一行：%(why)s") % {"why": barred})
    except (Stale, writing.Conflict):
        _give_back(claim, _("预览之后，台账里有相关记录被改动，没有导入任何一行。请重新预览后再确认。"))
    except IntegrityError as clash:
        _give_back(
            claim,
            _("有记录与现有的冲突，没有导入任何一行。请重新预览后再确认。（%(why)s）") % {"why": str(clash)[:120]},
        )
    if session.ledger == "place":
        places.forget()


def acting_for(actor: Any) -> AbstractContextManager[Any]:
    """The audit's surroundings: those of the request or command we run in, else whoever asked the engine for it."""
    return nullcontext() if context.current().request_id else context.acting(actor=actor)


def _give_back(claim: Claim, sentence: str) -> None:
    with claim.hold() as session:
        session.state, session.error, session.stale = State.READY, sentence, True
        session.leased_until_at, session.confirmed_by, session.confirmed_at = None, None, None
        session.save()


class _Item(NamedTuple):
    """What confirming needs of an ``ImportRow``."""

    position: int
    sheet_row: int
    target_id: int | None
    target_version: int | None
    values: dict[str, Any]
    before: dict[str, Any] | None


class _Confirmation:
    def __init__(self, session: ImportSession) -> None:
        self.session = session
        self.ledger: Ledger = ledger_by_code(session.ledger)
        self.model = self.ledger.model
        self.actor = session.confirmed_by
        self.standing = Standing(self.ledger, session.confirmed_by)
        self.intakes: dict[str, Intake] = {one.attname: one for one in intakes(self.ledger, self.standing, {}).values()}
        self.restored = {
            n: one for n, one in self.intakes.items() if one.column.kind in ("date", "moment", "decimal", "terms")
        }
        self.objects: dict[str, dict[Any, Any]] = {}
        self.make = maker(self.model)
        self.linked = [one for one in self.intakes.values() if one.column.field.is_relation]
        self.total = session.counts.get("new", 0) + session.counts.get("changed", 0)
        self.highest: dict[int, int] = {}
        self.pattern = re.compile(rf"{re.escape(self.ledger.number)}-(\d{{4}})-(\d{{1,12}})")

    def _chunks(self, kind: Kind) -> Iterator[list[_Item]]:
        last = -1
        rows = ImportRow.objects.filter(session=self.session, kind=kind).order_by("position")
        while part := [_Item(*row) for row in rows.filter(position__gt=last).values_list(*_Item._fields)[:_CHUNK]]:
            yield part
            last = part[-1].position

    def write(self) -> None:
        """All rows, inside the caller's transaction."""
        touched = [(key, recent) for key, recent in self._touched() if recent]
        for part in self._chunks(Kind.CHANGED):
            self._change(part)
        for part in self._chunks(Kind.NEW):
            self._add(part, touched)
        for year, number in self.highest.items():
            numbering.advance(self.ledger.number, year, number)

    def _touched(self) -> list[tuple[matching.Key, set[tuple[Any, ...]]]]:
        """Keys of rows that came or changed since the preview: a new row must not repeat one of them."""
        recent = self.model._base_manager.filter(updated_at__gte=self.session.read_at)
        changeable = self.standing.changeable().filter(updated_at__gte=self.session.read_at)
        return [
            (key, matching.touched(recent if key.unique else changeable, key)) for key in matching.keys_of(self.ledger)
        ]

    def _change(self, part: Sequence[_Item]) -> None:
        present = {
            row.pk: row
            for row in self.model._base_manager.select_for_update().filter(pk__in=[item.target_id for item in part])
        }
        changes, records = [], []
        for item in part:
            record = present.get(item.target_id)
            if record is None or record.version != item.target_version:
                raise Stale
            before = writing.values_of(record)
            for attname, value in self._values(item).items():
                setattr(record, attname, value)
            records.append(record)
            changes.append(writing.Change(record, before, self._detail(item)))
        self._link(records)
        writing.change_many(changes, actor=self.actor, act=ACT)
        self._keep_effects(part, records)

    def _add(self, part: Sequence[_Item], touched: Sequence[tuple[matching.Key, set[tuple[Any, ...]]]]) -> None:
        records = []
        for item in part:
            values = self._values(item)
            if any(recent and key.of(values, key.attnames) in recent for key, recent in touched):
                raise Stale
            records.append(self.make(values))
        self._link(records)
        self.ledger.prepare(records)
        self._number(records)
        writing.add_many(
            records, actor=self.actor, act=ACT, details=[self._detail(item) for item in part], keep_values=False
        )
        self._keep_effects(part, records)

    def _number(self, records: Sequence[Any]) -> None:
        """Numbers that the sheet brought lift their series, so that no later record is given one of them."""
        if not self.ledger.number:
            return
        for record in records:
            if found := self.pattern.fullmatch(record.number):
                year, number = int(found.group(1)), int(found.group(2))
                self.highest[year] = max(self.highest.get(year, 0), number)
        this_year = clock.today().year
        if this_year in self.highest:
            numbering.advance(self.ledger.number, this_year, self.highest[this_year])
        entry.number_rows(self.ledger, records)

    def _values(self, item: _Item) -> dict[str, Any]:
        values: dict[str, Any] = item.values
        for attname, one in self.restored.items():
            if attname in values:
                values[attname] = one.restored(values[attname])
        return values

    def _detail(self, item: _Item) -> Mapping[str, Any]:
        return {"_import": self.session.pk, "_row": item.sheet_row}

    def _link(self, records: Sequence[Any]) -> None:
        if hang(records, self.linked, self.objects):
            raise Stale

    def _keep_effects(self, part: Sequence[_Item], records: Sequence[Any]) -> None:
        insert_values(
            ImportEffect,
            ("session_id", "sheet_row", "object_id", "version_after", "before", "kept"),
            [
                (self.session.pk, item.sheet_row, record.pk, record.version, item.before, "")
                for item, record in zip(part, records, strict=True)
            ],
        )

    def finish(self, session: ImportSession) -> None:
        """Audit the import as a whole, remember chosen headings, and close the session."""
        counts = dict(session.counts)
        audit.record(
            "import.confirm",
            actor=self.actor,
            kind="import",
            object_id=str(session.pk),
            label=session.name,
            after={"ledger": session.ledger, "sha256": session.sha256, **counts},
        )
        remember(session)
        session.state, session.confirmed_at = State.DONE, clock.now()
        session.error, session.leased_until_at, session.progress, session.progress_words = "", None, 100, ""
        session.save()


def remember(session: ImportSession) -> None:
    """Keep what people took headings for, so that the next file of this kind is read so at once."""
    for header, field in session.mapping.items():
        HeaderMemory.objects.update_or_create(
            ledger=session.ledger,
            header=memory_key(header)[:200],
            defaults={"field": field or "", "chosen_by": session.confirmed_by, "chosen_at": clock.now()},
        )
