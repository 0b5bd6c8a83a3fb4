"""Enforcement: yearly plans, draws, cases, permits. It must not know accidents."""
