"""Pages of campaigns that are no ledger's."""
