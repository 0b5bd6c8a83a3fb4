"""The Django application ``notify``; start-up wiring only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyConfig(AppConfig):
    name = "anlan.kit.notify"
    label = "notify"
    verbose_name = _("通知叫应")
