"""Claims on insurance, told apart by what is insured (险种): firms' liability and residents' relief are never one."""

from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Facts
from anlan.reports.figures.dimensions import Dimension, Term
from anlan.reports.figures.measures import Sum
from anlan.reports.figures.registry import register
from anlan.reports.indicators import by

BY: dict[str, Dimension] = {**by.AREA, "险种": Term("kind", dictionary="insurance-kind")}
claims = Facts("insurance-claim", on="accepted_on", by=BY)
valid = claims.indicator(
    "insurance-claims", _("保险有效报案数"), _("件"),
    definition=_("本期认定有效的保险报案件数，按认定有效日期计；不指明险种的为各险种合计。"), answers=("S3-043",),
)  # fmt: skip
estimated = claims.indicator(
    "insurance-claims-estimated", _("保险有效报案估损金额"), _("万元"), Sum("estimated"),
    definition=_("本期认定有效的保险报案，其估损金额之和；不指明险种的为各险种合计。"), answers=("S3-044",),
)  # fmt: skip
paid = claims.indicator(
    "insurance-claims-paid", _("保险理赔结案金额"), _("万元"), Sum("paid"), on="settled_on",
    definition=_("本期理赔结案的保险赔付金额之和，按结案日期计；不指明险种的为各险种合计。"), answers=("S3-045",),
)  # fmt: skip
register(valid, estimated, paid)
