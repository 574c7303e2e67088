"""Whether a word is another one mistyped: at most two slips of a finger, capitals aside."""

from __future__ import annotations

from typing import Final

MOST: Final = 2
"""So many letters too many, missing, wrong or swapped with their neighbour."""


def is_slip(found: str, meant: str) -> bool:
    """Whether `found` is not `meant` but can only have been meant so."""
    if found == meant or abs(len(found) - len(meant)) > MOST:
        return False
    return _slips(found.strip().casefold(), meant) <= MOST


def _slips(found: str, meant: str) -> int:
    """The fewest slips that make one of the other (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for down, letter in enumerate(found, 1):
        earlier, before, row = before, row, [down]
        for across, wanted in enumerate(meant, 1):
            least = min(before[across] + 1, row[-1] + 1, before[across - 1] + (letter != wanted))
            if down > 1 and across > 1 and letter == meant[across - 2] and found[down - 2] == wanted:
                least = min(least, earlier[across - 2] + 1)
            row.append(least)
    return row[-1]
