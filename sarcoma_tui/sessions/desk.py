"""The desk: a session and an event make the next session. Pure; the caller brings the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.events import (
    Answered,
    DecisionChanged,
    Event,
    Labelled,
    Logging,
    NotesChanged,
    Redo,
    Saved,
    Tagged,
    TakenBack,
    Undo,
)
from sarcoma_tui.sessions.session import (
    NOTES_LIMIT,
    Change,
    Decision,
    Logged,
    PackRef,
    Session,
    Stack,
)


def begin(session_id: str, pack: PackRef, form: Sequence[str], at: datetime, label: str = "") -> Session:
    """A new session without answers; `form` holds the question ids in form order, `at` has a time zone."""
    return Session(id=session_id, created=_second(at), pack=pack, form=tuple(form), label=plain_text(label))


def apply(session: Session, event: Event, at: datetime) -> Session:
    """The session after the event; the same object when the event changes nothing.

    `at` has a time zone; it is kept to the second. A clock that runs backwards changes nothing: the order of
    the changes is the order of the calls.
    """
    match event:
        case Undo():
            return _step(session, session.undo, at, back=True)
        case Redo():
            return _step(session, session.redo, at, back=False)
        case Saved():
            return _saved(session, event)
    about, what, after = _named(event)
    before = _present(session, about, what)
    if before == after:
        return session
    change = Change(at=_second(at), what=what, before=before, after=after, about=about)
    return replace(_changed(session, change), undo=(change, session.undo), redo=None)


def replayed(session: Session, changes: Iterable[Change]) -> Session:
    """The session with each change's result set, in order; the log itself stays as it is.

    A change that is already there changes nothing, so a log may be replayed on its own result.
    """
    for change in changes:
        if change.readable:
            session = _set(session, change.about, change.what, change.after)
    return session


def editable(session: Session, form: Sequence[str]) -> Session:
    """A saved session as it is when editing begins: its log starts anew with the next revision."""
    return replace(session, form=tuple(form), changes=(), changes_in_history=0, undo=None, redo=None, begun=0)


def resumed(draft: Session, form: Sequence[str]) -> Session:
    """A draft as it is when editing goes on: every change since the last save can be undone."""
    undo: Stack = None
    for change in draft.changes:
        if change.readable:
            undo = (change, undo)
    return replace(draft, form=tuple(form), undo=undo, redo=None, begun=0)


def edited_outside(session: Session, before: Mapping[str, Answer], at: datetime) -> tuple[Change, ...]:
    """What the answers hold beyond what the log makes of `before` (the previous revision's answers).

    Empty unless the file was edited by hand; else the changes that the log lacks.
    """
    start = replace(session, answers=before)
    logged = replayed(start, (change for change in session.changes if change.about == "question")).answers
    names = dict.fromkeys((*session.answers, *logged))
    return tuple(
        Change(at=_second(at), what=name, before=logged.get(name), after=session.answers.get(name))
        for name in names
        if logged.get(name) != session.answers.get(name)
    )


def plain_text(text: str) -> str:
    """Text that UTF-8 can hold: a half of a surrogate pair becomes the replacement character."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if _lone(text) else text


def _lone(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _second(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a session's times need a time zone")
    return at.astimezone(UTC).replace(microsecond=0)


def _named(event: Logging) -> tuple[Literal["question", "name"], str, Logged]:
    """Where an event's change goes, and its new value in the form in which it is held."""
    match event:
        case Answered(question, answer):
            return "question", question, answer
        case TakenBack(question):
            return "question", question, None
        case Labelled(label):
            return "name", "label", plain_text(label)
        case NotesChanged(notes):
            return "name", "notes", plain_text(notes)[:NOTES_LIMIT]
        case DecisionChanged(chosen, set_aside):
            aside = tuple(replace(item, reason=plain_text(item.reason)) for item in set_aside)
            return "name", "decision", Decision(chosen=chosen, set_aside=aside)
        case Tagged(tags):
            return "name", "tags", tuple(plain_text(tag) for tag in tags)


def _present(session: Session, about: str, what: str) -> Logged:
    if about == "question":
        return session.answers.get(what)
    decision = session.decision
    match what:
        case "label":
            return session.label
        case "tags":
            return session.tags
        case "notes":
            return decision.notes
        case _:
            return Decision(chosen=decision.chosen, set_aside=decision.set_aside)


def _set(session: Session, about: str, what: str, value: Logged) -> Session:
    """The session with one value in place; a name that only a newer program knows is left alone."""
    if about == "question":
        assert not isinstance(value, Decision)
        return replace(session, answers=_placed(session.answers, what, value, session.form))
    match what, value:
        case "label", str():
            return replace(session, label=value)
        case "tags", tuple():
            return replace(session, tags=value)
        case "notes", str():
            return replace(session, decision=replace(session.decision, notes=value))
        case "decision", Decision():
            picked = replace(session.decision, chosen=value.chosen, set_aside=value.set_aside)
            return replace(session, decision=picked)
    return session


def _placed(
    answers: Mapping[str, Answer], question: str, answer: Answer | None, form: Sequence[str]
) -> dict[str, Answer]:
    """The answers with one set or taken back: the others keep their places, a new one goes by the form."""
    if answer is None:
        return {key: value for key, value in answers.items() if key != question}
    if question in answers or question not in form:
        return {**answers, question: answer}
    earlier = set(form[: form.index(question)])
    keys = list(answers)
    after = max((index for index, key in enumerate(keys) if key in earlier), default=-1)
    keys.insert(after + 1, question)
    return {key: answer if key == question else answers[key] for key in keys}


def _changed(session: Session, change: Change) -> Session:
    changed = _set(session, change.about, change.what, change.after)
    return replace(changed, changes=(*session.changes, change))


def _step(session: Session, stack: Stack, at: datetime, back: bool) -> Session:
    """Undo or redo the change on top of its stack."""
    if stack is None:
        return session
    change, rest = stack
    target = change.before if back else change.after
    present = _present(session, change.about, change.what)
    made = replace(change, at=_second(at), before=present, after=target)
    done = _changed(session, made) if present != target else session
    if back:
        return replace(done, undo=rest, redo=(change, session.redo))
    return replace(done, undo=(change, session.undo), redo=rest)


def _saved(session: Session, event: Saved) -> Session:
    """The session after a save: what was changed while the save ran stays in the log."""
    written = max(0, event.changed - session.begun)
    return replace(
        session,
        revision=event.revision,
        saved=_second(event.at),
        pack=event.pack,
        shown=event.shown,
        changes=session.changes[written:],
        changes_in_history=0,
        begun=session.begun + written,
        base=None,
    )
