"""How many cases there are, exactly, and in how many of them something is so.

A number counts by its bands, a closed question once whatever would be answered. Everything is a product and a
sum over the nodes of diagrams; no case is ever enumerated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from operator import mul
from typing import Final

from sarcoma_tui.domain.diagrams import BOTTOM, DEAD, FALSE, TERMINALS, TRUE, Edges
from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.domain.rules import In
from sarcoma_tui.proof import diagrams
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.obligations import triage_of
from sarcoma_tui.proof.statements import Both, Deny, Either, Statement

TOGETHER: Final = 100
"""So many statements are counted in one walk: a diagram has only so many leaves."""

LEAF_NAMES: Final = ("not-indicated", "consider", "standard", "avoid")


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
    nowhere = Deny(In(route.id, route.results))
    routes: dict[str, Statement] = {result: In(route.id, (result,)) for result in route.results}
    routes[""] = nowhere
    places = list(product(situation.names, routes))
    cases = counter.of_each([Both((In(situation.id, (value,)), routes[name])) for value, name in places])
    found: dict[str, dict[str, int]] = {value: {} for value in situation.names}
    for (value, name), number in zip(places, cases, strict=True):
        if number:
            found[value][name] = number
    return found


def _verdicts(counter: Counter, root: str) -> dict[str, int]:
    leaves = counter.leaves(counter.reading.roots[root])
    return {name: leaves.get(leaf, 0) for leaf, name in enumerate(LEAF_NAMES)}


def _ended(counter: Counter, laws: Laws, shares_by: Sequence[str]) -> Iterable[Ended]:
    content = counter.reading.content
    facts = {fact.id: fact for fact in content.facts}
    ends = Either(tuple(notice.when for notice in content.notices if notice.ends))
    treated: Statement = Deny(triage_of(content, laws))
    every = list(product(*(facts[name].results for name in shares_by)))
    here: list[Statement] = [
        Both((treated, *(In(name, (result,)) for name, result in zip(shares_by, results, strict=True))))
        for results in every
    ]
    cases = counter.of_each(here)
    ended = counter.of_each([Both((statement, ends)) for statement in here])
    for results, number, part in zip(every, cases, ended, strict=True):
        if number:
            yield Ended(results, number, part)


class Counter:
    """Counts within the coherent cases of one reading, each closed question in one value only."""

    def __init__(self, reading: DiagramReading) -> None:
        """Make the diagram of the cases to count."""
        self.reading = reading
        reading.builder.limit = len(reading.builder.levels) + 10 * diagrams.ROOM
        self._sizes = [variable.size for variable in reading.variables.order]
        self._products = [
            list(accumulate(self._sizes[start:], mul, initial=1)) for start in range(len(self._sizes) + 1)
        ]
        self._alone: dict[int, int] = {}
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

    def of_each(self, statements: Sequence[Statement]) -> list[int]:
        """In how many cases each of these is true; no case meets two of them."""
        found: list[int] = []
        for start in range(0, len(statements), TOGETHER):
            some = statements[start : start + TOGETHER]
            node = DEAD
            for leaf, statement in enumerate(some):
                node = self.reading.builder.ite(self.reading.node(statement), leaf, node)
            leaves = self.leaves(node)
            found += [leaves.get(leaf, 0) for leaf in range(len(some))]
        return found

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
        return self.reading.builder.levels[node] if node >= TERMINALS else len(self._sizes)

    def _skipped(self, start: int, end: int) -> int:
        """How many values the variables from one level up to another have together."""
        return self._products[start][end - start]

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
        beneath = self._products[level + 1]
        found: dict[int, int] = {}
        for first_mask, first in self._edges(node, level):
            for second_mask, second in self._edges(limit, level):
                values = (first_mask & second_mask).bit_count()
                if values and second != FALSE:
                    below = min(self._level(first), self._level(second))
                    values *= beneath[below - level - 1]
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
