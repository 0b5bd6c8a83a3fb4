"""The foreign key that picks one term of one dictionary."""

from typing import Any

from django.db import models


class TermField(models.ForeignKey[Any, Any]):
    """A link to a term of the named dictionary; forms offer only its active terms."""

    def __init__(self, dictionary: str = "", verbose_name: Any = None, **kwargs: Any) -> None:
        self.dictionary = dictionary
        kwargs.setdefault("to", "dictionaries.Term")
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("limit_choices_to", {"dictionary_id": dictionary, "active": True})
        super().__init__(verbose_name=verbose_name, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["dictionary"] = self.dictionary
        kwargs.pop("limit_choices_to", None)
        return name, path, args, kwargs
