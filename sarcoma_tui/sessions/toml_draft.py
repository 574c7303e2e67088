"""A draft as bytes: a session file that grows by one `[[changes]]` record for each committed answer.

Every record ends with an empty line, which tells a whole one from one that a crash cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sarcoma_tui.files.faults import Fault
from sarcoma_tui.sessions.desk import replayed
from sarcoma_tui.sessions.session import Change, Session
from sarcoma_tui.sessions.toml_form import dump_changes, dumps
from sarcoma_tui.sessions.toml_read import DamagedError, Read, loads
from sarcoma_tui.sessions.toml_values import LOG

_HEADING = f"{LOG}\n".encode()


def dumps_draft(session: Session) -> bytes:
    """The whole file, ready to be added to."""
    return dumps(session) + b"\n"


def dumps_records(changes: Iterable[Change]) -> bytes:
    """What is added to a draft for these changes."""
    return dump_changes(changes)[1:] + b"\n"


def loads_draft(data: bytes, name: str, form: Sequence[str] = ()) -> Read:
    """A draft, its changes replayed (new answers in the order of `form`).

    A record that was cut off while it was written is dropped and said.

    Raises:
        DamagedError: it is not a draft.
    """
    plain = data.replace(b"\r\n", b"\n")
    kept = plain.rfind(b"\n\n") + 2
    if plain.endswith(b"\n\n") or not _is_record_begun(plain[kept:]):
        read = loads(plain, name)
    else:
        read = _perhaps_torn(plain, kept, name)
    if not read.session.changes and not read.newer_format:
        found = "the end of the file before its first change"
        line = plain.count(b"\n") + 1
        raise DamagedError([Fault(name, line, "changes", found, "a draft with its changes")])
    session = replace(read.session, form=tuple(form))
    return replace(read, session=replayed(session, session.changes))


def is_growable(data: bytes) -> bool:
    """Whether a record may simply be added at the end."""
    return data.endswith(b"\n\n") and b"\r" not in data


def _is_record_begun(end: bytes) -> bool:
    """Whether a file's end may be the beginning of a record."""
    return end.startswith(_HEADING) or _HEADING.startswith(end)


def _perhaps_torn(data: bytes, kept: int, name: str) -> Read:
    """A draft whose last record may have been cut off; an editor may have taken the empty line alone."""
    try:
        read = loads(data, name)
    except DamagedError:
        pass
    else:
        if data.endswith(b"\n") and read.session.changes and read.session.changes[-1].after is not None:
            return read
    read = loads(data[:kept], name)
    line = data.count(b"\n", 0, kept) + 1
    return replace(read, torn=f"{name}:{line}: the last change was cut off while it was written; dropped")
