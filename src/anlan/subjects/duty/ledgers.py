"""The ledgers of the duty subject."""
