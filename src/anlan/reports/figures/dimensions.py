"""By what figures are narrowed and split: area, line, campaign, category. Must not know any ledger."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlan.base.dictionaries import terms
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.models import Line
from anlan.base.places import codes
from anlan.base.places.models import Place, PlaceLevel
from anlan.base.text import normalise

NOT_GIVEN = gettext_lazy("未填")
TOWN_DIGITS, VILLAGE_DIGITS = 9, 12
ITSELF = "本级"


class UnknownValue(ValueError):
    """A qualifier names what does not exist; the message is a sentence with the nearest names."""


def unknown(title: str, value: str, names: Iterable[str]) -> UnknownValue:
    """The sentence for a value that a dimension does not have."""
    near = get_close_matches(value, list(names), n=3, cutoff=0.3)
    hint = _("，是否指%(names)s？") % {"names": "、".join(f"“{name}”" for name in near)} if near else "。"
    return UnknownValue(_("没有名为“%(value)s”的%(title)s") % {"value": value, "title": title} + hint)


@dataclass(frozen=True)
class Dimension:
    """One way to narrow and split rows; ``path`` is a column of the ledger, or of a row that it links to."""

    path: str

    grouped = True  # whether one statement can split by it

    def condition(self, title: str, value: str) -> Q:
        """Rows of the value that a person or a template names. Raises ``UnknownValue``."""
        raise NotImplementedError

    def key(self) -> Any:
        """What a split groups by."""
        return F(self.path)

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        """How the keys of a split are called."""
        return {key: str(key) if key not in (None, "") else str(NOT_GIVEN) for key in keys}

    def of_key(self, key: Any) -> Q:
        """Rows of one key of a split."""
        return Q(**{self.path: key}) if key is not None else Q(**{f"{self.path}__isnull": True})

    def possible(self) -> list[Any]:
        """Keys that something may be reported for though no row has them."""
        return []

    def offered(self) -> list[str]:
        """The values that can be named, for suggestions and controls; a few hundred at most."""
        return []


@dataclass(frozen=True)
class Area(Dimension):
    """Territory: a value is the name or the code of a place, with all below it; split by town, or by village.

    In a split, rows of the county or the town itself stand apart, under its name with 本级, which can be asked for too.
    """

    path: str = "place"
    digits: int = TOWN_DIGITS

    def condition(self, title: str, value: str) -> Q:
        whole = value.removesuffix(ITSELF)
        found = Place.objects.filter(Q(code=value) | Q(name__in=(value, whole))).order_by("level", "code").first()
        if found is None:
            raise unknown(title, value, self.offered())
        if whole not in (value, found.code) and found.name == whole:
            return self._beginning(found.code[: len(codes.prefix(found.code)) + 3])
        low, high = codes.code_range(found.code)
        return Q(**{f"{self.path}__gte": low, f"{self.path}__lt": high})

    def _beginning(self, digits: str) -> Q:
        return Q(**{f"{self.path}__gte": digits, f"{self.path}__lt": f"{int(digits) + 1}"})

    def key(self) -> Any:
        own = self.path.rpartition("__")[2] == "code"  # places themselves
        column = self.path if own else f"{self.path}__code" if "__" in self.path else f"{self.path}_id"
        return Substr(column, 1, self.digits)

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        found = dict(Place.objects.filter(code__in=[codes.pad(key) for key in keys if key]).values_list("code", "name"))
        return {key: self._named(key, found) if key else str(NOT_GIVEN) for key in keys}

    def _named(self, key: str, found: Mapping[str, str]) -> str:
        name = found.get(codes.pad(key))
        return str(key) if name is None else f"{name}{ITSELF}" if _of_itself(key) else name

    def of_key(self, key: Any) -> Q:
        if _of_itself(key):
            return self._beginning(str(key))
        low, high = codes.code_range(codes.pad(key))
        return Q(**{f"{self.path}__gte": low, f"{self.path}__lt": high})

    def possible(self) -> list[Any]:
        level = PlaceLevel.TOWN if self.digits == TOWN_DIGITS else PlaceLevel.VILLAGE
        return [code[: self.digits] for code in Place.objects.filter(level=level).values_list("code", flat=True)]

    def offered(self) -> list[str]:
        return list(Place.objects.filter(level__lte=4).order_by("level", "code").values_list("name", flat=True)[:300])


def _of_itself(key: Any) -> bool:
    """Rows of a place that is split into those below it, which lie in none of them."""
    return len(str(key)) in (TOWN_DIGITS, VILLAGE_DIGITS) and str(key).endswith("000")


@dataclass(frozen=True)
class Link(Dimension):
    """A linked row, known by one of its columns (or, for a narrowing, by further ones)."""

    model: type[Model] | None = None
    by: tuple[str, ...] = ("name",)

    def _rows(self) -> QuerySet[Any]:
        if self.model is None:
            raise TypeError(self.path)
        return self.model._default_manager.all()

    def condition(self, title: str, value: str) -> Q:
        named = Q()
        for column in self.by:
            named |= Q(**{column: value})
        keys = list(self._rows().filter(named).values_list("pk", flat=True)[:50])
        if not keys:
            raise unknown(title, value, self.offered())
        return Q(**{f"{self.path}__in": keys})

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        found = dict(self._rows().filter(pk__in=[key for key in keys if key]).values_list("pk", self.by[0]))
        return {key: str(found.get(key, str(NOT_GIVEN))) for key in keys}

    def offered(self) -> list[str]:
        return [str(name) for name in self._rows().order_by("-pk").values_list(self.by[0], flat=True)[:300]]


@dataclass(frozen=True)
class Term(Dimension):
    """A term of a dictionary, with the terms below it."""

    dictionary: str = ""

    def condition(self, title: str, value: str) -> Q:
        found = terms.by_name(self.dictionary).get(normalise(value))
        if found is None:
            raise unknown(title, value, self.offered())
        return Q(**{self.path: found.pk}) | Q(**{f"{self.path}__parent": found.pk})

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        known = {term.pk: term.name for term in terms.every(self.dictionary)}
        return {key: known.get(key, str(NOT_GIVEN)) for key in keys}

    def offered(self) -> list[str]:
        return [term.name for term in terms.active(self.dictionary)]


@dataclass(frozen=True)
class Choice(Dimension):
    """One of a column's choices, by its Chinese label or its code; 是 and 否 for a yes-or-no column."""

    choices: tuple[tuple[Any, Any], ...] = ()

    def condition(self, title: str, value: str) -> Q:
        for code, label in self.choices:
            if value in (str(label), str(code)):
                return Q(**{self.path: code})
        raise unknown(title, value, self.offered())

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        labels = {code: str(label) for code, label in self.choices}
        return {key: labels.get(key, str(key) if key not in (None, "") else str(NOT_GIVEN)) for key in keys}

    def offered(self) -> list[str]:
        return [str(label) for _code, label in self.choices]


@dataclass(frozen=True)
class Words(Dimension):
    """A text column: the value as it is written there."""

    def condition(self, title: str, value: str) -> Q:
        return Q(**{self.path: value})


@dataclass(frozen=True)
class Members(Link):
    """Rows that belong to one of several through a table between (a campaign and its strands): never summed up.

    ``within`` gives the keys of a value with all below it, ``rows`` the rows that count for any of these keys; without
    ``rows`` those whose ``path`` is one of them. For a split, ``tree`` gives each key with itself and with all that it
    stands below, and ``links`` are the columns from a row to what it belongs to, where that is more than ``path``.
    """

    within: Callable[[Any], Sequence[int]] | None = None
    rows: Callable[[Sequence[int]], QuerySet[Any]] | None = None
    tree: Callable[[], Iterable[tuple[int, int]]] | None = None
    links: tuple[str, ...] = ()

    def ways(self) -> tuple[str, ...]:
        """The columns that a row belongs by; what lies behind one may be many."""
        return self.links or (self.path,)

    def above(self) -> list[tuple[int, int]]:
        """Every key with itself and with each above it."""
        if self.tree is not None:
            return list(self.tree())
        return [(key, key) for key in self._rows().values_list("pk", flat=True)]

    def possible(self) -> list[Any]:
        return list(dict.fromkeys(top for _key, top in self.above()))

    def condition(self, title: str, value: str) -> Q:
        return self.of_key(self.key_of(title, value))

    def key_of(self, title: str, value: str) -> Any:
        """The key of the newest row that is called so. Raises ``UnknownValue``."""
        named = Q()
        for column in self.by:
            named |= Q(**{column: value})
        found = self._rows().filter(named).order_by("-pk").values_list("pk", flat=True).first()
        if found is None:
            raise unknown(title, value, self.offered())
        return found

    def of_key(self, key: Any) -> Q:
        if key is None:
            return super().of_key(key)
        keys = self.within(self._rows().get(pk=key)) if self.within else (key,)
        return Q(**{f"{self.path}__in": keys}) if self.rows is None else Q(pk__in=self.rows(keys).values("pk"))


@dataclass(frozen=True)
class Supervision(Dimension):
    """A line of supervision (条线) by its name or code, with all below it; split by the lines themselves."""

    path: str = "line"

    def condition(self, title: str, value: str) -> Q:
        found = Line.objects.filter(Q(code=value) | Q(name=value)).order_by("code").first()
        if found is None:
            raise unknown(title, value, self.offered())
        low, high = codes.code_range(found.code)
        return Q(**{f"{self.path}__gte": low, f"{self.path}__lt": high})

    def names(self, keys: Sequence[Any]) -> dict[Any, str]:
        found = dict(Line.objects.filter(code__in=[key for key in keys if key]).values_list("code", "name"))
        return {key: found.get(key, str(NOT_GIVEN)) for key in keys}

    def offered(self) -> list[str]:
        return list(Line.objects.filter(active=True).order_by("code").values_list("name", flat=True))


@dataclass(frozen=True)
class Marks(Dimension):
    """Rows that carry a term in a column of several; ``without``, those that do not. Never summed up."""

    dictionary: str = ""
    without: bool = False

    grouped = False

    def condition(self, title: str, value: str) -> Q:
        found = terms.by_name(self.dictionary).get(normalise(value))
        if found is None:
            raise unknown(title, value, self.offered())
        marked = Q(**{f"{self.path}__contains": TermsField.token(found.code)})
        return ~marked if self.without else marked

    def offered(self) -> list[str]:
        return [term.name for term in terms.active(self.dictionary)]
