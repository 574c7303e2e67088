"""Every entry of the content that can be read by itself: its title, and what a list says beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.domain.rules import Option, Rule, Schedule

Kind: TypeAlias = Literal["option", "rule", "table", "notice", "schedule", "stage", "question", "source"]

PARTS: Final[Mapping[Kind, tuple[str, str]]] = MappingProxyType(
    {
        "option": ("Options", "what can be done, for whom, and what rules it out"),
        "table": ("Tables", "how category, group, risk and urgency follow from answers"),
        "notice": ("Notices", "what is said of a whole case"),
        "schedule": ("Follow-up", "how often, until when, for whom"),
        "stage": ("Stages", "the stage screens: what each means and asks"),
        "question": ("Questions", "what is asked, why, and the values it takes"),
        "source": ("Sources", "what the content rests on"),
    }
)
"""The parts of the content in reading order: title, what is in them. Rules stand with their options."""

RULE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "standard": "* Standard",
        "consider": "o To consider",
        "caution": "! Caution",
        "avoid": "x To avoid",
    }
)
"""What a rule does, with the mark of the panel."""

_DOES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "standard": "offers it as standard",
        "consider": "says to consider it",
        "caution": "cautions",
        "avoid": "rules it out",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: what it is, its title, what stands at the right in a list, the heading it stands under."""

    kind: Kind
    id: str
    title: str
    aside: str = ""
    group: str = ""

    @property
    def key(self) -> str:
        """What names it among all entries."""
        return f"{self.kind}:{self.id}"


def split_key(key: str) -> tuple[str, str]:
    """The kind and the id of an entry's key."""
    kind, _, name = key.partition(":")
    return kind, name


def items(pack: Pack, kind: Kind) -> tuple[Item, ...]:
    """The entries of one kind, in reading order: what shares a heading stands together."""
    made = list(_MAKERS[kind](pack))
    groups = list(dict.fromkeys(item.group for item in made))
    return tuple(sorted(made, key=lambda item: groups.index(item.group)))


def _options(pack: Pack) -> Iterator[Item]:
    for option in pack.content.options:
        yield Item("option", option.id, option.title, option.phase, option.modality.capitalize())


def _rules(pack: Pack) -> Iterator[Item]:
    for option in pack.content.options:
        for rule in option.rules:
            yield Item("rule", rule.id, rule_title(option, rule))


def rule_title(option: Option, rule: Rule) -> str:
    """A rule where its option has to be named: `RT before surgery: standard`."""
    return f"{option.short}: {rule_words(rule)[2:].lower()}"


def rule_told(option: Option, rule: Rule) -> str:
    """A rule as a thing of the content: `a rule of RT before surgery that offers it as standard`."""
    return f"a rule of {option.short} that {_DOES[rule.strength or rule.kind]}"


def rule_words(rule: Rule) -> str:
    """What a rule does: `* Standard`."""
    return RULE_WORDS[rule.strength or rule.kind]


def _tables(pack: Pack) -> Iterator[Item]:
    for fact in pack.content.facts:
        yield Item("table", fact.id, fact.title, counted(len(fact.rows), "row"))


def _notices(pack: Pack) -> Iterator[Item]:
    for notice in pack.content.notices:
        yield Item("notice", notice.id, notice.title, notice.level)


def _schedules(pack: Pack) -> Iterator[Item]:
    for schedule in pack.content.schedules:
        yield Item("schedule", schedule.id, schedule.title, rhythm(schedule))


def rhythm(schedule: Schedule) -> str:
    """How often: `every 6 months`."""
    return "every month" if schedule.every_months == 1 else f"every {schedule.every_months} months"


def _stages(pack: Pack) -> Iterator[Item]:
    for stage in pack.content.stages:
        yield Item("stage", stage.id, stage.title, stage.card)


def _questions(pack: Pack) -> Iterator[Item]:
    sections = {section.id: section.title for section in pack.content.sections}
    for question in pack.content.questions:
        group = sections.get(question.section, question.section)
        yield Item("question", question.id, question.label, _takes(question), group)


def _takes(question: Question) -> str:
    """What answers it, in few words."""
    if question.kind == "number":
        return f"{question.minimum} to {question.maximum} {question.unit}".rstrip()
    return "a date" if question.kind == "date" else counted(len(question.values), "value")


def _sources(pack: Pack) -> Iterator[Item]:
    for source in pack.content.sources:
        read = "" if source.checked else "not read"
        yield Item("source", source.id, f"{source.short}: {source.title}", read, source.kind.capitalize())


def counted(count: int, word: str) -> str:
    """`1 row`, `3 rows`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


_MAKERS: Final[Mapping[Kind, Callable[[Pack], Iterator[Item]]]] = MappingProxyType(
    {
        "option": _options,
        "rule": _rules,
        "table": _tables,
        "notice": _notices,
        "schedule": _schedules,
        "stage": _stages,
        "question": _questions,
        "source": _sources,
    }
)
KINDS: Final = tuple(_MAKERS)
"""All kinds, in the order in which a search looks through them."""
