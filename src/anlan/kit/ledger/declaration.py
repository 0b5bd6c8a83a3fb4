"""What a ledger declares in one place. Pages, import, export, layer and API are derived from it elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.kit.flow.moves import Flow
from anlan.kit.ledger.columns import Column, describe
from anlan.kit.records.models import Record

ACTIONS = ("view", "add", "change", "delete", "import", "export", "reveal")
KEEPERS = (roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.TOWNSHIP)
DEFAULT_GRANTS: dict[str, tuple[str, ...]] = {
    "view": (*KEEPERS, roles.LEADER, roles.DUTY, roles.COMMAND, roles.VILLAGE),
    "add": KEEPERS,
    "change": KEEPERS,
    "delete": (roles.SAFETY_OFFICE,),
    "import": KEEPERS,
    "export": (*KEEPERS, roles.LEADER),
    "reveal": (*KEEPERS, roles.LEADER, roles.DUTY, roles.COMMAND),
}


@dataclass(frozen=True)
class Group:
    """One card of the record's page and one section of its form."""

    title: Any
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """From when until when a row stands on the one map, by its fields.

    It begins with the first of ``since`` that is filled (days are not ahead of their entry) and ends with whichever of
    ``until`` comes first, or when it comes into a state of ``leaving``; ``only`` says which rows ever stand. ``ended``
    names since when a row is finished, for rows that are entered so (``flow.past``).
    """

    since: tuple[str, ...] = ("created_at",)
    until: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    only: Q = Q()  # noqa: RUF009 - nobody changes it
    ended: str = ""


@dataclass(frozen=True)
class Layer:
    """A ledger's place on the map: pins coloured by a choice field, labelled by the headline."""

    colour: str = ""
    icon: str = "map-pin"
    standing: Standing = Standing()

    @property
    def dates(self) -> tuple[str, ...]:
        """The fields that say when a row stands."""
        standing = self.standing
        return (*standing.since, *standing.until, *([standing.ended] if standing.ended else []))


@dataclass(frozen=True)
class Related:
    """Rows of another ledger that point at this one: ``Related("hazard", "enterprise")``."""

    ledger: str
    field: str


class Ledger:
    """Subclass, set what differs, and ``@register``. All names are checked at start-up."""

    model: ClassVar[type[Record]]
    code: ClassVar[str]
    section: ClassVar[Any]
    icon: ClassVar[str] = "table"
    unit: ClassVar[Any] = _("条")  # what its rows are counted in
    headline: ClassVar[str] = ""  # the field a row is known by; default: the first column
    columns: ClassVar[tuple[str | Column, ...]]
    chips: ClassVar[Mapping[Any, Q | Callable[[], Q]]] = {}
    search: ClassVar[tuple[str, ...]] = ()
    filters: ClassVar[Mapping[str, list[str]]] = {}
    sorts: ClassVar[tuple[str, ...]] = ("-id",)  # the first is the default; "-" means newest or largest first
    groups: ClassVar[tuple[Group, ...]]
    import_keys: ClassVar[tuple[tuple[str, ...], ...]] = ()  # the first whose cells are all filled finds the row
    synonyms: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    unlinked: ClassVar[
        Mapping[str, str]
    ] = {}  # link or term → field that keeps the words where an import finds no such row
    masked: ClassVar[Mapping[str, Callable[[str], str]]] = {}
    layer: ClassVar[Layer | None] = None
    flow: ClassVar[Flow | None] = None
    settled: ClassVar[tuple[str, ...]] = ()  # what a finished row comes in with, and else its moves alone write
    scope: ClassVar[Scope] = Scope()
    grants: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    related: ClassVar[tuple[Related, ...]] = ()
    photographs: ClassVar[tuple[tuple[str, Any], ...]] = ()  # (slot, title) of attachments
    number: ClassVar[str] = ""  # series prefix where rows are numbered on entry, such as "YH"
    key: ClassVar[str] = "pk"  # what foreign keys to its rows hold
    system: ClassVar[bool] = False  # system data, which system administrators keep (三员分立)
    chart: ClassVar[tuple[str, ...]] = ()  # fields that the list's chart counts by
    form: ClassVar[Any] = None  # a subclass of ``RecordForm`` where fields ask for more than their kinds do

    def __init__(self) -> None:
        self.listed = tuple(item if isinstance(item, Column) else describe(self.model, item) for item in self.columns)
        self.entered = tuple(describe(self.model, name) for group in self.groups for name in group.fields)
        self.searched = tuple(describe(self.model, name) for name in self.search)
        numbered = (describe(self.model, "number"),) if self.number else ()
        self.imported = (*numbered, *self.entered)
        self.headline_field = self.headline or self.listed[0].name

    @property
    def headline_column(self) -> Column:
        """What stands for a row where there is room for one thing only."""
        return next(column for column in (*self.listed, *self.entered) if column.name == self.headline_field)

    @property
    def title(self) -> str:
        """The Chinese name of its rows."""
        return str(self.model._meta.verbose_name)

    def default_grants(self) -> dict[str, tuple[str, ...]]:
        """Every grant of this ledger with the roles that hold it unless the administrator says otherwise."""
        held = {f"{self.code}.{action}": self.grants.get(action, DEFAULT_GRANTS[action]) for action in ACTIONS}
        for move in self.flow.moves if self.flow else ():
            held[f"{self.code}.move.{move.code}"] = move.roles
        return held

    def tidy(self, values: dict[str, Any]) -> None:
        """Bring entered values into their standard form, in place, before anything looks at them."""

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Rules across fields, for form, import and API alike: field → sentence. ``values`` may lack fields."""
        return {}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Fill what follows from other fields before new rows are written (state on entry, line from enterprise, …)."""

    def waiting(self, user: Any) -> Q | None:
        """Which rows wait for this person, for the workbench; ``None`` where nothing does."""
        return None

    def deadline(self, row: Any) -> Any:
        """The moment or day by which something is due on this row, or ``None``."""
        return None

    def due(self) -> Any:
        """``deadline`` as the database sorts by it: a column or an expression; ``None`` where rows have none."""
        names = {field.name for field in self.model._meta.concrete_fields}
        return next((name for name in ("due_at", "due_on") if name in names), None)

    def due_by(self, until: date) -> Q:
        """Rows with a day (``due_on``) up to this one; a ledger whose rows have several clocks says which runs."""
        return Q(due_on__lte=until)

    def words(self, row: Model) -> str:
        """The text that search finds a row by."""
        return "\n".join(str(value) for column in self.searched if (value := column.raw(row)))

    def tags(self, row: Any) -> tuple[str, ...]:
        """Scope tokens of a row for the search index."""
        return self.scope.tags(row)
