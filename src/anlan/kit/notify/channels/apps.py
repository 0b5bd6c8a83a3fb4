"""The Django application ``channels``; start-up wiring only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "anlan.kit.notify.channels"
    label = "channels"
    verbose_name = _("发送通道")
