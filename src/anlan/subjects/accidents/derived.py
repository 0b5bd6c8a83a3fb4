"""Fields that follow from others of the same row and are written with it, so that lists, filters and figures read plain
columns. They must not ask the database for anything but the row's own links."""

from datetime import timedelta
from typing import Any

from django.db import models

from anlan.base.dictionaries.fields import TermField
from anlan.subjects.accidents import rules


class LevelField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """The level of an accident: as laid down by somebody with a reason, else as its figures give it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        row: Any = model_instance
        judged = rules.judge(row.deaths, row.serious_injuries, row.loss).level
        setattr(row, self.attname, row.override or (judged.value if judged else None))
        return getattr(row, self.attname)


class GroupField(TermField):
    """The group of the statistical sector: its parent term, or itself where it has none."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        row: Any = model_instance
        sector = row.sector
        setattr(row, self.attname, (sector.parent_id or sector.pk) if sector is not None else None)
        return getattr(row, self.attname)


class ClockField(models.DateTimeField):  # type: ignore[type-arg]
    """So many minutes after another moment of the row; empty while either is unknown."""

    def __init__(self, *args: Any, since: str = "", minutes: str = "", **kwargs: Any) -> None:
        self.since, self.minutes = since, minutes
        kwargs |= {"null": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"since": self.since, "minutes": self.minutes}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        begun, minutes = getattr(model_instance, self.since), getattr(model_instance, self.minutes)
        due = None if begun is None or minutes is None else begun + timedelta(minutes=minutes)
        setattr(model_instance, self.attname, due)
        return due
