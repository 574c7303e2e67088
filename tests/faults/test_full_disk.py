"""A disk that is full, and one that is read only, for real."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.events import Answered, NotesChanged
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.writer import Writer, resume
from tests.faults.job import temporary
from tests.faults.tally import TALLY
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
    store_in,
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Use up every byte."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return ballast


def test_a_full_disk_is_said_and_nothing_is_lost(disk: Path) -> None:
    store = store_in(disk)
    saved_in(store)
    session, writer = resume(store, store.find(ID), FORM)
    session = act(session, Answered("grade", "G1"))
    writer.commit(session)
    ballast = fill(disk)
    written, old = writer.written, store.places.session(ID).read_bytes()
    session = act(session, Answered("grade", "G3"), NotesChanged("x" * 10_000))
    for attempt in (lambda: writer.commit(session), lambda: save(writer, session)) * 2:
        with pytest.raises(DurableError, match="the disk is full; free some space") as caught:
            attempt()
        TALLY["calls failed"] += 1
        assert str(disk) in str(caught.value)
        assert writer.written == written, "nothing is called written that is not"
        assert temporary(disk) == []
        assert store.places.session(ID).read_bytes() == old
        assert draft_on_disk(store).answers["grade"] == "G1"
    ballast.unlink()
    writer.commit(session)
    assert draft_on_disk(store).answers == session.answers
    session = save(writer, session)
    writer.close()
    assert on_disk(store).answers == session.answers and on_disk(store).revision == 2


def test_a_disk_that_is_full_from_the_start(disk: Path) -> None:
    store = store_in(disk)
    ballast = fill(disk)
    writer, session = Writer(store, ID), answered(blank())
    for _ in range(2):
        with pytest.raises(DurableError, match="the disk is full"):
            writer.commit(session)
        TALLY["calls failed"] += 1
    ballast.unlink()
    writer.commit(session)
    assert draft_on_disk(store).answers == session.answers
    writer.close()


def test_a_read_only_disk_can_be_read(disk: Path) -> None:
    store = store_in(disk)
    saved_in(store)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    (row,) = store.listed()
    assert store.read(row).session.answers
    for attempt in (lambda: resume(store, row, FORM), lambda: store.trash(row)):
        with pytest.raises(DurableError, match="read only"):
            attempt()
        TALLY["calls failed"] += 1


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "drafts").write_bytes(b"")
    writer = Writer(store, ID)
    with pytest.raises(DurableError, match="drafts: a file stands where a folder should be"):
        writer.commit(answered(blank()))
    writer.close()
    with pytest.raises(DurableError, match="drafts: a file stands"):
        store.listed()
