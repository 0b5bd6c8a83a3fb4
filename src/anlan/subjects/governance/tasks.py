"""The engine's parts of supervision: telling the units of fresh orders, and raising what is late."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.subjects.governance import escalating


@part(
    "supervision-told",
    every=15,
    waiting=lambda: any(escalating.untold(model).exists() for model in escalating.OPEN),
    title=_("督办通知"),
)
def tell() -> bool:
    """Fresh orders and listings reach their units."""
    return escalating.tell()


@part("supervision-escalation", every=600, title=_("督办超期升级"))
def escalate() -> None:
    """Late orders and listings reach those above."""
    escalating.escalate()
