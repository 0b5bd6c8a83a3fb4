"""A migration's step that creates several tables at once.

Django renders all models that hang together anew after each single ``CreateModel``; with two hundred tables a first
start took longer for that than for its rows. Here the models are rendered once, and the tables then made one by one.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """The tables of ``models`` in their order, each after those it links to."""

    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered = state.__dict__.pop("apps", None)
        for one in self.models:
            one.state_forwards(app_label, state)
        if rendered is not None:  # nothing that stands links to what is new: it need not be rendered anew
            rendered.render_multiple([state.models[app_label, one.name_lower] for one in self.models])
            state.__dict__["apps"] = rendered

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in self.models:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in reversed(self.models):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create models " + ", ".join(one.name for one in self.models)


def single(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations with each table created by itself."""
    return [one for op in operations for one in (op.models if isinstance(op, CreateModels) else [op])]
