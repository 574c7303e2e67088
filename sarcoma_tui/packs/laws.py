"""The laws of a pack: what is wrong with them beyond shape and names, and the laws as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sarcoma_tui.domain.laws import VERDICT_NAMES, Always, Answered, Claim, Compare, Law, Laws, Never
from sarcoma_tui.domain.questions import nearest, shown
from sarcoma_tui.domain.rules import ALWAYS, All, Condition
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.conditions import ConditionReader
from sarcoma_tui.packs.exact_laws import as_exactly, check_exactly
from sarcoma_tui.packs.names import Names
from sarcoma_tui.packs.raw import Place, RawPack
from sarcoma_tui.packs.schema_laws import AlwaysModel, CompareModel, LawsFile

FORMS: Final = ("never", "always", "compare", "exactly")
_OWN_KEYS: Final = ("when", "verdict", "notice")
"""Keys of a `never` that are no part of its condition."""


@dataclass(slots=True)
class LawReader:
    """Reads the laws of a pack; `faults` gathers what is wrong with them."""

    raw: RawPack
    names: Names
    conditions: ConditionReader

    @classmethod
    def of(cls, raw: RawPack, names: Names) -> LawReader:
        """A reader with faults of its own."""
        return cls(raw, names, ConditionReader(names))

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong so far."""
        return self.conditions.faults

    def check(self) -> list[Fault]:
        """Every fault of every law, whatever else is wrong with the file."""
        for place, law in self.raw.tables("laws", "laws", "*"):
            forms = [form for form in FORMS if form in law]
            if len(forms) != 1:
                self.refuse(place, " and ".join(forms) or "no claim", "one of " + ", ".join(FORMS))
            self._never(place / "never", law.get("never"))
            self._always(place / "always", law.get("always"))
            self._compare(place / "compare", law.get("compare"))
            check_exactly(self, place / "exactly", law.get("exactly"))
        found = list(self.raw.tables("laws", "answered"))
        for place, _ in found[1:]:
            self.refuse(place, "answered", f"once in a pack; it stands in {found[0][0].text}")
        for place, answered in found:
            for key in ("triage", "follow_up_counts", "never_ends"):
                self.condition(place / key, answered.get(key))
        return self.faults

    def laws(self) -> Laws:
        """The laws of a pack without faults."""
        made, answered = [], Answered()
        for item in self.raw.of("laws"):
            place, file = Place(item.document, ()), LawsFile.model_validate(item.document.data)
            for index, model in enumerate(file.laws):
                here = place / "laws" / index
                made.append(Law(model.id, model.says, self._claim(here, model), tuple(model.sources)))
            if "answered" in item.document.data:
                answered = self._answered(place / "answered", file)
        return Laws(tuple(made), answered)

    def _claim(self, place: Place, model: Any) -> Claim:
        if model.never is not None:
            return self._never(place / "never", model.never)
        if model.always is not None:
            return self._as_always(place / "always", model.always)
        if model.exactly is not None:
            return as_exactly(self, place / "exactly", model.exactly)
        return self._as_compare(place / "compare", model.compare)

    def _answered(self, place: Place, file: LawsFile) -> Answered:
        model = file.answered

        def read(key: str, raw: dict[str, Any] | None) -> Condition | None:
            return None if raw is None else self.condition(place / key, raw)

        return Answered(
            read("triage", model.triage),
            read("follow_up_counts", model.follow_up_counts),
            read("never_ends", model.never_ends),
            tuple(model.shares_by),
        )

    def condition(self, place: Place, raw: Any) -> Condition:
        """A condition as it is written at a place; what is none is told by the shape."""
        return self.conditions.read(raw, place) if isinstance(raw, dict) else ALWAYS

    def _never(self, place: Place, raw: Any) -> Never:
        """A `never`: its condition, what is denied under it, and which verdicts and notices are meant."""
        if not isinstance(raw, dict):
            return Never(ALWAYS)
        verdicts = tuple(self.verdicts(place / "verdict", raw.get("verdict")))
        notices = self._notices(place / "notice", raw.get("notice"))
        rest = {key: value for key, value in raw.items() if key not in _OWN_KEYS}
        parts = self.condition(place, rest) if rest else ALWAYS
        when = self.condition(place / "when", raw.get("when"))
        if verdicts or notices:
            return Never(All((when, parts)) if rest else when, ALWAYS, verdicts, notices)
        if "when" not in raw:
            self.refuse(place, "nothing that is denied", "verdict or notice, or when beside what it denies")
        elif not rest:
            self.refuse(place, "a when alone", "what is never so then")
        return Never(when, parts)

    def verdicts(self, place: Place, raw: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The options of a table of verdicts, each with its own."""
        if raw is not None and (not isinstance(raw, dict) or not raw):
            self.refuse(place, shown(raw), "a table, as { option = ['standard'] }")
        for option, values in raw.items() if isinstance(raw, dict) else ():
            unknown = self.names.unknown("option", place / option, option)
            if unknown is not None:
                self.faults.append(unknown)
            found = [values] if isinstance(values, str) else values
            words = ", ".join(VERDICT_NAMES)
            if not isinstance(found, list) or not found:
                self.refuse(place / option, shown(values), f"a list of {words}")
                continue
            for index, value in enumerate(found):
                if value not in VERDICT_NAMES:
                    near = nearest(value, VERDICT_NAMES) if isinstance(value, str) else None
                    self.refuse(place / option / index, shown(value), words, near)
            yield option, tuple(str(value) for value in found)

    def _notices(self, place: Place, raw: Any) -> tuple[str, ...]:
        names = [raw] if isinstance(raw, str) else raw if isinstance(raw, list) else []
        if raw is not None and not names:
            self.refuse(place, shown(raw), "notice ids")
        for name in names:
            unknown = self.names.unknown("notice", place, name) if isinstance(name, str) else None
            if unknown is not None:
                self.faults.append(unknown)
        return tuple(str(name) for name in names)

    def _always(self, place: Place, raw: Any) -> None:
        if isinstance(raw, dict):
            self.condition(place / "when", raw.get("when"))
            if ("some_of" in raw) != ("verdict" in raw):
                self.refuse(place, "some_of or verdict alone", "both")
            elif "some_of" not in raw and "notice" not in raw:
                self.refuse(place, "nothing that must be", "some_of with verdict, or notice")

    def _as_always(self, place: Place, model: AlwaysModel) -> Always:
        when = self.condition(place / "when", model.when)
        return Always(when, tuple(model.some_of or ()), tuple(model.verdict or ()), tuple(model.notice or ()))

    def _compare(self, place: Place, raw: Any) -> None:
        if not isinstance(raw, dict):
            return
        self.condition(place / "when", raw.get("when"))
        if ("never_adds" in raw) == ("never_lowers" in raw):
            self.refuse(place, "never_adds and never_lowers, or neither", "one of never_adds, never_lowers")
        allowed = self._values_of(place, raw)
        worse = raw.get("worse")
        for index, value in enumerate(worse if isinstance(worse, list) and allowed else []):
            if value not in allowed:
                near = nearest(value, allowed) if isinstance(value, str) else None
                self.refuse(place / "worse" / index, shown(value), ", ".join(allowed), near)
        if isinstance(worse, list) and (
            len(worse) < 2 or any(value in worse[:i] for i, value in enumerate(worse))
        ):
            self.refuse(place / "worse", shown(worse), "two values at least, each once")

    def _values_of(self, place: Place, raw: dict[str, Any]) -> tuple[str, ...]:
        """What may stand in `worse`: values of the question, or results of the fact that stands for it."""
        if "fact" in raw:
            return self.names.results.get(raw["fact"]) or ()
        question = self.names.questions.get(str(raw.get("question")))
        if question is None:
            return ()
        if question.kind != "choice":
            self.refuse(place / "question", f"a {question.kind} question", "a choice, or fact beside it")
            return ()
        return (*question.names, question.unstated) if question.unstated else question.names

    def _as_compare(self, place: Place, model: CompareModel) -> Compare:
        return Compare(
            model.question,
            model.fact or model.question,
            tuple(model.worse),
            ALWAYS if model.when is None else self.condition(place / "when", model.when),
            tuple(model.also),
            tuple(model.never_adds or ()),
            tuple(model.never_lowers or ()),
        )

    def refuse(self, place: Place, found: str, allowed: str, near: str | None = None) -> None:
        """Note a fault at a place."""
        self.faults.append(place.fault(found, allowed, near))
