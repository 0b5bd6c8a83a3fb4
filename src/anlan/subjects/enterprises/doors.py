"""The grants of enterprises' own pages; those of ledgers follow from the ledgers."""

from anlan.base.people import access, roles

MINE, RATES = "enterprise-file.mine", "enterprise-rates.view"

access.declare(
    {
        MINE: (roles.ENTERPRISE,),
        RATES: (roles.LEADER, roles.SAFETY_OFFICE, roles.ENFORCEMENT, roles.COMMAND, roles.TOWNSHIP),
    }
)
