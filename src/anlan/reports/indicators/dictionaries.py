"""How many entries a list of the bureau has (两个清单、四个一律、五到位 …): what reports call by a number."""

from django.db.models import Q
from django.utils.translation import gettext as _

from anlan.base.dictionaries.models import Dictionary
from anlan.reports.figures.declaration import Facts
from anlan.reports.figures.dimensions import Link
from anlan.reports.figures.registry import register

entries = Facts(
    "term", by={"字典": Link("dictionary", model=Dictionary, by=("name", "code"))}, where=Q(active=True)
).indicator(
    "dictionary-entries",
    _("清单项数"),
    _("项"),
    definition=_("所问字典中启用的项数，为现有数，与统计期无关；字典按名称或代码。"),
    answers=(
        "S0-051",
        "S1-035",
        "S1-047",
        "S1-048",
        "S1-049",
        "S1-066",
        "S2-040",
        "S2-073",
        "S2-076",
        "S3-001",
        "S3-008",
        "S4-012",
        "S4-034",
        "S4-035",
        "S4-067",
    ),
)
register(entries)
