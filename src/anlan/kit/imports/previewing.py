"""Reading an uploaded sheet and judging every row of it, stored as the preview. Nothing is written to the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.inserting import insert_values
from anlan.kit.imports import headers, reading, storage
from anlan.kit.imports.cells import Cell, as_text, is_blank
from anlan.kit.imports.claims import Claim
from anlan.kit.imports.drafting import Drafter, Reading
from anlan.kit.imports.intake import known_words, specs
from anlan.kit.imports.judging import Judge, Judged
from anlan.kit.imports.keeping import cells_to_json
from anlan.kit.imports.models import HeaderMemory, ImportRow, ImportSession, Kind, State
from anlan.kit.imports.refusal import Refused
from anlan.kit.imports.sieve import REASONS
from anlan.kit.imports.spool import Spool
from anlan.kit.imports.standing import Standing
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledger_by_code

REMARK = "退回原因"  # the column that the download of refused rows adds
_CHUNK = 2000
_SAMPLES = 3


def preview(claim: Claim) -> None:
    """Read, judge and store; leaves the session ready, or failed with a sentence. Raises ``ClaimLost``."""
    session = ImportSession.objects.select_related("created_by").get(pk=claim.session_id)
    with claim.hold():
        ImportRow.objects.filter(session=session).delete()
    try:
        _Preview(session, claim).run()
    except Refused as refused:
        finish(claim, state=State.FAILED, error=refused.sentence)


def finish(claim: Claim, **changes: Any) -> None:
    """The last write of a piece of work: the session leaves its state and nobody works on it any more."""
    with claim.hold() as session:
        for name, value in (changes | {"leased_until_at": None, "progress": 100, "progress_words": ""}).items():
            setattr(session, name, value)
        session.save()


def memory_of(ledger: str) -> dict[str, str]:
    """What people took headings for before; our own remark column is left out."""
    kept = dict(HeaderMemory.objects.filter(ledger=ledger).values_list("header", "field"))
    return {headers.memory_key(REMARK): ""} | kept


def matched(ledger: Ledger, session: ImportSession, found: Sequence[str]) -> headers.Match:
    """Headings taken for fields: what people chose for this file, then memory, then names."""
    match = headers.match(list(found), specs(ledger), memory_of(ledger.code))
    chosen = {header: field or None for header, field in session.mapping.items() if header in found}
    return match.changed(chosen) if chosen else match


def count(session: ImportSession) -> dict[str, int]:
    """Rows of the preview by what would be done with them."""
    counts = dict.fromkeys(Kind.values, 0)
    rows = ImportRow.objects.filter(session=session).order_by().values_list("kind").annotate(Count("pk"))
    return counts | dict(rows)


class _Preview:
    def __init__(self, session: ImportSession, claim: Claim) -> None:
        self.session, self.claim = session, claim
        self.ledger = ledger_by_code(session.ledger)
        self.standing = Standing(self.ledger, session.created_by)
        self.samples: list[list[str]] = []
        self.total = 0

    def run(self) -> None:
        moment = clock.now()
        self.claim.tell(2, _("正在检查文件"))
        table = reading.open_table(
            storage.path_of(self.session.sha256),
            self.session.sheet or None,
            name=self.session.name,
            known=known_words(self.ledger),
        )
        match = matched(self.ledger, self.session, table.headers)
        if not match.fields:
            raise Refused(_("第 %(row)d 行的表头里没有认得的列名，请对照模板检查。") % {"row": table.header_row[1]})
        drafter = Drafter(self.standing, reading_of(self.session, table, match))
        with Spool() as spool:
            judge = self._judge(drafter, spool, self._draft(table, drafter, spool))
            self._store(judge, spool)
        self._end(table, match, drafter, moment)

    def _draft(self, table: reading.Table, drafter: Drafter, spool: Spool) -> tuple[list[set[Any]], int]:
        """Convert all rows into the spool, so that memory holds only their keys."""
        wanted: list[set[Any]] = [set() for _key in drafter.keys]
        expected = max(sum(info.rows for info in table.sheets if info.name == table.sheet), 1)
        done = 0
        for rows in chunks(table.rows_by_sheet()):
            self.samples = self.samples or _samples(drafter, [cells for _sheet, _number, cells in rows[:50]])
            drafts = drafter.draft(rows)
            for draft in drafts:
                for asked, key in zip(wanted, draft.keys, strict=True):
                    if key is not None:
                        asked.add(key)
            spool.put(drafts)
            done += len(drafts)
            self.claim.tell(min(5 + 45 * done // expected, 50), _("已读取 %(count)d 行") % {"count": done})
        return wanted, done

    def _judge(self, drafter: Drafter, spool: Spool, drafted: tuple[list[set[Any]], int]) -> Judge:
        wanted, self.total = drafted
        judge = Judge(drafter)
        self.claim.tell(52, _("正在与现有记录比对"))
        judge.look_up(wanted)
        return judge

    def _store(self, judge: Judge, spool: Spool) -> None:
        position = 0
        for drafts in spool.take():
            rows = judge.judge(drafts)
            for draft, row in zip(drafts, rows, strict=True):
                row.position = position
                position += 1
                if row.kind == Kind.REFUSED or draft.mark in self.session.repairs:
                    row.cells = cells_to_json(draft.cells)
            with self.claim.hold():
                insert_values(
                    ImportRow, ("session_id", *Judged.__slots__), [(self.session.pk, *row.stored()) for row in rows]
                )
            self.claim.tell(52 + 46 * position // self.total, _("已比对 %(count)d 行") % {"count": position})

    def _end(self, table: reading.Table, match: headers.Match, drafter: Drafter, moment: Any) -> None:
        notes = [*table.notes, *self._notes(table, drafter)]
        finish(
            self.claim,
            state=State.READY,
            error="",
            stale=False,
            read_at=moment,
            sheet=self.session.sheet,
            sheets=[
                {
                    "name": s.name,
                    "rows": s.rows,
                    "hidden": s.hidden,
                    "read": s.name == table.sheet,
                    "alike": s.same_shape,
                }
                for s in table.sheets
            ],
            titles=list(table.titles),
            header_first=table.header_row[0],
            header_last=table.header_row[1],
            context=asdict(table.context()),
            samples=self.samples,
            columns=[[column.header, column.field, column.how] for column in match.columns],
            notes=notes,
            counts=count(self.session),
        )

    def _notes(self, table: reading.Table, drafter: Drafter) -> list[str]:
        said = []
        if table.dropped:
            parts = [f"{REASONS[reason]} {number}" for reason, number in table.dropped.items()]
            said.append(_("没有当作记录的行：%(parts)s。") % {"parts": "、".join(parts)})
        for name, number in table.filled_down.items():
            said.append(_("“%(column)s”按合并单元格或“同上”补了 %(count)d 格。") % {"column": name, "count": number})
        for name, number in drafter.unlinked.items():
            one = drafter.intakes[name]
            other = drafter.intakes[self.ledger.unlinked[name]].label
            said.append(
                _("“%(column)s”有 %(count)d 行没有对应的一项，原文记在“%(other)s”。")
                % {"column": one.label, "count": number, "other": other}
            )
        place = self.ledger.scope.place
        if place in drafter.intakes and place not in match_names(drafter) and self.standing.default_place:
            said.append(_("表里没有“%(label)s”，新增的行都记在您的辖区。") % {"label": drafter.intakes[place].label})
        return said


def _samples(drafter: Drafter, rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The first few different contents of each column, masked where its field is."""
    masks = {
        index: drafter.intakes[name].mask for name, index in drafter.reading.fields.items() if name in drafter.intakes
    }
    found = []
    for index in range(len(drafter.reading.headers)):
        texts = dict.fromkeys(as_text(row[index], lines=False)[:40] for row in rows if not is_blank(row[index]))
        mask = masks.get(index)
        found.append([mask(text) if mask else text for text in list(texts)[:_SAMPLES]])
    return found


def match_names(drafter: Drafter) -> set[str]:
    """Fields that the sheet has, a village column counting as its place."""
    return {name.rstrip("+") for name in drafter.reading.fields}


def reading_of(session: ImportSession, table: reading.Table, match: headers.Match) -> Reading:
    """How the opened table is to be read under the session's choices."""
    return Reading(
        fields=match.fields,
        headers=table.headers,
        units=match.units(),
        context=table.context(),
        coordinates=session.coordinates,
        clear_empty=session.clear_empty,
        repairs=session.repairs,
    )


def chunks(rows: Iterator[Any], size: int = _CHUNK) -> Iterator[list[Any]]:
    """The rows in lists of ``size``."""
    while part := list(islice(rows, size)):
        yield part
