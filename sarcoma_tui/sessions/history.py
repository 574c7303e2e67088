"""What a session was: its earlier revisions, and changes for which one revision's file has no room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.files.durable import keep_copy, move, write
from sarcoma_tui.files.reach import read
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.desk import edited_outside
from sarcoma_tui.sessions.places import SIZE_LIMIT, Places, free
from sarcoma_tui.sessions.session import Change, Session
from sarcoma_tui.sessions.toml_form import dump_changes
from sarcoma_tui.sessions.toml_read import DamagedError, Read, loads, loads_changes
from sarcoma_tui.sessions.toml_values import lines

MOST: Final = 500
"""So many changes stand in one file at most; the oldest move to segments."""

LARGEST: Final = SIZE_LIMIT // 2
"""And so many bytes of them: notes log themselves whole, twice, with every change."""

_KEPT: Final = MOST // 2


def bounded(places: Places, session: Session) -> Session:
    """The session with no more changes than a file has room for; the oldest are in segments then, on disk.

    They belong to the revision that is being made.

    Raises:
        DurableError: a segment could not be written; nothing is changed.
    """
    sizes = [len(dump_changes([change])) for change in session.changes]
    if len(sizes) <= MOST and sum(sizes) <= LARGEST:
        return session
    moved = 0
    for part in _parts(sizes):
        _write_segment(places, session, moved, session.changes[moved : moved + part])
        moved += part
    return replace(
        session,
        changes=session.changes[moved:],
        changes_in_history=session.changes_in_history + moved,
        begun=session.begun + moved,
    )


def keep_revision(places: Places, session_id: str, revision: int, data: bytes) -> None:
    """Keep the saved file, whose bytes are `data`, as an earlier revision.

    Raises:
        DurableError: it may not be on disk.
    """
    path = places.ready(places.revision(session_id, revision))
    with suppress(DurableError):
        if read(path, SIZE_LIMIT, places.root) == data:
            return  # a save that failed later has kept it already
    keep_copy(places.session(session_id), free(path), places.root)


def edited(places: Places, found: Read) -> Read:
    """A saved session, with what its answers hold beyond its log, where the log can be followed."""
    session = found.session
    if not session.revision or found.newer_format or session.saved is None:
        return found
    with suppress(DurableError, DamagedError):
        log = (*_moved(places, session), *session.changes)
        before = _answers_before(places, session)
        return replace(found, outside=edited_outside(replace(session, changes=log), before, session.saved))
    return found


def _answers_before(places: Places, session: Session) -> Mapping[str, Answer]:
    """The answers of the revision before."""
    if session.revision == 1:
        return {}
    path = places.revision(session.id, session.revision - 1)
    return loads(read(path, SIZE_LIMIT, places.root), path.name).session.answers


def _moved(places: Places, session: Session) -> Iterator[Change]:
    """The changes of this revision that its file had no room for."""
    start = 0
    while start < session.changes_in_history:
        path = places.segment(session.id, session.revision, start)
        changes = loads_changes(read(path, SIZE_LIMIT, places.root), path.name)
        yield from changes[: session.changes_in_history - start]
        start += max(len(changes), 1)


def _parts(sizes: Sequence[int]) -> Iterator[int]:
    """How many of the oldest changes go to each segment; the newest stay, at least one."""
    stay, room = 0, LARGEST // 2
    while stay < min(_KEPT, len(sizes)) and (room := room - sizes[-1 - stay]) >= 0:
        stay += 1
    going = sizes[: len(sizes) - max(stay, 1)]
    count = size = 0
    for each in going:
        if count and (count >= _KEPT or size + each > LARGEST):
            yield count
            count = size = 0
        count, size = count + 1, size + each
    if count:
        yield count


def _write_segment(places: Places, session: Session, moved: int, changes: Sequence[Change]) -> None:
    start = session.changes_in_history + moved
    revision = session.revision + 1
    head = lines({"format": session.format, "id": session.id, "revision": revision, "start": start})
    data = head.encode() + dump_changes(changes)
    path = places.ready(places.segment(session.id, revision, start))
    with suppress(DurableError):
        before = read(path, SIZE_LIMIT, places.root)
        if not (data.startswith(before) or before.startswith(data)):
            move(path, free(path), places.root)  # of a draft that was given up: another log
    write(path, data, places.root)
