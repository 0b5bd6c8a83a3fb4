"""What the API itself keeps: tokens, and the answers to writes that may be repeated. It must not know any ledger."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock


class Token(models.Model):
    """One sign-in over the API. Only the hash of the token is kept; the token itself is told once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("用户")
    )
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("签发时间"), default=clock.now)
    expires_at = models.DateTimeField(_("失效时间"))

    class Meta:
        verbose_name = _("接口令牌")
        verbose_name_plural = _("接口令牌")

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%Y-%m-%d %H:%M}"


class KeptAnswer(models.Model):
    """The answer given to one write under an ``Idempotency-Key``; a repetition gets it again, nothing happens twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("用户"))
    key = models.CharField(_("幂等键"), max_length=100)
    digest = models.CharField(_("请求摘要"), max_length=64)
    status = models.PositiveSmallIntegerField(_("状态码"), default=0)
    body = models.TextField(_("应答"), blank=True)
    created_at = models.DateTimeField(_("时间"), default=clock.now)

    class Meta:
        verbose_name = _("幂等应答")
        verbose_name_plural = _("幂等应答")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once")]
        indexes = [models.Index(fields=["user", "created_at"])]

    def __str__(self) -> str:
        return self.key
