"""What pages of the content are made of: headed parts, links to other entries, conditions part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import All, Condition, atoms
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.guidance.items import counted
from sarcoma_tui.tui.lines import BLANK, Line, rule, wrapped
from sarcoma_tui.tui.sources import source_lines

NAME = 10  # cells before what is said


def section(title: str, lines: Iterable[Line], right: str = "") -> Iterator[Line]:
    """A part under a heading that stays on top of it; nothing where there is nothing to say."""
    made = list(lines)
    if made:
        yield BLANK
        yield rule(title, right, sticky=True)
        yield from made


def text_lines(texts: Iterable[str], width: int) -> Iterator[Line]:
    """Each text as a paragraph."""
    for text in texts:
        if text:
            yield from wrapped(f"  {text}", width, indent=2)


def named(name: str, text: str, width: int, key: str | None = None) -> list[Line]:
    """A short name at the left, what is said of it beside; nothing where nothing is said."""
    return wrapped(f"{name:<{NAME}}{text}", width, indent=NAME, key=key) if text else []


def link(text: str, width: int, key: str) -> list[Line]:
    """A line that opens another entry."""
    return wrapped(f"  {text}", width, indent=4, key=key)


def sources_part(pack: Pack, names: Iterable[str], width: int) -> Iterator[Line]:
    """Every source in full; each opens what else it is cited for."""
    lines: list[Line] = []
    for name in dict.fromkeys(names):
        first, *rest = source_lines(pack, name, width)
        lines += [replace(first, key=f"source:{name}"), *rest]
    yield from section("Sources", lines)


def condition_part(pack: Pack, when: Condition, width: int) -> Iterator[Line]:
    """For whom something holds: one line a part, all of which must hold."""
    parts = when.parts if isinstance(when, All) else (when,)
    if not parts:
        yield from section("For whom", wrapped("  Everyone", width, indent=4))
        return
    lines = [row for part in parts for row in wrapped(f"  {condition_text(pack, part)}", width, indent=6)]
    yield from section("For whom", lines, "all of these must hold" if len(parts) > 1 else "")


def reads_part(pack: Pack, conditions: Iterable[Condition], width: int) -> Iterator[Line]:
    """The tables and questions that conditions read; each opens."""
    names = dict.fromkeys(atom.on for when in conditions for atom in atoms(when))
    lines: list[Line] = []
    for name in names:
        if name in pack.facts:
            lines += link(f"Table: {pack.facts[name].title}", width, f"table:{name}")
        elif name in pack.questions:
            question = pack.questions[name]
            lines += link(f"Question: {question.label}", width, f"question:{name}")
    yield from section("What this reads", lines)


def read_by_part(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """Everything whose condition reads a question or a table."""
    lines: list[Line] = []
    for fact in pack.content.facts:
        if _reads(name, (fact.defined_when, *(row.when for row in fact.rows))):
            lines += link(f"Table: {fact.title}", width, f"table:{fact.id}")
    for option in pack.content.options:
        count = sum(_reads(name, (entry.when,)) for entry in option.rules)
        if count:
            lines += link(f"Option: {option.title} ({counted(count, 'rule')})", width, f"option:{option.id}")
    for notice in pack.content.notices:
        if _reads(name, (notice.when,)):
            lines += link(f"Notice: {notice.title}", width, f"notice:{notice.id}")
    for schedule in pack.content.schedules:
        if _reads(name, (schedule.when,)):
            lines += link(f"Follow-up: {schedule.title}", width, f"schedule:{schedule.id}")
    for other, gate in pack.content.gates.items():
        if _reads(name, (gate,)):
            lines += link(f"Question: {pack.questions[other].label}", width, f"question:{other}")
    yield from section("What reads it", lines)


def _reads(name: str, conditions: Iterable[Condition]) -> bool:
    return any(atom.on == name for when in conditions for atom in atoms(when))


def cited_by_part(pack: Pack, source: str, width: int) -> Iterator[Line]:
    """Everything that rests on a source, options rule by rule."""
    from sarcoma_tui.tui.guidance.items import rule_title

    lines: list[Line] = []
    for fact in pack.content.facts:
        if source in fact.sources:
            lines += link(f"Table: {fact.title}", width, f"table:{fact.id}")
    for option in pack.content.options:
        if any(source in text for text in option.practical):
            lines += link(f"In practice: {option.title}", width, f"option:{option.id}")
        for entry in option.rules:
            stated = entry.evidence.as_stated_by if entry.evidence else ""
            if source in (*entry.sources, stated):
                lines += link(f"Rule: {rule_title(option, entry)}", width, f"rule:{entry.id}")
    for notice in pack.content.notices:
        if source in notice.sources:
            lines += link(f"Notice: {notice.title}", width, f"notice:{notice.id}")
    for schedule in pack.content.schedules:
        if source in schedule.sources:
            lines += link(f"Follow-up: {schedule.title}", width, f"schedule:{schedule.id}")
    count = counted(len([line for line in lines if line.key]), "place")
    yield from section("What cites it", lines or wrapped("  Nothing", width), count if lines else "")
