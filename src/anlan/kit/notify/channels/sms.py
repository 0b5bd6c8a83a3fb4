"""Text messages over HTTP: one adapter, whatever the provider's shape (option ``shape``)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from anlan.kit.notify.channels.adapters import NotSetUp, Outgoing, Plain, Result
from anlan.kit.notify.channels.shapes.aliyun import Aliyun
from anlan.kit.notify.channels.shapes.shape import Shape
from anlan.kit.notify.channels.shapes.tencent import Tencent
from anlan.kit.notify.models import Channel

SHAPES: dict[str, Shape] = {"aliyun": Aliyun(), "tencent": Tencent()}


def shape_of(channel: Channel) -> Shape:
    """Raises ``NotSetUp`` for a shape that is not known."""
    shape = SHAPES.get(str(channel.options.get("shape", "")))
    if shape is None:
        raise NotSetUp(
            _("通道“%(channel)s”的参数 shape 应为 %(known)s") % {"channel": channel.name, "known": "、".join(SHAPES)}
        )
    return shape


class Sms(Plain):
    """Each message is a call of its own: every person gets a link of their own, so no two texts are alike."""

    calls = 2  # asking first, then sending

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        shape = shape_of(channel)
        return [shape.send(channel, outgoing) for outgoing in batch]

    def find(self, channel: Channel, outgoing: Outgoing) -> Result | None:
        return shape_of(channel).find(channel, outgoing)

    def check(self, channel: Channel) -> str:
        return shape_of(channel).check(channel)
