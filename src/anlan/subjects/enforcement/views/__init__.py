"""Pages of enforcement beside its ledgers."""
