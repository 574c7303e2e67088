"""What would change it as lines: numbers near a threshold, open questions, then the answers given."""

from __future__ import annotations

from collections.abc import Iterator

from sarcoma_tui.domain.changes import AnswerChange, Changes
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.thresholds import Threshold
from sarcoma_tui.reports.changes import OTHERWISE, ByQuestion, effects, if_otherwise, to_come, told_apart
from sarcoma_tui.reports.thresholds import threshold_text
from sarcoma_tui.reports.words import in_words, questions
from sarcoma_tui.tui.lines import BLANK, Line, heading, rule, wrapped

_SEPARATOR = "#"  # no id of a question holds one


def question_of(key: str | None) -> str | None:
    """The question that a line is about."""
    return key.split(_SEPARATOR)[0] if key else None


def changes_lines(pack: Pack, found: Changes, near: tuple[Threshold, ...], width: int) -> list[Line]:
    """Everything, for so many cells: the open questions first, of them those that change most."""
    return [*_near(pack, near, width), *_changes(pack, found, width), *_without(pack, found, width)]


def _near(pack: Pack, near: tuple[Threshold, ...], width: int) -> Iterator[Line]:
    if near:
        yield rule("Near a threshold", sticky=True)
        for number, item in enumerate(near):
            key = f"{item.question}{_SEPARATOR}near{number}"
            yield from wrapped(f"! {threshold_text(pack, item)}", width, indent=2, key=key)
        yield BLANK


def _changes(pack: Pack, found: Changes, width: int) -> Iterator[Line]:
    yield from _questions(pack, to_come(found), width)
    otherwise = if_otherwise(found)
    if otherwise:
        yield heading(OTHERWISE.upper())
        yield from _questions(pack, otherwise, width)
    if not found.changes:
        yield from wrapped("No single answer changes a stage or a verdict.", width)
        yield BLANK


def _questions(pack: Pack, by_question: ByQuestion, width: int) -> Iterator[Line]:
    """Each question with its answers and what they would move."""
    for name, items in by_question:
        question, now = pack.questions[name], items[0].answered_now
        held = f"now {in_words(question, now)}" if now is not None else "not asked"
        yield rule(question.label, held, sticky=True)
        for number, (text, change) in enumerate(told_apart(pack, items)):
            yield from _change(pack, text, change, f"{name}{_SEPARATOR}{number}", width)
        yield BLANK


def _change(pack: Pack, answer: str, change: AnswerChange, key: str, width: int) -> Iterator[Line]:
    """An answer, and under it what it would move."""
    yield from wrapped(answer, width, indent=2, style="strong", key=key)
    for title, text in effects(pack, change):
        said = text if title == "stage" else f"{title}: {text}"
        yield from wrapped(f"    {said}", width, indent=6)


def _without(pack: Pack, found: Changes, width: int) -> Iterator[Line]:
    if found.no_effect:
        yield rule("Changes nothing now, whatever is answered", sticky=True)
        yield from wrapped(questions(pack, found.no_effect), width)
