"""Registers the API application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """数据接口."""

    name = "anlan.api"
    label = "api"
    verbose_name = _("数据接口")
