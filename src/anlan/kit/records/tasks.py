"""What the engine does for written rows."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.kit.records import writing
from anlan.kit.records.models import Unindexed


@part("search-put", every=1, waiting=Unindexed.objects.exists, lease=300, title=_("新导入记录进检索"))
def put() -> bool:
    return writing.index_some()
