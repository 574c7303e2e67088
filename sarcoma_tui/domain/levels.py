"""Sets of levels, and of values of one variable, as bit masks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def levels_mask(levels: Iterable[int]) -> int:
    """Levels as a bit mask."""
    return sum(1 << level for level in levels)


@lru_cache(maxsize=4096)  # the same masks come again and again: those of the edges
def bits(mask: int) -> tuple[int, ...]:
    """The positions of the set bits, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)
