"""The states of a report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportStatus(models.TextChoices):
    """A report before and after its figures are frozen."""

    DRAFT = "draft", _("草稿")
    FROZEN = "frozen", _("已冻结")
