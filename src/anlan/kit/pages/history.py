"""A record's timeline, read from the audit: who did what when, with the fields that changed, in words."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _

from anlan.base.audit.models import AuditEntry
from anlan.kit.ledger.columns import EMPTY, Column, describe
from anlan.kit.ledger.declaration import Ledger

LIMIT = 200
ACTS = {
    "add": _("登记"),
    "change": _("修改"),
    "delete": _("删除"),
    "import": _("导入"),
    "undo": _("撤销导入"),
    "bulk": _("批量修改"),
    "reveal": _("查看完整信息"),
    "attach": _("上传附件"),
    "detach": _("删除附件"),
    "original": _("下载原图"),
    "campaigns": _("计入行动"),
    "export": _("导出"),
    "seal": _("封存"),
    "sign": _("登记签收"),
    "step": _("增叫"),
    "repeated": _("再叫"),
    "deputy": _("叫替补"),
    "seat": _("安排值班"),
    "unseat": _("撤下"),
    "replace": _("换人"),
    "swap": _("调班生效"),
    "roster": _("排班"),
    "roster-asked": _("发起排班"),
    "reschedule": _("改时间"),
    "answered": _("应答"),
    "unanswered": _("无人应答"),
}


def timeline(ledger: Ledger, row: Any) -> list[dict[str, Any]]:
    """Newest first: ``{"at", "who", "act", "notes": [(label, text)], "changes": [(label, before, after)]}``."""
    entries = list(AuditEntry.objects.filter(kind=ledger.code, object_id=str(row.pk)).order_by("-id")[:LIMIT])
    labels = _links(ledger, entries)
    return [_told(ledger, entry, labels) for entry in entries]


def act_label(ledger: Ledger, act: str) -> str:
    """The Chinese name of an act such as ``hazard.order``."""
    code = act.rpartition(".")[2]
    move = ledger.flow.move(code) if ledger.flow else None
    return str(move.label) if move else str(ACTS.get(code, code))


def _told(ledger: Ledger, entry: AuditEntry, labels: dict[tuple[Any, Any], str]) -> dict[str, Any]:
    before, after = entry.before or {}, entry.after or {}
    act = entry.act.rpartition(".")[2]
    move = ledger.flow.move(act) if ledger.flow else None
    fields = move.form.base_fields if move is not None and move.form is not None else {}
    notes = [
        (str(fields[name[1:]].label), str(value))
        for name, value in after.items()
        if name.startswith("_") and name[1:] in fields
    ]
    changes = []
    for name in dict.fromkeys((*before, *after)):
        column = None if name.startswith("_") else _column(ledger, name)
        if (
            column is None
            or (entry.before is None and act != "add")
            or (ledger.flow and name == ledger.flow.field and act == "add")
        ):
            continue
        changes.append(
            (str(column.label), _worded(column, before.get(name), labels), _worded(column, after.get(name), labels))
        )
    return {
        "at": entry.at,
        "who": entry.actor_name or _("系统"),
        "act": act_label(ledger, entry.act),
        "code": act,
        "notes": notes,
        "changes": changes if act != "add" else [],
    }


def _column(ledger: Ledger, attname: str) -> Column | None:
    name = attname.removesuffix("_id") if attname.endswith("_id") else attname
    try:
        ledger.model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return describe(ledger.model, name)


def _worded(column: Column, value: Any, labels: dict[tuple[Any, Any], str]) -> str:
    if value in (None, "", []):
        return EMPTY
    if isinstance(column.field, ForeignKey):
        return labels.get((column.field.related_model, str(value)), str(value))
    return column.worded(tuple(value) if isinstance(value, list) else value)


def _links(ledger: Ledger, entries: list[AuditEntry]) -> dict[tuple[Any, Any], str]:
    """Names of all linked rows that the entries mention, one query a linked model."""
    wanted: dict[Any, set[str]] = {}
    keys: dict[Any, str] = {}
    for entry in entries:
        for attname, value in (*(entry.before or {}).items(), *(entry.after or {}).items()):
            field = getattr(_column(ledger, attname), "field", None) if not attname.startswith("_") else None
            if isinstance(field, ForeignKey) and value not in (None, ""):
                wanted.setdefault(field.related_model, set()).add(str(value))
                keys[field.related_model] = field.target_field.attname
    return {
        (model, str(getattr(row, keys[model]))): str(row)
        for model, values in wanted.items()
        for row in model._base_manager.filter(**{f"{keys[model]}__in": values})
    }
