"""Figures of earlier years: read from old reports, imported or entered, confirmed by a person, and compared with."""
