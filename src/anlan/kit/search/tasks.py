"""What the engine does for search."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.kit.search import index


@part("search-tidy", every=30, lease=300, title=_("整理全文检索"))
def tidy() -> None:
    index.tidy_all()
