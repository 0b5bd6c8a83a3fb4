"""The ledgers of responsibility and supervision; importing this package declares them all."""

from anlan.subjects.governance.ledgers import periods

__all__ = ["periods"]
