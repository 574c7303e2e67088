"""The content a session was assessed with is kept beside it, whole and checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions.archive import _mark, archive, archived
from sarcoma_tui.sessions.shown import pack_ref
from sarcoma_tui.sessions.store import Store
from tests.sessions.making import CONTENT, PACK, saved_in


def whole(folder: Path) -> dict[str, bytes]:
    return read_files(folder).toml


def test_a_save_keeps_the_content_and_it_loads_again(store: Store) -> None:
    saved_in(store)
    kept = archived(store, PACK.sha256)
    assert kept == store.data / "packs" / PACK.sha256
    assert whole(kept) == whole(CONTENT)
    assert pack_ref(load_pack(kept)).sha256 == PACK.sha256
    assert [path.name for path in (store.data / "packs").iterdir()] == [PACK.sha256]
    for path in kept.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_what_is_kept_is_not_written_again(store: Store) -> None:
    kept = archive(store, CONTENT, PACK.sha256)
    before = {path: path.stat().st_ino for path in kept.rglob("*")}
    assert archive(store, Path("/nowhere"), PACK.sha256) == kept, "nor is the content looked for"
    assert {path: path.stat().st_ino for path in kept.rglob("*")} == before


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "empty"])
def test_a_damaged_archive_is_noticed_and_made_anew_beside(store: Store, damage: str) -> None:
    kept = archive(store, CONTENT, PACK.sha256)
    file = kept / "pack.toml"
    if damage == "changed":
        file.write_bytes(file.read_bytes() + b"\n")
    elif damage == "added":
        (kept / "more.toml").write_bytes(b"")
    else:
        file.unlink()
    if damage == "empty":
        shutil.rmtree(kept)
        kept.mkdir()
    assert archived(store, PACK.sha256) is None
    again = archive(store, CONTENT, PACK.sha256)
    assert again == kept == archived(store, PACK.sha256)
    names = sorted(path.name for path in (store.data / "packs").iterdir())
    assert names == [PACK.sha256, f"{PACK.sha256}.damaged"], "what was there is kept"


def test_content_that_is_another_by_now_is_refused(store: Store, tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    edited = tmp_path / "content" / "pack.toml"
    edited.write_bytes(edited.read_bytes() + b"# meanwhile\n")
    with pytest.raises(DurableError, match="changed since it was loaded"):
        archive(store, tmp_path / "content", PACK.sha256)
    with pytest.raises(DurableError, match="cannot be read"):
        archive(store, tmp_path / "nowhere", PACK.sha256)
    assert not store.places.packs.exists()


@pytest.mark.parametrize("sha256", ["", "..", "../sessions", "A" * 64, "0" * 63, f"{'0' * 64}\n"])
def test_what_is_no_digest_never_becomes_a_path(store: Store, sha256: str) -> None:
    assert archived(store, sha256) is None
    with pytest.raises(DurableError):
        archive(store, CONTENT, sha256)
    assert not store.places.packs.exists()


def test_what_a_killed_process_left_is_removed_and_a_living_one_s_is_not(store: Store) -> None:
    archive(store, CONTENT, PACK.sha256)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    packs = store.places.packs
    shutil.rmtree(packs / PACK.sha256)
    left, living, foreign = (
        packs / name
        for name in (
            f"{_mark()}{dead.pid}.ab.tmp",
            f"{_mark()}{os.getpid()}.ab.tmp",
            f".00000000.{dead.pid}.ab.tmp",
        )
    )
    for folder in (left, living, foreign):
        folder.mkdir()
    archive(store, CONTENT, PACK.sha256)
    assert not left.exists() and living.exists() and foreign.exists()
