"""Registers the permits subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PermitsConfig(AppConfig):
    """许可与投诉举报."""

    name = "anlan.subjects.permits"
    label = "permits"
    verbose_name = _("许可与投诉举报")

    def ready(self) -> None:
        import_module("anlan.subjects.permits.ledgers")
        from anlan.kit.pages.extra import add_page

        add_page(_("执法"), _("许可办件统计"), "permit-board", "permit-application.view")
