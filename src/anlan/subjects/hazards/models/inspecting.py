"""Rounds (检查轮次) and inspections (监督检查) with who took part. Knows enterprises and campaigns by name only, and
nothing of how a hazard is closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.hazards.inspection_choices import Part


class Round(Record):
    """One outing of a team over many units: what reports count as 次. ``home`` is the area that the team comes from."""

    number = models.CharField(_("轮次编号"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("轮次名称"), max_length=120)
    kind = TermField("inspection-kind", verbose_name=_("检查类型"))
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("派出单位")
    )
    group = models.CharField(_("检查组"), max_length=80, blank=True)
    leader = models.CharField(_("带队领导"), max_length=40, blank=True)
    members = models.CharField(_("组员"), max_length=300, blank=True)
    begins_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属行动")
    )
    place = PlaceField(_("受检区域"))
    home = PlaceField(_("检查方属地"), null=True, blank=True)
    line = LineField(_("条线"), null=True, blank=True)
    note = models.TextField(_("检查要求"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("检查轮次")
        indexes = [
            models.Index(fields=["begins_on", "id"]),
            models.Index(fields=["place", "begins_on"]),
        ]

    def __str__(self) -> str:
        return self.name


class Inspection(Record):
    """One visit to one unit on one day by one inspecting organisation.

    ``unit`` is the inspected unit as written where it is not in the enterprise ledger. ``due_on`` is the day of the
    revisit, over once ``revisited_by`` is there. ``home`` is the area of the inspecting side.
    """

    number = models.CharField(_("检查编号"), max_length=24, unique=True, editable=False)
    inspected_on = models.DateField(_("检查日期"))
    kind = TermField("inspection-kind", verbose_name=_("检查类型"))
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name=_("检查轮次")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, verbose_name=_("被检查单位")
    )
    unit = models.CharField(_("未入册单位"), max_length=120, blank=True)
    inspectors = models.CharField(_("检查人员"), max_length=120)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("检查单位")
    )
    leader = models.CharField(_("带队领导"), max_length=40, blank=True)
    experts = models.CharField(_("参加专家"), max_length=120, blank=True)
    rank = TermField("self-check-rank", verbose_name=_("自查层级"), null=True, blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属行动")
    )
    campaigns = models.ManyToManyField(
        "campaigns.Campaign", through="InspectionCampaign", related_name="inspections", verbose_name=_("计入行动")
    )
    checklist = models.ForeignKey(
        "hazards.Checklist", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("检查表")
    )
    drawn = models.BooleanField(_("双随机抽取"), default=False)
    joint = models.BooleanField(_("跨部门联合"), default=False)
    notified_on = models.DateField(_("事前告知日期"), null=True, blank=True)
    result = TermField("inspection-result", verbose_name=_("检查结果"), null=True, blank=True)
    conclusion = models.TextField(_("检查情况"), blank=True)
    due_on = models.DateField(_("应复查日期"), null=True, blank=True)
    revisit_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisits", verbose_name=_("复查哪次检查")
    )
    revisited_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("复查记录")
    )
    published_on = models.DateField(_("结果公开日期"), null=True, blank=True)
    published_where = models.CharField(_("公开渠道"), max_length=120, blank=True)
    place = PlaceField(_("属地"))
    home = PlaceField(_("检查方属地"), null=True, blank=True)
    line = LineField(_("监管条线"), null=True, blank=True)

    class Meta:
        verbose_name = _("监督检查")
        verbose_name_plural = _("监督检查")
        indexes = [
            models.Index(fields=["inspected_on", "id"]),
            models.Index(fields=["place", "inspected_on"]),
            models.Index(fields=["kind", "inspected_on", "id"]),
            models.Index(fields=["due_on", "id"], condition=models.Q(revisited_by=None), name="inspection_revisit"),
            models.Index(fields=["published_on", "inspected_on"], name="inspection_published"),
            models.Index(  # all that figures of a period ask of an inspection, without the rows
                fields=["inspected_on", "enterprise", "unit", "kind", "place", "round"], name="inspection_figures"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The inspected unit's name, in the ledger or not."""
        return self.enterprise.name if self.enterprise is not None else self.unit


class InspectionPerson(models.Model):
    """One person who took part in one inspection. ``turn`` is the same for all units that the person saw on one day,
    so that 人次 is a distinct count of it. Written by the ledger from what people enter, never by itself."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, related_name="people", db_index=False, verbose_name=_("检查")
    )
    name = models.CharField(_("姓名"), max_length=40)
    part = models.CharField(_("参加身份"), max_length=10, choices=Part.choices, default=Part.INSPECTOR)
    turn = models.CharField(_("人次"), max_length=80)
    follows = models.Q(pk__isnull=False)  # all of them are the ledger's own, and go with an import that is undone

    class Meta:
        verbose_name = verbose_name_plural = _("检查参加人")
        constraints = [models.UniqueConstraint(fields=["inspection", "part", "name"], name="inspection_person_once")]
        indexes = [models.Index(fields=["turn", "part", "inspection"], name="inspection_turns")]  # 人次 of a period

    def __str__(self) -> str:
        return self.name


class InspectionCampaign(models.Model):
    """One inspection that counts for one campaign: its own, its round's, or one added ``by_hand``."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="+", verbose_name=_("检查"))
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="+", verbose_name=_("专项行动"))
    by_hand = models.BooleanField(_("另行计入"), default=False)
    follows = models.Q(by_hand=False)

    class Meta:
        verbose_name = verbose_name_plural = _("检查计入行动")
        constraints = [models.UniqueConstraint(fields=["campaign", "inspection"], name="inspection_campaign_once")]

    def __str__(self) -> str:
        return f"{self.inspection_id} → {self.campaign_id}"
