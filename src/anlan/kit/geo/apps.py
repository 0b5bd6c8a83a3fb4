"""The Django application ``geo``; start-up wiring only."""

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext_lazy as _

from anlan.kit.geo.basemap import BadBaseMap, base_map


class GeoConfig(AppConfig):
    name = "anlan.kit.geo"
    label = "geo"
    verbose_name = _("空间位置")


@register
def check_base_map(**_options: object) -> list[CheckMessage]:
    """``ANLAN_TILES`` names a base map that can be used."""
    try:
        base_map(settings.ANLAN_TILES)
    except BadBaseMap as wrong:
        return [Error(str(wrong), id="geo.E001")]
    return []
