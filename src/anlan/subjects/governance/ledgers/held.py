"""What the ledgers of supervision share: who keeps them, whose rows a person sees, and cells that several show."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.ledger import cells
from anlan.kit.ledger.columns import Column
from anlan.kit.ledger.declaration import DEFAULT_GRANTS

SECTION = _("责任督办")
OF_PLACE = Scope(line=None)
OF_TARGET = Scope(organisation="target")
OF_UNIT = Scope(line=None, organisation="unit")
EVERYBODY = (*DEFAULT_GRANTS["view"], roles.ENTERPRISE)
OFFICE = (roles.SAFETY_OFFICE,)
BY_OFFICE: dict[str, tuple[str, ...]] = dict.fromkeys(("add", "change", "delete", "import"), OFFICE)
BY_TOWNS = BY_OFFICE | dict.fromkeys(("add", "change", "import"), (roles.SAFETY_OFFICE, roles.TOWNSHIP))


def firm_into(rows: Sequence[Any], field: str) -> None:
    """The organisation that an enterprise's own users belong to, where a row names the enterprise only."""
    for row in rows:
        if row.enterprise_id and getattr(row, f"{field}_id") is None:
            setattr(row, f"{field}_id", row.enterprise.organisation_id)


def deadline(is_open: Callable[[Any], bool], done: str) -> Column:
    """The deadline while it runs, else the day on which it was done."""

    def days(row: Any) -> tuple[Any, Any]:
        return (row.due_on, None) if is_open(row) else (None, getattr(row, done))

    return Column(
        "due_on",
        _("期限"),
        text_of=lambda row: cells.deadline_text(*days(row)),
        html_of=lambda row: cells.deadline(*days(row)),
    )
