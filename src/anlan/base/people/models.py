"""Lines, organisations in two trees, and the contacts book; users stand in `accounts`, imported here for Django."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.fields import TermField
from anlan.base.envelope import Record
from anlan.base.people.accounts import (
    PastPassword,
    Posting,
    RecoveryCode,
    Role,
    Session,
    SignInGuard,
    SignInPolicy,
    User,
)
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField

__all__ = [
    "Line",
    "Organisation",
    "PastPassword",
    "Person",
    "Posting",
    "RecoveryCode",
    "Role",
    "Session",
    "SignInGuard",
    "SignInPolicy",
    "User",
]


class Line(models.Model):
    """A line of supervision (条线), such as 危险化学品; two digits of code a level: ``01``, ``0102``."""

    code = models.CharField(_("条线代码"), max_length=8, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, to_field="code", null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("条线")
        verbose_name_plural = _("条线")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not (self.code.isascii() and self.code.isdigit() and len(self.code) in (2, 4, 6, 8)):
            raise ValidationError({"code": _("条线代码每级两位数字，如 01、0102。")})
        if (self.parent_id or "") != self.code[:-2]:
            raise ValidationError({"parent": _("上级条线应为代码去掉末两位的条线。")})


class Organisation(Record):
    """A body that people belong to, placed in the territory it serves and, where it has one, in a line."""

    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    kind = TermField("organisation-kind", _("类别"), null=True, blank=True)
    place = PlaceField(_("属地"))
    line = LineField(_("条线"), null=True, blank=True)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name=_("属地上级")
    )
    line_superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="line_subordinates", verbose_name=_("条线上级")
    )
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        indexes = [models.Index(fields=["place", "name"]), models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        for field, label in (("superior", _("属地上级")), ("line_superior", _("条线上级"))):
            if self._goes_round(field):
                raise ValidationError({field: _("%(tree)s绕成了圈：上级不能是本单位或其下级。") % {"tree": label}})

    def _goes_round(self, field: str) -> bool:
        seen: set[int | None] = {self.pk} if self.pk else set()
        above: Organisation | None = getattr(self, field)
        while above is not None:
            if above.pk in seen or above is self:
                return True
            seen.add(above.pk)
            above = getattr(above, field)
        return False


class Person(Record):
    """One entry of the contacts book; ``user`` where the person also signs in."""

    name = models.CharField(_("姓名"), max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="persons", verbose_name=_("单位"))
    post = models.CharField(_("职务"), max_length=60, blank=True)
    phone = models.CharField(_("手机"), max_length=30, blank=True)
    phone2 = models.CharField(_("备用电话"), max_length=30, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)
    id_number = models.CharField(_("身份证号"), max_length=18, blank=True)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("账号")
    )
    active = models.BooleanField(_("在岗"), default=True)

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        indexes = [models.Index(fields=["name"]), models.Index(fields=["phone"])]

    def __str__(self) -> str:
        return self.name
