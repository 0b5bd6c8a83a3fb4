"""`manage.py fold APP…`: a tool of developers for migrations, the first of an app or APP.0002_name. It puts indexes,
constraints and links into the tables created, and those tables into one operation: Django renders all models anew for
each operation, and a first start took half a minute.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    Migration,
    RemoveIndex,
    RunPython,
    RunSQL,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.optimizer import MigrationOptimizer
from django.db.migrations.writer import MigrationWriter

from anlan.base.tables import CreateModels, single

INITIAL, WHOLE = "0001_initial", "0001_whole"


def folded(migration: Migration) -> list[Operation]:
    """The same tables in fewer operations, each created after those it links to."""
    operations = single(migration.operations)
    created = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    others = [op for op in operations if not isinstance(op, CreateModel)]
    fields = {name: list(op.fields) for name, op in created.items()}
    options = {name: dict(op.options) for name, op in created.items()}
    left: list[Operation] = []
    order = _order(migration.app_label, created, [op for op in others if isinstance(op, AddField)])
    place = {name: number for number, name in enumerate(order)}
    for op in others:
        name = getattr(op, "model_name_lower", "")
        if (
            isinstance(op, AddField)
            and name in created
            and _own(op.field, migration.app_label, created)
            <= {other for other in created if place[other] <= place[name]}
        ):
            fields[name].append((op.name, op.field))
        elif isinstance(op, AddIndex) and name in created:
            options[name].setdefault("indexes", []).append(op.index)
        elif isinstance(op, AddConstraint) and name in created:
            options[name].setdefault("constraints", []).append(op.constraint)
        else:
            left.append(op)
    late = {op.model_name_lower for op in left if isinstance(op, AddField)}
    if late:
        raise CommandError(f"{migration.app_label}: tables link to each other in a circle: {', '.join(sorted(late))}")
    made = [
        CreateModel(created[name].name, fields[name], options[name], created[name].bases, created[name].managers)
        for name in order
    ]
    return [CreateModels(made), *left] if len(made) > 1 else [*made, *left]


def whole(app: str, loader: MigrationLoader) -> Migration:
    """All migrations of an app as one for new databases; those that stand go on with the single ones."""
    last = [node for node in loader.graph.leaf_nodes(app) if node[1] != WHOLE]
    plan = [node for leaf in last for node in loader.graph.forwards_plan(leaf)]
    names = list(dict.fromkeys(name for label, name in plan if label == app and name != WHOLE))
    found = [loader.disk_migrations[app, name] for name in names]
    steps = [op for one in found for op in single(one.operations)]
    if any(isinstance(op, (RunPython, RunSQL)) and not op.elidable for op in steps):
        raise CommandError(f"{app}: a step that moves rows and is not elidable")
    steps = [op for op in steps if not isinstance(op, (RunPython, RunSQL))]
    latest: dict[str, str] = {}
    for label, name in sorted(each for one in found for each in one.dependencies if each[0] != app):
        latest[label] = max(latest.get(label, ""), name)
    made = Migration(WHOLE, app)
    facts = {
        "initial": True,
        "replaces": [(app, name) for name in names],
        "dependencies": sorted(latest.items()),
        "operations": _settled(MigrationOptimizer().optimize(steps, app)),
    }
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def _settled(steps: Iterable[Operation]) -> list[Operation]:
    """What a later step takes back or changes stands so from the first."""
    kept: list[Operation] = []
    for op in steps:
        if isinstance(op, RemoveIndex):
            kept = [one for one in kept if not (isinstance(one, AddIndex) and one.index.name == op.name)]
            for table in kept:
                if isinstance(table, CreateModel) and "indexes" in table.options:
                    table.options["indexes"] = [one for one in table.options["indexes"] if one.name != op.name]
        elif isinstance(op, AlterField):
            _alter(kept, op)
        else:
            kept.append(op)
    return kept


def _alter(kept: Iterable[Operation], op: AlterField) -> None:
    for one in kept:
        if isinstance(one, AddField) and one.model_name_lower == op.model_name_lower and one.name == op.name:
            one.field = op.field
        elif isinstance(one, CreateModel) and one.name_lower == op.model_name_lower:
            fields = [(name, op.field if name == op.name else field) for name, field in one.fields]
            setattr(one, "fields", fields)  # noqa: B010 - read-only to the type checker


def _order(app: str, created: dict[str, CreateModel], added: Sequence[AddField]) -> list[str]:
    """Names of the tables, each after those it links to, as far as there is no circle; else as they stood."""
    links = {
        name: set().union(*(_own(field, app, created) for _name, field in op.fields)) for name, op in created.items()
    }
    for op in added:
        if op.model_name_lower in links:
            links[op.model_name_lower] |= _own(op.field, app, created)
    order: list[str] = []
    while len(order) < len(created):
        free = [name for name in created if name not in order and links[name] - {name} <= set(order)]
        order += free[:1] or [name for name in created if name not in order][:1]
    return order


def _own(field: Any, app: str, created: Iterable[str]) -> set[str]:
    """The tables of this migration that a field links to."""
    remote = getattr(field, "remote_field", None)
    target = getattr(remote, "model", None)
    if not isinstance(target, str):
        return set()
    label, _dot, name = target.lower().rpartition(".")
    return {name} & set(created) if label in ("", app) else set()


class Command(BaseCommand):
    help = "开发工具：把迁移里的索引、约束和外键并入建表操作，新数据库建得快。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("apps", nargs="+", metavar="应用[.迁移]")
        parser.add_argument("--whole", action="store_true", help="把应用的全部迁移并成一个，供新数据库使用")

    def handle(self, *args: Any, apps: list[str], **options: Any) -> None:
        loader = MigrationLoader(None, replace_migrations=False)
        for one in apps:
            app, _dot, name = one.partition(".")
            migration = whole(app, loader) if options["whole"] else loader.disk_migrations.get((app, name or INITIAL))
            if migration is None:
                raise CommandError(f"没有迁移 {app}.{name or INITIAL}。")
            before = len(migration.operations)
            setattr(migration, "operations", folded(migration))  # noqa: B010 - a class variable to the type checker
            writer = MigrationWriter(migration, include_header=False)
            Path(writer.path).write_text(writer.as_string(), encoding="utf-8", newline="\n")
            self.stdout.write(f"{one}：{before} → {len(migration.operations)}")
