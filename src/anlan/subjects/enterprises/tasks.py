"""The engine's part of enterprises: firms are told 90, 60 and 30 days before something of theirs ends."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.subjects.enterprises import expiring


@part("enterprise-expiry", every=1800, title=_("证照到期提醒"))
def tell_expiring() -> None:
    """Once a step and row, from half past eight on working days."""
    expiring.tell()
