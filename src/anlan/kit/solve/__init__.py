"""Optimisation models that know no subject: numbers in, numbers and the proven gap out."""
