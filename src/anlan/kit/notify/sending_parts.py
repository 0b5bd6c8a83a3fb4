"""The engine's parts of sending: one a kind of channel, so that none holds up another."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.kit.notify import checks, receiving, sending
from anlan.kit.notify.choices import ChannelKind

LEASE = 6.0  # short, so that another engine, or the same one started anew, goes on soon after a crash


def _register(kind: ChannelKind, title: Any) -> None:
    @part(
        f"notify-send-{kind.value}",
        every=0.5,
        waiting=lambda: sending.ready(kind.value),
        lease=LEASE,
        title=format_lazy(_("发送：{title}"), title=title),
    )
    def send() -> bool:
        return sending.send(kind.value)


def _read_modems() -> None:
    receiving.read_modems()


def _check() -> None:
    checks.check_all()


def register() -> None:
    """Called where the engine looks for parts."""
    for kind in ChannelKind:
        _register(kind, kind.label)
    part("notify-modem-read", every=5, waiting=lambda: receiving.modems().exists(), title=_("读取短信猫"))(_read_modems)
    part("notify-check", every=checks.EVERY_SECONDS, lease=120, title=_("通道线路检测"))(_check)
