"""The answers of a session against a pack: what the pack can use, and what it cannot and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, AnswerError, nearest, read_answer


@dataclass(frozen=True, slots=True)
class Fit:
    """`answers` in canonical form and form order; `refused` pairs a question id with a sentence."""

    answers: Mapping[str, Answer]
    refused: tuple[tuple[str, str], ...]


def fit(answers: Mapping[str, Answer], pack: Pack) -> Fit:
    """Read a session's answers by today's pack. What it does not know stays in the session all the same."""
    usable: dict[str, Answer] = {}
    refused = []
    for name, raw in answers.items():
        question = pack.questions.get(name)
        if question is None:
            close = nearest(name, pack.questions)
            hint = f"; nearest: {close}" if close else ""
            refused.append((name, f"{name}: a question that this content does not know{hint}"))
            continue
        try:
            usable[name] = read_answer(question, raw)
        except AnswerError as error:
            refused.append((name, f"{name}: {error}"))
    ordered = {name: usable[name] for name in pack.questions if name in usable}
    return Fit(ordered, tuple(refused))
