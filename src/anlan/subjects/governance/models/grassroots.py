"""Who sits on the safety committees with what duty, and what grids, villages and townships do day by day (五个一)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.places.fields import PlaceField
from anlan.subjects.governance.models.about import PartyField


class CommitteeMember(Record):
    """One unit on one committee (安委会, 专业委员会) from a day to a day; the committee is an organisation itself."""

    committee = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", verbose_name=_("安委会、专委会")
    )
    unit = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", verbose_name=_("成员单位"))
    role = TermField("committee-role", verbose_name=_("成员身份"), null=True, blank=True)
    key = models.BooleanField(_("重点成员单位"), default=False)
    duty = models.TextField(_("安全生产职责"), blank=True)
    inner_unit = models.CharField(_("安全生产监管内设机构"), max_length=80, blank=True)
    inner_unit_on = models.DateField(_("内设机构设置日期"), null=True, blank=True)
    inner_staff = models.PositiveIntegerField(_("内设机构人数"), null=True, blank=True)
    contact = models.CharField(_("联络员"), max_length=40, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    place = PlaceField(_("属地"))
    from_on = models.DateField(_("加入日期"))
    to_on = models.DateField(_("退出日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("委员会成员单位")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "unit"],
                condition=models.Q(to_on=None),
                name="committee_member_once",
                violation_error_message=_("这个单位已经是该委员会的成员。"),
            )
        ]
        indexes = [
            models.Index(fields=["from_on", "id"]),
            models.Index(fields=["place", "from_on", "id"]),
            models.Index(fields=["inner_unit_on", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.committee} · {self.unit}"


class GrassrootsAct(Record):
    """One patrol, dispatch, report, bulletin, visit to a firm or consultation day in one grid, village or township."""

    kind = TermField("grassroots-act", verbose_name=_("履职事项"))
    done_on = models.DateField(_("日期"))
    place = PlaceField(_("网格、村社"))
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("宣传企业")
    )
    party = PartyField(_("企业"))
    unit = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("组织单位")
    )
    person = models.CharField(_("履职人"), max_length=60, blank=True)
    problems = models.PositiveIntegerField(_("发现问题数"), default=0)
    people = models.PositiveIntegerField(_("参加或咨询人数"), null=True, blank=True)
    materials = models.PositiveIntegerField(_("发放资料（份）"), null=True, blank=True)
    content = models.TextField(_("情况"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("基层履职记录")
        indexes = [
            models.Index(fields=["done_on", "id"]),
            models.Index(fields=["place", "done_on", "id"]),
            models.Index(fields=["kind", "done_on", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.done_on} {self.kind}"

    def party_name(self) -> str:
        """The firm that was visited."""
        return str(self.enterprise) if self.enterprise_id else ""
