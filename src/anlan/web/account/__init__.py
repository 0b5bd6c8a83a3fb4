"""Signing in, one's own account, and the administration of accounts, roles and sign-in rules."""
