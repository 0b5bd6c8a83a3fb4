"""Questions to organisations, persons and lines."""

from django.core.cache import cache
from django.db.models import Q, QuerySet

from anlan.base.people.models import Line, Organisation, Person, User
from anlan.base.places.codes import code_range, pad, prefixes

KEPT_SECONDS = 60
LINES_KEY = "people:lines"


def line_choices() -> list[tuple[str, str]]:
    """``(code, name)`` of all active lines in the order of their codes."""
    kept: list[tuple[str, str]] | None = cache.get(LINES_KEY)
    if kept is None:
        kept = list(Line.objects.filter(active=True).order_by("code").values_list("code", "name"))
        cache.set(LINES_KEY, kept, KEPT_SECONDS)
    return kept


def forget_lines() -> None:
    """Drop what this process keeps of the lines; other processes follow within a minute."""
    cache.delete(LINES_KEY)


def line_subtree(code: str) -> QuerySet[Line]:
    """A line and all below it: one index range."""
    low, high = code_range(code)
    return Line.objects.filter(code__gte=low, code__lt=high)


def organisations_of(place: str) -> QuerySet[Organisation]:
    """Active organisations that serve a place or anything below it."""
    low, high = code_range(place)
    return Organisation.objects.filter(place_id__gte=low, place_id__lt=high, active=True)


def below(organisation: Organisation, *, line: bool = False) -> list[Organisation]:
    """An organisation and all below it in the territorial tree, or in the tree of lines; one query a level."""
    field = "line_superior" if line else "superior"
    found, level = {organisation.pk: organisation}, [organisation]
    while level:
        following = Organisation.objects.filter(**{f"{field}__in": level}).order_by("pk")
        level = [item for item in following if item.pk not in found]
        found.update({item.pk: item for item in level})
    return list(found.values())


def persons_matching(text: str) -> QuerySet[Person]:
    """Contacts by a part of their name or of their number."""
    return Person.objects.filter(
        Q(name__contains=text) | Q(phone__contains=text) | Q(phone2__contains=text), active=True
    )


def holders(role: str, place: str) -> QuerySet[User]:
    """Active users who hold a role for exactly the territory or one above it."""
    above = [pad(part) for part in prefixes(place)]
    return User.objects.filter(is_active=True, postings__role__code=role, postings__place_id__in=above).distinct()
