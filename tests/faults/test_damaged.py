"""Files that are no sessions any more: listed with the reason and the line, left as they are, in bounds."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.listing import newest_first, rows
from sarcoma_tui.sessions.log_scan import START
from sarcoma_tui.sessions.store import DamagedError, Listed, Store
from sarcoma_tui.sessions.toml_read import loads
from sarcoma_tui.sessions.writer import resume
from tests.faults.tally import TALLY
from tests.sessions.making import ID, saved_in, store_in

GOLDEN = (Path(__file__).parents[1] / "sessions" / "known.toml").read_bytes()
HEAD = GOLDEN.find(START)
OTHER = "01JDBQ3S0000000000000000ZZ"
LIST = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from sarcoma_tui.sessions.store import Store
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = Store(Path(sys.argv[1])).listed()
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([[row.id, row.status, row.reason, used] for row in rows]))
"""


@pytest.fixture
def store(fast: Path) -> Store:
    """A store with one good session in it."""
    (fast / "data").mkdir(mode=0o700)
    store = store_in(fast / "data")
    saved_in(store, OTHER)
    return store


def listed(store: Store, data: bytes, alone: bool = False) -> Listed:
    """The row of a file with these bytes; the other session is listed as ever, and nothing is written."""
    path = store.places.session(ID)
    path.write_bytes(data)
    if alone:
        (row,) = newest_first(rows(path.parent, store.data, [path.name]))
    else:
        found = {row.id: row for row in store.listed()}
        assert found.pop(OTHER).status == "saved"
        (row,) = found.values()
    TALLY["files damaged"] += 1
    assert path.read_bytes() == data
    return row


def unreadable(store: Store, row: Listed) -> bool:
    """Whether reading it says why and where, as its row does."""
    if row.status != "damaged":
        return False
    assert row.reason.startswith(f"sessions/{row.path.name}"), row.reason
    with pytest.raises(DamagedError) as caught:
        store.read(row)
    assert str(caught.value.faults[0]) == row.reason
    return True


def test_cut_at_every_byte_it_is_damaged_or_keeps_its_answers(store: Store) -> None:
    whole = loads(GOLDEN, "x").session
    damaged = 0
    for length in range(len(GOLDEN)):
        row = listed(store, GOLDEN[:length], alone=True)
        if unreadable(store, row):
            damaged += 1
            assert ":" in row.reason.removeprefix(f"sessions/{ID}.toml"), "with its line"
            continue
        assert length >= HEAD - 1, f"cut at {length}, within the head"
        session = store.read(row).session
        assert (session.answers, session.decision) == (whole.answers, whole.decision)
    assert damaged > HEAD


def test_any_byte_flipped_it_is_damaged_or_a_session(store: Store) -> None:
    dice = random.Random(20261123)
    for _ in range(600):
        at, bit = dice.randrange(len(GOLDEN)), 1 << dice.randrange(8)
        data = bytearray(GOLDEN)
        data[at] ^= bit
        row = listed(store, bytes(data), alone=True)
        if not unreadable(store, row) and row.status == "saved":
            assert store.read(row).session.id == row.id


def test_any_byte_of_a_draft_flipped_or_cut_it_is_never_dropped(store: Store) -> None:
    dice = random.Random(20261124)
    store.places.ready(store.places.draft(ID))
    draft = GOLDEN + b"\n"
    for _ in range(300):
        data = bytearray(draft[: dice.randrange(len(draft)) if dice.random() < 0.5 else None])
        if data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path = store.places.draft(ID)
        path.write_bytes(data)
        pending(store)
        (row,) = [row for row in store.listed() if row.path == path]
        assert row.status in ("draft", "damaged", "newer-format", "conflict-copy")
        assert path.read_bytes() == data
        TALLY["files damaged"] += 1


BAD = {
    "empty": (b"", "format"),
    "NULs": (b"\0" * 4096, "line|:1"),
    "a NUL": (GOLDEN.replace(b"clinic-14", b"clinic\x0014", 1), ":5"),
    "not UTF-8": (GOLDEN.replace(b"clinic-14", b"clinic-\xff", 1), ":5: found byte 0xff"),
    "UTF-16": (GOLDEN.decode().encode("utf-16"), "UTF-8"),
    "BOM": (b"\xef\xbb\xbf" + GOLDEN, ":1: found a byte order mark"),
    "50 MB": (b"", "more than 1024 KiB"),
    "1 MiB of text": (GOLDEN + b"# " + b"x" * (1 << 20), "more than 1024 KiB"),
    "lists 10 000 deep": (b"x = " + b"[" * 10_000 + b"\n" + GOLDEN, "within each other|nested"),
    "tables 10 000 deep": (b"x = " + b"{a=" * 10_000 + b"\n" + GOLDEN, "within each other|nested"),
    "a key 10 000 deep": (b"a." * 10_000 + b"b = 1\n" + GOLDEN, "within each other"),
    "many keys": (GOLDEN + b"\n[x]\n" + b"".join(b"k%d=\n" % n for n in range(50_000)), "value"),
    "a key twice": (GOLDEN.replace(b"id =", b"revision = 8\nid =", 1), ":4: revision: .* stands twice"),
    "a table twice": (GOLDEN.replace(b"[shown]", b"[pack]\n[shown]"), "twice"),
    "a huge number": (GOLDEN.replace(b"size_cm = 7.5", b"size_cm = " + b"9" * 5000), "too many digits"),
    "a number of 65 bits": (GOLDEN.replace(b"size_cm = 7.5", b"size_cm = 18446744073709551616"), "64 bits"),
    "a date that does not exist": (GOLDEN.replace(b"2026-10-01", b"2026-02-30"), ":21"),
    "a time out of range": (GOLDEN.replace(b"created = 2026-11-23T09", b"created = 2026-11-23T25"), ":6"),
    "no zone": (GOLDEN.replace(b"09:12:44Z", b"09:12:44", 1), ":6: created"),
    "another kind of value": (GOLDEN.replace(b"revision = 7", b'revision = "7"'), ":3: revision: found"),
    "an id that leads out": (GOLDEN.replace(ID.encode(), b"../../etc/passwd"), ":4: id"),
    "no answers": (GOLDEN.replace(b"[answers]", b"[answer]"), "answers: found nothing.*nearest: answer"),
    "escape codes": (b"\x1b]0;x\x07 = 1\n" + GOLDEN, ":1"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_with_its_line(store: Store, name: str) -> None:
    data, said = BAD[name]
    if name == "50 MB":
        path = store.places.session(ID)
        with path.open("wb") as file:
            file.write(GOLDEN)
            file.truncate(50_000_000)
        before = path.stat()
    else:
        row = listed(store, data)
        assert unreadable(store, row) and re.search(said, row.reason), row.reason
        assert row.reason.isprintable()
    done = subprocess.run(
        [sys.executable, "-c", LIST, str(store.data)], capture_output=True, text=True, check=True
    )
    found = {row[0]: row[1:] for row in json.loads(done.stdout)}
    assert found[ID][0] == "damaged" and re.search(said, found[ID][1])
    assert found[OTHER][0] == "saved"
    assert found[ID][2] < 256 << 10, "so many KiB at most while it was listed"
    if name == "50 MB":
        TALLY["files damaged"] += 1
        after = store.places.session(ID).stat()
        assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_line_ends_of_another_system_are_no_damage(store: Store) -> None:
    row = listed(store, GOLDEN.replace(b"\n", b"\r\n"))
    assert row.status == "saved"
    assert store.read(row).session.decision == loads(GOLDEN, "x").session.decision


def test_a_damaged_file_cannot_be_thrown_away_nor_opened_for_editing(store: Store) -> None:
    row = listed(store, GOLDEN[: HEAD // 2])
    with pytest.raises(DurableError, match="left as it is"):
        store.trash(row)
    with pytest.raises(DamagedError):
        resume(store, row, ())
    assert row.path.read_bytes() == GOLDEN[: HEAD // 2]


@pytest.mark.parametrize("kind", ["a link", "a folder", "a pipe", "no rights"])
def test_what_is_no_file_is_listed_too(store: Store, kind: str, tmp_path: Path) -> None:
    path = store.places.session(ID)
    if kind == "a link":
        (tmp_path / "theirs").write_bytes(GOLDEN)
        path.symlink_to(tmp_path / "theirs")
    elif kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    else:
        if os.geteuid() == 0:
            pytest.skip("root may read everything")
        path.write_bytes(GOLDEN)
        path.chmod(0)
    found = {row.id: row for row in store.listed()}
    assert found[ID].status == "damaged" and str(path) in found[ID].reason
    assert found[OTHER].status == "saved"
