"""Conditions of the content, read into the tree of `domain.rules`; whatever is not executable is a fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any as AnyValue
from typing import Final

from sarcoma_tui.domain.questions import NONE, Question, nearest, shown
from sarcoma_tui.domain.rules import ALWAYS, All, AllOf, Any, Between, Condition, In, Not
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.names import Names
from sarcoma_tui.packs.raw import Place

COMPARATORS: Final = ("over", "at_least", "up_to", "under")


@dataclass(slots=True)
class ConditionReader:
    """Reads conditions with the names of a pack; `faults` gathers what is wrong with them."""

    names: Names
    faults: list[Fault] = field(default_factory=list)

    def read(self, raw: AnyValue, place: Place, comparators: bool = False) -> Condition:
        """The condition; a faulty part stands as one that always holds. Comparators only where told."""
        return _Reading(self.names, self.faults, comparators).condition(raw, place)


@dataclass(slots=True)
class _Reading:
    names: Names
    faults: list[Fault]
    comparators: bool

    def condition(self, raw: AnyValue, place: Place) -> Condition:
        if not isinstance(raw, dict):
            return self._refuse(place, shown(raw), "a condition, as { question = 'value' }")
        parts = tuple(self._part(key, value, place / key) for key, value in raw.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def _part(self, key: str, value: AnyValue, place: Place) -> Condition:
        if key in ("any", "all"):
            parts = self._parts(value, place)
            return Any(parts) if key == "any" else All(parts)
        if key == "not":
            if isinstance(value, list):
                return Not(Any(self._parts(value, place)))
            return Not(self.condition(value, place))
        if key in self.names.questions:
            question = self.names.questions[key]
            return ALWAYS if question is None else self._on_question(question, value, place)
        if key in self.names.results:
            results = self.names.results[key]
            return ALWAYS if results is None else self._in(key, results, value, place)
        if self.names.known("finding"):
            near = nearest(key, (*self.names.of("finding"), "any", "all", "not"))
            self._refuse(place, "an unknown name", "a question, a fact of tables/, any, all, not", near)
        return ALWAYS

    def _parts(self, value: AnyValue, place: Place) -> tuple[Condition, ...]:
        if not isinstance(value, list) or not value:
            self._refuse(place, "an empty list" if value == [] else shown(value), "a list of conditions")
            return ()
        return tuple(self.condition(part, place / index) for index, part in enumerate(value))

    def _on_question(self, question: Question, value: AnyValue, place: Place) -> Condition:
        if question.kind == "date":
            return self._refuse(place, "a date question", "no condition reads a date")
        if question.kind == "number":
            return self._between(question, value, place)
        if question.kind == "choices" and isinstance(value, dict):
            if list(value) != ["all_of"]:
                return self._refuse(
                    place, f"a table with {', '.join(value) or 'no key'}", "{ all_of = [...] }"
                )
            named = self._in(question.id, question.names, value["all_of"], place / "all_of")
            return AllOf(question.id, named.values) if isinstance(named, In) else named
        extra = (NONE,) if question.kind == "choices" else (question.unstated,) if question.unstated else ()
        return self._in(question.id, (*question.names, *extra), value, place)

    def _in(self, on: str, allowed: tuple[str, ...], value: AnyValue, place: Place) -> Condition:
        words = ", ".join(allowed)
        if isinstance(value, dict) and set(value) & set(COMPARATORS):
            return self._refuse(place, "a comparison", f"one or several of: {words}")
        if not isinstance(value, str | list) or not value:
            return self._refuse(place, "an empty list" if value == [] else shown(value), words)
        values = [value] if isinstance(value, str) else value
        before = len(self.faults)
        for index, item in enumerate(values):
            here = place if isinstance(value, str) else place / index
            if not isinstance(item, str) or item not in allowed:
                near = nearest(item, allowed) if isinstance(item, str) else None
                self._refuse(here, shown(item), words, near)
            elif item in values[:index]:
                self._refuse(here, f"{shown(item)} a second time", "each value once")
        return ALWAYS if len(self.faults) > before else In(on, tuple(values))

    def _between(self, question: Question, value: AnyValue, place: Place) -> Condition:
        if not self.comparators:
            allowed = "comparisons stand in tables/ only; name a fact"
            return self._refuse(place, f"the number {question.id}", allowed)
        allowed = "a table with " + ", ".join(COMPARATORS)
        if not isinstance(value, dict) or not value:
            return self._refuse(place, shown(value), allowed)
        before = len(self.faults)
        for key, bound in value.items():
            if key not in COMPARATORS:
                self._refuse(place / key, "an unknown key", ", ".join(COMPARATORS), nearest(key, COMPARATORS))
            else:
                self._bound(question, bound, place / key)
        for one, other in (("over", "at_least"), ("under", "up_to")):
            if one in value and other in value:
                self._refuse(place / other, f"{other} beside {one}", "one of the two")
        if len(self.faults) > before:
            return ALWAYS
        return Between(question.id, **{key: Decimal(bound) for key, bound in value.items()})

    def _bound(self, question: Question, bound: AnyValue, place: Place) -> None:
        """A threshold lies on the grid of its question's answers, within their range."""
        if isinstance(bound, bool) or not isinstance(bound, int | Decimal) or not Decimal(bound).is_finite():
            self._refuse(place, shown(bound), "a number")
            return
        assert question.minimum is not None
        assert question.maximum is not None
        if not question.minimum <= bound <= question.maximum:
            self._refuse(place, shown(bound), f"{question.minimum} to {question.maximum}")
        elif Decimal(bound) != Decimal(bound).quantize(Decimal(1).scaleb(-question.decimals)):
            allowed = f"{question.decimals} decimals at most, as its answers have"
            self._refuse(place, f"{shown(bound)}, which has more decimals than {question.id}", allowed)

    def _refuse(self, place: Place, found: str, allowed: str, near: str | None = None) -> Condition:
        self.faults.append(place.fault(found, allowed, near))
        return ALWAYS
