"""A case: answers with every coherent reading of them, and the conflicts that made more than one reading.

Where answers cannot stand together, each conflict names two sides; the case is read once with each side taken
back, and whatever is said of the case is the union over the readings.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sarcoma_tui.domain.assessment import Conflict, Holds
from sarcoma_tui.domain.diagrams import TRUE
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer, Answers, is_full
from sarcoma_tui.domain.reading import Reading, reading_of
from sarcoma_tui.domain.rules import Impossible
from sarcoma_tui.domain.scratch import Scratch


@dataclass(frozen=True, slots=True)
class Case:
    """Answers, their readings and their conflicts. Made by `read_case`."""

    pack: Pack
    answers: Answers
    readings: tuple[Reading, ...]
    conflicts: tuple[Conflict, ...]
    _leaves: dict[str, int] = field(default_factory=dict)

    def leaves(self, name: str) -> int:
        """The leaves that the diagram with this root name has over all completions, as a bit mask."""
        known = self._leaves.get(name)
        if known is None:
            known = 0
            for reading in self.readings:
                known |= reading.leaves(name)
            self._leaves[name] = known
        return known

    def holds(self, name: str) -> Holds:
        """Whether the condition with this root name holds in every completion, in some, or in none."""
        leaves = self.leaves(name)
        if not leaves >> TRUE & 1:
            return "never"
        return "possibly" if leaves & 1 else "always"

    def results(self, fact_id: str) -> tuple[str, ...]:
        """The results that a fact can still have, in table order; empty where it is nowhere defined."""
        return self.pack.facts[fact_id].possible(self.leaves(f"fact:{fact_id}"))

    def closed(self, question_id: str) -> bool:
        """Whether a question has no meaning in any completion."""
        return question_id in self.pack.content.gates and self.holds(f"gate:{question_id}") == "never"

    def given(self, question_id: str) -> bool:
        """Whether a question holds a full answer: asked, and nothing of it left not known."""
        return is_full(self.answers.get(question_id))


def read_case(pack: Pack, answers: Answers, shared: Scratch | None = None) -> Case:
    """The case of these answers (canonical, each allowed by its question).

    `shared` is for cases that differ little and are read one after another.
    """
    ordered = {
        question.id: answers[question.id] for question in pack.content.questions if question.id in answers
    }
    found: dict[tuple[str, ...], Conflict] = {}
    held = {name: answer for name, answer in ordered.items() if answer != UNKNOWN}  # not known holds nothing
    readings = _readings(shared if shared is not None else Scratch(pack), held, found)
    return Case(pack, ordered, tuple(readings), tuple(found.values()))


def _readings(shared: Scratch, answers: Answers, found: dict[tuple[str, ...], Conflict]) -> list[Reading]:
    reading = reading_of(shared, answers)
    if reading.coherent():
        return [reading]
    conflict = _conflict(shared, answers)
    found.setdefault((conflict.id, *conflict.answers), conflict)
    readings: dict[tuple[str, ...], Reading] = {}
    for side in conflict.sides:
        if side:
            for part in _readings(shared, _without(answers, side), found):
                readings.setdefault(tuple(part.answers), part)
    return list(readings.values())


def _without(answers: Answers, taken: tuple[str, ...]) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name not in taken}


def _conflict(shared: Scratch, answers: Answers) -> Conflict:
    """One conflict of answers that cannot stand together: an irreducible set of them, parted in two sides."""
    core = _irreducible(shared, answers)
    entry = _entry_of(shared, core)
    statement = tuple(name for name in core if name in entry.stated)
    others = tuple(name for name in core if name not in entry.stated)
    if not statement or not others:
        statement, others = tuple(core)[:1], tuple(core)[1:]
    stated = tuple(value for name in statement for value in _texts(core[name]))
    found = _found(shared, entry, core, answers, statement)
    return Conflict(entry.id, tuple(core), stated, found, entry.text, (statement, others))


def _irreducible(shared: Scratch, answers: Answers) -> dict[str, Answer]:
    """Answers of which none can be left out without the rest standing together.

    Leaving one out can open a gate, so those that were needed before are tried again.
    """
    core = {name: answer for name, answer in answers.items() if name in shared.tied}
    spared = True
    while spared:
        spared = False
        for name in tuple(core):
            fewer = _without(core, (name,))
            if not reading_of(shared, fewer).coherent():
                core, spared = fewer, True
    return core


def _entry_of(shared: Scratch, core: Answers) -> Impossible:
    """The entry that makes the core impossible: of those it touches, the first with a statement in it."""
    reading = reading_of(shared, core)
    entries = [
        entry for entry in shared.pack.content.impossible if f"coherent:{entry.id}" in reading.narrowed
    ]
    needed = [entry for entry in entries if any(name in core for name in entry.stated)]
    alone = [entry for entry in needed or entries if reading.narrowed[f"coherent:{entry.id}"] == 1]
    return (alone or needed or entries)[0]


def _found(
    shared: Scratch, entry: Impossible, core: Answers, answers: Answers, statement: tuple[str, ...]
) -> tuple[str, ...]:
    """What the rest of the answers says in the place of the statement."""
    pack = shared.pack
    reading = reading_of(shared, _without(answers, statement))
    if not reading.coherent():
        reading = reading_of(shared, _without(core, statement))
    case = Case(pack, reading.answers, (reading,), ())
    values: dict[str, None] = {}
    for name in entry.found:
        if name in pack.facts:
            values |= dict.fromkeys(case.results(name))
        elif name in core:
            values |= dict.fromkeys(_texts(core[name]))
    in_order = [result for name in entry.found if name in pack.facts for result in pack.facts[name].results]
    return tuple(sorted(values, key=in_order.index)) if in_order else tuple(values)


def _texts(answer: Answer) -> tuple[str, ...]:
    """An answer as the strings that a file would hold."""
    return answer if isinstance(answer, tuple) else (str(answer),)
