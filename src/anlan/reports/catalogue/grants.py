"""Who may open the catalogue: the bureau, towns and villages; not firms and experts."""

from anlan.base.people import access, roles

VIEW = "indicators.view"
access.declare({VIEW: tuple(role for role in roles.BUSINESS if role not in roles.OF_AN_ORGANISATION)})
