"""The store: every file has its row, an id is found by its beginning, the trash gives back what it took."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions import listing, toml_read
from sarcoma_tui.sessions.events import Answered, Labelled, Tagged
from sarcoma_tui.sessions.history import MOST
from sarcoma_tui.sessions.shown import pack_ref
from sarcoma_tui.sessions.store import Listed, NoSuchSession, Store
from sarcoma_tui.sessions.toml_form import dumps
from sarcoma_tui.sessions.writer import HeldElsewhere, Writer, resume
from tests.sessions.making import (
    CONTENT,
    FORM,
    ID,
    NOW,
    PACK,
    act,
    answered,
    blank,
    files_in,
    on_disk,
    save,
    saved_in,
)

SECOND, THIRD = "01JDBQ3S0000000000000000BB", "01JDCQ3S0000000000000000CC"


def drafted(store: Store, session_id: str = ID, label: str = "") -> None:
    """A draft: of the saved session, if there is one."""
    if store.places.session(session_id).exists():
        session, writer = resume(store, store.find(session_id), FORM)
    else:
        session, writer = answered(blank(session_id)), Writer(store, session_id)
    writer.commit(act(session, Answered("grade", "G3"), Labelled(label or "x")))
    writer.close()


def ids(rows: list[Listed]) -> list[tuple[str, str]]:
    return [(row.id, row.status) for row in rows]


def test_an_empty_store_has_nothing_and_makes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "not-there-yet")
    assert (store.listed(), store.trashed()) == ([], [])
    with pytest.raises(NoSuchSession):
        store.find("01")
    assert not (tmp_path / "not-there-yet").exists()


def test_a_row_says_what_the_file_holds(store: Store) -> None:
    session = act(blank(label="clinic-14"), Tagged(("mdt-thursday",)))
    writer = Writer(store, ID)
    writer.commit(answered(session))
    save(writer, answered(session))
    writer.close()
    (row,) = store.listed()
    assert row == Listed(
        id=ID,
        label="clinic-14",
        status="saved",
        revision=1,
        created=NOW,
        saved=NOW + timedelta(minutes=1),
        tags=("mdt-thursday",),
        groups={"ajcc8": ("IIIA",), "uicc9": ("IIIA",)},
        situation="new-diagnosis",
        pack=PACK,
        path=store.places.session(ID),
        reason="",
    )


def test_a_draft_s_row_has_its_changes_in_it(store: Store) -> None:
    drafted(store, SECOND, label="first words")
    saved_in(store)
    drafted(store, ID, label="newer words")
    rows = {(row.id, row.status): row for row in store.listed()}
    assert rows[ID, "draft"].label == "newer words" and rows[ID, "saved"].label == ""
    assert rows[ID, "draft"].groups == {"ajcc8": ("IIIA",), "uicc9": ("IIIA",)}
    assert rows[SECOND, "draft"].groups == {} and rows[SECOND, "draft"].label == "first words"
    assert rows[SECOND, "draft"].situation == "new-diagnosis"


def test_the_newest_stand_first(store: Store) -> None:
    for number, session_id in enumerate((SECOND, ID, THIRD)):
        saved_in(store, session_id, at=NOW + timedelta(hours=(1, 2, 1)[number]))
    assert [row.id for row in store.listed()] == [ID, THIRD, SECOND]
    drafted(store, SECOND)
    assert ids(store.listed())[-2:] == [(SECOND, "saved"), (SECOND, "draft")], "by when it was changed last"


def test_a_session_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    for session_id in (ID, SECOND, THIRD):
        saved_in(store, session_id)
    assert store.find("01JDC").id == THIRD and store.find("01jdbq3s0000000000000000a").id == ID
    with pytest.raises(NoSuchSession, match=f"beginning of 2 ids: {ID}, {SECOND}"):
        store.find("01JDB")
    with pytest.raises(NoSuchSession, match=f"begins with 01JDBQ3S0000000000000000AC; nearest: {ID}"):
        store.find("01JDBQ3S0000000000000000AC")
    with pytest.raises(NoSuchSession, match="empty id"):
        store.find("")
    with pytest.raises(NoSuchSession, match=r"\\x1b"):
        store.find("\x1b[2J")
    drafted(store, THIRD)
    assert store.find(THIRD).status == "saved", "rather than its own draft"
    store.places.session(THIRD).unlink()
    assert store.find(THIRD).status == "draft"


def test_an_id_that_begins_another_is_found_whole(store: Store) -> None:
    saved_in(store, "abc")
    saved_in(store, "abcd")
    assert store.find("abc").id == "abc"


@pytest.mark.parametrize(
    "name",
    [
        f"{ID}.sync-conflict-20261123-091244-ABCDEFG.toml",
        f"{ID} (conflicted copy).toml",
        f"{SECOND}.toml",
        "x.toml",
    ],
)
def test_copies_with_the_same_id_are_conflict_copies(store: Store, name: str) -> None:
    saved_in(store)
    copy = store.places.sessions / name
    copy.write_bytes(store.places.session(ID).read_bytes())
    rows = {row.path.name: row for row in store.listed()}
    assert rows[f"{ID}.toml"].status == "saved" and rows[f"{ID}.toml"].reason == ""
    assert rows[name].status == "conflict-copy" and rows[name].id == ID
    assert f"copy of {ID}.toml" in rows[name].reason
    assert store.find(ID).path.name == f"{ID}.toml"
    assert store.read(rows[name]).session.id == ID, "it can be looked at"
    with pytest.raises(DurableError, match="read only"):
        resume(store, rows[name], FORM)


def test_a_file_with_another_name_than_its_id_says_so(store: Store) -> None:
    saved_in(store)
    store.places.session(ID).rename(store.places.sessions / "mine.toml")
    (row,) = store.listed()
    assert (row.id, row.status) == (ID, "conflict-copy") and f"name the file {ID}.toml" in row.reason
    assert store.find("01JDBQ").path.name == "mine.toml", "it is found all the same"


def test_other_files_are_none_of_ours(store: Store) -> None:
    saved_in(store)
    for name in (".x.toml.1.ab.tmp", "notes.txt", ".hidden.toml", f"{ID}.toml~", f"{ID}.toml.bak"):
        (store.places.sessions / name).write_text("?")
    assert ids(store.listed()) == [(ID, "saved")]


def test_a_newer_format_is_read_only_and_left_alone(store: Store) -> None:
    saved_in(store)
    path = store.places.session(ID)
    path.write_bytes(path.read_bytes().replace(b"format = 1", b"format = 2", 1) + b"\n[[new]]\nx = 1\n")
    before = path.read_bytes()
    (row,) = store.listed()
    assert row.status == "newer-format" and "format 2" in row.reason and row.label == ""
    assert store.read(row).newer_format
    with pytest.raises(DurableError, match="format 2"):
        resume(store, row, FORM)
    assert path.read_bytes() == before


def test_trash_and_back_is_as_if_nothing_had_been(store: Store) -> None:
    saved_in(store)
    drafted(store)
    drafted(store, SECOND)
    before, rows = files_in(store.data), store.listed()
    for session_id in (ID, SECOND):
        store.trash(store.find(session_id))
    assert store.listed() == [] and {row.status for row in store.trashed()} == {"trashed"}
    assert sorted(files_in(store.data).values()) == sorted(before.values())
    assert store.read(store.find(SECOND, trashed=True)).session.answers["grade"] == "G3"
    for session_id in (ID, SECOND):
        store.restore(store.find(session_id, trashed=True))
    assert (store.trashed(), store.listed()) == ([], rows)
    assert files_in(store.data) == before


def test_nothing_in_the_trash_is_overwritten_and_nothing_by_restoring(store: Store) -> None:
    saved_in(store, label="first")
    first = store.trash(store.find(ID))
    saved_in(store, label="second")
    second = store.trash(store.find(ID))
    assert first != second and len(store.trashed()) == 2
    row = next(row for row in store.trashed() if row.path == second)
    assert store.restore(row) == store.places.session(ID)
    assert on_disk(store).label == "second"
    before = files_in(store.data)
    with pytest.raises(DurableError, match="there already"):
        store.restore(store.find(ID, trashed=True))
    assert files_in(store.data) == before


def test_a_session_that_is_being_edited_is_not_moved(store: Store) -> None:
    saved_in(store)
    session, writer = resume(store, store.find(ID), FORM)
    writer.commit(act(session, Answered("grade", "G3")))
    with pytest.raises(HeldElsewhere):
        store.trash(store.find(ID))
    assert len(store.listed()) == 2
    writer.close()
    store.trash(store.find(ID))


def test_only_what_is_in_the_trash_is_restored(store: Store) -> None:
    saved_in(store)
    with pytest.raises(DurableError, match="not in the trash"):
        store.restore(store.find(ID))


def test_a_brand_new_session_is_saved_at_once(store: Store) -> None:
    pack = load_pack(CONTENT)
    session = replace(blank(), answers={"bell": "yes", "from-elsewhere": "kept"}, pack=pack_ref(pack))
    made = store.new(session, pack)
    (row,) = store.listed()
    assert (row.id, row.status, row.revision, row.saved) == (ID, "saved", 1, NOW)
    assert made.answers == session.answers == on_disk(store).answers and made.revision == 1
    assert [change.what for change in on_disk(store).changes] == ["bell", "from-elsewhere"]
    assert store.read(row).remarks == ()
    shown = on_disk(store).shown
    assert shown is not None and len(shown.assessment_sha256) == 64
    assert sorted(files_in(store.data)) == [f"sessions/{ID}.toml"]
    with pytest.raises(DurableError, match="nothing was overwritten"):
        store.new(session, pack)


def test_a_list_takes_the_long_log_at_a_glance(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    session = act(blank(), *(Answered("grade", f"G{number % 3}") for number in range(MOST)))
    path = store.places.ready(store.places.session(ID))
    path.write_bytes(dumps(replace(session, revision=1, saved=NOW)))
    seen: list[int] = []

    def counted(data: bytes, name: str) -> object:
        seen.append(len(data))
        return real(data, name)

    real = toml_read.loads
    monkeypatch.setattr(listing, "loads", counted)
    (row,) = store.listed()
    assert row.status == "saved" and len(path.read_bytes()) > 40_000
    assert seen and max(seen) < 1000, "bytes that were parsed"
