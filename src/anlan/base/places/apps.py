"""Registers the places application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """The administrative tree."""

    name = "anlan.base.places"
    label = "places"
    verbose_name = _("行政区划")
