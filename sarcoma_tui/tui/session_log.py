"""The change log of a session as lines: what was, where there was something, and what is."""

from __future__ import annotations

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.sessions.session import Change, Decision, Logged, Session
from sarcoma_tui.tui.lines import Line, rule
from sarcoma_tui.tui.session_words import answer_words, local, option_title, question_label, written


def log_lines(session: Session, pack: Pack, width: int) -> list[Line]:
    """The log since the revision before, newest last."""
    count = len(session.changes) + session.changes_in_history
    before = f"since revision {session.revision - 1}" if session.revision > 1 else "since it was begun"
    lines = [rule(f"Changes {before}", str(count), sticky=True)]
    if session.changes_in_history:
        lines += written(f"{session.changes_in_history} earlier ones are in the history folder.", width)
    if not count:
        lines += written("None.", width)
    for change in session.changes:
        lines += written(f"{local(change.at, seconds=True)}  {_change(pack, change)}", width, indent=21)
    return lines


def _change(pack: Pack, change: Change) -> str:
    """One change in words: what was, where there was something, and what is."""
    known = change.about == "question"
    name = question_label(pack, change.what) if known else change.what.capitalize()
    if not change.readable:
        return f"{name}: changed by a newer program, in a form that is not known here"
    if not known and change.what == "notes":
        return f"{name}: written anew, {len(str(change.after or ''))} characters"
    before, after = (_side(pack, change, value) for value in (change.before, change.after))
    if not after:
        return f"{name}: {before} -> taken back"
    return f"{name}: {before} -> {after}" if before else f"{name}: {after}"


def _side(pack: Pack, change: Change, value: Logged) -> str:
    """One side of a change; empty where there was nothing."""
    if value is None:
        return ""
    if isinstance(value, Decision):
        chosen = ", ".join(option_title(pack, option) for option in value.chosen)
        aside = ", ".join(option_title(pack, item.option) for item in value.set_aside)
        parts = (f"chosen {chosen}" if chosen else "", f"set aside {aside}" if aside else "")
        return "; ".join(filter(None, parts))
    return answer_words(pack, change.what if change.about == "question" else "", value)
