"""The records of the monitoring subject."""
