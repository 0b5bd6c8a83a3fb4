"""Terms of a dictionary as lists and look-ups, kept for a minute in this process."""

from collections.abc import Iterable, Sequence

from django.core.cache import cache
from django.db import transaction

from anlan.base.dictionaries.models import Dictionary, Term, kept_key
from anlan.base.text import normalise

KEPT_SECONDS = 60


def every(dictionary: str) -> list[Term]:
    """All terms of a dictionary in their order, inactive ones too."""
    kept: list[Term] | None = cache.get(kept_key(dictionary))
    if kept is None:
        kept = list(Term.objects.filter(dictionary_id=dictionary).order_by("position", "code"))
        cache.set(kept_key(dictionary), kept, KEPT_SECONDS)
    return kept


def active(dictionary: str) -> list[Term]:
    """The terms that may be chosen, in their order."""
    return [term for term in every(dictionary) if term.active]


def by_name(dictionary: str) -> dict[str, Term]:
    """Active terms by normalised name, code and other ways of writing them; a name wins over another's by-name."""
    found: dict[str, Term] = {}
    for term in active(dictionary):
        for other in (*term.other_names.split("、"), term.code):
            if other.strip():
                found.setdefault(normalise(other), term)
    found.update({normalise(term.name): term for term in reversed(active(dictionary))})
    return found


def forget(dictionary: str) -> None:
    """Drop what this process keeps of a dictionary; other processes follow within a minute."""
    cache.delete(kept_key(dictionary))


@transaction.atomic
def put(dictionary: str, name: str, entries: Iterable[Sequence[str]], *, owner: str = "") -> list[Term]:
    """Create or update a dictionary and its terms from ``(code, name[, parent code[, other names]])`` in their order.

    Terms that are not named stay as they are.
    """
    Dictionary.objects.update_or_create(code=dictionary, defaults={"name": name, "owner": owner})
    known = {term.code: term for term in Term.objects.filter(dictionary_id=dictionary)}
    for position, entry in enumerate(entries, start=1):
        code, label, parent, other_names = (*entry, "", "")[:4]
        values = {
            "name": label,
            "parent": known[parent] if parent else None,
            "position": position,
            "other_names": other_names,
        }
        known[code], _made = Term.objects.update_or_create(dictionary_id=dictionary, code=code, defaults=values)
    forget(dictionary)
    return sorted(known.values(), key=lambda term: (term.position, term.code))
