"""A report is frozen once; nothing leads back."""

from django.utils.translation import gettext_lazy as _

from anlan.base.people import roles
from anlan.kit.flow.moves import Flow, Move
from anlan.reports.papers import freezing
from anlan.reports.papers.choices import ReportStatus

WRITERS = (roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.DUTY, roles.COMMAND, roles.TOWNSHIP)

report = Flow(
    "status",
    (
        Move(
            "freeze", _("冻结"), {ReportStatus.DRAFT}, ReportStatus.FROZEN, WRITERS, effect=freezing.freeze,
            tone="primary",
        ),
    ),
    final=(ReportStatus.FROZEN,),
)  # fmt: skip
