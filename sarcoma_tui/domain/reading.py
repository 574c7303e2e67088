"""One coherent reading of a case: what its answers leave possible, within the cases that can be.

The answers narrow variables; coherence (answers that can stand together) is a set of further conditions. A
coherence condition is joined to a walk only where it can matter: not when the answers already meet it, not
when questions that only it reads are open and can always meet it, not when it shares no open question with
what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sarcoma_tui.domain.diagrams import FALSE, TERMINALS, TRUE, Builder, reach, reach_pair
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answers
from sarcoma_tui.domain.scratch import Scratch


class Reading:
    """What a set of answers leaves possible. Walks are remembered for the life of the reading.

    `narrowed` are the coherence conditions that the answers do not meet at once, with the leaves that they
    alone leave; `live` those of them that must still be joined to a walk, narrowed to the answers. One that
    comes down to a plain conjunction narrows the variables themselves and is done with. `touchable` are the
    levels by which a diagram can meet a live condition. `told` are leaves by root name that were found from
    outside.
    """

    def __init__(self, pack: Pack, answers: Answers, shared: Scratch | None = None) -> None:
        """Narrow the variables by the answers and the coherence conditions by the variables.

        `shared` is for readings of one piece of work.
        """
        self.pack = pack
        self.answers = answers
        self._shared = shared if shared is not None else Scratch(pack)
        self.masks = self._shared.masks(answers)
        self._plain: dict[int, int] = {}
        self._pairs: dict[int, dict[tuple[int, int], int]] = {}
        self._limits: dict[int, int] = {}
        self._restricted: dict[int, int] = {}
        self._reached: dict[int, int] = {}
        self.narrowed: dict[str, int] = {}
        self.live: dict[str, int] = {}
        self.told: dict[str, int] = {}
        self._coherent: bool | None = None
        self._touchable: int | None = None
        self._several: tuple[int, int] | None = None
        self._absorbed: set[int] = set()
        self._narrow_coherence()

    @property
    def open(self) -> int:
        """The levels with every value still possible, as a bit mask."""
        return self._open_and_loose()[0]

    @property
    def loose(self) -> int:
        """The levels with more than one value possible, as a bit mask."""
        return self._open_and_loose()[1]

    def _open_and_loose(self) -> tuple[int, int]:
        if self._several is None:
            wide = loose = self._shared.several
            levels = self.pack.variables.levels
            named = {level for name in self.answers for level in levels.get(name, ())}
            for level in named | self._absorbed:
                mask = self.masks[level]
                if mask != self.pack.full[level]:
                    wide &= ~(1 << level)
                    if not mask & (mask - 1):
                        loose &= ~(1 << level)
            self._several = wide, loose
        return self._several

    @property
    def touchable(self) -> int:
        """The levels by which a diagram can touch a coherence condition, as a bit mask."""
        if self._touchable is None:
            self._touchable = self._touched()
        return self._touchable

    @property
    def scratch(self) -> Builder:
        """A store for the diagrams that the pack does not hold."""
        return self._shared.builder

    def _narrow_coherence(self) -> None:
        """Find the open conditions; let plain conjunctions narrow the variables until none is left."""
        nodes = {name: self._narrow(name) for name in self._shared.coherence}
        self.live = {name: node for name, node in nodes.items() if node != TRUE}
        self.narrowed = dict.fromkeys(self.live, 1 << TRUE | 1 << FALSE)
        if FALSE in self.live.values():
            self.narrowed |= {name: 1 << FALSE for name, node in self.live.items() if node == FALSE}
            self.live = dict.fromkeys(self.narrowed, FALSE)
            return
        while absorbed := [name for name, node in self.live.items() if self._absorb(node)]:
            rest = [name for name in self.live if name not in absorbed]
            if 0 in self.masks:
                self.live = dict.fromkeys(self.live, FALSE)
                return
            self._plain.clear()
            self._restricted.clear()
            again = {name: self._narrow(name) for name in rest}
            self.live = {name: node for name, node in again.items() if node != TRUE}

    def _narrow(self, name: str) -> int:
        return self._shared.narrowed(name, self.masks, self._restricted)

    def _absorb(self, node: int) -> bool:
        """Narrow the variables by a condition that is a plain conjunction; whether it is one."""
        path: list[tuple[int, int]] = []
        while node != TRUE:
            if node == FALSE:
                return False
            ways = [(mask, child) for mask, child in self.scratch.edges[node] if child != FALSE]
            if len(ways) != 1:
                return False
            path.append((self.scratch.levels[node], ways[0][0]))
            node = ways[0][1]
        for level, mask in path:
            self.masks[level] &= mask
            self._absorbed.add(level)
        return True

    def restricted(self, root: int) -> int:
        """A diagram narrowed to the answers, in the scratch store."""
        return self.scratch.restrict(root, self.masks, self._restricted)

    def support(self, node: int) -> int:
        """The levels that a diagram of the scratch store reads, as a bit mask."""
        return self._shared.support(node)

    def coherent(self) -> bool:
        """Whether the answers can stand together, in a situation of which each of them speaks."""
        if self._coherent is None:
            self._coherent = self._stands()
        return self._coherent

    def possible(self) -> bool:
        """Whether some coherent case agrees with the answers, whatever their gates."""
        return not self.narrowed or self._together(self._bound(0, self.live)) != FALSE

    def _together(self, kept: Mapping[str, int]) -> int:
        if 0 in self.masks or FALSE in self.live.values():
            return FALSE
        return self.scratch.conjunction(sorted(kept.values(), reverse=True)) if kept else TRUE

    def _stands(self) -> bool:
        if not self.narrowed:
            return True
        kept = self._bound(0, self.live)
        together = self._together(kept)
        if together == FALSE:
            return False
        aside = self.live.keys() - kept.keys()
        gates = {self._shared.gates(name, self.answers) for name in self.narrowed if name not in aside}
        return self._gates_stay(gates, together)

    def _gates_stay(self, gates: Iterable[frozenset[int]], together: int) -> bool:
        """Whether the answered questions of each condition keep a meaning that the answers alone may give."""
        alone = self._shared.masks(self.answers)
        memo: dict[int, int] = {}
        narrow: dict[int, int] = {}
        for asked in gates:
            found = {gate: reach(self.pack.diagrams, gate, alone, memo) for gate in asked}
            before = [gate for gate, leaves in found.items() if leaves == 1 << TRUE | 1 << FALSE]
            if not before:
                continue
            if (
                self.scratch.conjunction(self.scratch.restrict(gate, alone, narrow) for gate in before)
                == FALSE
            ):
                continue
            after = self.scratch.conjunction(self.restricted(gate) for gate in before)
            if self.scratch.conjunction((together, after)) == FALSE:
                return False
        return True

    def limit(self, support: int, replaced: Mapping[str, int] | None = None, answered: int = 0) -> int:
        """The coherence condition for a diagram that reads `support`, in the scratch store.

        `replaced` puts narrower conditions in the place of live ones, as an answer to the variables in
        `answered` (levels, as a bit mask) would.
        """
        bound = self._bound(support, {**self.live, **(replaced or {})}, answered)
        nodes = self._connected(support & self.loose, bound)
        return self.scratch.conjunction(sorted(nodes.values(), reverse=True))

    def _bound(self, support: int, nodes: Mapping[str, int], answered: int = 0) -> dict[str, int]:
        """Without the conditions that open questions of their own can always meet."""
        kept = dict(nodes)
        wide = self.open & ~answered
        changed = True
        while changed:
            changed = False
            for name in list(kept):
                free = [
                    group for group in self.pack.freed_by[name] if not group & ~wide and not group & support
                ]
                if free:
                    read = 0
                    for other, node in kept.items():
                        read |= self.support(node) if other != name else 0
                    if any(not group & read for group in free):
                        del kept[name]
                        changed = True
        return kept

    def _connected(self, support: int, nodes: dict[str, int]) -> dict[str, int]:
        """Only the conditions that share an open question with `support`, at once or by way of each other."""
        kept: dict[str, int] = {}
        grown = True
        while grown:
            grown = False
            for name, node in nodes.items():
                if name not in kept and self.support(node) & support:
                    kept[name] = node
                    support |= self.support(node)
                    grown = True
        return kept

    def limit_of(self, support: int) -> int:
        """`limit`, remembered by what of `support` the coherence conditions can touch."""
        if not self.live:
            return TRUE
        key = support & self.touchable
        known = self._limits.get(key)
        if known is None:
            known = self._limits[key] = self.seen_by(key, self.limit(key))
        return known

    def seen_by(self, support: int, limit: int) -> int:
        """What a coherence condition asks of the variables in `support`, whatever the others are."""
        return self._seen_by(limit, support)

    def _seen_by(self, node: int, support: int) -> int:
        """Remembered by what of `support` the node reads: most conditions share their lower parts."""
        read = self.support(node)
        kept = support & read
        if kept == read:
            return node
        if not kept:
            return TRUE  # a condition that is narrowed already and not FALSE can be met
        known = self._shared.seen.get((node, kept))
        if known is None:
            level, edges = self.scratch.levels[node], self.scratch.edges[node]
            if kept >> level & 1:
                known = self.scratch.rebuilt(
                    node, [(mask, self._seen_by(child, kept)) for mask, child in edges]
                )
            else:
                known = FALSE
                for _, child in edges:
                    if known != TRUE:
                        known = self.scratch.disjunction((known, self._seen_by(child, kept)))
            self._shared.seen[node, kept] = known
        return known

    def _touched(self) -> int:
        levels = 0
        for name, node in self.live.items():
            levels |= self.support(node)
            for group in self.pack.freed_by[name]:
                levels |= group
        return levels

    def reached(self, node: int) -> int:
        """The leaves of a diagram of the scratch store that is narrowed already."""
        known = self._reached.get(node)
        if known is None:
            if node < TERMINALS:
                return 1 << node
            known = 0
            for _, child in self.scratch.edges[node]:
                known |= self.reached(child)
            self._reached[node] = known
        return known

    def leaves(self, name: str) -> int:
        """The leaves that the diagram with this root name can come to, as a bit mask."""
        if name in self.told:
            return self.told[name]
        root = self.pack.roots[name]
        limit = self.limit_of(self.pack.supports[name]) if self.live else TRUE
        return (
            reach(self.pack.diagrams, root, self.masks, self._plain)
            if limit == TRUE
            else self.within(root, limit)
        )

    def leaves_of(self, node: int) -> int:
        """The leaves of a diagram of the scratch store."""
        limit = self.limit_of(self.support(node))
        if limit == TRUE:
            return reach(self.scratch, node, self.masks, self._plain)
        return self.within(node, limit)

    def leaves_alone(self, name: str) -> int:
        """The leaves of a diagram with no coherence asked."""
        return reach(self.pack.diagrams, self.pack.roots[name], self.masks, self._plain)

    def within(self, root: int, limit: int) -> int:
        """The leaves of a diagram under one coherence condition."""
        if limit == TRUE:
            return reach(self.pack.diagrams, root, self.masks, self._plain)
        memo = self._pairs.setdefault(limit, {})
        return reach_pair(self.scratch, root, limit, self.masks, memo)


def reading_of(shared: Scratch, answers: Answers) -> Reading:
    """The reading of these answers in one piece of work: the same answers, the same reading."""
    key = tuple(answers.items())
    known = shared.readings.get(key)
    if known is None:
        known = shared.readings[key] = Reading(shared.pack, answers, shared)
    return known
