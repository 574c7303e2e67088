"""The smallest content that proves, to be broken in one way at a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sarcoma_tui.domain.facts import Fact, Row
from sarcoma_tui.domain.laws import Law, Laws
from sarcoma_tui.domain.pack import Content, PackInfo, Roles, Section
from sarcoma_tui.domain.questions import Question, Value
from sarcoma_tui.domain.rules import Between, Condition, Impossible, In, Not, Notice, Option, Rule
from sarcoma_tui.proof.obligations import GROUPS, Group
from sarcoma_tui.proof.prove import Outcome, Proof, prove

BOX = In("situation", ("box",))
RIDDEN = Not(BOX)


def choice(name: str, *values: str) -> Question:
    return Question(name, "all", "choice", name, values=tuple(Value(value, value) for value in values))


QUESTIONS = (
    choice("situation", "box", "ridden", "raced"),
    choice("part", "wheel", "chain"),
    Question("bend", "all", "number", "bend", minimum=Decimal(0), maximum=Decimal(9), decimals=1),
    choice("rust", "none", "some", "much"),
)


def table(name: str, defined_when: Condition, *rows: tuple[Condition, str]) -> Fact:
    results = tuple(dict.fromkeys(result for _, result in rows))
    made = tuple(Row(f"{name}.{index}", when, then) for index, (when, then) in enumerate(rows))
    return Fact(name, name, results, made, defined_when)


SIZE = table(
    "size",
    In("part", ("wheel",)),
    (Between("bend", up_to=Decimal(5)), "small"),
    (Between("bend", over=Decimal(5)), "large"),
)
FACTS = (
    table("route", RIDDEN, (In("part", ("wheel",)), "wheels"), (In("part", ("chain",)), "chains")),
    table("urgency", BOX, (In("rust", ("none",)), "later"), (In("rust", ("some", "much")), "soon")),
    SIZE,
)


def rule(name: str, kind: str, when: Condition, **more: object) -> Rule:
    strength = more.pop("strength", None)
    return Rule(name, kind, strength, when, "because", ("s",), **more)  # type: ignore[arg-type]


def option(
    name: str, *rules: Rule, phase: str = "definitive", modality: str = "surgery", **more: object
) -> Option:
    return Option(name, name, name, modality, phase, "any", rules, **more)  # type: ignore[arg-type]


TRUE_IT = option(
    "true-it",
    rule("true-it.small", "offer", In("size", ("small",)), strength="standard"),
    rule("true-it.rusty", "avoid", In("rust", ("much",))),
)
REPLACE_IT = option(
    "replace-it",
    rule("replace-it.large", "offer", In("size", ("large",)), strength="standard"),
    rule("replace-it.rusty", "offer", In("rust", ("much",)), strength="consider"),
)
OIL = option("oil", rule("oil.chain", "offer", In("part", ("chain",)), strength="standard"))
LOOK = option(
    "look", rule("look.box", "offer", BOX, strength="standard"), phase="work-up", modality="diagnostics"
)


def content(*options: Option, **changes: object) -> Content:
    """The content, with these options (none: its own) and these other parts."""
    whole = Content(
        info=PackInfo("small", "1", "Small", "tests", "draft", None, "2030-01-01"),
        roles=Roles("situation", "route", (), "route", "urgency", (), "route"),
        sections=(Section("all", "All"),),
        questions=QUESTIONS,
        gates={"part": RIDDEN, "bend": In("part", ("wheel",))},
        facts=FACTS,
        options=options or (TRUE_IT, REPLACE_IT, OIL, LOOK),
        notices=(),
        schedules=(),
        impossible=(),
        stages=(),
        sources=(),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def ends(name: str, when: Condition) -> Notice:
    return Notice(name, "warning", name, "text", ("s",), when, ends=True)


def never(name: str, never: Condition) -> Impossible:
    return Impossible(name, never, "never", ("rust",), ("part",))


def law(claim: object, name: str = "law") -> Laws:
    return Laws((Law(name, "as it should be", claim, ("s",)),))  # type: ignore[arg-type]


def proved(whole: Content, laws: Laws | None = None, *groups: Group) -> Proof:
    """A proof by both readings."""
    return prove(whole, laws or Laws(), groups or GROUPS)


def only_failure(proof: Proof) -> Outcome:
    """The one obligation that fails, beside the values of a rule that fails itself."""
    assert not proof.disagreed
    failed = proof.with_status("fails")
    first = failed[0]
    assert all(item.obligation.id.startswith(f"{first.obligation.id}:") for item in failed[1:]), failed
    return first
