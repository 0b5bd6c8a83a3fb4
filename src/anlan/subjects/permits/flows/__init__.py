"""The moves of permits (certificates), of applications for them, and of complaints."""

from anlan.base.people import roles

CLERKS = (roles.SAFETY_OFFICE, roles.ENFORCEMENT)
DECIDERS = (*CLERKS, roles.LEADER)
CHECKERS = (*CLERKS, roles.TOWNSHIP)
