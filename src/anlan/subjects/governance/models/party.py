"""The party-building programme: milestones that every unit owes, party bodies, posts, teams and what they do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField


class Programme(Record):
    """One joint programme, such as 党建+安全生产, over a territory and a span."""

    name = models.CharField(_("方案名称"), max_length=120, unique=True)
    issuer = models.CharField(_("印发单位"), max_length=120, blank=True)
    paper = models.CharField(_("文号"), max_length=60, blank=True)
    place = PlaceField(_("范围"))
    begins_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    aim = models.TextField(_("目标"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党建方案")
        indexes = [models.Index(fields=["begins_on", "id"]), models.Index(fields=["place", "begins_on", "id"])]

    def __str__(self) -> str:
        return self.name


class Milestone(Record):
    """One thing that each unit of a programme owes: its plan, its meeting, its team."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="milestones", verbose_name=_("党建方案"))
    position = models.PositiveIntegerField(_("序号"))
    name = models.CharField(_("节点"), max_length=80)
    due_on = models.DateField(_("完成期限"), null=True, blank=True)
    requirement = models.CharField(_("要求"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党建节点")
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="milestone_name_once")]
        indexes = [models.Index(fields=["position", "id"])]

    def __str__(self) -> str:
        return self.name


class MilestoneRecord(Record):
    """One unit's standing at one milestone; done = ``done_on`` is known."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="records", verbose_name=_("党建方案"))
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="records", verbose_name=_("节点"))
    unit = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("单位"))
    place = PlaceField(_("属地"))
    due_on = models.DateField(_("完成期限"), null=True, blank=True, editable=False)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    count = models.PositiveIntegerField(_("数量"), null=True, blank=True, help_text=_("如组建队伍支数、会议次数。"))
    note = models.CharField(_("完成情况"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党建节点完成情况")
        constraints = [models.UniqueConstraint(fields=["milestone", "unit"], name="milestone_unit_once")]
        indexes = [
            models.Index(fields=["programme", "unit"]),
            models.Index(fields=["place", "id"]),
            models.Index(fields=["done_on", "id"]),
            models.Index(fields=["due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.milestone}"


class PartyBody(Record):
    """One party organisation, temporary ones at sites too."""

    name = models.CharField(_("党组织名称"), max_length=120)
    kind = TermField("party-body-kind", verbose_name=_("类别"))
    area = TermField("party-area", verbose_name=_("所在领域"), null=True, blank=True)
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属单位")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    founded_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)
    members = models.PositiveIntegerField(_("党员数"), null=True, blank=True)
    secretary = models.CharField(_("书记"), max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党组织")
        indexes = [models.Index(fields=["founded_on", "id"]), models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return self.name


class PartyPost(Record):
    """One demonstration post (党员示范岗, 先锋岗)."""

    name = models.CharField(_("示范岗名称"), max_length=120)
    kind = TermField("party-post-kind", verbose_name=_("类别"), null=True, blank=True)
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所在企业")
    )
    place = PlaceField(_("属地"))
    holder = models.CharField(_("责任党员"), max_length=60, blank=True)
    from_on = models.DateField(_("设立日期"))
    to_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党员示范岗")
        indexes = [models.Index(fields=["from_on", "id"]), models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return self.name


class PartyTeam(Record):
    """One lecture group or volunteer team of party members."""

    name = models.CharField(_("队伍名称"), max_length=120)
    kind = TermField("party-team-kind", verbose_name=_("类别"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="teams", verbose_name=_("党建方案")
    )
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("组建单位")
    )
    place = PlaceField(_("属地"))
    founded_on = models.DateField(_("组建日期"))
    ended_on = models.DateField(_("解散日期"), null=True, blank=True)
    members = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    captain = models.CharField(_("负责人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党员队伍")
        indexes = [models.Index(fields=["founded_on", "id"]), models.Index(fields=["place", "id"])]

    def __str__(self) -> str:
        return self.name


class PartyActivity(Record):
    """One activity, or one batch of papers, on one day; ``quantity`` is counted in what its kind is counted in."""

    title = models.CharField(_("活动名称"), max_length=160)
    kind = TermField("party-activity-kind", verbose_name=_("活动类别"))
    held_on = models.DateField(_("日期"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("党建方案")
    )
    team = models.ForeignKey(
        PartyTeam, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("党员队伍")
    )
    body = models.ForeignKey(
        PartyBody, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("党组织")
    )
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位")
    )
    place = PlaceField(_("属地"))
    quantity = models.PositiveIntegerField(_("数量（次、期、份）"), default=1)
    participants = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    content = models.TextField(_("内容"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党建活动")
        indexes = [models.Index(fields=["held_on", "id"]), models.Index(fields=["place", "held_on", "id"])]

    def __str__(self) -> str:
        return self.title
