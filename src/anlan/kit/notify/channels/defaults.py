"""The channels that an installation has without any gateway."""

from django.utils.translation import gettext as _

from anlan.kit.notify.choices import ChannelKind
from anlan.kit.notify.models import Channel


def in_app() -> Channel:
    """Notices in the application itself: every installation has them."""
    return _standing("inapp", str(_("站内通知")), ChannelKind.INAPP, 9)


def console() -> Channel:
    """The telephones of the demonstration; never in service."""
    return _standing("console", str(_("演示手机")), ChannelKind.CONSOLE, 1)


def _standing(code: str, name: str, kind: ChannelKind, position: int) -> Channel:
    values = {"name": name, "kind": kind, "position": position, "live": False, "rate": 200.0}
    return Channel.objects.get_or_create(code=code, defaults=values)[0]
