"""An entry of the content in full, as lines; a line with a key opens the entry of that key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question, Value
from sarcoma_tui.domain.rules import ALWAYS, Schedule
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.guidance.items import rhythm, rule_title, rule_told, split_key
from sarcoma_tui.tui.guidance.options import option_page, rule_of, rule_page
from sarcoma_tui.tui.guidance.parts import (
    cited_by_part,
    condition_part,
    link,
    named,
    read_by_part,
    reads_part,
    section,
    sources_part,
    text_lines,
)
from sarcoma_tui.tui.guidance.tables import table_lines
from sarcoma_tui.tui.lines import BLANK, Line, wrapped
from sarcoma_tui.tui.sources import UNREAD, with_shorts


def page_title(pack: Pack, key: str) -> str:
    """What an entry is called in the header."""
    kind, name = split_key(key)
    match kind:
        case "rule":
            return rule_title(*rule_of(pack, name))
        case "option":
            return pack.options[name].short
        case "source":
            return pack.sources[name].short
        case "table":
            return pack.facts[name].title
        case "question":
            return pack.questions[name].label
        case "notice":
            return _by_id(pack.content.notices, name).title
        case "schedule":
            return _by_id(pack.content.schedules, name).title
        case _:
            return _by_id(pack.content.stages, name).title


def opened_by_enter(pack: Pack, key: str) -> str:
    """What a link leads to, so that a rule of the content is not taken for the verdict of a case."""
    kind, name = split_key(key)
    return rule_told(*rule_of(pack, name)) if kind == "rule" else page_title(pack, key)


def page_lines(pack: Pack, key: str, width: int) -> list[Line]:
    """Everything that is to be said of one entry, for so many cells."""
    kind, name = split_key(key)
    lines = PAGES[kind](pack, name, width)
    return [*lines, BLANK, *wrapped(f"Id  {name}", width, indent=4, style="quiet")]


class _Titled(Protocol):
    """An entry with an id and a title."""

    @property
    def id(self) -> str:
        """What names it."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...


_T = TypeVar("_T", bound=_Titled)


def _by_id(entries: Sequence[_T], name: str) -> _T:
    return next(entry for entry in entries if entry.id == name)


def _table(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """A table: what it is for, for whom, its rows, what reads it."""
    fact = pack.facts[name]
    yield from wrapped(fact.title, width, style="strong")
    yield from wrapped(with_shorts(pack, fact.help), width) if fact.help else ()
    if fact.defined_when != ALWAYS:
        yield from condition_part(pack, fact.defined_when, width)
    yield from section("The table", table_lines(pack, fact, width), "exactly one row holds")
    yield from sources_part(pack, fact.sources, width)
    yield from reads_part(pack, (fact.defined_when, *(row.when for row in fact.rows)), width)
    yield from read_by_part(pack, name, width)


def _notice(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """A notice: its text, for whom, its sources."""
    notice = _by_id(pack.content.notices, name)
    yield from wrapped(notice.title, width, style="strong")
    yield from named("Level", notice.level, width)
    if notice.ends:
        yield from named("Ends", "it closes a path, and says where to turn", width)
    yield BLANK
    yield from wrapped(with_shorts(pack, notice.text), width)
    yield from condition_part(pack, notice.when, width)
    yield from reads_part(pack, (notice.when,), width)
    yield from sources_part(pack, notice.sources, width)


def _schedule(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """A row of the follow-up plan."""
    schedule = _by_id(pack.content.schedules, name)
    yield from wrapped(schedule.title, width, style="strong")
    yield from named("How often", rhythm(schedule), width)
    yield from named("Until", _until(schedule), width)
    yield from condition_part(pack, schedule.when, width)
    yield from reads_part(pack, (schedule.when,), width)
    yield from sources_part(pack, schedule.sources, width)


def _until(schedule: Schedule) -> str:
    return "for life" if schedule.until_month is None else f"month {schedule.until_month} after surgery"


def _stage(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """A stage screen: what it means, what its card answers, what it asks."""
    stage = _by_id(pack.content.stages, name)
    yield from wrapped(stage.title, width, style="strong")
    yield from wrapped(stage.card, width)
    yield from section("What it means", text_lines((with_shorts(pack, stage.means),), width))
    answers = (
        f"{pack.questions[name].label}: {in_words(pack.questions[name], answer)}"
        for name, answer in stage.answers.items()
    )
    yield from section("What choosing it answers", text_lines(answers, width))
    for part in stage.sections:
        asked = (link(pack.questions[name].label, width, f"question:{name}") for name in part.questions)
        yield from section(f"Asks: {part.title}", (row for rows in asked for row in rows))


def _question(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """A question: what it means, why it is asked, its values, what reads it."""
    question = pack.questions[name]
    yield from wrapped(question.label, width, style="strong")
    yield from wrapped(question.help, width) if question.help else ()
    yield from section("Why it is asked", text_lines((with_shorts(pack, question.why),), width))
    yield from section("What it takes", _takes(question, width))
    if name in pack.content.gates:
        yield from condition_part(pack, pack.content.gates[name], width)
    yield from read_by_part(pack, name, width)


def _takes(question: Question, width: int) -> Iterator[Line]:
    """The values by label, with what is meant and the other names; a range for a number."""
    if question.kind == "number":
        grain = f", in steps of {question.step}" if question.step else ""
        span = f"  {question.minimum} to {question.maximum} {question.unit}".rstrip()
        yield from wrapped(span + grain, width, indent=4)
    elif question.kind == "date":
        yield from wrapped("  a date", width)
    for value in question.values:
        yield from wrapped(f"  {_value(value)}", width, indent=6)


def _value(value: Value) -> str:
    others = f" (also: {', '.join(value.synonyms)})" if value.synonyms else ""
    return f"{value.label}{others}{f'. {value.help}' if value.help else ''}"


def _source(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """A source: what and where it is, whether it was read, what cites it."""
    source = pack.sources[name]
    yield from wrapped(source.title, width, style="strong")
    for label, text in (
        ("By", source.body),
        ("Year", str(source.year)),
        ("Kind", source.kind),
        ("DOI", source.doi),
        ("PubMed", source.pmid),
        ("Where", source.where),
        ("Read", "read for this content" if source.checked else UNREAD),
    ):
        yield from named(label, text, width)
    yield from cited_by_part(pack, name, width)


PAGES: Final[Mapping[str, Callable[[Pack, str, int], Iterator[Line]]]] = MappingProxyType(
    {
        "option": option_page,
        "rule": rule_page,
        "table": _table,
        "notice": _notice,
        "schedule": _schedule,
        "stage": _stage,
        "question": _question,
        "source": _source,
    }
)
"""How an entry of each kind is told."""
