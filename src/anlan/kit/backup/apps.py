"""Registers the backup application (commands only; no tables)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupConfig(AppConfig):
    """备份与恢复."""

    name = "anlan.kit.backup"
    label = "backup"
    verbose_name = _("备份与恢复")
