"""Which dictionaries leave a field with nothing to choose, for ``manage.py check`` and the page of operations."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import DatabaseError
from django.utils.translation import gettext as _

from anlan.base.dictionaries import shipped
from anlan.base.dictionaries.models import Dictionary, Term


@dataclass(frozen=True)
class Bare:
    """A dictionary without an active term, and one field that needs it. ``waiting``: a migration would bring words."""

    code: str
    name: str
    field: str
    waiting: bool

    @property
    def sentence(self) -> str:
        """What is missing and where it is felt."""
        told = {"name": self.name, "code": self.code, "field": self.field}
        return _("字典“%(name)s”（%(code)s）没有启用的项，%(field)s选不出来。") % told

    @property
    def hint(self) -> str:
        """What to do about it."""
        if self.waiting:
            return _("请运行 python3 manage.py migrate，把程序自带的字典项补上。")
        return _("请在“系统管理 → 字典项”里添加或启用。")


def bare() -> list[Bare]:
    """Dictionaries that fields use and nobody can choose from; none before the installation has any dictionary.

    Those that the program brings empty are the bureau's to fill and not counted.
    """
    stored = {row.code: row for row in Dictionary.objects.all()}
    filled = set(Term.objects.filter(active=True).order_by().values_list("dictionary_id", flat=True).distinct())
    empty = {code: field for code, field in used().items() if code not in filled} if stored else {}
    if not empty:
        return []
    brought = shipped.every()
    found = []
    for code, field in sorted(empty.items()):
        words = brought[code].words if code in brought else ()
        given = stored[code].offered if code in stored else []
        if words or code not in brought:
            name = stored[code].name if code in stored else brought[code].name if code in brought else code
            found.append(Bare(code, name, field, any(word.code not in given for word in words)))
    return found


def used() -> dict[str, str]:
    """One field a dictionary, in words."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if code := getattr(field, "dictionary", None):
                found.setdefault(code, f"{model._meta.verbose_name}的“{field.verbose_name}”")
    return found


def nothing_to_choose(*, databases: Any = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """A warning for each of them; silent while the tables do not stand."""
    try:
        found = bare() if databases else []
    except DatabaseError:
        return []
    return [checks.Warning(one.sentence, hint=one.hint, id="anlan.W001") for one in found]
