"""The basis of one option as lines: its verdict, every rule with its sources, the answers behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sarcoma_tui.domain.assessment import Holds, OptionLine, RuleLine, Verdict
from sarcoma_tui.domain.conditions import ConditionLine
from sarcoma_tui.domain.insight import Basis
from sarcoma_tui.domain.missing import Missing
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.rules import Option, RuleKind
from sarcoma_tui.domain.stability import Revision
from sarcoma_tui.reports.explanation import OTHERWISE, more_sets, otherwise
from sarcoma_tui.reports.explanation import VERDICTS as WORDS
from sarcoma_tui.reports.explanation import condition_text as part_text
from sarcoma_tui.reports.missing import outcome_texts
from sarcoma_tui.reports.words import answers_to
from sarcoma_tui.tui.answers import in_words
from sarcoma_tui.tui.conditions import condition_text
from sarcoma_tui.tui.lines import BLANK, Line, rule, wrapped
from sarcoma_tui.tui.sources import source_lines, sources_text, with_shorts
from sarcoma_tui.tui.widgets.panel_head import MARKS, STYLES
from sarcoma_tui.tui.widgets.panel_notes import could_overrule, overruling_questions, warned

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


NO_OUTCOMES: Mapping[str, Missing] = {}
"""While it is not known what missing answers would do."""

_SEPARATOR = "#"  # no id of a question holds one


def question_of(key: str | None) -> str | None:
    """The question that a line names."""
    return key.split(_SEPARATOR)[0] if key else None


def basis_lines(
    pack: Pack,
    answers: Mapping[str, Answer],
    basis: Basis,
    width: int,
    revisions: Sequence[Revision] = (),
    outcomes: Mapping[str, Missing] = NO_OUTCOMES,
) -> list[Line]:
    """Everything that is to be said of one option, for so many cells.

    `outcomes` says of missing answers what each would do, as far as that is known yet. A line that names one
    question has a key, of which `question_of` makes the question; the title has an empty one, so that a page
    begins at its top.
    """
    return [
        *_verdict(pack, answers, basis.line, width),
        *_reasons(pack, basis, width),
        *_unless(pack, revisions, width),
        *_blocked(pack, answers, basis, width),
        *_signed(basis, width),
        *_rules(pack, basis, width),
        *_answers(pack, answers, basis, outcomes, width),
        *_weighing(pack, basis.line.option, width),
        *_sources(pack, basis, width),
    ]


def _verdict(pack: Pack, answers: Mapping[str, Answer], item: OptionLine, width: int) -> Iterator[Line]:
    """Title, verdict, what would overrule it or what it waits for, the summary."""
    option, verdict = item.option, item.verdict
    yield from wrapped(option.title, width, style="strong", key="")
    yield from wrapped(
        f"{MARKS[verdict]} {_VERDICTS[verdict]}", width, indent=2, style=STYLES.get(verdict, "")
    )
    if verdict == "depends":
        yield from wrapped(f"? Waits for {answers_to(pack, item.decides)}", width, indent=2)
    if warned(item, answers):
        told = could_overrule(pack, overruling_questions(item, answers))
        yield from wrapped(f"! {told[:1].upper()}{told[1:]}", width, indent=2)
    if item.overruled:
        certain = any(one.holds == "always" for one in item.overruled)
        said = "An offer holds" if certain else "An offer may hold"
        yield from wrapped(f"x {said}, and is overruled: see below", width, indent=2)
    if option.summary:
        yield BLANK
        yield from wrapped(with_shorts(pack, option.summary), width)


def _unless(pack: Pack, revisions: Sequence[Revision], width: int) -> Iterator[Line]:
    """The single revised answers under which it would not be offered."""
    if revisions:
        yield BLANK
        yield rule("Stands unless", sticky=True)
        for item in revisions:
            question = pack.questions[item.question]
            said = f"  {question.label} is {in_words(question, item.answer)}: {WORDS[item.verdict]}"
            yield from wrapped(said, width, indent=4, key=_key(item.question, f"unless {item.answer}"))


def _blocked(pack: Pack, answers: Mapping[str, Answer], basis: Basis, width: int) -> Iterator[Line]:
    """The smallest sets of answers that bar an offer only together; each answer leads to its question."""
    sets, more = basis.blocked_by.sets, basis.blocked_by.more
    if not sets:
        return
    yield BLANK
    yield rule(OTHERWISE, sticky=True)
    for number, names in enumerate(sets):
        texts = otherwise(pack, answers, names, first=not number)
        for place, (name, text) in enumerate(zip(names, texts, strict=True)):
            said = ("    " if place else "  ") + text
            yield from wrapped(said, width, indent=6, key=_key(name, f"blocks {number}"))
    if more:
        yield from wrapped(f"  {more_sets(more)}", width, indent=4)


def _key(question: str, place: str) -> str:
    return f"{question}{_SEPARATOR}{place}"


def _signed(basis: Basis, width: int) -> Iterator[Line]:
    """How much of it a clinician has signed."""
    signed, count = sum(item.rule.signed for item in basis.rules), len(basis.rules)
    yield BLANK
    yield from wrapped(f"{signed} of {count} rules of this option signed by a clinician", width)


def _reasons(pack: Pack, basis: Basis, width: int) -> Iterator[Line]:
    """Why an option is avoided: the rules that rule it out, before all the rules that offer it."""
    if basis.line.verdict == "avoid":
        yield from _part(
            pack, basis, "What rules it out", [line for line in basis.rules if _against(line)], width
        )


def _against(line: RuleLine) -> bool:
    return line.rule.kind == "avoid" and line.holds != "never"


def _rules(pack: Pack, basis: Basis, width: int) -> Iterator[Line]:
    """Every rule by what it does, without those that stand above as reasons."""
    avoided = basis.line.verdict == "avoid"
    for kind, title in _KINDS:
        lines = [line for line in basis.rules if line.rule.kind == kind]
        told = [line for line in lines if not (avoided and _against(line))]
        yield from _part(pack, basis, title if told == lines else "What else could rule it out", told, width)


def _part(pack: Pack, basis: Basis, title: str, lines: Sequence[RuleLine], width: int) -> Iterator[Line]:
    """Some rules under a heading; those that hold come first."""
    if not lines:
        return
    deciding = {item.rule.id: item.decides for item in basis.line.unless}
    conditions = {item.rule.id: parts for item, parts in zip(basis.rules, basis.conditions, strict=True)}
    yield BLANK
    yield rule(title, sticky=True)
    for item in sorted(lines, key=lambda line: _ORDER.index(line.holds)):
        yield from _rule(pack, item, deciding.get(item.rule.id, ()), conditions[item.rule.id], width)


def _rule(
    pack: Pack, item: RuleLine, decides: tuple[str, ...], parts: Sequence[ConditionLine], width: int
) -> Iterator[Line]:
    """Whether it holds, what it says, for whom; unless it never holds: on what it rests."""
    entry = item.rule
    said = _HOLDS[item.holds] + (f": {entry.strength}" if entry.strength else "")
    if item.holds == "possibly" and decides:
        said += f", depending on {answers_to(pack, decides)}"
    yield from wrapped(said, width, indent=2, style="strong" if item.holds == "always" else "")
    yield from _indented(entry.text, width)
    yield from _indented(f"For: {condition_text(pack, entry.when)}", width)
    for number, part in enumerate(parts):
        key = _key(part.on, f"{entry.id} {number}") if part.on in pack.questions else None
        yield from wrapped(f"    - {part_text(pack, part)}", width, indent=6, key=key)
    if item.holds == "never":
        return
    if entry.evidence is not None:
        stated = entry.evidence
        by = pack.sources[stated.as_stated_by].short if stated.as_stated_by in pack.sources else ""
        told = ", ".join(filter(None, (f"level {stated.level}" if stated.level else "", stated.strength)))
        yield from _indented(f"Evidence: {told}{f', as stated by {by}' if by else ''}", width)
    yield from _indented(sources_text(pack, entry.sources), width)
    if entry.signed:
        yield from _indented("Signed by a clinician", width)


def _indented(text: str, width: int) -> list[Line]:
    return wrapped(f"    {text}", width, indent=4)


def _answers(
    pack: Pack, answers: Mapping[str, Answer], basis: Basis, outcomes: Mapping[str, Missing], width: int
) -> Iterator[Line]:
    """The answers that made the verdict, and those that could still change it, each with what it would do."""
    yield BLANK
    yield rule("Answers used", sticky=True)
    for name in basis.used:
        question = pack.questions[name]
        said = f"  {question.label}: {in_words(question, answers[name])}"
        yield from wrapped(said, width, indent=4, key=_key(name, "used"))
    if not basis.used:
        text = "None yet" if basis.missing else "None: it is so whatever is answered"
        yield from wrapped(f"  {text}", width, indent=4)
    if basis.missing:
        yield BLANK
        yield rule("Answers missing", sticky=True)
        for name in basis.missing:
            state = "not known" if name in answers else "not asked"
            said = f"  {pack.questions[name].label}: {state}"
            yield from wrapped(said, width, indent=4, key=_key(name, "missing"))
            for text in outcome_texts(pack, outcomes[name], basis.line.verdict) if name in outcomes else ():
                yield from _indented(f"- {text}", width)


def _weighing(pack: Pack, option: Option, width: int) -> Iterator[Line]:
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
                yield from wrapped(f"  {with_shorts(pack, text)}", width, indent=2)


def _sources(pack: Pack, basis: Basis, width: int) -> Iterator[Line]:
    """Every source of its rules once, in full."""
    names = dict.fromkeys(name for item in basis.rules for name in item.rule.sources)
    if names:
        yield BLANK
        yield rule("Sources", sticky=True)
        for name in names:
            yield from source_lines(pack, name, width)
