"""The ledgers of responsibility and supervision; importing this package declares them all, in the order of the menu."""

from anlan.subjects.governance.ledgers import (  # noqa: I001
    orders,
    goals,
    responsibility,
    grassroots,
    discipline,
    assessing,
    periods,
    funds,
    party,
)  # isort: skip # fmt: skip

__all__ = ["assessing", "discipline", "funds", "goals", "grassroots", "orders", "party", "periods", "responsibility"]
