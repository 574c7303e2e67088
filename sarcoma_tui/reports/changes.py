"""What would change it, in words: open questions, then the answers given, each by how much it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from sarcoma_tui.domain.assessment import Verdict
from sarcoma_tui.domain.changes import AnswerChange, Changes, stepped
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question, is_full
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Paragraph, Title
from sarcoma_tui.reports.words import in_words, questions, results

ByQuestion: TypeAlias = list[tuple[str, list[AnswerChange]]]
"""Changes under the question whose answer is tried."""

OTHERWISE = "Answers that were given, if they were otherwise"


def changes_blocks(pack: Pack, changes: Changes) -> Blocks:
    """The report: each answer that changes a stage or a verdict, then the questions that change nothing."""
    return tuple(_blocks(pack, changes))


def to_come(changes: Changes) -> ByQuestion:
    """The changes of questions that are open, wholly or in part: what can still come."""
    return _by_weight(change for change in changes.changes if not is_full(change.answered_now))


def if_otherwise(changes: Changes) -> ByQuestion:
    """The changes of answers that were given, if they were otherwise."""
    return _by_weight(change for change in changes.changes if is_full(change.answered_now))


def _by_weight(changes: Iterable[AnswerChange]) -> ByQuestion:
    """By question, the question whose answers move most lines first, then form order."""
    grouped: dict[str, list[AnswerChange]] = {}
    for change in changes:
        grouped.setdefault(change.question, []).append(change)
    return sorted(grouped.items(), key=lambda item: -max(_weight(change) for change in item[1]))


def _weight(change: AnswerChange) -> int:
    return len(change.options) + (change.stage is not None)


def _blocks(pack: Pack, changes: Changes) -> Iterator[Block]:
    yield Title("What would change it")
    if not changes.changes:
        yield Paragraph("No single answer changes a stage or a verdict.")
    yield from _entries(pack, to_come(changes))
    otherwise = if_otherwise(changes)
    if otherwise:
        yield Heading(OTHERWISE)
        yield from _entries(pack, otherwise)
    if changes.no_effect:
        yield Heading("Changes nothing now, whatever is answered")
        yield Paragraph(questions(pack, changes.no_effect))


def _entries(pack: Pack, by_question: ByQuestion) -> Iterator[Block]:
    """Each question with its answers and what they would move."""
    for name, items in by_question:
        question = pack.questions[name]
        now = items[0].answered_now
        held = f" (now {in_words(question, now)})" if now is not None else ""
        yield Heading(f"{question.label}{held}")
        for text, change in told_apart(pack, items):
            yield Entry("-", text, "", tuple(effects(pack, change)))


def told_apart(pack: Pack, items: Sequence[AnswerChange]) -> Iterator[tuple[str, AnswerChange]]:
    """The answers to one question in words, each with what it changes; of a number the whole stretch.

    A number is tried at one point of each band; bands side by side that change the same are told as one.
    """
    for _, group in groupby(
        _in_bands(pack, items), key=lambda band: (band[0], band[1].stage, band[1].options)
    ):
        changes = [change for _, change in group]
        yield _answer_text(pack, changes), changes[0]


def _in_bands(pack: Pack, items: Sequence[AnswerChange]) -> Iterator[tuple[int, AnswerChange]]:
    """Each change with a number that those share that stand side by side; what is no number stands alone."""
    for place, change in enumerate(items):
        question, answer = pack.questions[change.question], change.answer
        if question.kind == "number" and answer is not None:
            yield pack.variables.value_index(question, answer) - place, change
        else:
            yield -1 - place, change


def _answer_text(pack: Pack, changes: Sequence[AnswerChange]) -> str:
    question, answer = pack.questions[changes[0].question], changes[0].answer
    if answer is None:
        return "taken back"
    if question.kind != "number":
        return in_words(question, answer)
    bands, last = pack.variables.bands(question), changes[-1].answer
    assert last is not None
    index = pack.variables.value_index
    return span_text(question, bands[index(question, answer)][0], bands[index(question, last)][1])


def span_text(question: Question, low: Decimal, high: Decimal) -> str:
    """A stretch of numbers that can be answered, both ends within: `up to 14.0`."""
    first, last = stepped(question, low, up=True), stepped(question, high, up=False)
    if first == last:
        text = f"{first}"
    elif low == question.minimum and high == question.maximum:
        text = f"{first} to {last}"
    elif low == question.minimum:
        text = f"up to {last}"
    elif high == question.maximum:
        text = f"from {first}"
    else:
        text = f"{first} to {last}"
    return f"{text} {question.unit}".strip()


def effects(pack: Pack, change: AnswerChange) -> Iterator[tuple[str, str]]:
    """What an answer would change: the stage by body, then the options by how their verdicts move."""
    for body, groups in change.stage or ():
        yield "stage", f"{pack.facts[body].title}: {results(pack, body, groups) or 'none'}"
    moved: dict[tuple[Verdict, Verdict], list[str]] = {}
    for item in change.options:
        moved.setdefault((item.before, item.after), []).append(item.option)
    for (before, after), names in moved.items():
        yield (
            f"{verdict_text(before)} -> {verdict_text(after)}",
            ", ".join(pack.options[name].short for name in names),
        )


def verdict_text(verdict: Verdict) -> str:
    """A verdict in a word or two."""
    return {"not-indicated": "not indicated"}.get(verdict, verdict)
