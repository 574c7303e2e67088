"""Content compiled to decision diagrams, once a pack.

Facts are substituted, not kept as variables, so every diagram reads questions alone and correlation between
facts is exact. Gaps and overlaps of tables, cycles of facts and diagrams that grew too large are all reported
together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from sarcoma_tui.domain.diagrams import FALSE, TERMINALS, TRUE, Builder
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Content, Pack
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.rules import ALWAYS, All, Any, Atom, Condition, In, Not, Option, atoms
from sarcoma_tui.domain.variables import Variables, arrange

NODE_LIMIT = 5000
"""The largest diagram that one option may have."""

NOT_INDICATED, CONSIDER, STANDARD, AVOID = range(4)
"""The leaves of an option's diagram."""

OFFERING = 1 << STANDARD | 1 << CONSIDER
"""Those of them that offer it, as a bit mask."""


@dataclass(frozen=True, slots=True)
class CompileFault:
    """What is wrong with one entry of the content; `entry` is its id (a table's row, an option, a fact)."""

    entry: str
    message: str


class CompileError(ValueError):
    """The content cannot be compiled; `faults` holds every reason."""

    def __init__(self, faults: Sequence[CompileFault]) -> None:
        """Keep the faults; the text is one line each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.entry}: {fault.message}" for fault in faults))


def compile_pack(content: Content) -> Pack:
    """The compiled pack.

    Raises:
        CompileError: a table has a gap or an overlap, facts form a cycle, an option is too large, or no case
            is possible at all.
    """
    compiler = Compiler(content)
    roots = compiler.roots()
    if compiler.faults:
        raise CompileError(compiler.faults)
    return closed_pack(content, compiler.variables, compiler.builder, roots)


def closed_pack(content: Content, variables: Variables, builder: Builder, roots: dict[str, int]) -> Pack:
    """The pack of a compilation without faults: of its store only what the roots reach."""
    diagrams, roots = builder.closed(roots)
    supports_by_node = Builder(diagrams).supports()
    supports = {name: supports_by_node[node] for name, node in roots.items()}
    freed_by = _freed_by(content, variables, Builder(diagrams), roots, supports)
    return Pack.of(content, variables, diagrams, roots, supports, freed_by)


def read_atoms(content: Content) -> Iterator[Atom]:
    """Every atom that the content reads."""
    for condition in _conditions(content):
        yield from atoms(condition)
    yield In(content.roles.situation, ())


def _conditions(content: Content) -> Iterator[Condition]:
    yield from content.gates.values()
    for fact in content.facts:
        yield fact.defined_when
        yield from (row.when for row in fact.rows)
    for option in content.options:
        yield from (rule.when for rule in option.rules)
    yield from (notice.when for notice in content.notices)
    yield from (schedule.when for schedule in content.schedules)
    yield from (entry.never for entry in content.impossible)


class Compiler:
    """One compilation: the growing store, the facts and gates made so far, the faults found."""

    def __init__(self, content: Content, also: Iterable[Atom] = (), builder: Builder | None = None) -> None:
        """`also` are atoms of conditions beyond the content; `builder` is an empty store of the caller's."""
        self.content = content
        self.questions = {question.id: question for question in content.questions}
        self.facts = {fact.id: fact for fact in content.facts}
        self.variables: Variables = arrange(content.questions, content.order, (*read_atoms(content), *also))
        self.builder = builder if builder is not None else Builder()
        self.faults: list[CompileFault] = []
        self._gates: dict[str, int] = {}
        self._fact_nodes: dict[str, int] = {}

    def roots(self) -> dict[str, int]:
        """A node for every entry of the content."""
        for fact_id in self._fact_order():
            self._fact_nodes[fact_id] = self._table(self.facts[fact_id])
        roots = {f"fact:{name}": node for name, node in self._fact_nodes.items()}
        roots |= {f"gate:{name}": self.gate(name) for name in self.content.gates}
        roots[f"question:{self.content.roles.situation}"] = self._value_of(self.content.roles.situation)
        for option in self.content.options:
            roots |= self._option(option)
        roots |= {f"notice:{notice.id}": self.condition(notice.when) for notice in self.content.notices}
        roots |= {f"schedule:{item.id}": self.condition(item.when) for item in self.content.schedules}
        for entry in self.content.impossible:
            roots[f"coherent:{entry.id}"] = self.builder.negation(self.condition(entry.never))
        coherent = [node for name, node in roots.items() if name.startswith("coherent:")]
        if self.builder.conjunction(coherent) == FALSE:
            self.faults.append(CompileFault(self.content.impossible[-1].id, "no case is left that can be"))
        return roots

    def _fact_order(self) -> list[str]:
        sorter: TopologicalSorter[str] = TopologicalSorter()
        for fact in self.content.facts:
            parts = [fact.defined_when, *(row.when for row in fact.rows)]
            sorter.add(fact.id, *self._facts_read(parts))
        try:
            return list(sorter.static_order())
        except CycleError as error:
            cycle = error.args[1]
            self.faults.append(CompileFault(cycle[0], "facts form a cycle: " + " -> ".join(cycle)))
            return []

    def _facts_read(self, conditions: Iterable[Condition]) -> set[str]:
        """The facts that conditions name, at once or in the gates of questions that they name."""
        waiting = [atom.on for condition in conditions for atom in atoms(condition)]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += [atom.on for atom in atoms(self.content.gates.get(name, ALWAYS))]
        return seen & self.facts.keys()

    def gate(self, question_id: str) -> int:
        """The condition that a question has a meaning."""
        if question_id not in self._gates:
            condition = self.content.gates.get(question_id)
            self._gates[question_id] = TRUE if condition is None else self.condition(condition)
        return self._gates[question_id]

    def condition(self, condition: Condition, negated: bool = False) -> int:
        """A condition as a diagram; negation is pushed down to the atoms."""
        if isinstance(condition, Not):
            return self.condition(condition.part, not negated)
        if isinstance(condition, All | Any):
            parts = [self.condition(part, negated) for part in condition.parts]
            together = isinstance(condition, All) != negated
            return self.builder.conjunction(parts) if together else self.builder.disjunction(parts)
        if condition.on in self.facts:
            return self._fact_atom(condition, negated)
        return self._question_atom(self.questions[condition.on], condition, negated)

    def _fact_atom(self, atom: Atom, negated: bool) -> int:
        assert isinstance(atom, In)
        fact = self.facts[atom.on]
        if atom.on not in self._fact_nodes:
            return FALSE  # part of a cycle, which is reported
        leaves = [TRUE if (result in atom.values) != negated else FALSE for result in fact.results]
        return self.builder.relabel(self._fact_nodes[fact.id], [*leaves, FALSE])

    def _question_atom(self, question: Question, atom: Atom, negated: bool) -> int:
        order = self.variables.order
        alternatives = [
            self.builder.conjunction(
                self.builder.literal(level, mask, order[level].full)
                for level, mask in sorted(alternative, reverse=True)
            )
            for alternative in self.variables.atom_masks(question, atom)
        ]
        holds = self.builder.disjunction(alternatives)
        if negated:
            holds = self.builder.negation(holds)
        return self.builder.ite(self.gate(question.id), holds, FALSE)

    def _value_of(self, question_id: str) -> int:
        level = self.variables.levels[question_id][0]
        size = self.variables.order[level].size
        return self.builder.node(level, {index: 1 << index for index in range(size)})

    def _table(self, fact: Fact) -> int:
        """A table as a diagram with its results as leaves; the leaf after the last: not defined."""
        build = self.builder
        undefined = len(fact.results)
        defined = self.condition(fact.defined_when)
        matched, result = FALSE, undefined
        for row in fact.rows:
            when = build.conjunction((self.condition(row.when), defined))
            both = build.conjunction((when, matched))
            if both != FALSE:
                self._fault(row.id, "matches a case that an earlier row matches", both)
            result = build.ite(when, fact.results.index(row.then), result)
            matched = build.disjunction((matched, when))
        gap = build.ite(matched, FALSE, defined)
        if gap != FALSE:
            self._fault(fact.id, "no row matches", gap)
        return result

    def _fault(self, entry: str, message: str, node: int) -> None:
        self.faults.append(CompileFault(entry, f"{message}: {self._witness(node)}"))

    def _witness(self, node: int) -> str:
        """A partial case in which the condition holds, in words."""
        parts: list[str] = []
        while node >= TERMINALS:
            variable = self.variables.order[self.builder.levels[node]]
            mask, node = next((mask, child) for mask, child in self.builder.edges[node] if child != FALSE)
            value = (mask & -mask).bit_length() - 1
            parts.append(self._value_text(variable.question, variable.member, value))
        return ", ".join(parts) or "every case"

    def _value_text(self, question_id: str, member: str, value: int) -> str:
        question = self.questions[question_id]
        if member:
            return f"{question_id} {'with' if value else 'without'} {member}"
        if question.kind == "number":
            low, high = self.variables.bands(question)[value]
            return f"{question_id} {low} to {high}"
        return f"{question_id} {(*question.names, question.unstated)[value]}"

    def _option(self, option: Option) -> dict[str, int]:
        """The nodes of an option and of each of its rules."""
        build = self.builder
        nodes = {rule.id: self.condition(rule.when) for rule in option.rules}

        def some(kind: str, strength: str | None = None) -> int:
            return build.disjunction(
                nodes[rule.id] for rule in option.rules if rule.kind == kind and rule.strength == strength
            )

        offered = build.ite(
            some("offer", "standard"), STANDARD, build.ite(some("offer", "consider"), CONSIDER, NOT_INDICATED)
        )
        root = build.ite(some("avoid"), AVOID, offered)
        size = count_nodes(build, root)
        if size > NODE_LIMIT:
            largest = max(nodes, key=lambda name: count_nodes(build, nodes[name]))
            self.faults.append(
                CompileFault(
                    option.id, f"diagram of {size} nodes (at most {NODE_LIMIT}); simplify rule {largest}"
                )
            )
        return {f"option:{option.id}": root} | {f"rule:{name}": node for name, node in nodes.items()}


def count_nodes(builder: Builder, root: int) -> int:
    """How many inner nodes a diagram has."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node >= TERMINALS and node not in seen:
            seen.add(node)
            waiting += [child for _, child in builder.edges[node]]
    return len(seen)


def _freed_by(
    content: Content, variables: Variables, builder: Builder, roots: dict[str, int], supports: dict[str, int]
) -> dict[str, tuple[int, ...]]:
    """For each coherence root the sets of levels that, left open, let it always be met."""
    freed: dict[str, tuple[int, ...]] = {}
    for entry in content.impossible:
        name = f"coherent:{entry.id}"
        others = 0
        for other in content.impossible:
            others |= supports[f"coherent:{other.id}"] if other.id != entry.id else 0
        stated = _levels(variables, entry.stated)
        support = supports[name]
        groups = {stated & support, support & ~others & ~stated}
        groups |= {_levels(variables, (question,)) & support for question in variables.levels}
        freeing = {group for group in groups if group and builder.exists(roots[name], group) == TRUE}
        freed[name] = tuple(
            sorted(group for group in freeing if not any(o != group and o & group == o for o in freeing))
        )
    return freed


def _levels(variables: Variables, questions: Iterable[str]) -> int:
    """The levels of these questions as a bit mask."""
    return sum(1 << level for name in questions for level in variables.levels.get(name, ()))


__all__ = [
    "AVOID",
    "CONSIDER",
    "NODE_LIMIT",
    "NOT_INDICATED",
    "OFFERING",
    "STANDARD",
    "CompileError",
    "CompileFault",
    "Compiler",
    "closed_pack",
    "compile_pack",
    "count_nodes",
    "read_atoms",
]
