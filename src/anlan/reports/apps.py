"""The reports' start: every indicator is declared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """统计报告。"""

    name = "anlan.reports"
    label = "reports"
    verbose_name = _("统计报告")

    def ready(self) -> None:
        """Import what registers itself."""
        from anlan.reports import indicators

        indicators.declare()
