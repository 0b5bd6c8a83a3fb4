"""The ledgers of accidents (事故)."""
