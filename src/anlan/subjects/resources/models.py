"""Emergency teams (应急队伍) and who is in them. Must not know what they are called out for."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.geo.models import Located
from anlan.kit.geo.tiles import tile_index
from anlan.kit.records.models import Record
from anlan.subjects.resources.choices import Level


class Team(Record, Located):
    """A team that can be called out; its point is the base it sets out from.

    It has mustered when ``muster_percent`` of those called stand ready within ``muster_minutes`` of the alarm.
    """

    name = models.CharField(_("队伍名称"), max_length=80, unique=True)
    level = models.CharField(_("级别"), max_length=8, choices=Level.choices, default=Level.TOWN)
    kind = TermField("team-kind", verbose_name=_("类型"), null=True, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主管单位")
    )
    leader = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("队长")
    )
    deputy = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("副队长")
    )
    phone = models.CharField(_("值守电话"), max_length=30, blank=True)
    headcount = models.PositiveIntegerField(_("编制人数"), default=0)
    muster_minutes = models.PositiveSmallIntegerField(
        _("集合时限（分钟）"), default=30, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    muster_percent = models.PositiveSmallIntegerField(
        _("到位达标比例（%）"), default=90, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    skills = models.CharField(_("专长"), max_length=200, blank=True)
    equipment = models.TextField(_("主要装备"), blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    address = models.CharField(_("驻地"), max_length=200, blank=True)
    active = models.BooleanField(_("在册"), default=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("应急队伍")
        indexes = [
            models.Index(fields=["place", "id"]),
            models.Index(fields=["level", "id"]),
            tile_index("level", "team_tile", "place"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(Record):
    """One person in one team, and who comes in his stead when he cannot."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members", verbose_name=_("队伍"))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("队员"))
    role = TermField("team-role", verbose_name=_("岗位"), null=True, blank=True)
    deputy = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("替补")
    )
    active = models.BooleanField(_("在队"), default=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("队员")
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="team_member")]
        indexes = [models.Index(fields=["team", "active", "id"])]

    def __str__(self) -> str:
        return f"{self.team} {self.person}"
