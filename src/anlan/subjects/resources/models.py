"""The records of the resources subject."""
