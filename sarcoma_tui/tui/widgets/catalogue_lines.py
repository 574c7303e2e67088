"""The catalogue as lines: every option under its verdict or its kind, narrowed by what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from sarcoma_tui.domain.assessment import VERDICTS, Assessment, OptionLine
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.reports.explanation import VERDICTS as WORDS
from sarcoma_tui.tui.lines import Line, Piece, cut, line, rule
from sarcoma_tui.tui.widgets.panel_head import MARKS, STYLES
from sarcoma_tui.tui.widgets.panel_notes import note, warned
from sarcoma_tui.tui.widgets.picker import Entry, matching

MARKED = "+"
_WIDEST = 48  # cells of a title that a note never takes


def narrowed(pack: Pack, found: Assessment, typed: str) -> list[OptionLine]:
    """The lines whose option has every typed word in a title or a kind, in the order of the panel."""
    names = [
        Entry(option.id, option.title, (option.short, option.modality, option.phase, option.intent))
        for option in pack.content.options
    ]
    kept = {entry.key for entry, _ in matching(names, typed)}
    items = [item for item in (*found.options, *found.workup) if item.option.id in kept]
    return sorted(items, key=lambda item: VERDICTS.index(item.verdict))


def catalogue_lines(
    pack: Pack,
    answers: Mapping[str, Answer],
    items: list[OptionLine],
    by_verdict: bool,
    marked: str | None,
    width: int,
) -> list[Line]:
    """The options under headings that stay on top, for so many cells."""
    groups: dict[str, list[OptionLine]] = {}
    if not by_verdict:
        groups = {option.modality.capitalize(): [] for option in pack.content.options}
    for item in items:
        name = WORDS[item.verdict] if by_verdict else item.option.modality
        groups.setdefault(f"{name[:1].upper()}{name[1:]}", []).append(item)
    lines: list[Line] = []
    for name, group in groups.items():
        if group:
            lines.append(rule(name, str(len(group)), sticky=True))
            lines += [_row(pack, answers, item, marked, width) for item in group]
    return lines or [line("Nothing matches what was typed; backspace", style="quiet")]


def _row(pack: Pack, answers: Mapping[str, Answer], item: OptionLine, marked: str | None, width: int) -> Line:
    """Mark of the verdict, title, and what the panel would say of it."""
    option = item.option
    least = min(len(option.title), _WIDEST, max(width - 10, 8))
    said = note(pack, item, answers, width - 3 - least) if item.verdict != "not-indicated" else ""
    title = cut(option.title, width - 2 - (len(said) + 1 if said else 0))
    return Line(
        (
            Piece(MARKS[item.verdict], STYLES.get(item.verdict, "")),
            Piece(MARKED if option.id == marked else " "),
            Piece(title),
        ),
        (Piece(said, "" if warned(item, answers) else "quiet"),) if said else (),
        key=option.id,
    )
