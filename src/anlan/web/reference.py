"""Writes the reference of all ledgers, their fields, grants and flows from what they declare, as Markdown."""

from collections.abc import Iterator

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow
from anlan.kit.ledger.declaration import ACTIONS, Ledger
from anlan.kit.ledger.registry import ledgers

ACTION_WORDS = dict(zip(ACTIONS, ("查看", "新增", "修改", "删除", "导入", "导出", "看完整信息"), strict=True))


def text() -> str:
    """The whole page ``docs/reference/ledgers.md``."""
    parts = ["# 台账、权限与流程", "", "由 `python3 manage.py reference` 从声明生成，不要手改。"]
    ours = [ledger for ledger in ledgers() if type(ledger).__module__.startswith("anlan.")]  # not those of tests
    for ledger in sorted(ours, key=lambda one: one.code):
        parts += ["", f"## {ledger.title}（`{ledger.code}`）", "", f"{ledger.section}", "", *_fields(ledger)]
        parts += ["", *_grants(ledger)]
        if ledger.flow is not None:
            parts += ["", *_moves(ledger, ledger.flow)]
    return "\n".join(parts) + "\n"


def _fields(ledger: Ledger) -> Iterator[str]:
    yield "| 字段 | 名称 | 类型 | 导入时也认得 |"
    yield "|---|---|---|---|"
    for column in ledger.imported:
        known = "、".join(ledger.synonyms.get(column.name, ()))
        kind = f"{column.kind}，打码" if column.name in ledger.masked else column.kind
        yield f"| `{column.name}` | {column.label} | {kind} | {known} |"


def _grants(ledger: Ledger) -> Iterator[str]:
    held = ledger.default_grants()
    yield "| 权限 | 默认角色 |"
    yield "|---|---|"
    for action in ACTIONS:
        yield f"| {ACTION_WORDS[action]} | {_named(held[f'{ledger.code}.{action}'])} |"


def _moves(ledger: Ledger, flow: Flow) -> Iterator[str]:
    labels = dict(ledger.model._meta.get_field(flow.field).flatchoices)  # type: ignore[union-attr]
    yield "| 操作 | 从 | 到 | 默认角色 | 要填 |"
    yield "|---|---|---|---|---|"
    for move in flow.moves:
        sources = "、".join(str(label) for state, label in labels.items() if state in move.sources)
        target = "不变" if move.target is None else str(labels[move.target])
        asked = "、".join(str(field.label) for field in (move.form.base_fields if move.form else {}).values())
        yield f"| {move.label} | {sources} | {target} | {_named(move.roles)} | {asked or '—'} |"


def _named(codes: tuple[str, ...]) -> str:
    return "、".join(str(roles.NAMES[code]) for code in roles.NAMES if code in codes) or "—"
