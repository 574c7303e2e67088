"""Saved sessions as lines: a row each in a list, and what is worth knowing of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len

from sarcoma_tui.domain.assessment import Verdict
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.tui.lines import Line, Piece, StyleName, cut, line, rule
from sarcoma_tui.tui.session_words import (
    NO_LABEL,
    STATUS,
    answer_words,
    group_words,
    local,
    question_label,
    set_words,
    situation_words,
    stage_words,
    written,
)
from sarcoma_tui.tui.widgets.panel_head import bodies

if TYPE_CHECKING:
    from sarcoma_tui.sessions.session import Session
    from sarcoma_tui.sessions.store import Listed
    from sarcoma_tui.sessions.toml_read import Read

_STYLES: dict[str, StyleName] = {
    "damaged": "bad",
    "newer-format": "bad",
    "conflict-copy": "bad",
    "draft": "open",
}
Shares: TypeAlias = tuple[int, int]
"""Of a hundred cells: those of the label and of the stage; the rest is for what is said of it."""

Titles: TypeAlias = tuple[str, str, str]
"""Of the columns after the label: stage, what is said of it, time."""

_TIME = 16  # cells of a time
_COLON = 10  # cells before what is said in the preview


@dataclass(frozen=True, slots=True)
class Row:
    """One file in a list. `place` is its line until that is painted; its key stays when the file moves.

    `words` is what a filter looks in.
    """

    place: Line
    listed: Listed
    label: str
    stage: str
    about: str
    when: str
    words: str

    @property
    def key(self) -> str:
        """What names the row."""
        assert self.place.key is not None
        return self.place.key


def review_row(listed: Listed, pack: Pack) -> Row:
    """A file as Review lists it."""
    situation = situation_words(pack, listed.situation)
    stage = stage_words(pack, listed.groups)
    about = ", ".join(filter(None, (STATUS[listed.status], situation)))
    at = listed.saved or listed.created
    label = listed.label or (listed.id if listed.status == "damaged" else NO_LABEL)
    groups = (set_words(pack, body, results) for body, results in listed.groups.items())
    words = " ".join((label, *listed.tags, *groups, listed.id, about)).casefold()
    return Row(_place(listed), listed, label, stage, about, local(at) if at else "", words)


def _place(listed: Listed) -> Line:
    return Line(key=str(listed.path))


def draft_row(listed: Listed, session: Session | None, stage: str, pack: Pack) -> Row:
    """A draft as Resume lists it: on which stage screen it opens, how much is answered, its last change."""
    if session is None:
        return review_row(listed, pack)
    count = len(session.answers)
    about = "1 answer" if count == 1 else f"{count} answers"
    at = session.changes[-1].at if session.changes else session.saved or session.created
    return Row(_place(listed), listed, listed.label or NO_LABEL, stage, about, local(at), "")


def matching(rows: Sequence[Row], typed: str) -> Sequence[Row]:
    """The rows that hold every typed word."""
    words = typed.casefold().split()
    return [row for row in rows if all(word in row.words for word in words)] if words else rows


def row_line(row: Row, width: int, shares: Shares) -> Line:
    """A row: label, stage, status and situation, time."""
    label, stage, about = _columns(width, shares)
    return Line(
        (
            Piece(_cell(row.label, label)),
            Piece(_cell(row.stage, stage)),
            Piece(cut(row.about, about), _STYLES.get(row.listed.status, "")),
        ),
        (Piece(row.when),) if row.when else (),
        key=row.key,
    )


def titles_line(titles: Titles, width: int, shares: Shares) -> Line:
    """The titles of the columns; one word over the stage where there is no room to say by whom."""
    label, stage, about = _columns(width, shares)
    over_stage = titles[0] if cell_len(titles[0]) < stage else "Stage"
    left = _cell("Label", label) + _cell(over_stage, stage) + cut(titles[1], about)
    return Line((Piece(left, "quiet"),), (Piece(f"{titles[2]:<{_TIME}}", "quiet"),))


def stage_title(pack: Pack) -> str:
    """The title of the stage column: who stages."""
    return " | ".join(name for name, _ in bodies(pack))


def _columns(width: int, shares: Shares) -> tuple[int, int, int]:
    """Cells of label, stage and the rest, each with the blank after it, beside the time."""
    room = max(width - _TIME - 1, 12)
    label, stage = (room * share // 100 for share in shares)
    return label, stage, room - label - stage


def _cell(text: str, width: int) -> str:
    shown = cut(text, width - 1)
    return shown + " " * (width - cell_len(shown))


def preview_rule(row: Row) -> Line:
    """The heading of the preview."""
    listed = row.listed
    revision = f"revision {listed.revision}" if listed.revision else ""
    said = ", ".join(filter(None, (STATUS[listed.status], revision)))
    return rule(row.label, said)


def preview_lines(row: Row, read: Read | str | None, pack: Pack, width: int) -> list[Line]:
    """What is worth knowing of a session before it is opened.

    `read` is what its file gave; None until it is read, a text where it cannot be.
    """
    listed = row.listed
    lines: list[Line] = []
    if listed.reason:
        lines += written(listed.reason, width, indent=2, style="bad")
    if listed.status == "damaged":
        lines += written("It is left as it is: never opened, moved or written over.", width, indent=2)
        return [*lines, *written(f"File: {listed.path}", width, indent=6)]
    if isinstance(read, str):
        return [*lines, *written(read, width, indent=2, style="bad")]
    lines += _facts(listed, pack, width)
    return lines if read is None else [*lines, *_content(read, pack, width)]


def _facts(listed: Listed, pack: Pack, width: int) -> list[Line]:
    """What the list knows already: stage by body, situation, tags."""
    stage = group_words(pack, listed.groups)
    facts = "   ".join(filter(None, (stage, situation_words(pack, listed.situation))))
    tags = " ".join(f"#{tag}" for tag in listed.tags)
    if not facts:
        return [line(tags)] if tags else []
    if cell_len(facts) + cell_len(tags) < width:
        return [line(facts, tags)]
    return [*written(facts, width), *([line(tags)] if tags else [])]


def _content(read: Read, pack: Pack, width: int) -> list[Line]:
    """What only the file itself tells: decision, answers, panel, notes."""
    session = read.session
    said: list[tuple[str, str]] = [("!", remark) for remark in read.remarks]
    decision = session.decision
    said.append(("Chosen", ", ".join(_short(pack, option) for option in decision.chosen)))
    answers = [
        f"{question_label(pack, name)} {answer_words(pack, name, answer)}"
        for name, answer in session.answers.items()
        if name != pack.content.roles.situation
    ]
    said.append(("Answers", "; ".join(answers)))
    shown = session.shown.panel if session.shown else ()
    offered: tuple[Verdict, ...] = ("standard", "consider")
    for verdict in offered:
        titles = [_short(pack, item.option) for item in shown if item.verdict == verdict]
        said.append((verdict.capitalize(), ", ".join(titles)))
    said.append(("Notes", " ".join(decision.notes.split())))
    return [
        row
        for name, text in said
        if text
        for row in written(f"{name:<{_COLON if len(name) > 1 else 2}}{text}", width, indent=_COLON)
    ]


def _short(pack: Pack, option_id: str) -> str:
    option = pack.options.get(option_id)
    return option.short if option is not None else option_id
