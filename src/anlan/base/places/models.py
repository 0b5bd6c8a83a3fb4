"""Places of the administrative tree with their boundaries, and the other names and codes they go by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.envelope import Record


class PlaceLevel(models.IntegerChoices):
    """Levels of the tree."""

    CITY = 2, _("市")
    COUNTY = 3, _("县区")
    TOWN = 4, _("镇街")
    VILLAGE = 5, _("村社")
    GRID = 6, _("网格")


class Place(Record):
    """One division. ``code`` has 12 digits, a grid's 15; coordinates are CGCS2000; ``shape`` is a GeoJSON geometry.

    ``west`` … ``north`` bound the shape. A division that ended keeps its row: ``successor`` says what it became.
    """

    code = models.CharField(_("区划代码"), max_length=15, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.PositiveSmallIntegerField(_("层级"), choices=PlaceLevel.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    longitude = models.FloatField(_("经度"), null=True, blank=True)
    latitude = models.FloatField(_("纬度"), null=True, blank=True)
    shape = models.JSONField(_("边界"), null=True, blank=True)
    west = models.FloatField(_("西界"), null=True, blank=True, editable=False)
    south = models.FloatField(_("南界"), null=True, blank=True, editable=False)
    east = models.FloatField(_("东界"), null=True, blank=True, editable=False)
    north = models.FloatField(_("北界"), null=True, blank=True, editable=False)
    population = models.PositiveIntegerField(_("人口"), null=True, blank=True)
    valid_from_on = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to_on = models.DateField(_("停用日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("并入"),
    )

    class Meta:
        verbose_name = _("区划")
        verbose_name_plural = _("区划")
        ordering = ["code"]
        indexes = [
            models.Index(fields=["level", "code"]),
            models.Index(fields=["name"]),
            models.Index(fields=["level", "west", "east"]),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceAlias(models.Model):
    """Another name or a former code under which people still write a place."""

    place = models.ForeignKey(Place, models.CASCADE, to_field="code", related_name="aliases", verbose_name=_("区划"))
    name = models.CharField(_("别名"), max_length=60, blank=True)
    code = models.CharField(_("曾用代码"), max_length=15, blank=True)

    class Meta:
        verbose_name = _("区划别名")
        verbose_name_plural = _("区划别名")
        indexes = [models.Index(fields=["name"]), models.Index(fields=["code"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name="", code=""), name="place_alias_says_something"),
            models.UniqueConstraint(fields=["place", "name", "code"], name="place_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.code


class Drawing(models.Model):
    """Something drawn on our own base map: a river, a road, a lake. ``shape`` is a GeoJSON geometry."""

    class Kind(models.TextChoices):
        RIVER = "river", _("河流")
        WATER = "water", _("水面")
        ROAD = "road", _("公路")
        RAIL = "rail", _("铁路")

    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(_("等级"), default=1)
    shape = models.JSONField(_("图形"))

    class Meta:
        verbose_name = _("底图要素")
        verbose_name_plural = _("底图要素")

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
