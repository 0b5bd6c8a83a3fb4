"""The engine's parts that look at all ledgers."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.web.notices import deadlines


@part("deadlines", every=600, lease=900, title=_("期限提醒与超期通知"))
def remind_of_deadlines() -> None:
    deadlines.remind()
