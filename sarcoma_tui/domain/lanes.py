"""Many trials of a few variables in one walk: what a diagram comes to under each of them.

The leaves that one trial leaves possible are a few bits. A lane is their place in a long number, so that one
operation on that number is done for all trials at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sarcoma_tui.domain.diagrams import FALSE, TERMINALS, TRUE, edges_at
from sarcoma_tui.domain.reading import Reading

Trial: TypeAlias = Sequence[tuple[int, int]]
"""Level and mask of every variable that a trial narrows."""


class Lanes:
    """Trials within one reading, a lane each, in the given order. Walks are remembered."""

    def __init__(self, reading: Reading, trials: Sequence[Trial], width: int) -> None:
        """`width` is how many leaves a diagram can have."""
        self.reading = reading
        self.trials = trials
        self.width = width
        self._ones = ((1 << len(trials) * width) - 1) // ((1 << width) - 1)
        self._lane = (1 << width) - 1
        self._all = self._ones * self._lane
        self._by_value = self._sorted_by_value(trials)
        self._by_edge: dict[tuple[int, int], int] = {}
        self._plain: dict[int, int] = {}
        self._pairs: dict[tuple[int, int], int] = {}

    def _sorted_by_value(self, trials: Sequence[Trial]) -> dict[int, list[int]]:
        """For every variable that some trial narrows the lanes that leave each value possible."""
        order = self.reading.pack.variables.order
        named: dict[int, int] = {}
        found: dict[int, list[int]] = {}
        for index, trial in enumerate(trials):
            lane = self._lane << index * self.width
            for level, mask in trial:
                named[level] = named.get(level, 0) | lane
                values = found.setdefault(level, [0] * order[level].size)
                for value in range(len(values)):
                    if mask >> value & 1:
                        values[value] |= lane
        return {
            level: [lanes | self._all & ~named[level] for lanes in values] for level, values in found.items()
        }

    def spread(self, leaves: int) -> int:
        """The same leaves in every lane."""
        return leaves * self._ones

    def at(self, lanes: int, index: int) -> int:
        """The leaves in one lane."""
        return lanes >> index * self.width & self._lane

    def differing(self, lanes: int, leaves: int) -> Iterator[tuple[int, int]]:
        """The lanes in which something else stands than these leaves: which, and what."""
        rest = lanes ^ self.spread(leaves)
        while rest:
            index = ((rest & -rest).bit_length() - 1) // self.width
            yield index, self.at(lanes, index)
            rest &= ~(self._lane << index * self.width)

    def leaves(self, root: int, limit: int = TRUE) -> int:
        """The leaves of a diagram under one condition of coherence, for all trials."""
        return self._walk(root) if limit == TRUE else self._walk_pair(root, limit)

    def _allowing(self, level: int, mask: int) -> int:
        """The lanes that leave some value in `mask` possible."""
        values = self._by_value.get(level)
        if values is None:
            return self._all
        found = self._by_edge.get((level, mask))
        if found is None:
            found = 0
            for value, lanes in enumerate(values):
                if mask >> value & 1:
                    found |= lanes
            self._by_edge[level, mask] = found
        return found

    def _walk(self, node: int) -> int:
        if node < TERMINALS:
            return self._ones << node
        known = self._plain.get(node)
        if known is None:
            store = self.reading.scratch
            level = store.levels[node]
            now, varied, known = self.reading.masks[level], level in self._by_value, 0
            for edge_mask, child in store.edges[node]:
                mask = edge_mask & now
                if mask:
                    beyond = self._walk(child)
                    known |= beyond & self._allowing(level, mask) if varied else beyond
            self._plain[node] = known
        return known

    def _walk_pair(self, node: int, limit: int) -> int:
        if limit == FALSE:
            return 0
        if limit == TRUE:
            return self._walk(node)
        known = self._pairs.get((node, limit))
        if known is None:
            store, known = self.reading.scratch, 0
            level = min(store.levels[node], store.levels[limit])
            now, varied = self.reading.masks[level], level in self._by_value
            limits = edges_at(store, limit, level)
            for edge_mask, child in edges_at(store, node, level):
                for limit_mask, limit_child in limits:
                    mask = edge_mask & limit_mask & now
                    if mask:
                        beyond = self._walk_pair(child, limit_child)
                        known |= beyond & self._allowing(level, mask) if varied else beyond
            self._pairs[node, limit] = known
        return known
