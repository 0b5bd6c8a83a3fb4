"""Random draws with proof: rule, frozen register, seed, picks. What was frozen is text and never changes."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.multiple import TermsField
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.kit.records.models import Record
from anlan.subjects.enforcement.choices import DrawStatus

SHARE = [MinValueValidator(0), MaxValueValidator(100)]


class DrawRule(Record):
    """Whom a draw is made among, and which share of each risk class it takes, in per cent."""

    name = models.CharField(_("规则名称"), max_length=80)
    place = PlaceField(_("范围"))
    line = LineField(_("条线"), null=True, blank=True)
    sectors = TermsField("sector", verbose_name=_("监管行业"), blank=True)
    matter = models.ForeignKey(
        "enforcement.SupervisionMatter", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("抽查事项"),
    )  # fmt: skip
    red = models.DecimalField(_("红色企业抽取比例（%）"), default=20, max_digits=5, decimal_places=2, validators=SHARE)
    orange = models.DecimalField(
        _("橙色企业抽取比例（%）"), default=10, max_digits=5, decimal_places=2, validators=SHARE
    )
    yellow = models.DecimalField(
        _("黄色企业抽取比例（%）"), default=5, max_digits=5, decimal_places=2, validators=SHARE
    )
    blue = models.DecimalField(_("蓝色企业抽取比例（%）"), default=3, max_digits=5, decimal_places=2, validators=SHARE)
    unrated = models.DecimalField(
        _("未评级企业抽取比例（%）"), default=5, max_digits=5, decimal_places=2, validators=SHARE
    )
    officers_each = models.PositiveSmallIntegerField(
        _("每户执法人员数"), default=2, validators=[MinValueValidator(2), MaxValueValidator(6)]
    )
    yearly_limit = models.PositiveSmallIntegerField(
        _("每户每年检查上限"), null=True, blank=True, help_text=_("本年已达到上限的企业不进入抽取名录。")
    )
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("抽取规则")

    def __str__(self) -> str:
        return self.name


class Draw(Record):
    """One draw. Order is enforced: registers frozen and hashed, then the seed becomes public, then the draw."""

    number = models.CharField(_("抽取编号"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("抽取名称"), max_length=120)
    rule = models.ForeignKey(DrawRule, models.PROTECT, related_name="draws", verbose_name=_("抽取规则"))
    plan = models.ForeignKey(
        "enforcement.EnforcementPlan", models.PROTECT, null=True, blank=True, related_name="draws",
        verbose_name=_("列入执法计划"),
    )  # fmt: skip
    place = PlaceField(_("范围"))
    seed_source = models.CharField(
        _("随机种子来源"), max_length=200,
        help_text=_("冻结之后才会产生、谁都能查到的号码，例如某期福利彩票开奖号码，或当众掷骰子的点数。"),
    )  # fmt: skip
    seed_due_at = models.DateTimeField(_("种子产生时间"))
    due_on = models.DateField(_("检查完成期限"))
    sha256 = models.CharField(_("名录指纹"), max_length=64, blank=True, editable=False)
    frozen_at = models.DateTimeField(_("冻结时间"), null=True, editable=False)
    seed = models.CharField(_("随机种子"), max_length=120, blank=True, editable=False)
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, editable=False)
    picked = models.PositiveIntegerField(_("抽中户数"), default=0, editable=False)
    published_on = models.DateField(_("公示日期"), null=True, editable=False)
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successors", verbose_name=_("重抽自"), editable=False
    )
    redraw_reason = models.CharField(_("重抽理由"), max_length=300, blank=True, editable=False)
    rounds = models.JSONField(_("各轮数量"), default=list, editable=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=DrawStatus.choices, default=DrawStatus.DRAFT, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("随机抽取")
        indexes = [
            models.Index(fields=["status", "id"]),
            models.Index(fields=["place", "id"]),
            models.Index(fields=["seed_due_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class DrawRegister(models.Model):
    """What was frozen for one draw, word for word; its SHA-256 over UTF-8 is what the draw shows."""

    draw = models.OneToOneField(Draw, models.CASCADE, related_name="register", verbose_name=_("随机抽取"))
    text = models.TextField(_("冻结的名录"))
    objects_counted = models.PositiveIntegerField(_("对象数"))
    officers_counted = models.PositiveIntegerField(_("人员数"))
    excluded_counted = models.PositiveIntegerField(_("剔除数"))
    frozen_at = models.DateTimeField(_("冻结时间"))
    frozen_by = models.CharField(_("冻结人"), max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = _("抽取名录")

    def __str__(self) -> str:
        return str(self.draw_id)


class DrawPick(models.Model):
    """One enterprise drawn, with its ticket and the officers drawn for it."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="picks", verbose_name=_("随机抽取"))
    position = models.PositiveIntegerField(_("次序"))
    round = models.PositiveSmallIntegerField(_("轮次"))
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+", verbose_name=_("企业"))
    stratum = models.CharField(_("风险等级"), max_length=8)
    ticket = models.CharField(_("票号"), max_length=82)
    officers = models.ManyToManyField("enforcement.Officer", related_name="+", verbose_name=_("执法人员"))
    officer_ids = models.JSONField(_("执法人员次序"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("抽中对象")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="draw_pick_position"),
            models.UniqueConstraint(fields=["draw", "enterprise"], name="draw_pick_enterprise"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}-{self.position}"
