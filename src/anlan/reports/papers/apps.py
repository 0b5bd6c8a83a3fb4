"""Registers the papers of the reports' ring and, when the program is ready, their ledgers, page and rules."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    """报告。"""

    name = "anlan.reports.papers"
    label = "papers"
    verbose_name = _("报告")

    def ready(self) -> None:
        import_module("anlan.reports.papers.ledgers")
        from anlan.kit.pages.extra import add_page
        from anlan.kit.records import writing
        from anlan.reports.papers import freezing
        from anlan.reports.papers.models import Report

        writing.on_written(Report, freezing.keep)
        add_page(_("统计报告"), _("起草报告"), "report-outlines", "report.add")
