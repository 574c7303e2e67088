"""How many cases there are, exactly, and in how many of them something is so.

A number counts by its bands, a closed question once whatever would be answered. Everything is a product and a
sum over the nodes of diagrams; no case is ever enumerated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product

from sarcoma_tui.domain.diagrams import BOTTOM, FALSE, TERMINALS, TRUE, Edges
from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.domain.rules import In
from sarcoma_tui.proof import diagrams
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.obligations import triage_of
from sarcoma_tui.proof.statements import Both, Deny, Either, Statement

LEAF_NAMES = ("not-indicated", "consider", "standard", "avoid")


@dataclass(frozen=True, slots=True)
class Ended:
    """Of the cases with these results of facts: how many there are, and how many end in a notice."""

    results: tuple[str, ...]
    cases: int
    ended: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact numbers of coherent full cases.

    `by_place` is by situation, then by route (empty text: none). `verdicts` is by option, then by verdict.
    `ended` is by the results of `ended_by`; combinations without any case are left out.
    """

    cases: int
    by_place: Mapping[str, Mapping[str, int]]
    verdicts: Mapping[str, Mapping[str, int]]
    ended_by: tuple[str, ...]
    ended: tuple[Ended, ...]


def count(reading: DiagramReading, laws: Laws) -> Counts:
    """Count everything that a certificate tells."""
    counter = Counter(reading)
    content = reading.content
    shares_by = laws.answered.shares_by
    return Counts(
        cases=counter.of(TRUE),
        by_place=_by_place(counter),
        verdicts={option.id: _verdicts(counter, f"option:{option.id}") for option in content.options},
        ended_by=shares_by,
        ended=tuple(_ended(counter, laws, shares_by)) if shares_by else (),
    )


def _by_place(counter: Counter) -> dict[str, dict[str, int]]:
    content = counter.reading.content
    situation = counter.reading.questions[content.roles.situation]
    route = next(fact for fact in content.facts if fact.id == content.roles.route)
    found: dict[str, dict[str, int]] = {}
    for value in situation.names:
        here = In(situation.id, (value,))
        by_route = {
            result: counter.of_statement(Both((here, In(route.id, (result,))))) for result in route.results
        }
        by_route[""] = counter.of_statement(here) - sum(by_route.values())
        found[value] = {result: cases for result, cases in by_route.items() if cases}
    return found


def _verdicts(counter: Counter, root: str) -> dict[str, int]:
    leaves = counter.leaves(counter.reading.roots[root])
    return {name: leaves.get(leaf, 0) for leaf, name in enumerate(LEAF_NAMES)}


def _ended(counter: Counter, laws: Laws, shares_by: Iterable[str]) -> Iterable[Ended]:
    content = counter.reading.content
    facts = {fact.id: fact for fact in content.facts}
    ends = Either(tuple(notice.when for notice in content.notices if notice.ends))
    treated: Statement = Deny(triage_of(content, laws))
    for results in product(*(facts[name].results for name in shares_by)):
        here = Both(
            (treated, *(In(name, (result,)) for name, result in zip(shares_by, results, strict=True)))
        )
        cases = counter.of_statement(here)
        if cases:
            yield Ended(results, cases, counter.of_statement(Both((here, ends))))


class Counter:
    """Counts within the coherent cases of one reading, each closed question in one value only."""

    def __init__(self, reading: DiagramReading) -> None:
        """Make the diagram of the cases to count."""
        self.reading = reading
        reading.builder.limit = len(reading.builder.levels) + 10 * diagrams.ROOM
        self._sizes = [variable.size for variable in reading.variables.order]
        self._alone: dict[int, int] = {}
        self._pairs: dict[int, dict[tuple[int, int], dict[int, int]]] = {}
        self.whole = self._once_where_closed(reading.coherent)

    def _once_where_closed(self, node: int) -> int:
        reading, build, variables = self.reading, self.reading.builder, self.reading.variables
        for name in reading.content.gates:
            levels = variables.levels.get(name, ())
            first = build.conjunction(
                build.literal(level, 1, variables.order[level].full) for level in sorted(levels, reverse=True)
            )
            if levels:
                node = build.conjunction((node, build.ite(reading.roots[f"gate:{name}"], TRUE, first)))
        return node

    def of_statement(self, statement: Statement) -> int:
        """In how many cases a statement is true."""
        return self.of(self.reading.node(statement))

    def of(self, node: int) -> int:
        """In how many cases a condition holds."""
        return self.leaves(node).get(TRUE, 0)

    def leaves(self, node: int) -> dict[int, int]:
        """In how many cases a diagram comes to each of its leaves."""
        memo: dict[tuple[int, int], dict[int, int]] = {}
        top = min(self._level(node), self._level(self.whole))
        above = self._skipped(0, top)
        return {leaf: cases * above for leaf, cases in self._walk(node, self.whole, memo).items()}

    def _level(self, node: int) -> int:
        return min(self.reading.builder.levels[node], len(self._sizes))

    def _skipped(self, start: int, end: int) -> int:
        """How many values the variables from one level up to another have together."""
        return reduce(lambda whole, size: whole * size, self._sizes[start:end], 1)

    def _walk(self, node: int, limit: int, memo: dict[tuple[int, int], dict[int, int]]) -> dict[int, int]:
        """By leaf of `node` the cases of `limit` below the upper of both."""
        if limit == FALSE:
            return {}
        if node < TERMINALS:
            return {node: self._count(limit)}
        key = (node, limit)
        known = memo.get(key)
        if known is not None:
            return known
        level = min(self._level(node), self._level(limit))
        found: dict[int, int] = {}
        for first_mask, first in self._edges(node, level):
            for second_mask, second in self._edges(limit, level):
                values = (first_mask & second_mask).bit_count()
                if values:
                    below = min(self._level(first), self._level(second))
                    values *= self._skipped(level + 1, below)
                    for leaf, cases in self._walk(first, second, memo).items():
                        found[leaf] = found.get(leaf, 0) + values * cases
        memo[key] = found
        return found

    def _count(self, node: int) -> int:
        """How many values of the variables from its own level on meet a condition."""
        if node < TERMINALS:
            return int(node == TRUE)
        known = self._alone.get(node)
        if known is None:
            level = self._level(node)
            known = self._alone[node] = sum(
                mask.bit_count() * self._skipped(level + 1, self._level(child)) * self._count(child)
                for mask, child in self.reading.builder.edges[node]
            )
        return known

    def _edges(self, node: int, level: int) -> Edges:
        builder = self.reading.builder
        full = (1 << self._sizes[level]) - 1
        return builder.edges[node] if builder.levels[node] == level < BOTTOM else ((full, node),)
