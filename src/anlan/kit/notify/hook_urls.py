"""Addresses for gateways' own calls to us."""

from django.urls import path, register_converter

from anlan.kit.notify import receiving


class DoorConverter:
    regex = "|".join(receiving.DOORS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DoorConverter, "hook_door")

urlpatterns = [path("hooks/<slug:code>/<slug:token>/<hook_door:door>", receiving.hook, name="channel-hook")]
