"""Every name that a pack declares, and where; names declared twice are faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from sarcoma_tui.domain.questions import Question, nearest, shown
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.question import question_of
from sarcoma_tui.packs.raw import Place, RawPack, texts
from sarcoma_tui.packs.schema_case import QuestionModel

Kinds = dict[str, dict[str, Place]]

_DECLARED: Final[dict[str, list[tuple[str, ...]]]] = {
    "question": [("questions", "questions", "*")],
    "fact": [("tables",)],
    "option": [("options", "options", "*")],
    "source": [("sources", "sources", "*")],
    "section": [("pack", "sections", "*")],
    "stage": [("stages",)],
    "example": [("examples", "examples", "*")],
    "row": [("tables", "rows", "*")],
    "rule": [("options", "options", "*", kind, "*") for kind in ("offer", "caution", "avoid")],
    "shared": [("shared", "shared", "*")],
    "notice": [("notices", "notices", "*")],
    "schedule": [("follow_up", "schedules", "*")],
    "impossible": [("impossible", "impossible", "*")],
    "law": [("laws", "laws", "*")],
}
"""For each kind of entry: the kind of file and where in it the entries stand."""

_ONE_SPACE: Final = (
    ("question", "fact"),
    ("option",),
    ("source",),
    ("section",),
    ("stage",),
    ("example",),
    ("row", "rule", "notice", "schedule", "impossible", "law"),
    ("shared",),
)
"""Kinds whose ids must differ from each other."""

_SEVERAL: Final = {"finding": ("question", "fact"), "placed rule": ("rule", "shared")}
"""Names that may be of several kinds."""

_WORDS: Final = {
    "question": "a question",
    "fact": "a fact of tables/",
    "finding": "a question, or a fact of tables/",
    "option": "an option of options/",
    "source": "a source of sources.toml",
    "rule": "a rule of an option",
    "placed rule": "a rule of an option, its own or a shared one as option.rule",
    "notice": "a notice",
    "schedule": "a schedule of follow_up.toml",
    "impossible": "an entry of impossible.toml",
}


@dataclass(slots=True)
class Names:
    """What is declared: places by kind and id, questions and results of facts (None: faulty themselves)."""

    raw: RawPack
    places: Kinds = field(default_factory=dict)
    questions: dict[str, Question | None] = field(default_factory=dict)
    results: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _placed: dict[str, Place] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Place]:
        """The declared ids of a kind.

        A `finding` is a question or a fact, a `placed rule` one of an option or a shared one at an option.
        """
        if kind == "finding":
            return {**self.places["question"], **self.places["fact"]}
        if kind == "placed rule":
            return self._placed_rules()
        return self.places[kind]

    def _placed_rules(self) -> dict[str, Place]:
        if not self._placed:
            options, shared = self.places["option"], self.places["shared"]
            at_options = {f"{option}.{name}": place for option in options for name, place in shared.items()}
            self._placed = at_options | self.places["rule"]
        return self._placed

    def known(self, kind: str) -> bool:
        """Whether every file that could declare such a name was parsed."""
        kinds = _SEVERAL.get(kind, (kind,))
        return not any(where[0] in self.raw.broken for one in kinds for where in _DECLARED[one])

    def unknown(self, kind: str, place: Place, name: str) -> Fault | None:
        """A fault if no such name is declared."""
        declared = self.of(kind)
        if name in declared or not self.known(kind):
            return None
        return place.fault(shown(name), _WORDS[kind], nearest(name, declared))


def declared(raw: RawPack) -> Names:
    """The names of a pack, with a fault for each one that is declared twice."""
    names = Names(raw, {kind: {} for kind in _DECLARED})
    for kinds in _ONE_SPACE:
        seen: dict[str, Place] = {}
        for kind, place, name in _declarations(raw, kinds):
            if name in seen:
                found = f"{shown(name)}, which stands in {seen[name].text} too"
                names.faults.append((place / "id").fault(found, "each id once"))
            else:
                seen[name] = place
                names.places[kind][name] = place
    for _, entry in raw.tables("questions", "questions", "*"):
        if isinstance(entry.get("id"), str):
            names.questions.setdefault(entry["id"], _question(entry))
    for _, entry in raw.tables("tables"):
        if isinstance(entry.get("id"), str):
            names.results.setdefault(entry["id"], tuple(texts(entry.get("results"))) or None)
    return names


def _declarations(raw: RawPack, kinds: Iterable[str]) -> Iterator[tuple[str, Place, str]]:
    for kind in kinds:
        for where in _DECLARED[kind]:
            for place, entry in raw.tables(*where):
                if isinstance(entry.get("id"), str):
                    yield kind, place, entry["id"]


def _question(entry: dict[str, Any]) -> Question | None:
    try:
        return question_of(QuestionModel.model_validate(entry), "")
    except (ValidationError, ValueError):
        return None
