"""The ledgers of the monitoring subject."""
