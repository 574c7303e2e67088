"""How much of what can go wrong with the content is noticed: mutants, each held against proof and examples.

What changes no diagram is the same content in other words: it is set aside, not counted as missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, Literal, TypeAlias

from sarcoma_tui.domain.diagrams import DEAD
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import Atom
from sarcoma_tui.packs.read import ReadPack
from sarcoma_tui.proof.diagrams import DiagramReading, TooLargeError
from sarcoma_tui.proof.mutants import Mutant, mutants
from sarcoma_tui.proof.obligations import Obligation, obligations
from sarcoma_tui.proof.statements import Both, Deny, Either, HasVerdict, Statement, Twice, read_by
from sarcoma_tui.proof.touched import TouchedExamples

Caught: TypeAlias = Literal[
    "load", "tables", "laws", "rest of the proof", "examples", "nothing", "the same content"
]
CAUGHT: Final[tuple[Caught, ...]] = (
    "load", "tables", "laws", "rest of the proof", "examples", "nothing", "the same content"
)  # fmt: skip
"""By what a mutant is caught; `nothing`: it survives."""

_FIRST: Final = {"tables": 0, "laws": 1, "total": 2, "consistent": 2, "alive": 3}


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant and what caught it, with the id of the first obligation or example that did."""

    mutant: Mutant
    caught: Caught
    by: str = ""


def mutate(
    read: ReadPack,
    number: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
    meant: Callable[[Mutant], bool] | None = None,
) -> tuple[Tried, ...]:
    """Try so many mutants of a content (of those that are `meant`), chosen by the seed."""
    every = [mutant for mutant in mutants(read.content) if meant is None or meant(mutant)]
    chosen = Random(seed).sample(every, min(number, len(every)))
    trial = _Trial(read)
    found = []
    for done, mutant in enumerate(chosen, 1):
        found.append(trial.of(mutant))
        if progress is not None:
            progress(done, len(chosen))
    return tuple(found)


class _Trial:
    """The content as it is, and mutants beside it in one store of diagrams."""

    def __init__(self, read: ReadPack) -> None:
        self.read = read
        self.base = DiagramReading(read.content, self._atoms(read.content))
        self.examples = TouchedExamples(read, self.base)
        self.known = {item.id: item for item in obligations(read.content, read.laws)}
        # what fails already tells no mutant from the content as it is
        self.failing = {name for name, item in self.known.items() if _fails(self.base, item)}

    def _atoms(self, content: Content) -> list[Atom]:
        items = obligations(content, self.read.laws)
        return [atom for item in items for part in (item.case, item.other) if part for atom in read_by(part)]

    def of(self, mutant: Mutant) -> Tried:
        content = mutant.make()
        if lost := _stands_beside_nothing(content):
            return Tried(mutant, "load", lost)
        reading = self._read(content)
        if reading.faults:
            rows = {row.id for fact in content.facts for row in fact.rows} | {
                fact.id for fact in content.facts
            }
            by = reading.faults[0].entry
            return Tried(mutant, "tables" if by in rows else "load", by)
        changed = self._changed(reading)
        if changed is not None and not changed:
            return Tried(mutant, "the same content")
        broken = self._broken(content, reading, changed)
        if broken is not None:
            group: Caught = broken.group if broken.group in ("laws", "tables") else "rest of the proof"
            return Tried(mutant, group, broken.id)
        mismatch = self.examples.mismatch(reading)
        return Tried(mutant, "nothing") if mismatch is None else Tried(mutant, "examples", mismatch.example)

    def _read(self, content: Content) -> DiagramReading:
        """In the store of the content as it is where the variables are the same, so that diagrams compare."""
        reading = DiagramReading(content, self._atoms(content), self.base.builder)
        if reading.variables == self.base.variables:
            return reading
        return DiagramReading(content, self._atoms(content))

    def _changed(self, reading: DiagramReading) -> set[str] | None:
        """The roots with another diagram, none if no coherent case differs; None: it cannot be told."""
        if reading.builder is not self.base.builder:
            return None
        names = reading.roots.keys() | self.base.roots.keys()
        changed = {name for name in names if self.base.roots.get(name) != reading.roots.get(name)}
        if reading.coherent == self.base.coherent and not any(
            self._differs(n, reading) for n in sorted(changed)
        ):
            return set()
        return changed

    def _differs(self, name: str, reading: DiagramReading) -> bool:
        """Whether a root differs in some coherent case."""
        before, after = self.base.roots.get(name), reading.roots.get(name)
        if before is None or after is None:
            return True
        reading.builder.limit = 1 << 40
        limit = reading.coherent
        return reading.builder.ite(limit, before, DEAD) != reading.builder.ite(limit, after, DEAD)

    def _broken(
        self, content: Content, reading: DiagramReading, changed: set[str] | None
    ) -> Obligation | None:
        """The first obligation that fails; laws first, rules that make no difference last."""
        wanted = sorted(obligations(content, self.read.laws), key=lambda item: _FIRST[item.group])
        by_rules_alone = changed is not None and not any(
            name.startswith(("fact:", "gate:", "coherent:")) for name in changed
        )
        for item in wanted:
            if by_rules_alone and self._is_as_before(item, changed or set()):
                continue
            if item.id not in self.failing and _fails(reading, item):
                return item
        return None

    def _is_as_before(self, item: Obligation, changed: set[str]) -> bool:
        """Whether an obligation says what it said, of options that are what they were."""
        if self.known.get(item.id) != item:
            return False
        parts = (item.case, item.other)
        return not any(f"option:{name}" in changed for part in parts if part for name in _options(part))


def _stands_beside_nothing(content: Content) -> str:
    """A rule whose neighbour is gone, with which no pack loads; empty: there is none."""
    rules = [rule for option in content.options for rule in option.rules]
    there = {rule.id for rule in rules}
    return next((rule.id for rule in rules if rule.alongside and rule.alongside not in there), "")


def _fails(reading: DiagramReading, item: Obligation) -> bool:
    """Whether an obligation fails, or is too large to be decided."""
    try:
        return (reading.decide(item) is not None) != item.wanted
    except TooLargeError:
        return True


def _options(statement: Statement) -> Iterator[str]:
    if isinstance(statement, HasVerdict):
        yield statement.option
    elif isinstance(statement, Deny):
        yield from _options(statement.part)
    elif isinstance(statement, Both | Either | Twice):
        for part in statement.parts:
            yield from _options(part)
