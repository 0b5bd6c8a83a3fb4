"""Which adapter serves which kind of channel; each is imported when it is first needed, since some bring much along."""

from functools import cache
from importlib import import_module

from anlan.kit.notify.channels.adapters import Adapter
from anlan.kit.notify.choices import ChannelKind

_PLACES = {
    ChannelKind.CONSOLE: "indoors:Console",
    ChannelKind.INAPP: "indoors:InApp",
    ChannelKind.SMS: "sms:Sms",
    ChannelKind.GSM: "gsm:Modem",
    ChannelKind.VOICE: "voice:Voice",
    ChannelKind.EMAIL: "mail:Mail",
    ChannelKind.WECOM: "robots:WeCom",
    ChannelKind.DINGTALK: "robots:DingTalk",
    ChannelKind.FEISHU: "robots:Feishu",
    ChannelKind.WEBHOOK: "webhook:Webhook",
    ChannelKind.BROADCAST: "broadcast:Broadcast",
}


@cache
def adapter_of(kind: str) -> Adapter:
    """The adapter of a kind of channel; one object a process."""
    module, _colon, name = _PLACES[ChannelKind(kind)].partition(":")
    adapter: Adapter = getattr(import_module(f"{__package__}.{module}"), name)()
    return adapter
