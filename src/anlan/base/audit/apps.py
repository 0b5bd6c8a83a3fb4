"""Registers the audit application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who did what, and the seals on it."""

    name = "anlan.base.audit"
    label = "audit"
    verbose_name = _("审计")
