"""Registers the duty subject; when the program is ready its ledgers, pages, target and answers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutyConfig(AppConfig):
    """值班."""

    name = "anlan.subjects.duty"
    label = "duty"
    verbose_name = _("值班")

    def ready(self) -> None:
        import_module("anlan.subjects.duty.ledgers")
        from anlan.kit.notify import hooks
        from anlan.kit.pages.extra import add_page

        import_module("anlan.subjects.duty.targets").announce()
        import_module("anlan.subjects.duty.services").listen()
        checking = import_module("anlan.subjects.duty.checking")
        hooks.on_answer(checking.TOPIC, checking.answered)
        hooks.on_end(checking.TOPIC, checking.ended)
        for title, name, grant in (
            (_("今日值班"), "duty-now", "shift.view"),
            (_("排班表"), "duty-roster", "shift.view"),
            (_("报送汇总"), "duty-reports", "report-due.view"),
            (_("值班工时"), "duty-hours", "shift.view"),
            (_("值班电话本"), "duty-phones", "duty-post.view"),
            (_("我的值班"), "duty-mine", "shift.view"),
        ):
            add_page(_("值班值守"), title, name, grant)
