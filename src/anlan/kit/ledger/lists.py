"""The rows one person sees of a ledger: narrowed, searched, sorted, cut into pages by key set. Knows no templates."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, F, JSONField, Model, Q, QuerySet, Value
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.kit.ledger.columns import Column, describe
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.filters import filterset_of
from anlan.kit.records.writing import plain
from anlan.kit.search import query as search

PAGE = 50
FEW = 2000  # up to so many search hits are looked up by key, so that any sort is quick
NEAR, FAR = 2000, 6000  # so many rows are looked through in the order asked for, before the filters gather theirs
HOPEFUL = 12  # hits among the near ones that promise a full page among the far ones
COUNT_SECONDS = 20


class BadQuery(Exception):
    """The address asks for something that cannot be answered; ``errors`` maps parameter → sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = dict(errors)


@dataclass(frozen=True)
class Narrowing:
    """Rows that another part of the house has picked out (those that a figure counted), and how it names them."""

    condition: Q
    label: str
    address: str  # where what picked them is explained
    grant: str = ""  # without which it is not


Narrow = Callable[[Ledger, str], Narrowing]
_narrow: dict[str, Narrow] = {}


def narrow_by(parameter: str, read: Narrow) -> None:
    """Let a parameter of a list's address pick out rows; ``read`` raises ``BadQuery`` for what it cannot read."""
    _narrow[parameter] = read


def narrowed_by(ledger: Ledger, params: Any) -> list[Narrowing]:
    """What an address picks out. Raises ``BadQuery``."""
    return [_narrow[name](ledger, text) for name, text in _picking(params).items()]


def _picking(params: Any) -> dict[str, str]:
    return {name: text for name in _narrow if (text := (params.get(name) or "")[:1000])}


@dataclass(frozen=True)
class Page:
    """Rows of one page and the addresses of its neighbours (``None`` where there is none)."""

    rows: list[Any]
    following: str | None
    previous: str | None


def visible(ledger: Ledger, user: Any, action: str = "view") -> QuerySet[Any]:
    """All rows of a ledger that this person may see (or change, export …): the only road to rows."""
    return access.visible(user, f"{ledger.code}.{action}", ledger.model._default_manager.all(), ledger.scope)


def search_tags(ledger: Ledger, user: Any, action: str = "view") -> tuple[str, ...] | None:
    """The scope in words of the search index; ``None`` where it holds every row."""
    grant = f"{ledger.code}.{action}"
    return None if access.unlimited(user, grant, ledger.scope) else access.search_tags(user, grant, ledger.scope)


class Listing:
    """What one address of a list asks for: ``q``, ``chip``, ``sort``, ``after``/``before``/``at``, the filters, and
    what ``narrow_by`` has named."""

    def __init__(self, ledger: Ledger, user: Any, params: Any, action: str = "view") -> None:
        self.ledger, self.user, self.action = ledger, user, action
        self.params = (
            params if isinstance(params, MultiValueDict) else MultiValueDict({k: [v] for k, v in params.items()})
        )
        self.text = (self.params.get("q") or "").replace("\x00", "").strip()[:100]
        self.chip = self.params.get("chip") or ""
        sort = self.params.get("sort") or ledger.sorts[0]
        self.sort = sort if sort.lstrip("-") in {name.lstrip("-") for name in ledger.sorts} else ledger.sorts[0]

    @cached_property
    def filterset(self) -> Any:
        """The bound filter row."""
        return filterset_of(self.ledger)(self.params, queryset=visible(self.ledger, self.user, self.action))

    @cached_property
    def unchipped(self) -> QuerySet[Any]:
        """Visible rows after filters and search, before the chip. Raises ``BadQuery``."""
        if any("\x00" in value for values in self.params.lists() for value in values[1]):
            raise BadQuery({"q": _("查询里含有无法识别的字符。")})
        if not self.filterset.is_valid():
            raise BadQuery({name: " ".join(map(str, errors)) for name, errors in self.filterset.errors.items()})
        return self._searched(self._filtered)

    @property
    def _filtered(self) -> QuerySet[Any]:
        return self._narrowed(self.filterset.qs)

    def _narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for one in self.narrowings:
            rows = rows.filter(one.condition)
        return rows

    @cached_property
    def narrowings(self) -> list[Narrowing]:
        """What else picks out rows. Raises ``BadQuery``."""
        return narrowed_by(self.ledger, self.params)

    @property
    def picking(self) -> dict[str, str]:
        """The parameters of the address that pick out rows, as they stand there."""
        return _picking(self.params)

    @cached_property
    def queryset(self) -> QuerySet[Any]:
        """All rows that the address asks for, unsorted. Raises ``BadQuery``."""
        ticked = self.params.getlist("id")
        rows = self.unchipped
        if ticked:
            if not all(key.isdecimal() and len(key) < 19 for key in ticked):
                raise BadQuery({"id": _("勾选的记录编号不正确。")})
            rows = rows.filter(pk__in=ticked)
        return self._chipped(rows)

    def _chipped(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(chip_condition(self.ledger, self.chip)) if self.chip else rows

    @cached_property
    def few(self) -> list[int] | None:
        """The keys of all search hits; ``None`` where nothing is searched for, or too many are found to name them."""
        if not self.text:
            return None
        tags = search_tags(self.ledger, self.user, self.action)
        return search.few_matching_ids(self.ledger.code, self.text, FEW, tags_any=tags)

    def _searched(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if not self.text:
            return rows
        if self.few is not None:
            return rows.filter(pk__in=self.few)
        tags = search_tags(self.ledger, self.user, self.action)
        return rows.filter(search.condition(self.ledger.code, self.text, tags_any=tags))

    def ordered(self) -> QuerySet[Any]:
        """The rows in the order asked for."""
        return self.queryset.order_by(*ordering(self.sort))

    def page(self, columns: tuple[Column, ...], size: int = PAGE, *, lean: bool = True) -> Page:
        """One page with everything that its columns show; linked rows whole where not ``lean``."""
        at_end = self.params.get("at") == "last"
        token = self.params.get("after") or self.params.get("before")
        backwards = at_end or bool(self.params.get("before"))
        beyond = _beyond(self.ledger, self.sort, token, backwards) if token else Q()
        found = self._first(beyond, backwards, columns, size + 1, lean)
        more, found = len(found) > size, found[:size]
        if backwards:
            found.reverse()
        has_next = bool(found) and (more if not backwards else not at_end)
        has_previous = bool(found) and (more if backwards else bool(token))
        return Page(
            found,
            _token(found[-1], self.sort) if has_next else None,
            _token(found[0], self.sort) if has_previous else None,
        )

    def _first(self, beyond: Q, backwards: bool, columns: tuple[Column, ...], size: int, lean: bool) -> list[Any]:
        """The first rows beyond a point. Keys are found first: joined rows are too wide to sort, and lead planners to
        begin at the wrong table."""
        order = ordering(self.sort, backwards)
        keys = self._near(beyond, order, size)
        if not keys:
            keys = list(self._gathered.filter(beyond).order_by(*order).values_list("pk", flat=True)[:size])
        found = joined(
            self.ledger.model._default_manager.filter(pk__in=keys), self.ledger, columns, lean=lean
        ).in_bulk()
        return [found[key] for key in keys if key in found]

    @property
    def _gathered(self) -> QuerySet[Any]:
        """The same rows, to be gathered. SQLite tries all that lies in a range of an index; where the places of a
        territory are named, it seeks each of them together with its state."""
        if connection.vendor != "sqlite" or self.text or self.params.getlist("id"):
            return self.queryset
        every = self.ledger.model._default_manager.all()
        grant = f"{self.ledger.code}.{self.action}"
        seen = access.visible(self.user, grant, every, self.ledger.scope, one_by_one=True)
        return self._chipped(self._narrowed(self.filterset.naming_places(seen)))

    def _near(self, beyond: Q, order: list[Any], size: int) -> list[int]:
        """SQLite gathers and sorts all rows that a filter leaves, a million perhaps, for one page. What is frequent is
        found by looking through the next rows of the order instead; empty where that does not fill the page."""
        narrowed = self.queryset.query
        if connection.vendor != "sqlite" or not narrowed.where or self.few is not None or self.params.getlist("id"):
            return []
        following = self.ledger.model._default_manager.filter(beyond).order_by(*order).values_list("pk", flat=True)
        found = self._among(following[:NEAR], order, size)
        if HOPEFUL <= len(found) < size:
            found += self._among(following[NEAR:FAR], order, size - len(found))
        return found if len(found) == size else []

    def _among(self, following: QuerySet[Any], order: list[Any], size: int) -> list[int]:
        """Keys of the first rows asked for, out of these."""
        if self.text:
            tags = search_tags(self.ledger, self.user, self.action)
            hits = search.matching_among(self.ledger.code, self.text, list(following), tags_any=tags)
            rows = self._chipped(self._filtered).filter(pk__in=hits)
        else:
            rows = self.queryset.filter(pk__in=following)
        return list(rows.order_by(*order).values_list("pk", flat=True)[:size])

    def counts(self) -> dict[str, int]:
        """Rows of the whole list ("") and of each chip; kept for some seconds for people with the same reach."""
        kept = {
            k: v for k, v in sorted(self.params.lists()) if k not in ("after", "before", "at", "sort", "chip", "cols")
        }
        reach = access.reach(self.user, f"{self.ledger.code}.{self.action}")
        key = f"counts:{self.ledger.code}:{hash((repr(reach), json.dumps(kept)))}"
        counts: dict[str, int] | None = cache.get(key)
        if counts is None:
            counts = self._counted()
            cache.set(key, counts, COUNT_SECONDS)
        return counts

    def _counted(self) -> dict[str, int]:
        """Each chip has its index in the whole table; what is narrowed already is gone through once for all of them."""
        rows = self.unchipped.order_by()
        chips = {
            str(number): chip_condition(self.ledger, str(number)) for number in range(1, len(self.ledger.chips) + 1)
        }
        if not rows.query.where:
            return {"": rows.count()} | {number: rows.filter(chip).count() for number, chip in chips.items()}
        counted = {f"chip{number}": Count(Value(1), filter=chip) for number, chip in chips.items()}
        found = rows.aggregate(total=Count("*"), **counted)
        return {"": found["total"]} | {number: found[f"chip{number}"] for number in chips}


def chip_condition(ledger: Ledger, chip: str) -> Q:
    """The condition of the n-th chip (1-based). Raises ``BadQuery``."""
    conditions = list(ledger.chips.values())
    if not chip.isdecimal() or len(chip) > 4 or not 0 < int(chip) <= len(conditions):
        raise BadQuery({"chip": _("没有这个快捷筛选。")})
    condition = conditions[int(chip) - 1]
    return condition() if callable(condition) else condition


def joined(rows: QuerySet[Any], ledger: Ledger, columns: tuple[Column, ...], *, lean: bool = False) -> QuerySet[Any]:
    """The same rows with every linked row its columns name, without JSON that no column shows; with ``lean``, for rows
    that are only printed, linked rows bring nothing but what is printed of them."""
    shown = {column.name for column in columns}
    spared = [f.name for f in ledger.model._meta.concrete_fields if isinstance(f, JSONField) and f.name not in shown]
    links = _read(ledger, columns)
    for link, names in links.items():
        key = describe(ledger.model, link).field.target_field
        names |= {key.name, key.model._meta.pk.name}
        there = key.model._meta.concrete_fields
        unread = [f for f in there if f.name not in names and (lean or isinstance(f, JSONField))]
        spared += [f"{link}__{field.name}" for field in unread]
    rows = rows.select_related(*sorted(links)) if links else rows
    return rows.defer(*spared) if spared else rows


def _read(ledger: Ledger, columns: tuple[Column, ...]) -> dict[str, set[str]]:
    """Link → the fields of the linked rows that these columns show."""
    found: dict[str, set[str]] = {}
    for column in columns:
        paths = [describe(ledger.model, link) for link in column.links]
        for path in [column, *paths] if column.field is not None else paths:
            link, _last, name = path.name.rpartition("__")
            if link:
                found.setdefault(link, set()).add(name)
            if path.field.is_relation:
                model = path.field.related_model
                names = {field.name for field in model._meta.concrete_fields} if path in paths else _said(model)
                found.setdefault(path.name, set()).update(names)
    return found


def _said(model: type[Model]) -> set[str]:
    """The fields that a row's name is made of; all but JSON where ``__str__`` reads something else."""
    read = set(model.__str__.__code__.co_names)
    if read <= {field.name for field in model._meta.concrete_fields}:
        return read
    return {field.name for field in model._meta.concrete_fields if not isinstance(field, JSONField)}


def ordering(sort: str, backwards: bool = False) -> list[Any]:
    """``order_by`` arguments of a sort, the key always last so that the order is total."""
    name, falling = sort.lstrip("-"), sort.startswith("-") != backwards
    names = [name] if name in ("id", "pk") else [name, "pk"]
    return [F(part).desc() if falling else F(part).asc() for part in names]


def _token(row: Any, sort: str) -> str:
    name = sort.lstrip("-")
    value = plain(row.pk if name == "pk" else getattr(row, row._meta.get_field(name).attname))  # a link by its key
    return base64.urlsafe_b64encode(json.dumps([value, row.pk]).encode()).decode().rstrip("=")


def _beyond(ledger: Ledger, sort: str, token: str, backwards: bool) -> Q:
    """Rows after the token's row in the order asked for; empty values stand where the database puts them."""
    name, falling = sort.lstrip("-"), sort.startswith("-") != backwards
    try:
        value, key = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        value = describe(ledger.model, name).field.to_python(value)
        key = int(key)
        if abs(key) >= 2**63 or b"\x00" in str(value).encode():  # half a surrogate pair does not encode
            raise ValueError
    except (
        ValueError,
        TypeError,
        KeyError,
        binascii.Error,
        ValidationError,
        OverflowError,
        UnicodeDecodeError,
        RecursionError,
    ) as wrong:
        raise BadQuery({"after": _("翻页位置已失效，请从第一页开始。")}) from wrong
    side = "lt" if falling else "gt"
    if name in ("id", "pk"):
        return Q(**{f"pk__{side}": key})
    empty_last = (connection.vendor == "sqlite") == falling  # SQLite holds NULL smallest, PostgreSQL largest
    if value is None:
        same = Q(**{f"{name}__isnull": True, f"pk__{side}": key})
        return same if empty_last else same | Q(**{f"{name}__isnull": False})
    here = Q(**{f"{name}__{side}e": value}) & (Q(**{f"{name}__{side}": value}) | Q(**{f"pk__{side}": key}))
    nullable = describe(ledger.model, name).field.null
    return here | Q(**{f"{name}__isnull": True}) if empty_last and nullable else here
