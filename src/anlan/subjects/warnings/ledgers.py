"""The ledgers of the warnings subject."""
