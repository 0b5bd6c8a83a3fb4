"""The one rule of who may do what to which rows: grants by role, rows by territory, line and organisation.

It must not know any ledger: ledgers declare their grants here at start-up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q, QuerySet
from django.utils.functional import LazyObject

from anlan.base.people import roles
from anlan.base.people.accounts import Posting, Role
from anlan.base.places import codes
from anlan.base.places.models import Place

M = TypeVar("M", bound=Model)
_KEPT = "_anlan_postings"
_KEPT_GRANTS = "_anlan_grants"
_KEPT_EVERYWHERE = "_anlan_everywhere"
_COUNTY_LENGTH = 6

_declared: dict[str, frozenset[str]] = {}
_system: set[str] = set()
_reserved: set[str] = set()


@dataclass(frozen=True)
class Scope:
    """Which columns of a row the rule looks at, as look-ups from the row; ``None`` where the row has no such axis.

    ``place`` and ``line`` lead to codes (``place``, ``enterprise__place``); ``organisation`` to the organisation whose
    own users (enterprise, expert) may see the row. A path must not cross a many-to-many relation.
    """

    place: str | None = "place"
    line: str | None = "line"
    organisation: str | None = None

    def tags(self, row: Any) -> tuple[str, ...]:
        """Words that stand in the search index beside a row: it is visible to whoever has one of ``search_tags``."""
        return _tags(_key_along(row, self.place), _key_along(row, self.line), _key_along(row, self.organisation))


@dataclass(frozen=True)
class Reach:
    """One stretch of what somebody reaches: a territory (and line), or an organisation's own rows.

    ``everywhere`` where no place lies outside the territory but those above it: such a stretch also holds rows that
    have no place, and those of the places above, which nobody else would see.
    """

    place_code: str | None
    line_code: str | None = None
    organisation_id: int | None = None
    everywhere: bool = False

    def covers(self, other: "Reach") -> bool:
        """Is everything of the other within this one?"""
        if self.organisation_id is not None or other.organisation_id is not None:
            return self == other
        if not codes.holds(self.place_code or "", other.place_code or ""):
            return False
        return self.line_code is None or (other.line_code or "").startswith(self.line_code)


def declare(grants: Mapping[str, Iterable[str]], *, system: bool = False, reserved: bool = False) -> None:
    """Register grants (``hazard.change``) with the roles that hold them unless the administrator says otherwise.

    ``system=True`` marks grants over users, roles, dictionaries or the audit: all that a system administrator
    or an auditor can ever hold. ``reserved=True`` are system grants that no other role can be given and these cannot
    lose, such as managing accounts or reading the audit. Refuses unknown roles, and business grants for those two.
    """
    for grant, codes_of_roles in grants.items():
        held = frozenset(codes_of_roles)
        if unknown := held - set(roles.NAMES):
            raise ImproperlyConfigured(f"{grant}: unknown roles {sorted(unknown)}; use the codes of base.people.roles.")
        if not (system or reserved) and (mixed := held & roles.SEPARATED):
            raise ImproperlyConfigured(
                f"{grant}: {sorted(mixed)} are kept apart from business; leave them out or pass system=True."
            )
        _declared[grant] = held
        (_system.add if system or reserved else _system.discard)(grant)
        (_reserved.add if reserved else _reserved.discard)(grant)
    _grants_of.cache_clear()


def declared() -> dict[str, frozenset[str]]:
    """All grants with their default roles, in the order of their declaration."""
    return dict(_declared)


def is_system(grant: str) -> bool:
    """Is this a grant over the system itself rather than over the bureau's work?"""
    return grant in _system


def is_reserved(grant: str) -> bool:
    """Does the grant belong to its default roles alone, whatever the administrator writes down?"""
    return grant in _reserved


def may_hold(role: str, grant: str) -> bool:
    """Can a role be given a grant at all? The auditor only what is his by default, the administrator no business."""
    if grant not in _declared:
        return False
    if grant in _reserved or role == roles.AUDITOR:
        return role in _declared[grant]
    return role not in roles.SEPARATED or grant in _system


def holds(role: Role, grant: str) -> bool:
    """Has a role a grant: declared or added by the administrator, and not taken away?"""
    if not may_hold(role.code, grant):
        return False
    if grant in _reserved:
        return True
    return (role.code in _declared[grant] or grant in role.extra) and grant not in role.removed


def can(user: Any, grant: str) -> bool:
    """Has the user the grant anywhere? One query for all grants of a request."""
    return any(grant in held for held in _grants(user))


def held(user: Any) -> frozenset[str]:
    """All grants that the user has anywhere."""
    found = _grants(user)
    return next(iter(found)) if len(found) == 1 else frozenset().union(*found)


def only(user: Any, *of: str) -> bool:
    """Has the user postings, and is each of them of this role, or of one of these?"""
    held = [posting.role.code for posting in _postings(user)]
    return bool(held) and all(code in of for code in held)


def is_insider(user: Any) -> bool:
    """Does the user belong to the bureau or to a government below it, rather than to a firm or to the experts?"""
    return bool(_postings(user)) and not only(user, *roles.OF_AN_ORGANISATION)


def forget(user: Any) -> None:
    """Drop the postings kept on a user object, after they changed."""
    for name in (_KEPT, _KEPT_GRANTS, _KEPT_EVERYWHERE):
        _own(user).__dict__.pop(name, None)


def reach(user: Any, grant: str) -> list[Reach]:
    """Where the user may use the grant, without stretches that another one covers, in a stable order."""
    found: list[Reach] = []
    for posting in _postings(user):
        if not holds(posting.role, grant):
            continue
        if posting.role.code not in roles.OF_AN_ORGANISATION:
            found.append(Reach(posting.place_id, posting.line_id, None, _everywhere(user, posting.place_id)))
        elif user.organisation_id is not None:
            found.append(Reach(None, None, user.organisation_id))
    found = list(dict.fromkeys(found))
    kept = [one for one in found if not any(other is not one and other.covers(one) for other in found)]
    return sorted(kept, key=lambda one: (one.place_code or "", one.line_code or "", one.organisation_id or 0))


def visible(user: Any, grant: str, queryset: QuerySet[M], scope: Scope, *, one_by_one: bool = False) -> QuerySet[M]:
    """The rows of a queryset that the user's grant reaches: index ranges on place and line, no further query.

    ``one_by_one`` names each place of a territory instead: the same rows, by an index that goes on after the place.
    """
    conditions = [_condition(one, scope, one_by_one) for one in _on_axes(reach(user, grant), scope)]
    if not conditions:
        return queryset.none()
    if not all(conditions):
        return queryset
    return queryset.filter(reduce(or_, conditions))


def unlimited(user: Any, grant: str, scope: Scope) -> bool:
    """Does the grant reach every row there is?"""
    return any(not _condition(one, scope) for one in _on_axes(reach(user, grant), scope))


def within(user: Any, grant: str, values: Mapping[str, Any], scope: Scope) -> bool:
    """May the user write a row of these ``place``, ``line`` and ``organisation`` (codes and keys, or their objects)?"""
    place, line = _code(values.get("place")), _code(values.get("line"))
    organisation = getattr(values.get("organisation"), "pk", values.get("organisation"))
    for one in _on_axes(reach(user, grant), scope):
        if one.organisation_id is not None:
            if str(organisation) == str(one.organisation_id):
                return True
            continue
        if scope.place is not None and not one.everywhere and not (place and codes.holds(one.place_code or "", place)):
            continue
        if scope.line is None or one.line_code is None or line.startswith(one.line_code):
            return True
    return False


def search_tags(user: Any, grant: str, scope: Scope | None = None) -> tuple[str, ...]:
    """Words of which a row in the search index must have one to be visible; empty where nothing is."""
    scope = scope or Scope(organisation="organisation")
    found = []
    for one in _on_axes(reach(user, grant), scope):
        if one.organisation_id is not None:
            found.append(f"o{one.organisation_id}")
        else:
            line = f"l{one.line_code}" if one.line_code and scope.line else ""
            if scope.place is not None:
                found.append(f"p{codes.prefix(one.place_code or '')}{line}")
            if scope.place is None or one.everywhere:
                found.append(f"p{line}")
            if scope.place is not None and one.everywhere:
                found += [f"p{part}{line}" for part in codes.prefixes(one.place_code or "")]
    return tuple(dict.fromkeys(found))


def reaches(user: Any, grant: str, row: Any, scope: Scope) -> bool:
    """Does the user's grant reach this one row? The rule of ``visible``, without asking for the row again."""
    return not set(scope.tags(row)).isdisjoint(search_tags(user, grant, scope))


def _grants(user: Any) -> set[frozenset[str]]:
    """What each of the user's roles holds; a page asks for it once a list and once an entry of the menu."""
    own = _own(user)
    if not _counts(own):
        return set()
    kept: set[frozenset[str]] | None = own.__dict__.get(_KEPT_GRANTS)
    if kept is None:
        held = (posting.role for posting in _postings(own))
        kept = {_grants_of(role.code, tuple(role.extra), tuple(role.removed)) for role in held}
        own.__dict__[_KEPT_GRANTS] = kept
    return kept


def _counts(own: Any) -> bool:
    return getattr(own, "is_authenticated", False) and own.is_active


@lru_cache(maxsize=256)
def _grants_of(code: str, extra: tuple[str, ...], removed: tuple[str, ...]) -> frozenset[str]:
    role = Role(code=code, extra=extra, removed=removed)
    return frozenset(grant for grant in _declared if holds(role, grant))


def _postings(user: Any) -> list[Posting]:
    own = _own(user)
    if not _counts(own):
        return []
    kept: list[Posting] | None = own.__dict__.get(_KEPT)
    if kept is None:
        kept = list(Posting.objects.filter(user_id=own.pk).select_related("role").order_by("pk"))
        own.__dict__[_KEPT] = kept
    return kept


def _on_axes(stretches: Iterable[Reach], scope: Scope) -> list[Reach]:
    return [one for one in stretches if one.organisation_id is None or scope.organisation is not None]


def among_places(path: str, code: str) -> Q:
    """Rows whose place is one of those within this one: each is looked up by itself, not all of them in one range."""
    low, high = codes.code_range(code)
    return Q(**{f"{path}__in": Place.objects.filter(code__gte=low, code__lt=high).values("code")})


def _condition(one: Reach, scope: Scope, one_by_one: bool = False) -> Q:
    """Empty where the stretch holds every row."""
    if one.organisation_id is not None:
        return Q(**{str(scope.organisation): one.organisation_id})
    along = _range(scope.line, one.line_code)
    if one_by_one and scope.place and one.place_code and not one.everywhere:
        return among_places(scope.place, one.place_code) & along
    return _range(scope.place, None if one.everywhere else one.place_code) & along


def _range(path: str | None, code: str | None) -> Q:
    if path is None or code is None:
        return Q()
    low, high = codes.code_range(code)
    return Q(**{f"{path}__gte": low, f"{path}__lt": high})


def _everywhere(user: Any, place: str) -> bool:
    """Does the territory hold all places but those above it? Then its range is left out: another index may lead."""
    if len(codes.prefix(place)) > _COUNTY_LENGTH:
        return False
    kept: dict[str, bool] = _own(user).__dict__.setdefault(_KEPT_EVERYWHERE, {})
    if place not in kept:
        low, high = codes.code_range(place)
        above = [codes.pad(part) for part in codes.prefixes(place)]
        kept[place] = not Place.objects.filter(Q(code__lt=low) | Q(code__gte=high)).exclude(code__in=above).exists()
    return kept[place]


def _own(user: Any) -> Any:
    """The user itself behind a lazy wrapper, so that what is kept on it is kept once."""
    if not isinstance(user, LazyObject):
        return user
    bool(user)  # a wrapper that nobody has looked into yet holds nothing
    return user._wrapped


def _code(value: Any) -> str:
    return str(getattr(value, "code", value) or "")


@lru_cache(maxsize=8192)
def _tags(place: str, line: str, organisation: str) -> tuple[str, ...]:
    lines = ["", *(f"l{line[:length]}" for length in range(2, len(line) + 1, 2))] if line else [""]
    places = [f"p{part}" for part in codes.prefixes(place)] if place else ["p"]
    found = [f"{part}{suffix}" for part in places for suffix in lines]
    if organisation:
        found.append(f"o{organisation}")
    return tuple(found)


@lru_cache(maxsize=256)
def _steps(path: str) -> tuple[tuple[str, ...], str, str]:
    """The links of a path, its last field, and that field's key."""
    *links, last = path.split("__")
    return tuple(links), last, f"{last}_id"


def _key_along(row: Any, path: str | None) -> str:
    """The key at the end of a path, without reading the row it points to."""
    if path is None:
        return ""
    links, last, key = _steps(path)
    for link in links:
        row = getattr(row, link)
        if row is None:
            return ""
    value = getattr(row, key) if hasattr(row, key) else getattr(row, last)
    return str(value) if value is not None else ""
