"""What would change it, in words: by question, those that change most first."""

from __future__ import annotations

from collections.abc import Iterator

from sarcoma_tui.domain.assessment import Verdict
from sarcoma_tui.domain.changes import AnswerChange, Changes
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Paragraph, Title
from sarcoma_tui.reports.words import in_words, questions, results


def changes_blocks(pack: Pack, changes: Changes) -> Blocks:
    """The report: each answer that changes a stage or a verdict, then the questions that change nothing."""
    return tuple(_blocks(pack, changes))


def by_weight(changes: Changes) -> list[tuple[str, list[AnswerChange]]]:
    """The changes by question, the question whose answers move most lines first, then form order."""
    grouped: dict[str, list[AnswerChange]] = {}
    for change in changes.changes:
        grouped.setdefault(change.question, []).append(change)
    return sorted(grouped.items(), key=lambda item: -max(_weight(change) for change in item[1]))


def _weight(change: AnswerChange) -> int:
    return len(change.options) + (change.stage is not None)


def _blocks(pack: Pack, changes: Changes) -> Iterator[Block]:
    yield Title("What would change it")
    if not changes.changes:
        yield Paragraph("No single answer changes a stage or a verdict.")
    for name, items in by_weight(changes):
        question = pack.questions[name]
        now = items[0].answered_now
        held = f" (now {in_words(question, now)})" if now is not None else ""
        yield Heading(f"{question.label}{held}")
        for change in items:
            yield Entry("-", answer_text(pack, change), "", tuple(effects(pack, change)))
    if changes.no_effect:
        yield Heading("Changes nothing now, whatever is answered")
        yield Paragraph(questions(pack, changes.no_effect))


def answer_text(pack: Pack, change: AnswerChange) -> str:
    """The answer that is tried."""
    if change.answer is None:
        return "taken back"
    return in_words(pack.questions[change.question], change.answer)


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
