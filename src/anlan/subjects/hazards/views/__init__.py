"""The pages of inspections and hazards that are no ledger's own."""
