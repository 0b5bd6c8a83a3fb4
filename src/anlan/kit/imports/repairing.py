"""Judging one row of a preview anew, after somebody typed into it. It must not write to the ledger."""

from typing import Any

from django.utils.translation import gettext as _

from anlan.kit.imports import headers
from anlan.kit.imports.context import Context
from anlan.kit.imports.drafting import Draft, Drafter, Reading
from anlan.kit.imports.judging import Judge, Judged
from anlan.kit.imports.keeping import cells_from_json
from anlan.kit.imports.models import ImportRow, ImportSession, Kind
from anlan.kit.imports.standing import Standing
from anlan.kit.ledger.registry import ledger_by_code


def judge_again(session: ImportSession, row: ImportRow) -> None:
    """Judge a stored row with the session's repairs and save it."""
    ledger = ledger_by_code(session.ledger)
    drafter = Drafter(Standing(ledger, session.created_by), _reading(session))
    (draft,) = drafter.draft([(row.sheet, row.sheet_row, cells_from_json(row.cells or []))])
    judge = Judge(drafter)
    judge.look_up([{key} if key is not None else set() for key in draft.keys])
    (judged,) = judge.judge([draft])
    double = _double(session, row, draft, judge, judged)
    if double is not None and judged.kind != Kind.REFUSED:
        judged.kind, judged.values, judged.before = Kind.REFUSED, {}, None
        judged.reasons = [
            drafter.reason(drafter.keys[0].names[0], _("与第 %(row)d 行重复。") % {"row": double.sheet_row})
        ]
    for name in ("kind", "target_id", "target_version", "values", "before", "reasons"):
        setattr(row, name, getattr(judged, name))
    row.save()


def _reading(session: ImportSession) -> Reading:
    found = [header for header, _field, _how in session.columns]
    fields = {field: index for index, (_header, field, _how) in enumerate(session.columns) if field}
    units = {field: headers.unit_of(found[index]) for field, index in fields.items()}
    return Reading(
        fields=fields,
        headers=found,
        units={field: unit for field, unit in units.items() if unit},
        context=Context(session.context.get("year"), session.context.get("date_1904", False)),
        coordinates=session.coordinates,
        clear_empty=session.clear_empty,
        repairs=session.repairs,
    )


def _double(session: ImportSession, row: ImportRow, draft: Draft, judge: Judge, judged: Judged) -> Any:
    """Another row of the preview that means the same record."""
    others = ImportRow.objects.filter(session=session).exclude(pk=row.pk)
    if judged.target_id is not None:
        return others.filter(target_id=judged.target_id, kind__in=(Kind.CHANGED, Kind.SAME)).first()
    for place, key in enumerate(draft.keys):
        if key is None:
            continue
        same = others.filter(kind=Kind.NEW)
        by_attname = {one.attname: one for one in judge.intakes.values()}
        for attname, part in zip(judge.drafter.keys[place].attnames, key, strict=True):
            if part is not None:
                same = same.filter(**{f"values__{attname}": by_attname[attname].stored(part)})
        if found := same.first():
            return found
        if not judge.drafter.keys[place].unique:
            break
    return None
