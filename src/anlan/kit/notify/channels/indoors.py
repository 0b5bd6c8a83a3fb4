"""Ways that end in our own pages: in the application, and on the telephones of the demonstration."""

from collections.abc import Sequence

from anlan.kit.notify.channels.adapters import Outgoing, Plain, Result
from anlan.kit.notify.models import Channel


class InApp(Plain):
    """The delivery's row is the message; it has arrived once it is there."""

    batch = 2000
    threads = 1
    paced = False

    def send(self, channel: Channel, batch: Sequence[Outgoing]) -> Sequence[Result]:
        return [Result(True, delivered=True)] * len(batch)


class Console(InApp):
    """What each telephone would have received; its page shows the rows."""
