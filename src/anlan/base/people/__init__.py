"""Organisations, persons, users, roles and what each may see; they know no ledger."""
