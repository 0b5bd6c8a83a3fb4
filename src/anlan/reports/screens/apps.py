"""The screens' start: their entries in the menu."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreensConfig(AppConfig):
    """领导驾驶舱和大屏."""

    name = "anlan.reports.screens"
    label = "screens"
    verbose_name = _("领导驾驶舱")

    def ready(self) -> None:
        """Register what others ask for."""
        from anlan.kit.pages.extra import add_page

        views = import_module("anlan.reports.screens.views")
        add_page(_("统计报告"), _("领导驾驶舱"), "lead", views.GRANT)
        add_page(_("统计报告"), _("大屏"), "wall", views.GRANT)
