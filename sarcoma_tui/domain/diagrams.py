"""Decision diagrams: a rule, a table or an option as a graph from variables to results.

A node asks one variable (its level) and has edges (mask of values, child) that part the variable's values.
Equal children share one edge, a node with one child is that child, equal nodes are one node. Numbers below
`TERMINALS` are leaves: 0 and 1 for a condition, the index of the result for a table, a verdict for an option.
Children always have smaller numbers than their parents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

TERMINALS: Final = 128
DEAD: Final = TERMINALS - 1
"""The leaf of what cannot be: outside the coherent cases."""
FALSE: Final = 0
TRUE: Final = 1
BOTTOM: Final = 1 << 30
"""The level of a leaf: below every variable."""

Edges: TypeAlias = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Diagrams:
    """A closed store of nodes: level and edges by node number, leaves included."""

    levels: Sequence[int]
    edges: Sequence[Edges]

    def __len__(self) -> int:
        """How many inner nodes there are."""
        return len(self.levels) - TERMINALS


def reach(store: Diagrams | Builder, root: int, masks: Sequence[int], memo: dict[int, int]) -> int:
    """The leaves that `root` can still come to, as a bit mask; `memo` is shared between roots of one case."""
    if root < TERMINALS:
        return 1 << root
    known = memo.get(root)
    if known is not None:
        return known
    mask = masks[store.levels[root]]
    found = 0
    for edge_mask, child in store.edges[root]:
        if edge_mask & mask:
            if child < TERMINALS:  # said here and not by a call: most edges end so
                found |= 1 << child
            else:
                found |= memo.get(child) or reach(store, child, masks, memo)
    memo[root] = found
    return found


def reach_pair(
    store: Diagrams | Builder, root: int, limit: int, masks: Sequence[int], memo: dict[tuple[int, int], int]
) -> int:
    """The leaves of `root` within the cases in which the condition `limit` holds."""
    if limit == FALSE:
        return 0
    if limit == TRUE and root < TERMINALS:
        return 1 << root
    key = (root, limit)
    known = memo.get(key)
    if known is not None:
        return known
    levels = store.levels
    level = min(levels[root], levels[limit])
    mask = masks[level]
    found = 0
    for root_mask, root_child in edges_at(store, root, level):
        allowed = root_mask & mask
        if not allowed:
            continue
        for limit_mask, limit_child in edges_at(store, limit, level):
            if limit_mask & allowed:
                found |= reach_pair(store, root_child, limit_child, masks, memo)
    memo[key] = found
    return found


def edges_at(store: Diagrams | Builder, node: int, level: int) -> Edges:
    """The edges of a node at a level above which it asks nothing: its own, or one that leads to itself."""
    return store.edges[node] if store.levels[node] == level else ((-1, node),)


class Builder:
    """A store that can grow: makes nodes, joins and narrows them. Starts empty or from closed diagrams."""

    def __init__(self, start: Diagrams | None = None) -> None:
        """Take over the nodes of `start`, or only the leaves."""
        self.levels: list[int] = list(start.levels) if start else [BOTTOM] * TERMINALS
        self.edges: list[Edges] = list(start.edges) if start else [()] * TERMINALS
        self._unique: dict[tuple[int, frozenset[tuple[int, int]]], int] = {}
        self._ite: dict[tuple[int, int, int], int] = {}

    def node(self, level: int, masks_by_child: dict[int, int]) -> int:
        """The one node with these children; a node with one child is that child."""
        if len(masks_by_child) == 1:
            return next(iter(masks_by_child))
        key = (level, frozenset(masks_by_child.items()))
        found = self._unique.get(key)
        if found is None:
            found = len(self.levels)
            self.levels.append(level)
            self.edges.append(tuple((mask, child) for child, mask in sorted(masks_by_child.items())))
            self._unique[key] = found
        return found

    def literal(self, level: int, mask: int, full: int) -> int:
        """The condition that the variable at `level` has a value in `mask`."""
        if mask & full == full:
            return TRUE
        if not mask & full:
            return FALSE
        return self.node(level, {TRUE: mask & full, FALSE: full & ~mask})

    def ite(self, condition: int, then: int, otherwise: int) -> int:
        """`then` where the condition holds, `otherwise` elsewhere."""
        if condition == TRUE or then == otherwise:
            return then
        if condition == FALSE:
            return otherwise
        if then == TRUE and otherwise == FALSE:
            return condition
        key = (condition, then, otherwise)
        known = self._ite.get(key)
        if known is not None:
            return known
        level = min(self.levels[condition], self.levels[then], self.levels[otherwise])
        children: dict[int, int] = {}
        for first_mask, first in edges_at(self, condition, level):
            for second_mask, second in edges_at(self, then, level):
                both = first_mask & second_mask
                if not both:
                    continue
                for third_mask, third in edges_at(self, otherwise, level):
                    mask = both & third_mask
                    if mask:
                        child = self.ite(first, second, third)
                        children[child] = children.get(child, 0) | mask
        result = self.node(level, children)
        self._ite[key] = result
        return result

    def conjunction(self, nodes: Iterable[int]) -> int:
        """All of these conditions hold."""
        result = TRUE
        for node in nodes:
            result = self.ite(max(result, node), min(result, node), FALSE) if result != TRUE else node
        return result

    def disjunction(self, nodes: Iterable[int]) -> int:
        """Some of these conditions holds."""
        result = FALSE
        for node in nodes:
            result = self.ite(result, TRUE, node)
        return result

    def negation(self, node: int) -> int:
        """The condition does not hold."""
        return self.ite(node, FALSE, TRUE)

    def relabel(self, root: int, leaves: Sequence[int]) -> int:
        """The same diagram with leaf i replaced by `leaves[i]`."""
        memo: dict[int, int] = {}

        def walk(node: int) -> int:
            if node < TERMINALS:
                return leaves[node]
            known = memo.get(node)
            if known is None:
                known = memo[node] = self.rebuilt(
                    node, [(mask, walk(child)) for mask, child in self.edges[node]]
                )
            return known

        return walk(root)

    def restrict(self, root: int, masks: Sequence[int], memo: dict[int, int]) -> int:
        """The diagram within what is still possible: only variables that still matter remain."""
        if root < TERMINALS:
            return root
        known = memo.get(root)
        if known is None:
            level = self.levels[root]
            mask = masks[level]
            children: dict[int, int] = {}
            for edge_mask, child in self.edges[root]:
                if edge_mask & mask:
                    kept = child if child < TERMINALS else self.restrict(child, masks, memo)
                    children[kept] = children.get(kept, 0) | edge_mask & mask
            known = memo[root] = self.node(level, children)
        return known

    def exists(self, root: int, levels: int, memo: dict[int, int] | None = None) -> int:
        """The condition that some values of the variables in the bit mask `levels` meet `root`.

        `memo` is shared between roots asked with the same levels.
        """
        memo = {} if memo is None else memo

        def walk(node: int) -> int:
            if node < TERMINALS:
                return node
            known = memo.get(node)
            if known is None:
                edges = [(mask, walk(child)) for mask, child in self.edges[node]]
                if levels >> self.levels[node] & 1:
                    known = self.disjunction(child for _, child in edges)
                else:
                    known = self.rebuilt(node, edges)
                memo[node] = known
            return known

        return walk(root)

    def rebuilt(self, node: int, edges: Iterable[tuple[int, int]]) -> int:
        """A node of the same variable with other edges, each (mask, child)."""
        children: dict[int, int] = {}
        for mask, child in edges:
            children[child] = children.get(child, 0) | mask
        return self.node(self.levels[node], children)

    def supports(self) -> list[int]:
        """For every node the levels it reads, as a bit mask."""
        supports = [0] * len(self.levels)
        for node in range(TERMINALS, len(self.levels)):
            support = 1 << self.levels[node]
            for _, child in self.edges[node]:
                support |= supports[child]
            supports[node] = support
        return supports

    def closed(self, roots: dict[str, int]) -> tuple[Diagrams, dict[str, int]]:
        """Only what the roots reach, renumbered; the roots with their new numbers."""
        live: set[int] = set()
        waiting = list(roots.values())
        while waiting:
            node = waiting.pop()
            if node >= TERMINALS and node not in live:
                live.add(node)
                waiting += [child for _, child in self.edges[node]]
        numbers = {node: TERMINALS + index for index, node in enumerate(sorted(live))}
        levels = [BOTTOM] * TERMINALS + [self.levels[node] for node in sorted(live)]
        edges: list[Edges] = [()] * TERMINALS
        edges += [
            tuple((mask, numbers.get(child, child)) for mask, child in self.edges[node])
            for node in sorted(live)
        ]
        return Diagrams(levels, edges), {name: numbers.get(node, node) for name, node in roots.items()}
