"""What the engine does for hazards."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.subjects.hazards import lateness


@part("hazard-lateness", every=600, lease=900, title=_("隐患逾期提级"))
def escalate() -> bool:
    """Those up the line hear of hazards that are late."""
    return lateness.escalate()
