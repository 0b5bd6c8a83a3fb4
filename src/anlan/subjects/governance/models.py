"""The records of the governance subject."""
