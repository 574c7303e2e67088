"""Questions, results and sources in words for people, in the pack's own labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.reports.answers import as_written, in_words

__all__ = [
    "Citations",
    "answer_rows",
    "answers_to",
    "as_written",
    "in_words",
    "instant",
    "one_of",
    "questions",
    "results",
    "value_label",
]


def answer_rows(pack: Pack | None, answers: Mapping[str, Answer]) -> Iterable[tuple[str, str]]:
    """Label and answer of each answer; of what the pack does not know, id and answer as written."""
    for name, answer in answers.items():
        question = pack.questions.get(name) if pack is not None else None
        yield (name, as_written(answer)) if question is None else (question.label, in_words(question, answer))


def questions(pack: Pack, names: Iterable[str]) -> str:
    """The labels of some questions."""
    return ", ".join(pack.questions[name].label for name in names)


def answers_to(pack: Pack, names: Sequence[str]) -> str:
    """Questions that something depends on: `the answer to: Fit for surgery`; the name alone reads as one."""
    return f"the answer{'s' if len(names) > 1 else ''} to: {questions(pack, names)}"


def one_of(labels: Iterable[str]) -> str:
    """What is still possible: `IIIA`, or `IIIA or IIIB`, or `one of I, II, III`."""
    listed = list(labels)
    if len(listed) < 3:
        return " or ".join(listed)
    comma = "; " if any("," in label for label in listed) else ", "
    return f"one of {comma.join(listed)}"


def results(pack: Pack, fact: str, values: Iterable[str]) -> str:
    """Results of a fact in its labels."""
    return one_of(pack.facts[fact].label(value) for value in values)


def value_label(pack: Pack, places: Iterable[str], value: str) -> str:
    """A value or a result in the label of the first question or fact among `places` that has it."""
    for name in places:
        fact, question = pack.facts.get(name), pack.questions.get(name)
        if fact is not None and value in fact.results:
            return fact.label(value)
        member = question.value(value) if question is not None else None
        if member is not None:
            return member.label
    return value


def instant(at: datetime | None) -> str:
    """A time as people read it, in UTC as it is kept."""
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "never"


class Citations:
    """Short names of the sources that a report uses, in the order of their first use, each unambiguous."""

    def __init__(self, pack: Pack) -> None:
        """None is used yet."""
        self._pack = pack
        self._shorts: dict[str, str] = {}
        for source in pack.content.sources:
            alike = [other.id for other in pack.content.sources if other.short == source.short]
            letter = "abcdefghijklmnopqrstuvwxyz"[alike.index(source.id) % 26] if len(alike) > 1 else ""
            self._shorts[source.id] = source.short + letter
        self._used: dict[str, None] = {}

    def cite(self, names: Iterable[str], signed: bool | None = None) -> str:
        """`[UK 2024, ASTRO 2021; unsigned]` for some sources of a text."""
        listed = list(names)
        self._used |= dict.fromkeys(listed)
        mark = "; unsigned" if signed is False else ""
        return f"[{', '.join(self._shorts[name] for name in listed)}{mark}]"

    def rows(self) -> Iterable[tuple[str, str]]:
        """Each source that was used: its short name, and what and where it is."""
        for name in sorted(self._used, key=self._shorts.__getitem__):
            source = self._pack.sources[name]
            where = f"doi {source.doi}" if source.doi else f"PMID {source.pmid}" if source.pmid else ""
            read = "" if source.checked else "not read for this content"
            yield self._shorts[name], ". ".join(filter(None, (source.title, where, read)))
