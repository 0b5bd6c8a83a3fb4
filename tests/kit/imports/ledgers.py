"""Sheets for the two exemplar ledgers, and an import worked from file to preview as the engine or a page would."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from anlan.kit.imports import sessions
from anlan.kit.imports.models import ImportRow, ImportSession, Kind
from anlan.kit.ledger.registry import ledger_by_code
from tests.kit.imports.sheets import workbook

HEADER = ("序号", "隐患描述", "责任单位", "隐患部位", "检查日期", "整改期限", "联系电话", "所属乡镇")


def a_row(number: int, **values: Any) -> tuple[Any, ...]:
    """One hazard as a clerk of 石泉镇 writes it; ``values`` by heading."""
    usual = {
        "序号": number,
        "隐患描述": f"配电箱未接地 {number}",
        "责任单位": "石泉建材厂",
        "隐患部位": "二号车间",
        "检查日期": "2026.11.3",
        "整改期限": "2026年11月20日",
        "联系电话": "13800001234",
        "所属乡镇": "石泉镇石塘村",
    }
    return tuple((usual | values)[name] for name in HEADER)


def hazard_sheet(path: Path, rows: Iterable[Sequence[Any]], header: Sequence[Any] = HEADER) -> Path:
    """A sheet as offices send it: a title over all columns, the header below it, a row of totals at the end."""
    rows = list(rows)
    title = ["2026年11月隐患排查治理台账"]
    total = ["合计", f"{len(rows)} 条"]
    return workbook(path, [title, header, *rows, total], merges=["A1:H1"])


def previewed(path: Path, actor: Any, ledger: str = "hazard", **options: Any) -> ImportSession:
    """The session after its file has been read."""
    session = sessions.upload_file(ledger_by_code(ledger), path, actor=actor, **options)
    return worked(session)


def worked(session: ImportSession) -> ImportSession:
    """The session after one step of work."""
    sessions.work(session.pk)
    session.refresh_from_db()
    return session


def confirmed(session: ImportSession) -> ImportSession:
    """The session after its preview was confirmed and written."""
    sessions.ask_confirm(session, actor=session.created_by)
    return worked(session)


def undone(session: ImportSession) -> ImportSession:
    """The session after it was taken back."""
    sessions.ask_undo(session, actor=session.created_by)
    return worked(session)


def reasons(session: ImportSession) -> list[tuple[int, str, str]]:
    """(row, column, sentence) of each refusal, in the order of the sheet."""
    rows = ImportRow.objects.filter(session=session, kind=Kind.REFUSED).order_by("position")
    return [(row.sheet_row, one["column"], one["reason"]) for row in rows for one in row.reasons]


def tallied(session: ImportSession) -> tuple[int, int, int, int]:
    """New, changed, same, refused."""
    return tuple(session.counts[kind] for kind in ("new", "changed", "same", "refused"))  # type: ignore[return-value]
