"""The pages that every ledger has: list, record, form, moves, and the doors by which rows leave."""
