"""The foreign key that says where a row lies. It must not know which rows."""

from typing import Any

from django.db import models


class PlaceField(models.ForeignKey[Any, Any]):
    """A link to a place by its code: ``row.place_id`` is the code, so a subtree is one range of this very column."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("to", "places.Place")
        kwargs.setdefault("to_field", "code")
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        super().__init__(verbose_name=verbose_name, **kwargs)
