"""``Located``: the base of every model that has a point; knows nothing of who may see it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from anlan.kit.geo import quadkey

_COUNTIES = 4.0**9


class CoordinateSource(models.TextChoices):
    WGS84 = "wgs84", _("CGCS2000 / WGS-84（天地图、GPS）")
    GCJ02 = "gcj02", _("GCJ-02（高德、腾讯地图）")
    BD09 = "bd09", _("BD-09（百度地图）")


class QuadkeyField(models.CharField):  # type: ignore[type-arg]
    """The key of the row's point, computed whenever the row is saved or created in bulk; never typed by anyone.

    ``bulk_update`` does not ask fields for their value: call ``place_point`` on the rows first and name the column.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=quadkey.LEVEL, null=True, editable=False, db_index=kwargs.get("db_index", True))
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        longitude = getattr(model_instance, "longitude", None)
        latitude = getattr(model_instance, "latitude", None)
        key = None if longitude is None or latitude is None else quadkey.encode(float(longitude), float(latitude))
        setattr(model_instance, self.attname, key)
        return key

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """On PostgreSQL byte order: faster, and it spares the second (pattern) index that Django adds to text."""
        if connection.vendor == "postgresql":
            return f'character varying({self.max_length}) COLLATE "C"'
        return super().db_type(connection)

    def cast_db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return super().db_type(connection)


@QuadkeyField.register_lookup
class Within(models.Lookup):
    """``quadkey__within=(low, high)``: the half-open range, with a hint to SQLite how few rows that will be.

    SQLite takes any two ranges for equally good and would read a whole town's rows for the smallest tile. The hint
    supposes that the rows fill a county (a tile of level 9); PostgreSQL knows better by its own statistics.
    """

    lookup_name = "within"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        low, high = self.rhs
        return f"({column} >= %s AND {column} < %s)", (*params, low, *params, high)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        low, high = self.rhs
        share = min(max(quadkey.span(low, high) * _COUNTIES, 1e-7), 0.9)
        return f"(likelihood({column} >= %s, {share:.8f}) AND {column} < %s)", (*params, low, *params, high)


class Located(models.Model):
    """A row with a point in degrees, CGCS2000/WGS-84; ``coordinate_source`` remembers what was typed."""

    longitude = models.FloatField(_("经度"), null=True, blank=True)
    latitude = models.FloatField(_("纬度"), null=True, blank=True)
    quadkey = QuadkeyField(_("位置网格码"))
    coordinate_source = models.CharField(
        _("原坐标系"), max_length=5, choices=CoordinateSource.choices, default=CoordinateSource.WGS84
    )

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if update_fields is not None:
            update_fields = set(update_fields)
            if update_fields & {"longitude", "latitude"}:
                update_fields.add("quadkey")
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

    def clean(self) -> None:
        super().clean()
        if (self.longitude is None) != (self.latitude is None):
            missing = "longitude" if self.longitude is None else "latitude"
            raise ValidationError({missing: _("经度和纬度要么都填，要么都不填。")})
        if self.longitude is None or self.latitude is None:
            return
        if not (-180 <= self.longitude <= 180 and -90 <= self.latitude <= 90):
            raise ValidationError({"longitude": _("经纬度超出范围：经度 -180～180，纬度 -90～90。")})

    def place_point(self, longitude: float | None, latitude: float | None) -> None:
        """Sets point and key together, as ``bulk_update`` needs it."""
        self.longitude, self.latitude = longitude, latitude
        self.quadkey = None if longitude is None or latitude is None else quadkey.encode(longitude, latitude)
