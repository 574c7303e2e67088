"""The first reading: statements as decision diagrams, compiled as the engine compiles the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from sarcoma_tui.domain.compile import AVOID, CONSIDER, NOT_INDICATED, STANDARD, CompileFault, Compiler
from sarcoma_tui.domain.diagrams import BOTTOM, FALSE, TERMINALS, TRUE, Builder, Edges, reach_pair
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import NONE, Answer, Question
from sarcoma_tui.domain.rules import Atom
from sarcoma_tui.proof.obligations import Obligation
from sarcoma_tui.proof.statements import Both, Deny, Either, HasVerdict, Statement, Twice

ROOM: Final = 400_000
"""So many nodes may be made for one obligation."""

Full: TypeAlias = Mapping[str, "str | frozenset[str] | Decimal"]
"""A full case: a value for every question, whether it is open or not."""

Path: TypeAlias = dict[int, int]
"""What variables may be, by level: every case within meets what was sought."""

_LEAVES: Final = {"not-indicated": NOT_INDICATED, "consider": CONSIDER, "standard": STANDARD, "avoid": AVOID}


class TooLargeError(Exception):
    """A statement whose diagram has more nodes than there is room for."""


class BoundedBuilder(Builder):
    """A store with a limit that moves: what is one obligation's fault does not stop the others."""

    limit = 1 << 40

    def node(self, level: int, masks_by_child: dict[int, int]) -> int:
        """As ever, unless there is no room.

        Raises:
            TooLargeError: the limit is reached.
        """
        if len(self.levels) >= self.limit:
            raise TooLargeError
        return super().node(level, masks_by_child)


@dataclass(frozen=True, slots=True)
class Met:
    """A case (as a path), or two, that meet an obligation's statement."""

    case: Path
    other: Path | None = None


class DiagramReading:
    """All diagrams of one content. `faults` are what the compiler says of it."""

    def __init__(
        self, content: Content, also: Iterable[Atom] = (), builder: BoundedBuilder | None = None
    ) -> None:
        """Compile the content; `also` are atoms that only statements read, `builder` is a store to use."""
        self.builder = builder if builder is not None else BoundedBuilder()
        compiler = Compiler(content, also, self.builder)
        self.roots = compiler.roots()
        self.faults: tuple[CompileFault, ...] = tuple(compiler.faults)
        self.content = content
        self.variables = compiler.variables
        self.questions = compiler.questions
        self._condition = compiler.condition
        self._known: dict[Statement, int] = {}
        self._dead: set[tuple[int, int]] = set()
        coherence = sorted(
            (node for name, node in self.roots.items() if name.startswith("coherent:")), reverse=True
        )
        self._coherence = [(node, self._support(node)) for node in coherence]
        self.coherent = self.builder.conjunction(coherence)

    def node(self, statement: Statement) -> int:
        """A statement as a diagram."""
        known = self._known.get(statement)
        if known is None:
            known = self._known[statement] = self._made(statement)
        return known

    def _made(self, statement: Statement) -> int:
        build = self.builder
        if isinstance(statement, HasVerdict):
            wanted = [_LEAVES[name] for name in statement.verdicts]
            leaves = [TRUE if leaf in wanted else FALSE for leaf in range(len(_LEAVES))]
            return build.relabel(self.roots[f"option:{statement.option}"], leaves)
        if isinstance(statement, Deny):
            return build.negation(self.node(statement.part))
        if isinstance(statement, Both):
            return build.conjunction(self.node(part) for part in statement.parts)
        if isinstance(statement, Either):
            return build.disjunction(self.node(part) for part in statement.parts)
        if isinstance(statement, Twice):
            once, twice = FALSE, FALSE
            for part in statement.parts:
                node = self.node(part)
                twice = build.disjunction((twice, build.conjunction((once, node))))
                once = build.disjunction((once, node))
            return twice
        return self._condition(statement)

    def decide(self, obligation: Obligation) -> Met | None:
        """A case that meets the statement of an obligation, or None where there is none.

        Raises:
            TooLargeError: the diagrams of this obligation have no room.
        """
        self.builder.limit = len(self.builder.levels) + ROOM
        limit = TRUE if obligation.anywhere else self.coherent
        if obligation.other is None:
            path = self.meet(self.node(obligation.case), limit)
            return None if path is None else Met(path)
        return self._pair(obligation.case, obligation.other, obligation.free, obligation.anywhere)

    def _pair(self, case: Statement, other: Statement, free: Sequence[str], anywhere: bool) -> Met | None:
        """Two cases that differ in `free` alone: what each leaves of the other answers must meet.

        What of coherence does not read `free` is the same for both, and is joined last.
        """
        levels = sum(1 << level for name in free for level in self.variables.levels.get(name, ()))
        conditions = [] if anywhere else self._coherence
        inside = [node for node, support in conditions if support & levels]
        outside = self.builder.conjunction(node for node, support in conditions if not support & levels)
        first, second = (self.builder.conjunction((self.node(part), *inside)) for part in (case, other))
        both = self.builder.conjunction(self.builder.exists(node, levels) for node in (first, second))
        shared = self.meet(both, outside)
        if shared is None:
            return None
        better = self._within(first, shared)
        worse = self._within(second, _but(better, levels))
        return Met({**better, **_but(worse, levels)}, worse)

    def _within(self, node: int, shared: Path) -> Path:
        """A path to a condition on which all else is as it is shared."""
        masks = [shared.get(level, -1) for level in range(len(self.variables.order))]
        inside = self.meet(self.builder.restrict(node, masks, {}), TRUE)
        assert inside is not None
        return {**shared, **inside}

    def _support(self, root: int) -> int:
        """The levels that a diagram reads, as a bit mask."""
        seen: set[int] = set()
        waiting, found = [root], 0
        while waiting:
            node = waiting.pop()
            if node >= TERMINALS and node not in seen:
                seen.add(node)
                found |= 1 << self.builder.levels[node]
                waiting += [child for _, child in self.builder.edges[node]]
        return found

    def meet(self, first: int, second: int) -> Path | None:
        """A path on which both conditions hold, or None. Pairs without one are remembered."""
        if first == FALSE or second == FALSE:
            return None
        if first < TERMINALS and second < TERMINALS:
            return {}
        if (first, second) in self._dead:
            return None
        levels = self.builder.levels
        level = min(levels[first], levels[second])
        for first_mask, first_child in self._edges(first, level):
            for second_mask, second_child in self._edges(second, level):
                if first_mask & second_mask:
                    found = self.meet(first_child, second_child)
                    if found is not None:
                        found[level] = first_mask & second_mask
                        return found
        self._dead.add((first, second))
        return None

    def _edges(self, node: int, level: int) -> Edges:
        full = self.variables.order[level].full
        return self.builder.edges[node] if self.builder.levels[node] == level < BOTTOM else ((full, node),)

    def always(self, statement: Statement, answers: Mapping[str, Answer], anywhere: bool = False) -> bool:
        """Whether there is a completion of these answers, and the statement is true in all of them."""
        masks = self.variables.masks(dict(answers), self.questions)
        limit = TRUE if anywhere else self.coherent
        node = self.node(statement)
        if limit == TRUE:
            limit = self.builder.restrict(TRUE, masks, {})
        return reach_pair(self.builder, node, limit, masks, {}) == 1 << TRUE

    def holds(self, statement: Statement, full: Full, anywhere: bool = False) -> bool:
        """Whether a statement is true in one full case, and the case can be."""
        masks = [self._mask(level, full) for level in range(len(self.variables.order))]
        nodes = (self.node(statement), TRUE if anywhere else self.coherent)
        return all(self.builder.restrict(node, masks, {}) == TRUE for node in nodes)

    def _mask(self, level: int, full: Full) -> int:
        variable = self.variables.order[level]
        question = self.questions[variable.question]
        value = full[question.id]
        if isinstance(value, frozenset):
            return 2 if variable.member in value else 1
        if isinstance(value, Decimal):
            return 1 << self.variables.value_index(question, value)
        return 1 << (*question.names, question.unstated).index(value)

    def answers(self, path: Path) -> dict[str, Answer]:
        """The answers of a path, in form order; what cannot be answered (an unstated value) is left out."""
        found: dict[str, Answer] = {}
        for question in self.content.questions:
            levels = [level for level in self.variables.levels.get(question.id, ()) if level in path]
            if not levels:
                continue
            if question.kind == "choices":
                yes = tuple(self.variables.order[level].member for level in levels if not path[level] & 1)
                found[question.id] = yes or (NONE,)
                continue
            mask = path[levels[0]] & self.variables.answerable(question, levels[0])
            if mask:
                found[question.id] = self._value(question, (mask & -mask).bit_length() - 1)
        return found

    def _value(self, question: Question, index: int) -> Answer:
        if question.kind == "choice":
            return question.names[index]
        low, high = self.variables.bands(question)[index]
        if question.step is None:
            return low
        over = low % question.step
        return min(low + (question.step - over if over else 0), high)


def _but(path: Path, levels: int) -> Path:
    """A path without what it says of these levels."""
    return {level: mask for level, mask in path.items() if not levels >> level & 1}
