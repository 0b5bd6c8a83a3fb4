"""Lists that differ between places, kept as data; they know neither people nor ledgers."""
