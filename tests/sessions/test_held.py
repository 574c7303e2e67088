"""Two programs on one session: the second is told who has it; what the first wrote is not touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.writer import HeldElsewhere, Writer, resume
from tests.sessions.making import (
    FORM,
    ID,
    act,
    answered,
    blank,
    draft_on_disk,
    on_disk,
    save,
    saved_in,
)

SECOND = "01JDBQ3S0000000000000000BB"
EDIT = """
import sys
from pathlib import Path
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.sessions.writer import resume
from tests.sessions.making import FORM, act, save, store_in
store = store_in(Path(sys.argv[1]))
session, writer = resume(store, store.find(sys.argv[2]), FORM)
session = act(session, Answered("grade", "G1"))
writer.commit(session)
print("committed", flush=True)
for line in sys.stdin:
    if line == "save\\n":
        save(writer, session)
        print("saved", flush=True)
    else:
        break
writer.close()
"""


def other(store: Store) -> subprocess.Popen[str]:
    """Another program that edits the session and has committed one answer."""
    process = subprocess.Popen(
        [sys.executable, "-c", EDIT, str(store.data), ID],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "committed\n"
    return process


def test_the_second_is_told_host_and_process_and_may_read(store: Store) -> None:
    saved_in(store)
    with other(store) as first:
        before = store.places.draft(ID).read_bytes()
        with pytest.raises(HeldElsewhere) as caught:
            resume(store, store.find(ID), FORM)
        assert (caught.value.pid, caught.value.host) == (first.pid, os.uname().nodename)
        assert f"process {first.pid} on {os.uname().nodename}" in str(caught.value)
        writer = Writer(store, ID)
        with pytest.raises(HeldElsewhere):
            writer.commit(act(answered(blank()), Answered("grade", "G2")))
        writer.close()
        assert store.read(store.find(ID)).session.answers["grade"] == "unknown"
        assert [row.id for row in pending(store)] == [ID]
        assert store.places.draft(ID).read_bytes() == before
        first.communicate("end\n")
    session, writer = resume(store, store.find(ID), FORM)
    assert session.answers["grade"] == "G1", "after it ended the second goes on from its draft"
    writer.close()


def test_a_program_that_was_killed_holds_nothing(store: Store) -> None:
    saved_in(store)
    with other(store) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert store.places.lock(ID).exists()
    left = store.places.drafts / f".{ID}.toml.{first.pid}.abcd.tmp"
    others = store.places.drafts / f".{SECOND}.toml.{first.pid}.abcd.tmp"
    left.write_bytes(b"half")
    others.write_bytes(b"half")
    session, writer = resume(store, store.find(ID), FORM)
    assert session.answers["grade"] == "G1"
    assert not left.exists() and others.exists(), "what it left half written is swept, of this session alone"
    writer.close()
    assert not store.places.lock(ID).exists()


def test_a_lock_of_another_machine_is_taken_over_only_when_told(store: Store) -> None:
    saved_in(store)
    lock = store.places.ready(store.places.lock(ID))
    lock.write_text("4711\nward-3-terminal\n")
    with pytest.raises(HeldElsewhere, match="process 4711 on ward-3-terminal") as caught:
        resume(store, store.find(ID), FORM)
    assert caught.value.foreign and lock.read_text() == "4711\nward-3-terminal\n"
    with pytest.raises(HeldElsewhere):
        store.trash(store.find(ID))
    _, writer = resume(store, store.find(ID), FORM, force=True)
    writer.close()


def test_no_save_of_one_is_overwritten_by_the_other(store: Store) -> None:
    """Two machines on one folder: locks do not reach, the files do."""
    saved_in(store)
    with other(store) as first:
        assert first.stdin is not None and first.stdout is not None
        store.places.lock(ID).unlink()  # as where locks do not reach
        store.places.draft(ID).rename(store.data / "theirs")
        session, writer = resume(store, store.find(ID), FORM)
        first.stdin.write("save\n")
        first.stdin.flush()
        assert first.stdout.readline() == "saved\n"
        theirs = store.places.session(ID).read_bytes()
        session = act(session, Answered("grade", "G3"))
        writer.commit(session)
        with pytest.raises(DurableError, match="changed by another program"):
            save(writer, session)
        assert store.places.session(ID).read_bytes() == theirs and on_disk(store).revision == 2
        assert draft_on_disk(store).answers["grade"] == "G3"
        writer.close()
        first.communicate("end\n")


def test_a_lock_is_given_back_even_when_opening_fails(store: Store) -> None:
    saved_in(store)
    row = store.find(ID)
    store.places.session(ID).write_bytes(b"")
    with pytest.raises(Exception, match="found nothing"):
        resume(store, row, FORM)
    assert not store.places.lock(ID).exists()


LAYERS = """
import sys
from sarcoma_tui.sessions import drafts, first, store, writer
print(sorted({"pydantic", "click", "textual", "rich", "platformdirs", "filelock", "ulid"} & set(sys.modules)))
"""


def test_the_store_needs_no_validator_no_terminal_and_no_command_line() -> None:
    done = subprocess.run([sys.executable, "-c", LAYERS], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
