"""Risk points with their scores and measures, and the bureau's thresholds by which a score becomes a colour."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.enterprises import rules, scoring
from anlan.subjects.enterprises.choices import Cadence, Method, PointStatus, Rank, Risk
from anlan.subjects.enterprises.computed import ComputedDay, ComputedDecimal, ComputedWord
from anlan.subjects.enterprises.models.firms import Enterprise

KEPT = "risk-schemes"
KEPT_SECONDS = 5
Schemes = dict[Any, scoring.Thresholds]


class RiskScheme(Record):
    """Thresholds of one method; provinces differ in them. The default one holds where a point names none."""

    name = models.CharField(_("方案名称"), max_length=60, unique=True)
    method = models.CharField(_("方法"), max_length=4, choices=Method.choices)
    red = models.DecimalField(_("红色界限"), max_digits=8, decimal_places=2)
    orange = models.DecimalField(_("橙色界限"), max_digits=8, decimal_places=2)
    yellow = models.DecimalField(_("黄色界限"), max_digits=8, decimal_places=2)
    inclusive = models.BooleanField(_("含界限值"), default=False)
    preferred = models.BooleanField(_("默认方案"), default=False)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("风险评价方案")
        constraints = [
            models.UniqueConstraint(
                fields=["method"], condition=models.Q(preferred=True), name="one_preferred_scheme_a_method"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def thresholds(self) -> scoring.Thresholds:
        """For the arithmetic."""
        return scoring.Thresholds(self.red, self.orange, self.yellow, self.inclusive)


def schemes() -> Schemes:
    """Thresholds by key of their scheme and, for a method's default, by the method."""
    found: Schemes | None = cache.get(KEPT)
    if found is None:
        found = {Method(method).value: bounds for method, bounds in scoring.BUILT_IN.items()}
        for scheme in RiskScheme.objects.all():
            found[scheme.pk] = scheme.thresholds
            if scheme.preferred:
                found[scheme.method] = scheme.thresholds
        cache.set(KEPT, found, KEPT_SECONDS)
    return found


def forget_schemes() -> None:
    """After a scheme was changed."""
    cache.delete(KEPT)


class RiskPoint(Record, Located):
    """One risk point (风险点), of a firm or of a place; score and colour follow from its factors.

    A colour that the law gives directly (直接判定) stands over the score.
    """

    number = models.CharField(_("编号"), max_length=30, unique=True)
    name = models.CharField(_("风险点"), max_length=80)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("企业")
    )
    kind = TermField("risk-point-kind", verbose_name=_("类型"), null=True, blank=True)
    location = models.CharField(_("部位"), max_length=120, blank=True)
    factors = models.TextField(_("危险有害因素"), blank=True)
    consequences = TermsField("accident-type", verbose_name=_("可能的事故类型"))
    found_on = models.DateField(_("辨识日期"))
    method = models.CharField(_("评价方法"), max_length=4, choices=Method.choices, default=Method.LEC)
    scheme = models.ForeignKey(
        RiskScheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("评价方案")
    )
    likelihood = models.DecimalField(_("可能性 L"), max_digits=5, decimal_places=1, null=True, blank=True)
    exposure = models.DecimalField(_("暴露频率 E"), max_digits=5, decimal_places=1, null=True, blank=True)
    consequence = models.DecimalField(_("后果 C（LS 法为 S）"), max_digits=5, decimal_places=1, null=True, blank=True)
    direct = models.CharField(_("直接判定"), max_length=8, choices=Risk.choices, blank=True)
    direct_basis = models.CharField(_("直接判定依据"), max_length=200, blank=True)
    score = ComputedDecimal(_("风险值"), max_digits=9, decimal_places=2, null=True)
    level = ComputedWord(_("风险等级"), max_length=8, choices=Risk.choices, blank=True)
    engineering = models.TextField(_("工程技术措施"), blank=True)
    management = models.TextField(_("管理措施"), blank=True)
    training = models.TextField(_("培训教育措施"), blank=True)
    protection = models.TextField(_("个体防护措施"), blank=True)
    response = models.TextField(_("应急处置措施"), blank=True)
    rank = models.CharField(_("管控层级"), max_length=12, choices=Rank.choices, blank=True)
    person = models.CharField(_("责任人"), max_length=40, blank=True)
    phone = models.CharField(_("责任人电话"), max_length=30, blank=True)
    cadence = models.CharField(_("排查周期"), max_length=12, choices=Cadence.choices, blank=True)
    checked_on = models.DateField(_("最近排查日期"), null=True, blank=True)
    due_on = ComputedDay(_("下次排查日期"), null=True)
    treated_on = models.DateField(_("整治完成日期"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("状态"), max_length=12, choices=PointStatus.choices, default=PointStatus.CONTROLLED, editable=False
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("风险点")
        indexes = [
            models.Index(fields=["enterprise", "status", "level"]),
            models.Index(fields=["place", "id"]),
            models.Index(fields=["level", "id"]),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["score", "id"]),
            models.Index(fields=["found_on", "id"]),
            tile_index("level", "risk_point_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.name

    def computed_score(self) -> Decimal | None:
        if self.likelihood is None or self.consequence is None:
            return None
        return scoring.score(self.method, self.likelihood, self.exposure, self.consequence)

    def computed_level(self) -> str:
        if self.direct:
            return self.direct
        found = self.computed_score()
        bounds = schemes()
        return "" if found is None else bounds.get(self.scheme_id, bounds[self.method]).colour(found).value

    def computed_due_on(self) -> date | None:
        if not self.cadence or self.status == PointStatus.TREATED:
            return None
        return rules.following(self.checked_on or self.found_on, self.cadence)
