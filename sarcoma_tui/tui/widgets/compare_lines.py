"""Two things side by side: under each heading the text of either in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from sarcoma_tui.domain.assessment import OptionLine
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.reports.explanation import VERDICTS
from sarcoma_tui.reports.words import answers_to
from sarcoma_tui.tui.lines import Line, Piece, rule, wrapped
from sarcoma_tui.tui.sources import with_shorts
from sarcoma_tui.tui.widgets.panel_head import MARKS
from sarcoma_tui.tui.widgets.panel_notes import could_overrule, overruling_questions, warned

Texts = Sequence[str]
Part = tuple[str, Texts, Texts]
"""A heading, and what stands under it on either side."""

_GAP = " | "
_NOTHING = "nothing is said"


def side_by_side(parts: Iterable[Part], width: int) -> list[Line]:
    """The parts that either side says something of, for so many cells."""
    lines: list[Line] = []
    for title, left, right in parts:
        if any(left) or any(right):
            lines.append(rule(title, sticky=True))
            lines += columns(left, right, width)
    return lines


def columns(left: Texts, right: Texts, width: int) -> Iterator[Line]:
    """The texts of either side, each wrapped in its half of so many cells."""
    half = (width - len(_GAP)) // 2
    sides = [
        [row.text for text in texts if text for row in wrapped(text, half, indent=2)] or [_NOTHING]
        for texts in (left, right)
    ]
    for one, other in zip_longest(*sides, fillvalue=""):
        yield Line((Piece(one + " " * (half - cell_len(one)) + _GAP + other),))


def option_parts(
    pack: Pack, answers: Mapping[str, Answer], one: OptionLine, other: OptionLine
) -> Iterator[Part]:
    """Two options: what they are for this case, then what a person needs to weigh them."""
    told = [_told(pack, answers, item) for item in (one, other)]
    for title in told[0]:
        yield title, told[0][title], told[1][title]


def _told(pack: Pack, answers: Mapping[str, Answer], item: OptionLine) -> dict[str, Texts]:
    """What is said of one option, by heading; sources by the names that people know."""
    option = item.option
    told: dict[str, Texts] = {
        "Option": [option.title],
        "In this case": _verdict(pack, answers, item),
        "What it aims at": [option.aims],
        "Burden": [option.burden],
        "In practice": option.practical,
        "Cautions": _cautions(item),
        "What it is": [option.what_it_is or option.summary],
        "Ask the patient": [option.ask_the_patient],
    }
    return {title: [with_shorts(pack, text) for text in texts] for title, texts in told.items()}


def _verdict(pack: Pack, answers: Mapping[str, Answer], item: OptionLine) -> list[str]:
    said = [f"{MARKS[item.verdict]} {VERDICTS[item.verdict]}"]
    if item.verdict == "depends":
        said.append(f"waits for {answers_to(pack, item.decides)}")
    if warned(item, answers):
        said.append(f"! {could_overrule(pack, overruling_questions(item, answers))}")
    if item.verdict == "avoid":
        said += [rule_line.rule.text for rule_line in item.because]
    return said


def _cautions(item: OptionLine) -> list[str]:
    return [f"{'!' if line.holds == 'always' else '?'} {line.rule.text}" for line in item.cautions]
