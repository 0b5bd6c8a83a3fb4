"""Documents and their numbers; knows no subject."""
