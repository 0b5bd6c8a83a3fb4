"""Registers the pages application (views and templates of every ledger; no tables)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """台账页面."""

    name = "anlan.kit.pages"
    label = "pages"
    verbose_name = _("台账页面")
