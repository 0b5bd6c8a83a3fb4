"""The Django application ``geo``; start-up wiring only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeoConfig(AppConfig):
    name = "anlan.kit.geo"
    label = "geo"
    verbose_name = _("空间位置")
