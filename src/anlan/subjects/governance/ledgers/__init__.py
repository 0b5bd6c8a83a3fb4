"""The ledgers of responsibility and supervision; importing this package declares them all, in the order of the menu."""

from anlan.subjects.governance.ledgers import orders, responsibility, discipline, assessing, periods, funds, party  # isort: skip # fmt: skip

__all__ = ["assessing", "discipline", "funds", "orders", "party", "periods", "responsibility"]
