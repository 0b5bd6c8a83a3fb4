"""The ledgers of accidents: the register, reports and casualties; investigations and what comes of them."""

from anlan.subjects.accidents.ledgers import accident, inquiry, reporting

__all__ = ["accident", "inquiry", "reporting"]
