"""Registers the warnings subject and, when the program is ready, its ledgers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarningsConfig(AppConfig):
    """预警."""

    name = "anlan.subjects.warnings"
    label = "warnings"
    verbose_name = _("预警")

    def ready(self) -> None:
        import_module("anlan.subjects.warnings.ledgers")
        from anlan.base.dictionaries import shipped
        from anlan.kit.pages.extra import add_page
        from anlan.subjects.warnings import kinds

        shipped.ship(kinds.dictionaries)

        add_page(_("监测预警"), _("当前预警"), "warnings-now", "warning.view")
        add_page(_("监测预警"), _("上传预警文件"), "warning-upload", "warning-intake.add")
        add_page(_("监测预警"), _("录入预警文本"), "warning-text", "warning-intake.add")
