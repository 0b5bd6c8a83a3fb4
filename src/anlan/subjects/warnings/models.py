"""The records of the warnings subject."""
