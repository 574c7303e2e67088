"""The options panel as lines: an assessment goes in, lines under headings come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from sarcoma_tui.domain.asking import Asking, stage_waits_for, worth_asking
from sarcoma_tui.domain.assessment import VERDICTS, Assessment, OptionLine, Verdict
from sarcoma_tui.domain.pack import Pack, Stage
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.tui.lines import Line, Piece, cut, heading, line, wrapped
from sarcoma_tui.tui.widgets.panel_head import MARKS, STYLES, bodies, in_order, notice_mark
from sarcoma_tui.tui.widgets.panel_notes import labels, note, warned
from sarcoma_tui.tui.work import Before

OPTION, QUESTION, NOTICE, SCHEDULE, FOLD, ABOUT = (
    "option:",
    "question:",
    "notice:",
    "plan:",
    "fold:",
    "about:",
)
"""How keys of lines begin: what a line is about."""

CHANGED = "~"
MARKED = "+"
_TITLE = 26  # cells of a title that a note never takes
_ASK = 5  # questions that are named while nothing is settled
_HEADINGS: dict[Verdict, str] = {
    "standard": "STANDARD",
    "consider": "CONSIDER",
    "depends": "DEPENDS",
    "avoid": "AVOID",
}


@dataclass(frozen=True, slots=True)
class PanelState:
    """What the lines are made of.

    `previous` is how it was before the last answer; `open` tells that nothing is folded; `marked` is the
    option that waits to be compared.
    """

    pack: Pack
    stage: Stage
    answers: Mapping[str, Answer]
    found: Assessment
    previous: Before | None = None
    open: bool = False
    marked: str | None = None


def changed(state: PanelState) -> frozenset[str]:
    """The keys of the options to which the last answer gave another verdict, or gave or took a `!`.

    One that was open and is not offered after all had no say on the panel before and has none now.
    """
    if state.previous is None:
        return frozenset()
    before = _said(state.previous.assessment, state.previous.answers)
    now = _said(state.found, state.answers)
    silent = {"depends", "not-indicated"}
    return frozenset(
        OPTION + name
        for name, said in now.items()
        if before[name] != said and not {before[name][0], said[0]} <= silent
    )


def _said(found: Assessment, answers: Mapping[str, Answer]) -> dict[str, tuple[Verdict, bool]]:
    return {item.option.id: (item.verdict, warned(item, answers)) for item in (*found.options, *found.workup)}


def panel_lines(state: PanelState, width: int) -> list[Line]:
    """All lines that scroll, for so many cells."""
    found, moved = state.found, changed(state)
    lines: list[Line] = []
    settled = any(item.verdict in ("standard", "consider") for item in found.options)
    if not settled:
        lines += _ask_first(state, width)
    for verdict in VERDICTS[:4]:
        chosen = [item for item in found.options if item.verdict == verdict]
        lines += _section(state, _HEADINGS[verdict], chosen, moved, width)
    lines += _section(state, "WORK-UP", found.workup, moved, width)
    lines += _follow_up(state, width)
    lines += _notices(state)
    return [*lines, *_about(state, width)]


def option_row(state: PanelState, item: OptionLine, moved: frozenset[str], width: int) -> Line:
    """One option: verdict, `+` while it waits to be compared or `~` when it changed, title, what is said."""
    key = OPTION + item.option.id
    sign = MARKED if item.option.id == state.marked else CHANGED if key in moved else " "
    title = item.option.short
    least = min(cell_len(title), _TITLE, max(width - 10, 8))
    said = note(state.pack, item, state.answers, width - 3 - least)
    title = cut(title, width - 2 - (cell_len(said) + 1 if said else 0))
    return Line(
        (
            Piece(MARKS[item.verdict], STYLES.get(item.verdict, "")),
            Piece(sign),
            Piece(title),
        ),
        (Piece(said, "" if warned(item, state.answers) else "quiet"),) if said else (),
        key=key,
    )


def _section(
    state: PanelState, title: str, items: Sequence[OptionLine], moved: frozenset[str], width: int
) -> list[Line]:
    """A heading with its lines; what is folded stands beneath them as one line each."""
    shown = [item for item in items if item.verdict != "not-indicated" and (state.open or _in_full(item))]
    folded = [item for item in items if item.verdict != "not-indicated" and item not in shown]
    lines = [option_row(state, item, moved, width) for item in shown]
    lines += _folded(state, title, folded, bool(shown), width)
    return [heading(title), *lines] if lines else []


def _in_full(item: OptionLine) -> bool:
    if item.verdict == "depends":
        return len(item.decides) == 1
    return not item.folded


def _folded(
    state: PanelState, title: str, items: Sequence[OptionLine], more: bool, width: int
) -> Iterable[Line]:
    waiting = [item for item in items if item.verdict == "depends"]
    if waiting:
        tally = Counter(name for item in waiting for name in item.decides)
        by_question = [f"{labels(state.pack, [name])[0]} ({count})" for name, count in tally.most_common()]
        text = f"? {len(waiting)}{' more' if more else ''}"
        if by_question:  # until what decides is worked out there is none to name
            text += f": {_fitting(by_question, width - len(text) - 2)}"
        yield line(text, key=f"{FOLD}{title}:depends")
    avoided = len(items) - len(waiting)
    if avoided:
        yield line(f"x avoid, not otherwise offered: {avoided}", style="quiet", key=f"{FOLD}{title}:avoid")


def _fitting(words: Sequence[str], room: int) -> str:
    """As many words as fit, joined; what was left out is told by `..`."""
    text = ""
    for index, word in enumerate(words):
        joined = f"{text}, {word}" if text else word
        if cell_len(joined) > room - (4 if index < len(words) - 1 else 0):
            return f"{text}, .." if text else cut(word, room)
        text = joined
    return text


def _ask_first(state: PanelState, width: int) -> list[Line]:
    """While nothing is settled: the questions to ask first."""
    asked = worth_asking(state.pack, state.answers, state.found)[:_ASK]
    if not asked:
        return []
    return [heading("ASK FIRST"), *(_asked(state.pack, item, width) for item in asked)]


def _asked(pack: Pack, item: Asking, width: int) -> Line:
    """A question to ask, and how many options are in doubt until then, else how many it could overrule."""
    label, count = pack.questions[item.question].label, item.waiting or item.settles
    options = "1 option" if count == 1 else f"{count} options"
    said = f"{options} wait{'s' if count == 1 else ''}" if item.waiting else f"bears on {options}"
    fits = cell_len(label) + 1 + cell_len(said) <= width
    return line(label, said if fits else options, key=QUESTION + item.question)


def _follow_up(state: PanelState, width: int) -> list[Line]:
    """The rows of the plan that hold; how many may."""
    certain = [item for item in state.found.follow_up if item.holds == "always"]
    possible = [item for item in state.found.follow_up if item.holds != "always"]
    rows = certain + (possible if state.open else [])
    lines = []
    for item in rows:
        plan = item.schedule
        until = f"to month {plan.until_month}" if plan.until_month is not None else "for life"
        when = f"every {plan.every_months} mo {until}"
        mark = "" if item.holds == "always" else "? "
        lines.append(line(mark + plan.title, when, right_style="quiet", key=SCHEDULE + plan.id))
    if possible and not state.open:
        text = f"? {len(possible)} plans depend on open questions"
        lines.append(line(cut(text, width), key=f"{FOLD}FOLLOW-UP:depends"))
    return [heading("FOLLOW-UP"), *lines] if lines else []


def _notices(state: PanelState) -> list[Line]:
    """Every notice, also those that are pinned: here each can be opened."""
    items = in_order(state.found.notices)
    shown = [item for item in items if state.open or item.holds == "always"]
    lines = [
        Line((notice_mark(item), Piece(item.notice.title)), key=NOTICE + item.notice.id) for item in shown
    ]
    possible = len(items) - len(shown)
    if possible:
        lines.append(line(f"? {possible} may hold", key=f"{FOLD}NOTICES:depends"))
    return [heading("NOTICES"), *lines] if lines else []


def _about(state: PanelState, width: int) -> list[Line]:
    """What this stage means, every group that is still possible, how far the content is signed."""
    pack, stage = state.pack, state.found.stage
    rows = wrapped(state.stage.means, width, key=f"{ABOUT}means") if state.stage.means else []
    for index, (name, fact) in enumerate(bodies(pack) if stage else ()):
        groups = [fact.label(result) for result in dict(stage.groups).get(fact.id, ())] if stage else []
        if groups:
            rows += wrapped(f"{name}: {', '.join(groups)}", width, indent=2, key=f"{ABOUT}group-{index}")
    waits_for = stage_waits_for(state.found)
    if waits_for:
        open_now = ", ".join(labels(pack, waits_for))
        rows += wrapped(f"The stage waits for: {open_now}", width, indent=2, key=f"{ABOUT}decides")
    rows += wrapped(signed_text(pack), width, indent=2, key=f"{ABOUT}signed")
    return [heading("THIS STAGE"), *rows]


def signed_text(pack: Pack) -> str:
    """How much of the content a clinician has signed."""
    return f"{pack.signed_count} of {pack.rule_count} rules signed by a clinician"
