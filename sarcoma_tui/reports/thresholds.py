"""A number near a threshold, in words: `5.0 cm is the last of T1; 0.1 cm more makes T2`."""

from __future__ import annotations

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.thresholds import Threshold, Turn
from sarcoma_tui.reports.words import in_words, results


def threshold_text(pack: Pack, threshold: Threshold) -> str:
    """The number, what it is and what a little more or less would make, and the stage that follows."""
    question = pack.questions[threshold.question]
    more = threshold.beyond > threshold.now
    step = f"{abs(threshold.beyond - threshold.now)} {question.unit}".strip()
    place = f"the {'last' if more else 'first'} of " if threshold.last else ""
    turns = [turn for turn in threshold.turns if _in_tnm(pack, turn)] or threshold.turns
    now = ", ".join(_result(pack, turn, turn.before) for turn in turns)
    then = ", ".join(_result(pack, turn, turn.after) for turn in turns)
    change = f"{step} {'more' if more else 'less'} makes {then}"
    text = f"{in_words(question, threshold.now)} is {place}{now}; {change}"
    groups = ", ".join(_group(pack, turn) for turn in threshold.groups)
    return f"{text}: {groups}" if groups else text


def _result(pack: Pack, turn: Turn, values: tuple[str, ...]) -> str:
    """A category of the TNM text says itself what it is; another result needs its table's title."""
    said, title = results(pack, turn.fact, values), pack.facts[turn.fact].title
    return said if _in_tnm(pack, turn) else f"{title[:1].lower()}{title[1:]} {said}"


def _in_tnm(pack: Pack, turn: Turn) -> bool:
    return any(turn.fact in part for part in pack.content.roles.tnm)


def _group(pack: Pack, turn: Turn) -> str:
    before, after = (results(pack, turn.fact, values) for values in (turn.before, turn.after))
    return f"{pack.facts[turn.fact].title} {before} becomes {after}"
