"""Small random packs and cases, to hold the engine's laws on content that nobody wrote."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from sarcoma_tui.domain.facts import Fact, Row
from sarcoma_tui.domain.pack import Content, PackInfo, Roles, Section
from sarcoma_tui.domain.questions import NONE, UNKNOWN, Answer, Question, Value
from sarcoma_tui.domain.rules import (
    ALWAYS,
    All,
    AllOf,
    Any,
    Between,
    Condition,
    Impossible,
    In,
    Not,
    Notice,
    Option,
    Rule,
    Schedule,
)

POINTS = tuple(Decimal(point) for point in ("0", "1", "2", "3"))
"""Every value that the number of a generated pack can have."""


def _choice(name: str, count: int, unstated: str = "") -> Question:
    names = tuple(Value(f"{name}{index}", f"{name} {index}") for index in range(count))
    return Question(name, "all", "choice", name, values=names, unstated=unstated)


QUESTIONS = (
    _choice("a", 3),
    _choice("b", 2),
    _choice("c", 2, unstated="c-none"),
    Question("d", "all", "number", "d", minimum=Decimal(0), maximum=Decimal(3)),
    Question("e", "all", "choices", "e", values=(Value("e0", "e0"), Value("e1", "e1"))),
)


class Maker:
    """Makes random parts of a pack from one source of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.facts: list[Fact] = []
        self.gates: dict[str, Condition] = {}

    def some(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(self.chance.sample(names, self.chance.randint(1, len(names)))))

    def atom(self) -> Condition:
        if self.facts and self.chance.random() < 0.4:
            fact = self.chance.choice(self.facts)
            return In(fact.id, self.some(fact.results))
        question = self.chance.choice([q for q in QUESTIONS if q.kind != "number"])
        if question.kind == "choices":
            if self.chance.random() < 0.3:
                return AllOf(question.id, self.some(question.names))
            return In(question.id, self.some((*question.names, NONE)))
        extra = (question.unstated,) if question.unstated else ()
        return In(question.id, self.some((*question.names, *extra)))

    def condition(self, depth: int = 2) -> Condition:
        kind = self.chance.random()
        if depth == 0 or kind < 0.35:
            return self.atom()
        if kind < 0.5:
            return Not(self.condition(depth - 1))
        parts = tuple(self.condition(depth - 1) for _ in range(self.chance.randint(1, 3)))
        return All(parts) if kind < 0.75 else Any(parts)

    def gate(self) -> None:
        """Gate a late question by an early one."""
        if self.chance.random() < 0.7:
            self.gates["c"] = In("a", self.some(("a0", "a1", "a2")))
        if self.chance.random() < 0.5:
            gates: list[Condition] = [In("b", ("b0",)), In("c", ("c0",)), Not(In("c", ("c1",)))]
            self.gates["e"] = self.chance.choice(gates)
        if self.chance.random() < 0.3:
            self.gates["d"] = In("b", ("b1",))

    def fact(self, index: int) -> Fact:
        """A table over two questions: every cell has one row, rows of one result may be joined."""
        results = tuple(f"f{index}r{number}" for number in range(self.chance.randint(2, 3)))
        first, second = self.chance.sample([self.cells(question) for question in QUESTIONS], 2)
        rows = tuple(
            Row(f"f{index}.{i}.{j}", All((one, other)), self.chance.choice(results))
            for i, one in enumerate(first[1])
            for j, other in enumerate(second[1])
        )
        gates = tuple(self.gates[name] for name in (first[0], second[0]) if name in self.gates)
        return Fact(f"f{index}", f"f{index}", results, rows, defined_when=All(gates) if gates else ALWAYS)

    def cells(self, question: Question) -> tuple[str, list[Condition]]:
        """A question's values parted into conditions of which exactly one holds."""
        if question.kind == "number":
            cut = Decimal(self.chance.randint(0, 2))
            return question.id, [Between(question.id, up_to=cut), Between(question.id, over=cut)]
        if question.kind == "choices":
            return question.id, [In(question.id, (NONE,)), Not(In(question.id, (NONE,)))]
        names = [*question.names, *([question.unstated] if question.unstated else [])]
        return question.id, [In(question.id, (name,)) for name in names]

    def option(self, index: int) -> Option:
        rules = []
        for number in range(self.chance.randint(1, 4)):
            kind = self.chance.choice(["offer", "offer", "avoid", "caution"])
            strength = self.chance.choice(["standard", "consider"]) if kind == "offer" else None
            rules.append(
                Rule(f"o{index}.{number}", kind, strength, self.condition(), "because", ("s",))  # type: ignore[arg-type]
            )
        phase = "work-up" if self.chance.random() < 0.2 else "definitive"
        return Option(f"o{index}", f"o{index}", f"o{index}", "surgery", phase, "any", tuple(rules))


def content(chance: Random) -> Content:
    """A random pack over the five fixed questions."""
    maker = Maker(chance)
    maker.gate()
    for index in range(chance.randint(1, 3)):
        maker.facts.append(maker.fact(index))
    impossible = tuple(
        Impossible(
            f"i{index}", All((maker.atom(), maker.condition(1))), "never", (chance.choice("abc"),), ("f0",)
        )
        for index in range(chance.randint(0, 3))
    )
    return Content(
        info=PackInfo("small", "1", "Small", "tests", "draft", None, "2030-01-01"),
        roles=Roles("a", "f0", ("f0",), "f0", "f0", (("f0",),), "f0"),
        sections=(Section("all", "All"),),
        questions=QUESTIONS,
        gates=maker.gates,
        facts=tuple(maker.facts),
        options=tuple(maker.option(index) for index in range(3)),
        notices=(Notice("n0", "info", "n0", "text", ("s",), maker.condition()),),
        schedules=(Schedule("t0", "t0", 3, None, ("s",), maker.condition()),),
        impossible=impossible,
        stages=(),
        sources=(),
        order=tuple(chance.sample("abcde", 5)),
    )


def answers(chance: Random) -> dict[str, Answer]:
    """A random partial case, in random key order."""
    found: dict[str, Answer] = {}
    for question in chance.sample(QUESTIONS, len(QUESTIONS)):
        if chance.random() < 0.5:
            found[question.id] = answer(chance, question)
    return found


def answer(chance: Random, question: Question) -> Answer:
    """A random answer to one question, sometimes not known."""
    if chance.random() < 0.15:
        return UNKNOWN
    if question.kind == "number":
        return chance.choice(POINTS)
    if question.kind == "choices":
        options: list[Answer] = [(NONE,), ("e0",), ("e1",), ("e0", "e1"), ("e0", UNKNOWN), ("e1", UNKNOWN)]
        return chance.choice(options)
    return chance.choice(question.names)
