"""What stands in a content for nothing: an option never offered, a source never cited, what no rule reads.

A pack with such an entry works, and is still not what its authors meant: a fault of a check, not of
loading. A question or a value that is only to be recorded says so itself, with `recorded = true`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import Question, shown
from sarcoma_tui.domain.rules import AllOf, Condition, In, atoms
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.raw import Place
from sarcoma_tui.packs.read import ReadPack

CITATION: Final = re.compile(r"\(([^()]*)\)")
"""Sources named within a text stand in brackets."""

READ: Final = "one that a rule, a notice, a table or a schedule reads"


def unused_faults(read: ReadPack) -> Iterator[Fault]:
    """A fault for every entry of a faultless pack that nothing uses."""
    yield from _options(read)
    yield from _sources(read)
    reads = _reads(read.content)
    yield from _questions(read, reads)
    yield from _facts(read, reads)


def cited(text: str) -> Iterator[str]:
    """What stands in the brackets of a text, each name by itself."""
    for group in CITATION.findall(text):
        yield from (name.strip() for name in group.split(","))


def _options(read: ReadPack) -> Iterator[Fault]:
    for option in read.content.options:
        if not any(rule.kind == "offer" or rule.withdrawn for rule in option.rules):
            place = read.names.places["option"][option.id] / "id"
            allowed = "an option with an offer, or with an avoid rule that is withdrawn = true"
            yield place.fault(f"{shown(option.id)}, which nothing offers", allowed)


def _sources(read: ReadPack) -> Iterator[Fault]:
    used = {
        name
        for kind in read.raw.documents
        for item in read.raw.of(kind)
        for name in _named(item.document.data)
    }
    for name, place in read.names.places["source"].items():
        if name not in used:
            yield (place / "id").fault(
                f"{shown(name)}, which nothing cites", "a source that something rests on"
            )


def _named(value: Any, key: str = "") -> Iterator[str]:
    """Every source that a part of a document rests on: by its keys, and in the brackets of its texts."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _named(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, key)
    elif isinstance(value, str):
        if key in ("sources", "as_stated_by"):
            yield value
        yield from cited(value)


def _reads(content: Content) -> dict[str, set[str]]:
    """What some condition names, by question or fact; of a number only that it is read."""
    found: dict[str, set[str]] = {}
    for condition in _conditions(content):
        for atom in atoms(condition):
            values = atom.values if isinstance(atom, In | AllOf) else ()
            found.setdefault(atom.on, set()).update(values)
    return found


def _conditions(content: Content) -> Iterator[Condition]:
    yield from content.gates.values()
    for fact in content.facts:
        yield fact.defined_when
        yield from (row.when for row in fact.rows)
    yield from (rule.when for option in content.options for rule in option.rules)
    yield from (notice.when for notice in content.notices)
    yield from (schedule.when for schedule in content.schedules)
    yield from (entry.never for entry in content.impossible)


def _questions(read: ReadPack, reads: dict[str, set[str]]) -> Iterator[Fault]:
    raw = {
        str(entry["id"]): (place, entry) for place, entry in read.raw.tables("questions", "questions", "*")
    }
    for question in read.content.questions:
        place, entry = raw[question.id]
        yield from _recorded(place, entry, question.id, question.id in reads)
        if question.id in reads:
            yield from _values(place, entry, question, reads[question.id])


def _recorded(place: Place, entry: dict[str, Any], name: str, is_read: bool) -> Iterator[Fault]:
    """An entry is read by something, or says that it is only recorded: one of the two."""
    recorded = entry.get("recorded", False)
    if is_read and recorded:
        yield (place / "recorded").fault(f"{shown(name)} is read", "no such key: it is not only recorded")
    elif not is_read and not recorded:
        yield (place / "id").fault(f"{shown(name)}, which nothing reads", f"{READ}, or recorded = true")


def _values(place: Place, entry: dict[str, Any], question: Question, named: set[str]) -> Iterator[Fault]:
    """Of a question with one answer one value may go unnamed: it is what remains."""
    values = [
        item for item in entry.get("values", []) if item["id"] not in named and not item.get("recorded")
    ]
    remains = question.kind == "choice" and len(values) == 1
    for index, item in enumerate(entry.get("values", [])):
        if not (remains and item in values):
            yield from _recorded(place / "values" / index, item, item["id"], item["id"] in named)


def _facts(read: ReadPack, reads: dict[str, set[str]]) -> Iterator[Fault]:
    """A fact that an assessment shows is used by that."""
    roles = read.content.roles
    shows = {roles.chapter, roles.route, roles.urgency, roles.tnm_prefix, *roles.stage_groups}
    shows |= {name for part in roles.tnm for name in part}
    for fact in read.content.facts:
        if fact.id not in shows:
            place = read.names.places["fact"][fact.id]
            if fact.id not in reads:
                yield (place / "id").fault(f"{shown(fact.id)}, which nothing reads", READ)
            else:
                yield from _results(place / "results", fact, reads[fact.id])


def _results(place: Place, fact: Fact, named: set[str]) -> Iterator[Fault]:
    rest = [result for result in fact.results if result not in named]
    if len(rest) > 1:
        for result in rest:
            others = ", ".join(other for other in rest if other != result)
            found = f"{shown(result)}, which nothing tells from {others}"
            yield (place / fact.results.index(result)).fault(found, "at most one result that nothing names")
