"""The ledgers of enterprises and what is known of them, in the order of the menu."""

from anlan.subjects.enterprises.ledgers import claims, experts, firms, papers, risks, services, sources

__all__ = ["claims", "experts", "firms", "papers", "risks", "services", "sources"]
