"""Finding entries of the content by a part of anything in them: title, id, synonym, text, condition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import Condition
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.guidance.items import KINDS, Item, Kind, items
from sarcoma_tui.tui.sources import with_shorts

_BEFORE = 20  # characters of a text shown before the word that was found in it
_LONGEST = 200  # characters of it that are shown


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; `where` is the text around what was found, empty where its name has it."""

    item: Item
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Card:
    """An entry as it is searched, letters folded; `text` as it is shown."""

    item: Item
    title: str
    others: tuple[str, ...]
    names: str
    text: str
    folded: str


class Search:
    """All entries of a pack, or those of one kind, with their words."""

    def __init__(self, pack: Pack, kind: Kind | None = None) -> None:
        """Gathers every word once; each search after that only looks."""
        self._cards = tuple(_cards(pack, KINDS if kind is None else (kind,)))

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._cards)

    def find(self, typed: str) -> tuple[list[Hit], list[Hit]]:
        """The entries that hold every typed word: in their name (one that begins so first), in their text."""
        words = typed.casefold().split()
        named: list[tuple[int, Hit]] = []
        told: list[Hit] = []
        for card in self._cards:
            if all(word in card.names for word in words):
                named.append((_rank(card, words), Hit(card.item, _other_name(card, words))))
            elif all(word in card.names or word in card.folded for word in words):
                told.append(Hit(card.item, _around(card, words)))
        named.sort(key=lambda pair: pair[0])
        return [hit for _, hit in named], told


def _rank(card: _Card, words: list[str]) -> int:
    """0: the title begins so; 1: it holds the words; 2: another name does."""
    if not words or card.title.startswith(words[0]):
        return 0
    return 1 if all(word in card.title for word in words) else 2


def _other_name(card: _Card, words: list[str]) -> str:
    """The other name that was found, where the title does not show it; of a rule what it says."""
    if card.item.kind == "rule":
        return card.text[:_LONGEST]
    if all(word in card.title for word in words):
        return ""
    other = next((name for name in card.others if any(word in name.casefold() for word in words)), "")
    return f"= {other}" if other else ""


def _around(card: _Card, words: list[str]) -> str:
    """The text from a little before the first word that the title does not show."""
    word = next((word for word in words if word not in card.names), words[0])
    at = card.folded.find(word) if len(card.folded) == len(card.text) else 0
    if at <= _BEFORE:
        return card.text[:_LONGEST]
    start = card.text.rfind(" ", 0, max(at - _BEFORE, 0) + 1) + 1
    return f".. {card.text[start : start + _LONGEST]}"


def _cards(pack: Pack, kinds: Iterable[Kind]) -> Iterable[_Card]:
    for kind in kinds:
        told = _TOLD[kind](pack)
        for item in items(pack, kind):
            others, texts = told[item.id]
            text = with_shorts(pack, " ".join(" ".join(texts).split()))
            title = item.title.casefold()
            names = " ".join((title, item.id, *others)).casefold()
            yield _Card(item, title, others, names, text, text.casefold())


_Told = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By id: other names of an entry, and its texts."""


def _options(pack: Pack) -> _Told:
    return {
        option.id: (
            (option.short,),
            (
                option.summary, option.what_it_is, option.aims, option.burden, *option.practical,
                option.ask_the_patient, option.modality, option.phase, option.intent,
            ),
        )
        for option in pack.content.options
    }  # fmt: skip


def _rules(pack: Pack) -> _Told:
    return {
        rule.id: ((option.title,), (rule.text, _asks(pack, rule.when), _shorts(pack, rule.sources)))
        for option in pack.content.options
        for rule in option.rules
    }


def _tables(pack: Pack) -> _Told:
    return {
        fact.id: (
            fact.labels or fact.results,
            (fact.help, *(_asks(pack, row.when) for row in fact.rows), _shorts(pack, fact.sources)),
        )
        for fact in pack.content.facts
    }


def _notices(pack: Pack) -> _Told:
    return {
        notice.id: ((), (notice.text, _asks(pack, notice.when), _shorts(pack, notice.sources)))
        for notice in pack.content.notices
    }


def _schedules(pack: Pack) -> _Told:
    return {
        schedule.id: ((), (_asks(pack, schedule.when), _shorts(pack, schedule.sources)))
        for schedule in pack.content.schedules
    }


def _stages(pack: Pack) -> _Told:
    return {stage.id: ((), (stage.card, stage.means)) for stage in pack.content.stages}


def _questions(pack: Pack) -> _Told:
    return {
        question.id: (
            tuple(name for value in question.values for name in (value.label, *value.synonyms)),
            (question.help, question.why, *(value.help for value in question.values)),
        )
        for question in pack.content.questions
    }


def _sources(pack: Pack) -> _Told:
    return {
        source.id: ((), (source.kind, source.where, source.doi, source.pmid))
        for source in pack.content.sources
    }


def _asks(pack: Pack, when: Condition) -> str:
    return f"For: {condition_text(pack, when)}"


def _shorts(pack: Pack, names: Iterable[str]) -> str:
    return " ".join(pack.sources[name].short for name in names)


_TOLD = {
    "option": _options,
    "rule": _rules,
    "table": _tables,
    "notice": _notices,
    "schedule": _schedules,
    "stage": _stages,
    "question": _questions,
    "source": _sources,
}
