"""The engine's parts of campaigns: beginning on their day, and drafting bulletins as their rhythm asks."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.subjects.campaigns import drafting


@part("campaign-days", every=600, title=_("专项行动启动与通报起草"))
def keep_campaigns() -> None:
    """Campaigns whose day has come begin; of those that run, bulletins of spans that are over are drafted."""
    drafting.begin_due()
    drafting.draft_due()
