"""Accidents: the register, investigations and what was learnt. It must not know enforcement."""
