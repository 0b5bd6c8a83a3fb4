"""The ledgers of the governance subject."""
