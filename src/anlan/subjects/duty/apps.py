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

        import_module("anlan.subjects.duty.targets").announce()
        checking = import_module("anlan.subjects.duty.checking")
        hooks.on_answer(checking.TOPIC, checking.answered)
        hooks.on_end(checking.TOPIC, checking.ended)
