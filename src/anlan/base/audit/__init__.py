"""One append-only row an act, sealed in a chain of blocks; it knows no ledger."""
