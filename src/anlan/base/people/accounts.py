"""Users, their roles and postings, and what signing in leaves behind. It must not know what a role may do."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.base.secrets import SealedTextField


class UserManager(BaseUserManager["User"]):
    """Finds users by the name they type."""

    def create_user(self, username: str, password: str | None = None, **values: Any) -> "User":
        """A user whose password need not be changed at first sign-in; services make the others."""
        user = self.model(username=username.strip().lower(), password_set_at=clock.now(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in. Never deleted, since the audit names them: ``is_active`` ends an account."""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("手机"), max_length=30, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("单位")
    )
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须改口令"), default=False)
    password_set_at = models.DateTimeField(_("口令设置时间"), null=True, editable=False)
    failed_count = models.PositiveSmallIntegerField(_("连续失败次数"), default=0, editable=False)
    locked_until_at = models.DateTimeField(_("锁定至"), null=True, blank=True, editable=False)
    last_seen_at = models.DateTimeField(_("最近在线"), null=True, blank=True, editable=False)
    totp_secret = SealedTextField(_("动态口令密钥"), blank=True, editable=False)
    totp_on = models.BooleanField(_("动态口令已启用"), default=False, editable=False)
    totp_step = models.BigIntegerField(_("已用动态口令时段"), default=0, editable=False)
    date_joined_at = models.DateTimeField(_("建号时间"), default=clock.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def clean(self) -> None:
        self.username = self.normalize_username(self.username).strip().lower()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.username


class Role(models.Model):
    """What kind of work somebody does. ``extra`` and ``removed`` are grants the administrator added or took away."""

    code = models.CharField(_("代码"), max_length=30, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    extra = models.JSONField(_("增加的权限"), default=list, blank=True)
    removed = models.JSONField(_("去掉的权限"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = _("角色")
        verbose_name_plural = _("角色")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """A user holds a role for a territory and, where given, for one line only. Somebody may have several."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings", verbose_name=_("用户"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="postings", verbose_name=_("角色"))
    place = PlaceField(_("管辖属地"))
    line = LineField(_("分管条线"), null=True, blank=True)

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "place", "line"], name="posting_once"),
            models.UniqueConstraint(
                fields=["user", "role", "place"], condition=models.Q(line=None), name="posting_without_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"

    def clean(self) -> None:
        held = set(Posting.objects.filter(user=self.user_id).exclude(pk=self.pk).values_list("role__code", flat=True))
        if roles.clash(held | {self.role.code}):
            raise ValidationError({"role": roles.CLASH})


class SignInPolicy(models.Model):
    """The one row of rules for signing in, set by the system administrator. Sessions keep the rules they began with."""

    max_failures = models.PositiveSmallIntegerField(_("连续失败几次锁定"), default=5)
    lock_minutes = models.PositiveSmallIntegerField(_("锁定分钟数"), default=15)
    max_failures_of_address = models.PositiveSmallIntegerField(_("同一地址失败几次后暂停"), default=50)
    max_sessions = models.PositiveSmallIntegerField(_("同时在线会话数"), default=3)
    idle_minutes = models.PositiveSmallIntegerField(_("无操作退出分钟数"), default=30)
    absolute_hours = models.PositiveSmallIntegerField(_("最长登录小时数"), default=12)
    password_length = models.PositiveSmallIntegerField(_("口令最短长度"), default=10)
    password_classes = models.PositiveSmallIntegerField(_("口令至少含几类字符"), default=3)
    password_history = models.PositiveSmallIntegerField(_("不得重复最近几次口令"), default=5)
    password_days = models.PositiveSmallIntegerField(_("口令有效天数（0 为不限）"), default=90)
    totp_roles = models.JSONField(_("必须启用动态口令的角色"), default=list, blank=True)

    class Meta:
        verbose_name = _("登录安全策略")
        verbose_name_plural = _("登录安全策略")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="sign_in_policy_single")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def present(cls) -> "SignInPolicy":
        """The rules as they stand; the defaults until somebody saved others."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)


class SignInGuard(models.Model):
    """Failures to sign in under a name that nobody has, or from one address; forgotten after a day."""

    key = models.CharField(_("对象"), max_length=120, primary_key=True)
    failed_count = models.PositiveIntegerField(_("失败次数"), default=0)
    since_at = models.DateTimeField(_("起算时间"))
    locked_until_at = models.DateTimeField(_("锁定至"), null=True)

    class Meta:
        verbose_name = _("登录失败计数")
        verbose_name_plural = _("登录失败计数")
        indexes = [models.Index(fields=["since_at"])]

    def __str__(self) -> str:
        return self.key


class PastPassword(models.Model):
    """The hash of a password somebody had, so that it is not taken again too soon."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords", verbose_name=_("用户"))
    hash = models.CharField(_("口令摘要"), max_length=128)
    set_at = models.DateTimeField(_("设置时间"), default=clock.now)

    class Meta:
        verbose_name = _("历史口令")
        verbose_name_plural = _("历史口令")

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"


class RecoveryCode(models.Model):
    """A single-use code for whoever lost the device that shows the one-time passwords; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes", verbose_name=_("用户"))
    hash = models.CharField(_("摘要"), max_length=64)
    used_at = models.DateTimeField(_("使用时间"), null=True)

    class Meta:
        verbose_name = _("动态口令恢复码")
        verbose_name_plural = _("动态口令恢复码")
        constraints = [models.UniqueConstraint(fields=["user", "hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.user_id)


class Session(AbstractBaseSession):
    """One sign-in of one browser, kept with its user so that sessions can be counted, shown and ended."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name=_("用户"))
    address = models.CharField(_("来源地址"), max_length=45, blank=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    began_at = models.DateTimeField(_("登录时间"), default=clock.now)
    seen_at = models.DateTimeField(_("最近操作"), default=clock.now)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("会话")  # type: ignore[assignment]
        verbose_name_plural = _("会话")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from anlan.base.people.sessions import SessionStore

        return SessionStore
