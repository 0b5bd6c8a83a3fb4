"""The ledgers of the resources subject."""
