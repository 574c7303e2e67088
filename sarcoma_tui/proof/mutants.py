"""Content with one thing changed for the worse, to learn what would be noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any as AnyValue

from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import NONE
from sarcoma_tui.domain.rules import All, Any, Between, Condition, In, Not, Option, Rule, Strength


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its kind, the entry that it is made to, words for it, and the content after it."""

    kind: str
    entry: str
    done: str
    make: Callable[[], Content]


def mutants(content: Content) -> Iterator[Mutant]:
    """Every mutant of a content, in its order; a rule that several options share is changed at all."""
    seen: set[tuple[str, Condition, str]] = set()
    for option in content.options:
        for rule in option.rules:
            written = (rule.id.removeprefix(f"{option.id}."), rule.when, rule.text)
            if written not in seen:
                seen.add(written)
                yield from _of_rule(content, option, rule)
    yield from _of_entries(content, "notices", "when")
    yield from _of_entries(content, "schedules", "when")
    yield from _of_entries(content, "impossible", "never")
    for fact in content.facts:
        yield from _of_table(content, fact)
    for name in content.gates:
        gates = {other: gate for other, gate in content.gates.items() if other != name}
        yield Mutant("gate dropped", name, f"the gate of {name}", _with(content, gates=gates))


def _with(content: Content, **changes: AnyValue) -> Callable[[], Content]:
    return lambda: replace(content, **changes)


def _in_list(content: Content, field: str, old: object, new: object) -> Callable[[], Content]:
    whole = tuple(new if item is old else item for item in getattr(content, field))
    return _with(content, **{field: whole})


def _of_entries(content: Content, field: str, key: str) -> Iterator[Mutant]:
    """Mutants of the one condition that each entry of a list has."""
    for entry in getattr(content, field):
        for kind, done, condition in _of_condition(content, getattr(entry, key)):
            changed = replace(entry, **{key: condition})
            yield Mutant(kind, entry.id, done, _in_list(content, field, entry, changed))


def _of_rule(content: Content, option: Option, rule: Rule) -> Iterator[Mutant]:
    removed = _at_all(content, option, rule, lambda _: None)
    yield Mutant(f"{rule.kind} removed", rule.id, f"the {rule.kind} itself", removed)
    if rule.strength is not None:
        other: Strength = "consider" if rule.strength == "standard" else "standard"
        swapped = _at_all(content, option, rule, lambda found: replace(found, strength=other))
        yield Mutant("strength swapped", rule.id, f"{rule.strength} to {other}", swapped)
    for kind, done, when in _of_condition(content, rule.when):
        changed = _at_all(content, option, rule, lambda found, when=when: replace(found, when=when))  # type: ignore[misc]
        yield Mutant(kind, rule.id, done, changed)


def _at_all(
    content: Content, option: Option, rule: Rule, change: Callable[[Rule], Rule | None]
) -> Callable[[], Content]:
    """A rule changed (or left out) at every option that has it as it is written."""
    suffix = rule.id.removeprefix(f"{option.id}.")

    def meant(at: Option, other: Rule) -> bool:
        same = (other.kind, other.when, other.text) == (rule.kind, rule.when, rule.text)
        return other is rule or (same and other.id == f"{at.id}.{suffix}")

    def changed(at: Option) -> Option:
        if not any(meant(at, other) for other in at.rules):
            return at
        rules = tuple(change(other) if meant(at, other) else other for other in at.rules)
        return replace(at, rules=tuple(other for other in rules if other is not None))

    return lambda: replace(content, options=tuple(changed(at) for at in content.options))


def _of_table(content: Content, fact: Fact) -> Iterator[Mutant]:
    for index, row in enumerate(fact.rows):
        for kind, done, when in _of_condition(content, row.when):
            rows = (*fact.rows[:index], replace(row, when=when), *fact.rows[index + 1 :])
            yield Mutant(kind, row.id, done, _in_list(content, "facts", fact, replace(fact, rows=rows)))
        below = next((other for other in fact.rows[index + 1 :] if other.then != row.then), None)
        if below is not None:
            swapped = {row.id: below.then, below.id: row.then}
            rows = tuple(replace(one, then=swapped.get(one.id, one.then)) for one in fact.rows)
            done = f"{row.then} and {below.then} of {below.id}"
            yield Mutant(
                "rows swapped", row.id, done, _in_list(content, "facts", fact, replace(fact, rows=rows))
            )


def _of_condition(content: Content, condition: Condition) -> Iterator[tuple[str, str, Condition]]:
    """Kind, words and the condition after each single change to one of its atoms."""
    if isinstance(condition, Not):
        for kind, done, part in _of_condition(content, condition.part):
            yield kind, done, Not(part)
    elif isinstance(condition, All | Any):
        for index, part in enumerate(condition.parts):
            for kind, done, other in _of_condition(content, part):
                parts = (*condition.parts[:index], other, *condition.parts[index + 1 :])
                yield kind, done, replace(condition, parts=parts)
    elif isinstance(condition, In):
        yield from _of_list(content, condition)
    elif isinstance(condition, Between):
        yield from _of_bounds(content, condition)


def _of_list(content: Content, atom: In) -> Iterator[tuple[str, str, Condition]]:
    if len(atom.values) > 1:
        for value in atom.values:
            fewer = tuple(other for other in atom.values if other != value)
            yield "value dropped", f"{atom.on} without {value}", In(atom.on, fewer)
    missing = next((name for name in _values(content, atom.on) if name not in atom.values), None)
    if missing is not None:
        yield "value added", f"{atom.on} with {missing}", In(atom.on, (*atom.values, missing))


def _values(content: Content, name: str) -> tuple[str, ...]:
    for fact in content.facts:
        if fact.id == name:
            return fact.results
    question = next(question for question in content.questions if question.id == name)
    return (*question.names, NONE) if question.kind == "choices" else question.names


def _of_bounds(content: Content, atom: Between) -> Iterator[tuple[str, str, Condition]]:
    question = next(question for question in content.questions if question.id == atom.on)
    step = question.step or Decimal(1).scaleb(-question.decimals)
    for name, twin in (("over", "at_least"), ("at_least", "over"), ("up_to", "under"), ("under", "up_to")):
        bound = getattr(atom, name)
        if bound is not None:
            yield (
                "threshold moved",
                f"{atom.on} {name} {bound} by one step",
                replace(atom, **{name: bound + step}),
            )
            flipped = replace(atom, **{name: None, twin: bound})
            yield "comparator flipped", f"{atom.on} {name} {bound} to {twin}", flipped
