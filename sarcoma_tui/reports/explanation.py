"""Why an option has its verdict, or why it is not offered: in words, with every rule and what it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sarcoma_tui.domain.assessment import Holds, RuleLine
from sarcoma_tui.domain.conditions import ConditionLine
from sarcoma_tui.domain.insight import Basis
from sarcoma_tui.domain.missing import what_each_would_do
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import NONE, Answers
from sarcoma_tui.reports.assessment import MARKS
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Pairs, Paragraph, Title
from sarcoma_tui.reports.missing import outcome_texts
from sarcoma_tui.reports.words import Citations, answer_rows, in_words, one_of

VERDICTS = {
    "standard": "standard",
    "consider": "to consider",
    "depends": "depends on what is still open",
    "avoid": "avoid",
    "not-indicated": "not indicated",
}
"""Verdicts in words."""

HOLDS: dict[Holds, str] = {"always": "yes", "possibly": "perhaps", "never": "no"}
"""Whether a part of a rule holds, in words."""

OTHERWISE = "Could be offered if answered otherwise"
"""Heads the smallest sets of answers that, taken back together, make an offer possible."""


def explanation_blocks(pack: Pack, answers: Answers, basis: Basis) -> Blocks:
    """The report: verdict, rules with their parts, answers used and missing, what blocks it, sources."""
    return tuple(_blocks(pack, answers, basis))


def _blocks(pack: Pack, answers: Answers, basis: Basis) -> Iterator[Block]:
    line, citations = basis.line, Citations(pack)
    yield Title(f"{line.option.title}: {VERDICTS[line.verdict]}")
    yield Paragraph(line.option.summary, MARKS[line.verdict])
    yield Heading(f"Rules ({len(basis.rules)})")
    for rule, conditions in zip(basis.rules, basis.conditions, strict=True):
        notes = [("says", f"{rule.rule.text} {citations.cite(rule.rule.sources, rule.rule.signed)}")]
        notes += [("asks", condition_text(pack, condition)) for condition in conditions]
        yield Entry("-", kind_text(rule), f"holds: {HOLDS[rule.holds]}", tuple(notes))
    used = {name: answers[name] for name in basis.used}
    if used:
        yield Heading("Answers that made it so")
        yield Pairs(tuple(answer_rows(pack, used)))
    if basis.missing:
        yield Heading("Open, and could still change it")
        for missing in what_each_would_do(pack, answers, line.option.id, basis.missing):
            texts = outcome_texts(pack, missing, line.verdict)
            yield Entry("-", pack.questions[missing.question].label, "", tuple(("", text) for text in texts))
    yield from _blocked(pack, answers, basis)
    rows = tuple(citations.rows())
    if rows:
        yield Heading("Sources")
        yield Pairs(rows)


def _blocked(pack: Pack, answers: Answers, basis: Basis) -> Iterator[Block]:
    sets, more = basis.blocked_by.sets, basis.blocked_by.more
    if sets:
        yield Heading(OTHERWISE)
        for number, names in enumerate(sets):
            yield Entry("-", " ".join(otherwise(pack, answers, names, first=not number)))
    if more:
        yield Paragraph(more_sets(more))


def otherwise(pack: Pack, answers: Answers, names: Sequence[str], first: bool) -> Iterator[str]:
    """What answered otherwise could make an offer possible, answer by answer: `or both A (now ..)`, `and B`.

    A reader must see that several answers count only together: none of them is a reason by itself.
    """
    joined = "together " if len(names) > 2 else "both " if len(names) == 2 else ""
    start = joined if first else f"or {joined}"
    for name in names:
        question = pack.questions[name]
        yield f"{start}{question.label} (now {in_words(question, answers[name])})"
        start = "and "


def more_sets(count: int) -> str:
    """How many sets of answers are not told."""
    return "or 1 more set of answers" if count == 1 else f"or one of {count} more sets of answers"


def kind_text(line: RuleLine) -> str:
    """What a rule does: `offer, standard`, `avoid`, `caution`."""
    return f"{line.rule.kind}, {line.rule.strength}" if line.rule.strength else line.rule.kind


def condition_text(pack: Pack, line: ConditionLine) -> str:
    """One part of a rule: `Grade is G3; wanted G2, G3: yes`."""
    name, labels = _labels(pack, line.on)
    possible = one_of(labels(value) for value in line.possible) or "without a meaning here"
    wanted = ", ".join(labels(value) for value in line.wanted)
    return f"{name} is {possible}; wanted {wanted}: {HOLDS[line.holds]}"


class _Label:
    """The label of a value of one question or fact."""

    def __init__(self, pack: Pack, name: str) -> None:
        self._fact, self._question = pack.facts.get(name), pack.questions.get(name)

    def __call__(self, value: str) -> str:
        if self._fact is not None:
            return self._fact.label(value)
        found = self._question.value(value) if self._question is not None else None
        if found is not None:
            return found.label
        return "none" if value == NONE else "not stated"


def _labels(pack: Pack, name: str) -> tuple[str, _Label]:
    fact = pack.facts.get(name)
    return (fact.title if fact is not None else pack.questions[name].label), _Label(pack, name)
