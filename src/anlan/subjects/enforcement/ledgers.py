"""The ledgers of enforcement (执法)."""
