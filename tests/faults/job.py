"""A process that does one thing with the store when it is told to, so that a tracer can be put on it before.

Run as a module it is a server: for each `SCENARIO FOLDER` line it forks a child, which gets everything ready,
says `ready PID`, waits for `go`, and does it. What came of it is one JSON line.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import filelock  # noqa: F401 - now, so that no trace is of its import

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.draft_file import FULL
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.events import Answered, NotesChanged
from sarcoma_tui.sessions.session import NOTES_LIMIT, Session
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.toml_draft import dumps_draft
from sarcoma_tui.sessions.writer import Writer, resume
from tests.sessions.making import FORM, ID, NOW, PACK, SHOWN, act, answered, blank, save, saved_in, store_in

LAST = Answered("grade", "G3")
"""The answer that the traced commit or save brings to disk."""

MARK = "/what-follows-is-the-report"
"""A name that is looked for when the job is done, so that a trace shows where it ends."""

Job = Callable[[], object]


def prepare(scenario: str, folder: Path) -> Session:
    """Put on disk what a scenario starts from; the session that is committed then."""
    store = store_in(folder)
    if scenario == "first-commit":
        return blank()
    if scenario in ("next-save", "move"):
        saved_in(store)
    session = answered(blank())
    while scenario == "segment" and len(dumps_draft(session)) < FULL - 3 * NOTES_LIMIT:
        session = _noted(session)
    writer = Writer(store, ID)
    if scenario in ("next-save", "move"):
        session, writer = resume(store, store.find(ID), FORM)
        session = act(session, Answered("site", "orbit"))
    if scenario in ("next-save", "first-save"):
        session = act(session, LAST)
    writer.commit(session)
    writer.close()
    return session


def job(scenario: str, store: Store) -> Job:
    """What a scenario does, ready to be done."""
    if scenario == "move":

        def move() -> None:
            if not store.trashed():
                store.trash(store.find(ID))
            store.restore(store.find(ID, trashed=True))

        return move
    if scenario == "first-commit":
        session, writer = blank(), Writer(store, ID)
    else:
        session, writer = resume(store, store.find(ID), FORM)
    if scenario.endswith("save"):
        return lambda: writer.save(session, PACK, SHOWN, NOW)
    later = answered(session) if scenario == "first-commit" else session
    if scenario == "segment":
        later = _noted(_noted(later))
    later = act(later, LAST)
    return lambda: writer.commit(later)


def _noted(session: Session) -> Session:
    """With a change as large as one can be."""
    return act(session, NotesChanged(f"{len(session.changes)}".ljust(NOTES_LIMIT, "x")))


def go_on(store: Store) -> Session:
    """What the next start of the program does: open what is there and save it."""
    pending(store)
    session, writer = resume(store, store.find(ID), FORM)
    session = save(writer, act(session, Answered("size_cm", "unknown")))
    writer.close()
    return session


def temporary(folder: Path) -> list[str]:
    """Names of files that should not be left."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.name.endswith(".tmp"))


def _mark() -> None:
    with suppress(OSError):
        os.open(MARK, os.O_RDONLY)


def _outcome(done: Job, folder: Path) -> dict[str, object]:
    """Do it, and again where it failed."""
    try:
        done()
        _mark()
    except DurableError as error:
        saved = folder / "sessions" / f"{ID}.toml"
        left = temporary(folder)
        bytes_then = saved.read_text() if saved.exists() else ""
        done()
        return {"error": str(error), "advice": error.advice, "left": left, "saved": bytes_then}
    return {"error": "", "left": temporary(folder)}


def _serve() -> None:
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1).value, 0, 0, 0)  # any process may trace this one
    for line in iter(sys.stdin.readline, ""):
        scenario, _, name = line.strip().partition(" ")
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(writing)
            _child(scenario, Path(name), reading)
        os.close(reading)
        sys.stdin.readline()  # go
        os.write(writing, b"go")
        os.close(writing)
        _, status = os.waitpid(child, 0)
        print(f"ended {status}", flush=True)


def _child(scenario: str, folder: Path, reading: int) -> None:
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1).value, 0, 0, 0)
    done = job(scenario, store_in(folder))
    os.write(1, f"ready {os.getpid()}\n".encode())
    os.read(reading, 2)
    try:
        text = json.dumps(_outcome(done, folder))
    except BaseException as error:
        text = json.dumps({"raised": repr(error)})
    os.write(1, f"{text}\n".encode())
    os._exit(0)


if __name__ == "__main__":
    _serve()
