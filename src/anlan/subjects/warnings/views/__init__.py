"""Pages of warnings that are no ledger's."""
