"""Pages of supervision and responsibility beside the ledgers."""
