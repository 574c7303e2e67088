"""What a session showed at its last save: what its file keeps, and what a replay to the byte proves."""

from __future__ import annotations

from collections.abc import Sequence

from sarcoma_tui.domain.assessment import VERDICTS, Assessment
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.reports.words import results
from sarcoma_tui.sessions.difference import Difference
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.tui.lines import Line, Piece, rule
from sarcoma_tui.tui.session_words import body_name, local, named, option_title, set_words, written
from sarcoma_tui.tui.widgets.panel_head import LEVELS, MARKS, conflict_lines


def shown_lines(session: Session, now: Difference, pack: Pack, width: int) -> list[Line]:
    """The stage sets and the panel at the last save; all that was said, where it is said today."""
    shown, found = session.shown, now.found
    if shown is None:
        return [
            rule("Shown then", sticky=True),
            *written("It was never saved: nothing is kept of the panel.", width),
        ]
    at = session.saved
    lines = [rule("Shown then", local(at) if at else "", sticky=True)]
    if now.replayed:
        lines += conflict_lines(pack, found.conflicts, width)
        if found.urgency:
            lines += named("Urgency", results(pack, pack.content.roles.urgency, found.urgency), width)
    for body, groups in shown.groups.items():
        lines += named(body_name(pack, body), set_words(pack, body, groups), width)
    for verdict in dict.fromkeys((*VERDICTS, *(line.verdict for line in shown.panel))):
        options = [line.option for line in shown.panel if line.verdict == verdict]
        if options:
            lines += _by_verdict(pack, verdict, options, width)
    if now.replayed:
        return [*lines, *_beside(found, width)]
    kept = "Of then stage and options are kept here; urgency, conflicts, work-up and notices are not."
    return [*lines, *written(kept, width, style="quiet")]


def _beside(found: Assessment, width: int) -> list[Line]:
    """Work-up and notices, which are those of then where the whole assessment is."""
    lines: list[Line] = []
    workup = [line for line in found.workup if line.verdict != "not-indicated"]
    if workup:
        lines.append(Line((Piece(f"WORK-UP {len(workup)}", "strong"),)))
    for line in workup:
        lines += written(f"{MARKS[line.verdict]} {line.option.title}", width, indent=2)
    if found.notices:
        lines.append(Line((Piece(f"NOTICES {len(found.notices)}", "strong"),)))
    for item in found.notices:
        perhaps = "" if item.holds == "always" else " (perhaps)"
        lines += written(f"{LEVELS[item.notice.level]} {item.notice.title}{perhaps}", width, indent=2)
    return lines


def _by_verdict(pack: Pack, verdict: str, options: Sequence[str], width: int) -> list[Line]:
    """Offers a line each; the rest, which may be long, as one text."""
    known = next((item for item in VERDICTS if item == verdict), None)
    mark = MARKS[known] if known else "?"
    titles = [option_title(pack, option) for option in options]
    lines = [Line((Piece(f"{verdict.upper()} {len(options)}", "strong"),))]
    if verdict in ("standard", "consider"):
        for title in titles:
            lines += written(f"{mark} {title}", width, indent=2)
        return lines
    return [*lines, *written(f"{mark} {'; '.join(titles)}", width, indent=2)]
