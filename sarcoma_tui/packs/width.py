"""How many cells of a terminal a text takes."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """The width of a text in terminal cells: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
