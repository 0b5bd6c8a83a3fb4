"""Lays out text for a terminal, where a Chinese character is two columns wide; standard library only."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns that ``text`` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines with their columns under one another."""
    rooms = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    padded = [[cell + " " * (room - width(cell)) for cell, room in zip(row, rooms, strict=True)] for row in rows]
    return ["  ".join(row).rstrip() for row in padded]
