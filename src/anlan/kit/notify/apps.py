"""The Django application ``notify``; start-up wiring only."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyConfig(AppConfig):
    name = "anlan.kit.notify"
    label = "notify"
    verbose_name = _("通知叫应")

    def ready(self) -> None:
        import_module("anlan.kit.notify.lists").register_kinds()
        soundness = import_module("anlan.kit.notify.soundness")
        import_module("anlan.kit.engine.auditing").check("notify", self.verbose_name, soundness.findings)
