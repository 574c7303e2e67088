"""One session as lines to read: what was answered, what was shown then, what would be shown today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sarcoma_tui.domain.assessment import OpenQuestion
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN
from sarcoma_tui.sessions.difference import Difference
from sarcoma_tui.sessions.session import PackRef, Session
from sarcoma_tui.tui.lines import BLANK, Line, rule, wrapped
from sarcoma_tui.tui.session_log import log_lines
from sarcoma_tui.tui.session_then import shown_lines
from sarcoma_tui.tui.session_words import (
    NO_LABEL,
    STATUS,
    answer_words,
    body_name,
    local,
    named,
    option_title,
    question_label,
    set_words,
    written,
)

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed
    from sarcoma_tui.sessions.toml_read import Read

_NOWHERE = "not on the panel"


@dataclass(frozen=True, slots=True)
class SessionView:
    """What the lines are made of."""

    listed: Listed
    read: Read
    pack: Pack
    difference: Difference


def session_lines(view: SessionView, width: int) -> list[Line]:
    """The whole session, under headings that stay on top while it scrolls."""
    session = view.read.session
    parts = (
        _head(view, width),
        _answers(view, width),
        shown_lines(session, view.difference, view.pack, width),
        _difference(view, width),
        _decision(view, width),
        log_lines(session, view.pack, width),
    )
    lines = [line for part in parts for line in (*part, BLANK)]
    return lines[:-1]


def _head(view: SessionView, width: int) -> list[Line]:
    session, found = view.read.session, view.difference
    status = STATUS[view.listed.status]
    lines = [rule(session.label or NO_LABEL, status, sticky=True)]
    for remark in (*view.read.remarks, *filter(None, (view.listed.reason,))):
        lines += written(f"! {remark}", width, indent=2, style="bad")
    saved = f"{local(session.saved)}, revision {session.revision}" if session.saved else "never: a draft"
    lines += named("Saved", saved, width)
    lines += named("Begun", local(session.created), width)
    lines += named("Tags", ", ".join(session.tags), width)
    told = found.other_content
    lines += named("Content then", _content(found.then, told), width)
    if told or found.other_engine:
        lines += named("Content today", _content(found.today, told), width)
    lines += named("Today", _summary(found), width)
    lines += named("Id", session.id, width)
    return lines


def _content(ref: PackRef, in_full: bool) -> str:
    """Which content; in full where two have to be told apart that may have one name."""
    digest = f" ({ref.sha256[:12]})" if in_full else ""
    return f"{ref.id} {ref.version}{digest}, engine {ref.engine}"


def _summary(found: Difference) -> str:
    """The difference to now in one line."""
    if not found.compared:
        return ""
    if found.same:
        return "stage and options are the same"
    moved = [f"{len(found.options)} options differ"] if len(found.options) > 1 else []
    moved += ["1 option differs"] if len(found.options) == 1 else []
    moved += ["the stage differs"] if found.groups else []
    return f"{' and '.join(moved)}: see Then and today"


def _answers(view: SessionView, width: int) -> list[Line]:
    """In form order; what today's content cannot use stands as it is written, and why."""
    session, found, pack = view.read.session, view.difference, view.pack
    unknown = sum(answer == UNKNOWN for answer in session.answers.values())
    count = f"{len(session.answers)}" + (f", {unknown} of them not known" if unknown else "")
    lines = [rule("Answers", count, sticky=True)]
    for name, answer in found.answers.items():
        aside = " (not used)" if name in found.found.ignored else ""
        lines += named(question_label(pack, name), answer_words(pack, name, answer) + aside, width)
    if found.refused:
        lines += written(
            "Today's content cannot use these answers; they stay in the file:", width, style="strong"
        )
    for name, why in found.refused:
        text = f"{name} = {_raw(session, name)}"
        lines += [*written(text, width, indent=2), *written(f"  {why}", width, indent=4, style="quiet")]
    if not session.answers:
        lines += written("Nothing was answered.", width)
    asked = [question_label(pack, item.question) for item in _not_asked(view)]
    if asked:
        lines += written(f"Not asked: {', '.join(asked)}", width, indent=2, style="quiet")
    return lines


def _not_asked(view: SessionView) -> list[OpenQuestion]:
    order = list(view.pack.questions)
    return sorted(view.difference.found.unanswered, key=lambda item: order.index(item.question))


def _raw(session: Session, name: str) -> str:
    answer = session.answers[name]
    return ", ".join(answer) if isinstance(answer, tuple) else str(answer)


def _difference(view: SessionView, width: int) -> list[Line]:
    """What would be shown today instead."""
    found, pack = view.difference, view.pack
    lines = [rule("Then and today", sticky=True)]
    if not found.compared:
        return [*lines, *written("There is no panel of then to compare with.", width)]
    if found.other_content:
        lines += written(
            f"The content is another one: then {found.then.id} {found.then.version}, "
            f"today {found.today.id} {found.today.version}.",
            width,
        )
    if found.other_engine:
        lines += written(
            f"The engine reads it in another way: then {found.then.engine}, today {found.today.engine}.",
            width,
        )
    if found.refused:
        count = len(found.refused)
        lines += written(
            f"Compared without {count} answer{'s' * (count > 1)} that cannot be used today.", width
        )
    if found.same:
        return [*lines, *written("Stage and options are the same today.", width)]
    for group in found.groups:
        then, now = set_words(pack, group.body, group.then), set_words(pack, group.body, group.now)
        lines += written(f"{body_name(pack, group.body)}: then {then}, today {now}", width, indent=2)
    for moved in found.options:
        then, now = moved.then or _NOWHERE, moved.now or _NOWHERE
        lines += written(f"{option_title(pack, moved.option)}: then {then}, today {now}", width, indent=2)
    return lines


def _decision(view: SessionView, width: int) -> list[Line]:
    """What was decided, and the notes as they were typed."""
    decision, pack = view.read.session.decision, view.pack
    lines = [rule("Decision", sticky=True)]
    for option in decision.chosen:
        lines += written(f"Chosen: {option_title(pack, option)}", width, indent=2)
    for item in decision.set_aside:
        reason = f": {item.reason}" if item.reason else ""
        lines += written(f"Set aside: {option_title(pack, item.option)}{reason}", width, indent=2)
    if not decision.chosen and not decision.set_aside:
        lines += written("None is written down.", width)
    lines += [BLANK, rule("Notes", sticky=True)]
    return [*lines, *wrapped(decision.notes.rstrip("\n") or "None.", width)]
