"""Responsibility lists with owners, letters and who should sign them, leaders' areas and their visits."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.fields import LineField
from anlan.base.places.codes import code_range
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance.models.about import PartyField


class ResponsibilityList(Record):
    """One of a unit's lists (五张清单, 领导班子责任清单 …).

    ``ledger`` names a ledger that is the list itself: the hazards, enterprises or tasks of the unit's territory.
    """

    name = models.CharField(_("清单名称"), max_length=120, unique=True)
    kind = TermField("responsibility-list-kind", verbose_name=_("清单类别"))
    bearer = TermField("responsibility-bearer", verbose_name=_("责任主体"), null=True, blank=True)
    unit = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("所属单位"))
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("清单负责人")
    )
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    paper = models.CharField(_("文号"), max_length=60, blank=True)
    from_on = models.DateField(_("生效日期"))
    to_on = models.DateField(_("失效日期"), null=True, blank=True)
    ledger = models.CharField(
        _("对应台账"), max_length=40, blank=True, help_text=_("填台账代码，如 hazard；清单就是该台账在本属地的记录。")
    )
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("责任清单")
        indexes = [models.Index(fields=["from_on", "id"]), models.Index(fields=["place", "from_on", "id"])]

    def __str__(self) -> str:
        return self.name


class ResponsibilityItem(Record):
    """One line of a list: what is to be done, how often, by whom."""

    of_list = models.ForeignKey(ResponsibilityList, models.CASCADE, related_name="items", verbose_name=_("责任清单"))
    position = models.PositiveIntegerField(_("序号"))
    content = models.CharField(_("职责内容"), max_length=1000)
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任人")
    )
    owner_name = models.CharField(_("责任人（其他）"), max_length=80, blank=True)
    cadence = models.CharField(_("履职频次"), max_length=60, blank=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("责任清单条目")
        indexes = [models.Index(fields=["of_list", "position", "id"]), models.Index(fields=["position", "id"])]

    def __str__(self) -> str:
        return f"{self.position}. {self.content[:40]}"


class LetterRound(Record):
    """One round of signing: which letter, by when, in which territory. Its letters say who should sign."""

    name = models.CharField(_("签订活动"), max_length=120, unique=True)
    kind = TermField("letter-kind", verbose_name=_("文书类别"))
    topic = TermField("letter-topic", verbose_name=_("主题"), null=True, blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("专项行动")
    )
    issuer = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发起单位")
    )
    place = PlaceField(_("范围"))
    begins_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("签订期限"))
    content = models.TextField(_("文书内容"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("责任书签订活动")
        indexes = [models.Index(fields=["begins_on", "id"]), models.Index(fields=["place", "begins_on", "id"])]

    def __str__(self) -> str:
        return self.name


class Letter(Record):
    """One letter that somebody should sign, and the day on which it was signed; signed = ``signed_on`` is known."""

    round = models.ForeignKey(LetterRound, models.PROTECT, related_name="letters", verbose_name=_("签订活动"))
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("签订单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("签订企业")
    )
    signer = models.CharField(_("签订人"), max_length=60, blank=True)
    post = models.CharField(_("岗位"), max_length=60, blank=True)
    party = PartyField(_("签订方"))
    place = PlaceField(_("属地"))
    due_on = models.DateField(_("签订期限"), null=True, blank=True, editable=False)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    until_on = models.DateField(_("有效期至"), null=True, blank=True)
    paper = models.CharField(_("文书编号"), max_length=60, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("责任书")
        indexes = [
            models.Index(fields=["round", "signed_on"]),
            models.Index(fields=["place", "round", "signed_on"]),
            models.Index(fields=["signed_on", "id"]),
            models.Index(fields=["due_on"]),
        ]

    def __str__(self) -> str:
        return self.party or self.party_name()

    def party_name(self) -> str:
        """The firm or unit, or the person where neither is named."""
        if self.enterprise_id:
            return str(self.enterprise)
        return str(self.unit) if self.unit_id else self.signer


class LeaderContact(Record):
    """包片包线: a leader answers for a territory, a line, a unit or an enterprise from one day to another."""

    leader = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("包联领导"))
    kind = TermField("contact-kind", verbose_name=_("包联方式"))
    place = PlaceField(_("包联区域"))
    line = LineField(_("包联条线"), null=True, blank=True)
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("包联单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("包联企业")
    )
    visits_a_month = models.PositiveSmallIntegerField(_("每月至少带队检查次数"), default=0)
    from_on = models.DateField(_("开始日期"))
    to_on = models.DateField(_("结束日期"), null=True, blank=True)
    duty = models.CharField(_("包联职责"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("领导包联")
        indexes = [models.Index(fields=["from_on", "id"]), models.Index(fields=["place", "from_on", "id"])]

    def __str__(self) -> str:
        return f"{self.leader} {self.place}"

    def visits(self) -> int:
        """Visits that the leader led within the territory, or to the very enterprise or unit, while this held."""
        found = LeaderVisit.objects.filter(leader_id=self.leader_id, visited_on__gte=self.from_on)
        if self.to_on is not None:
            found = found.filter(visited_on__lte=self.to_on)
        if self.enterprise_id:
            return found.filter(enterprise_id=self.enterprise_id).count()
        if self.unit_id:
            found = found.filter(unit_id=self.unit_id)
        low, high = code_range(str(self.place_id))
        return found.filter(place__gte=low, place__lt=high).count()


class LeaderVisit(Record):
    """One visit led by a leader: where, what was found, how many came along."""

    leader = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("带队领导"))
    visited_on = models.DateField(_("检查日期"))
    kind = TermField("visit-kind", verbose_name=_("检查方式"), null=True, blank=True)
    place = PlaceField(_("检查地点"))
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("受检单位")
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("受检企业")
    )
    people = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    problems = models.PositiveIntegerField(_("发现问题数"), default=0)
    content = models.TextField(_("检查情况"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("领导带队检查")
        indexes = [
            models.Index(fields=["visited_on", "id"]),
            models.Index(fields=["place", "visited_on", "id"]),
            models.Index(fields=["leader", "visited_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.leader} {self.visited_on}"
