"""Frames that stations send over a wire: bytes in, values out. Pure: knows no model, no socket and no clock."""
