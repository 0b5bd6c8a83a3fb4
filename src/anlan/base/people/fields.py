"""The foreign key that says which line (条线) a row belongs to. It must not know which rows."""

from typing import Any

from django.db import models


class LineField(models.ForeignKey[Any, Any]):
    """A link to a line by its code, so that a line with all below it is one range of this very column."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("to", "people.Line")
        kwargs.setdefault("to_field", "code")
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        super().__init__(verbose_name=verbose_name, **kwargs)
