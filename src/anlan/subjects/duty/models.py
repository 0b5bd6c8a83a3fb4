"""The records of the duty subject."""
