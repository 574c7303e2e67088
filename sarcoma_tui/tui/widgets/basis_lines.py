"""The basis of one option as lines: its verdict, every rule with its sources, the answers behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sarcoma_tui.domain.assessment import Holds, OptionLine, RuleLine, Verdict
from sarcoma_tui.domain.insight import Basis
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.rules import Option, RuleKind
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.lines import BLANK, Line, rule, wrapped
from sarcoma_tui.tui.sources import source_lines, sources_text
from sarcoma_tui.tui.widgets.panel_head import MARKS, STYLES
from sarcoma_tui.tui.widgets.panel_notes import labels, overruling

_VERDICTS: dict[Verdict, str] = {
    "standard": "Standard for this case",
    "consider": "To be considered in this case",
    "depends": "Depends on what is not answered yet",
    "avoid": "To be avoided in this case",
    "not-indicated": "Not offered in this case",
}
_KINDS: tuple[tuple[RuleKind, str], ...] = (
    ("offer", "What offers it"),
    ("caution", "Cautions"),
    ("avoid", "What rules it out"),
)
_HOLDS: dict[Holds, str] = {"always": "+ Holds", "possibly": "? May hold", "never": "- Does not hold"}
_ORDER: tuple[Holds, ...] = ("always", "possibly", "never")


def basis_lines(pack: Pack, answers: Mapping[str, Answer], basis: Basis, width: int) -> list[Line]:
    """Everything that is to be said of one option, for so many cells."""
    return [
        *_verdict(pack, answers, basis.line, width),
        *_signed(basis, width),
        *_rules(pack, basis, width),
        *_answers(pack, answers, basis, width),
        *_weighing(basis.line.option, width),
        *_sources(pack, basis, width),
    ]


def _verdict(pack: Pack, answers: Mapping[str, Answer], item: OptionLine, width: int) -> Iterator[Line]:
    """Title, verdict, what would overrule it or what it waits for, the summary."""
    option, verdict = item.option, item.verdict
    yield from wrapped(option.title, width, style="strong")
    yield from wrapped(
        f"{MARKS[verdict]} {_VERDICTS[verdict]}", width, indent=2, style=STYLES.get(verdict, "")
    )
    if verdict == "depends":
        yield from wrapped(f"? Waits for: {', '.join(labels(pack, item.decides))}", width, indent=2)
    against = overruling(item, answers)
    if against and verdict in ("standard", "consider"):
        names = dict.fromkeys(name for one in against for name in one.decides)
        yield from wrapped(f"! Unless ruled out by: {', '.join(labels(pack, names))}", width, indent=2)
    if item.overruled:
        yield from wrapped("x An offer holds, and is overruled: see below", width, indent=2)
    if option.summary:
        yield BLANK
        yield from wrapped(option.summary, width)


def _signed(basis: Basis, width: int) -> Iterator[Line]:
    """How much of it a clinician has signed."""
    signed, count = sum(item.rule.signed for item in basis.rules), len(basis.rules)
    yield BLANK
    yield from wrapped(f"{signed} of {count} rules of this option signed by a clinician", width)


def _rules(pack: Pack, basis: Basis, width: int) -> Iterator[Line]:
    """Every rule by what it does; those that hold come first."""
    deciding = {item.rule.id: item.decides for item in basis.line.unless}
    for kind, title in _KINDS:
        lines = [item for item in basis.rules if item.rule.kind == kind]
        if not lines:
            continue
        yield BLANK
        yield rule(title, sticky=True)
        for item in sorted(lines, key=lambda line: _ORDER.index(line.holds)):
            yield from _rule(pack, item, deciding.get(item.rule.id, ()), width)


def _rule(pack: Pack, item: RuleLine, decides: tuple[str, ...], width: int) -> Iterator[Line]:
    """Whether it holds, what it says, for whom; unless it never holds: on what it rests."""
    entry = item.rule
    said = _HOLDS[item.holds] + (f": {entry.strength}" if entry.strength else "")
    if item.holds == "possibly" and decides:
        said += f", depending on {', '.join(labels(pack, decides))}"
    yield from wrapped(said, width, indent=2, style="strong" if item.holds == "always" else "")
    yield from _indented(entry.text, width)
    yield from _indented(f"For: {condition_text(pack, entry.when)}", width)
    if item.holds == "never":
        return
    if entry.evidence is not None:
        stated = entry.evidence
        by = pack.sources[stated.as_stated_by].short if stated.as_stated_by in pack.sources else ""
        parts = [f"level {stated.level}" if stated.level else "", stated.strength]
        told = ", ".join(part for part in parts if part)
        yield from _indented(f"Evidence: {told}{f', as stated by {by}' if by else ''}", width)
    yield from _indented(sources_text(pack, entry.sources), width)
    if entry.signed:
        yield from _indented("Signed by a clinician", width)


def _indented(text: str, width: int) -> list[Line]:
    return wrapped(f"    {text}", width, indent=4)


def _answers(pack: Pack, answers: Mapping[str, Answer], basis: Basis, width: int) -> Iterator[Line]:
    """The answers that made the verdict, and those that could still change it."""
    yield BLANK
    yield rule("Answers used", sticky=True)
    for name in basis.used:
        question = pack.questions[name]
        yield from wrapped(f"  {question.label}: {in_words(question, answers[name])}", width, indent=4)
    if not basis.used:
        text = "None yet" if basis.missing else "None: it is so whatever is answered"
        yield from wrapped(f"  {text}", width, indent=4)
    if basis.missing:
        yield BLANK
        yield rule("Answers missing", sticky=True)
        for name in basis.missing:
            state = "not known" if name in answers else "not asked"
            yield from wrapped(f"  {pack.questions[name].label}: {state}", width, indent=4)


def _weighing(option: Option, width: int) -> Iterator[Line]:
    """What a person needs to weigh it."""
    parts = (
        ("What it is", (option.what_it_is,)),
        ("What it aims at", (option.aims,)),
        ("Burden", (option.burden,)),
        ("In practice", option.practical),
        ("Ask the patient", (option.ask_the_patient,)),
    )
    for title, texts in parts:
        if any(texts):
            yield BLANK
            yield rule(title, sticky=True)
            for text in texts:
                yield from wrapped(f"  {text}", width, indent=2)


def _sources(pack: Pack, basis: Basis, width: int) -> Iterator[Line]:
    """Every source of its rules once, in full."""
    names = dict.fromkeys(name for item in basis.rules for name in item.rule.sources)
    if names:
        yield BLANK
        yield rule("Sources", sticky=True)
        for name in names:
            yield from source_lines(pack, name, width)
