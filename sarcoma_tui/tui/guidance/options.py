"""An option and a rule of it as pages: what a person needs to weigh it, what offers it, what rules it out."""

from __future__ import annotations

from collections.abc import Iterator

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.rules import Option, Rule, RuleKind
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.guidance.items import counted, rule_words
from sarcoma_tui.tui.guidance.parts import (
    condition_part,
    link,
    named,
    reads_part,
    section,
    sources_part,
    text_lines,
)
from sarcoma_tui.tui.lines import BLANK, Line, StyleName, wrapped
from sarcoma_tui.tui.sources import sources_text, with_shorts

_RULES: tuple[tuple[RuleKind, str], ...] = (
    ("offer", "What offers it"),
    ("caution", "Cautions"),
    ("avoid", "What rules it out"),
)
_STYLES: dict[str, StyleName] = {"standard": "good", "consider": "open", "avoid": "bad"}


def option_page(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """An option with all its rules."""
    option = pack.options[name]
    signed = sum(rule.signed for rule in option.rules)
    yield from wrapped(option.title, width, style="strong")
    yield from wrapped(_kind_of(option), width)
    yield from wrapped(f"{signed} of {counted(len(option.rules), 'rule')} signed by a clinician", width)
    if option.summary:
        yield BLANK
        yield from wrapped(with_shorts(pack, option.summary), width)
    for title, texts in (
        ("What it is", (option.what_it_is,)),
        ("What it aims at", (option.aims,)),
        ("Burden", (option.burden,)),
        ("In practice", option.practical),
        ("Ask the patient", (option.ask_the_patient,)),
    ):
        yield from section(title, text_lines((with_shorts(pack, text) for text in texts), width))
    for kind, title in _RULES:
        rules = [rule for rule in option.rules if rule.kind == kind]
        yield from section(title, _rules(pack, rules, width), counted(len(rules), "rule"))
    others = (link(pack.options[other].title, width, f"option:{other}") for other in option.excludes)
    yield from section("Never standard together with", (row for rows in others for row in rows))
    yield from sources_part(pack, (source for rule in option.rules for source in rule.sources), width)


def _kind_of(option: Option) -> str:
    """Modality, phase, intent: `Radiotherapy; phase: neoadjuvant; intent: curative`."""
    return f"{option.modality.capitalize()}; phase: {option.phase}; intent: {option.intent.replace('-', ' ')}"


def _rules(pack: Pack, rules: list[Rule], width: int) -> Iterator[Line]:
    """Each rule: what it does, why, for whom, on which sources; its first line opens it."""
    for index, rule in enumerate(rules):
        if index:
            yield BLANK
        style = _STYLES.get(rule.strength or rule.kind, "")
        yield from wrapped(f"  {rule_words(rule)}", width, indent=4, style=style, key=f"rule:{rule.id}")
        for text in (
            with_shorts(pack, rule.text),
            f"For: {condition_text(pack, rule.when)}",
            sources_text(pack, rule.sources),
        ):
            yield from wrapped(f"    {text}", width, indent=4)


def rule_page(pack: Pack, name: str, width: int) -> Iterator[Line]:
    """One rule, with everything that it reads and rests on."""
    option, rule = rule_of(pack, name)
    style = _STYLES.get(rule.strength or rule.kind, "strong")
    yield from wrapped(rule_words(rule), width, indent=2, style=style)
    yield from named("Option", option.title, width, f"option:{option.id}")
    yield from named(
        "Sign-off", "signed by a clinician" if rule.signed else "not signed by a clinician", width
    )
    yield from named("Evidence", _evidence(pack, rule), width)
    if rule.by_wish:
        yield from named("Wish", "it rests on what the patient declined", width)
    if rule.withdrawn:
        yield from named("Withdrawn", "nobody can get it any more", width)
    yield BLANK
    yield from wrapped(with_shorts(pack, rule.text), width)
    yield from condition_part(pack, rule.when, width)
    yield from reads_part(pack, (rule.when,), width)
    yield from sources_part(pack, rule.sources, width)


def rule_of(pack: Pack, name: str) -> tuple[Option, Rule]:
    """A rule by its id, with its option."""
    return next((option, rule) for option in pack.content.options for rule in option.rules if rule.id == name)


def _evidence(pack: Pack, rule: Rule) -> str:
    """Level and strength as the source states them; empty where none does."""
    if rule.evidence is None:
        return ""
    stated = rule.evidence
    parts = [f"level {stated.level}" if stated.level else "", stated.strength]
    by = f" (as {pack.sources[stated.as_stated_by].short} states it)" if stated.as_stated_by else ""
    return ", ".join(filter(None, parts)) + by
