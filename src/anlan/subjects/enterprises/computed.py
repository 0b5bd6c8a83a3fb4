"""Fields whose value follows from the rest of their row, worked out whenever the row is written, over whichever door.

A field ``level`` asks the row's method ``computed_level``. It must not know what is worked out.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Decimals = models.DecimalField[Any, Any]
    Words = models.CharField[Any, Any]
    Days = models.DateField[Any, Any]
else:
    Decimals, Words, Days = models.DecimalField, models.CharField, models.DateField


def _settle(field: Any, row: Any) -> Any:
    value = getattr(row, f"computed_{field.name}")()
    setattr(row, field.attname, value)
    return value


class ComputedDecimal(Decimals):
    """A number that follows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _settle(self, model_instance)


class ComputedWord(Words):
    """A choice that follows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _settle(self, model_instance)


class ComputedDay(Days):
    """A day that follows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"editable": False})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _settle(self, model_instance)
