"""Permits and complaints. They know enterprises and hazards by name only, and must not know enforcement."""

from anlan.subjects.permits.models.complaints import Complaint, ComplaintLimit
from anlan.subjects.permits.models.permits import Permit, PermitApplication, PermitItem, PermitPause

__all__ = ["Complaint", "ComplaintLimit", "Permit", "PermitApplication", "PermitItem", "PermitPause"]
