"""The ledgers of permits and of complaints; importing this package declares them all."""

from anlan.subjects.permits.ledgers.complaints import ComplaintLedger, ComplaintLimitLedger
from anlan.subjects.permits.ledgers.permits import PermitApplicationLedger, PermitItemLedger, PermitLedger

__all__ = [
    "ComplaintLedger",
    "ComplaintLimitLedger",
    "PermitApplicationLedger",
    "PermitItemLedger",
    "PermitLedger",
]
