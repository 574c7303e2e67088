"""Diagrams that no pack holds: made while a case is read, shared by the readings of one piece of work.

Trying one answer after another narrows the same few coherence conditions by nearly the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from sarcoma_tui.domain.diagrams import TERMINALS, Builder
from sarcoma_tui.domain.pack import Pack


class Scratch:
    """A store above that of a pack, and what was found of its nodes. It is dropped with the work."""

    def __init__(self, pack: Pack) -> None:
        """Nothing is made before it is needed."""
        self.pack = pack
        self.seen: dict[tuple[int, int], int] = {}
        self._builder: Builder | None = None
        self._supports: dict[int, int] = {}
        self._narrowed: dict[tuple[int, ...], int] = {}

    @property
    def builder(self) -> Builder:
        """The store."""
        if self._builder is None:
            self._builder = Builder(self.pack.diagrams)
        return self._builder

    def support(self, node: int) -> int:
        """The levels that a diagram reads, as a bit mask."""
        if node < TERMINALS:
            return 0
        known = self._supports.get(node)
        if known is None:
            known = 1 << self.builder.levels[node]
            for _, child in self.builder.edges[node]:
                known |= self.support(child)
            self._supports[node] = known
        return known

    def narrowed(self, name: str, masks: Sequence[int], memo: dict[int, int]) -> int:
        """The diagram with a root name within what is possible; the same masks of what it reads: the same.

        `memo` is of these masks.
        """
        root, left = self.pack.roots[name], self.pack.supports[name]
        key = [root]
        while left:
            low = left & -left
            key.append(masks[low.bit_length() - 1])
            left ^= low
        found = self._narrowed.get(tuple(key))
        if found is None:
            found = self._narrowed[tuple(key)] = self.builder.restrict(root, masks, memo)
        return found
