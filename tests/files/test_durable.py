"""Writing for good: what holds on a healthy disk. Faults are in tests/faults."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sarcoma_tui.files import durable
from sarcoma_tui.files.reach import make_folder, read
from sarcoma_tui.files.trouble import DurableError


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o377, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    make_folder(tmp_path / "a" / "b", tmp_path)
    durable.write(tmp_path / "a" / "b" / "x.toml", b"one", tmp_path)
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700
    assert mode(tmp_path / "a" / "b" / "x.toml") == 0o600


def test_a_replaced_file_is_a_new_one_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"old")
    path.chmod(0o644)
    other = tmp_path / "second-name"
    other.hardlink_to(path)
    durable.write(path, b"new" * 100_000)
    assert path.read_bytes() == b"new" * 100_000 and mode(path) == 0o600
    assert other.read_bytes() == b"old", "the old revision is untouched under its other name"
    assert names(tmp_path) == ["second-name", "x.toml"]


def test_append_adds_and_refuses_a_file_that_somebody_else_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    durable.write(path, b"one\n")
    durable.append(path, b"two\n", length=4)
    assert path.read_bytes() == b"one\ntwo\n"
    with pytest.raises(DurableError, match="changed by another program"):
        durable.append(path, b"three\n", length=4)
    assert path.read_bytes() == b"one\ntwo\n"
    with pytest.raises(DurableError):
        durable.append(tmp_path / "missing", b"x")
    assert names(tmp_path) == ["x.toml"], "append never makes a file"


@pytest.mark.parametrize("inner", ["sessions", "history/01X"])
def test_no_write_goes_through_a_link(tmp_path: Path, inner: str) -> None:
    root, outside = tmp_path / "data", tmp_path / "outside"
    (root / inner).parent.mkdir(parents=True)
    outside.mkdir()
    (outside / "x.toml").write_bytes(b"theirs")
    (root / inner).symlink_to(outside)
    attempts: list[Callable[[], object]] = [
        lambda: durable.write(root / inner / "x.toml", b"ours", root),
        lambda: durable.append(root / inner / "x.toml", b"ours", root),
        lambda: durable.remove(root / inner / "x.toml", root),
        lambda: make_folder(root / inner, root),
        lambda: make_folder(root / inner / "deeper", root),
    ]
    for attempt in attempts:
        with pytest.raises(DurableError) as caught:
            attempt()
        assert str(caught.value.path).startswith(str(root)) and caught.value.advice
    assert names(outside) == ["x.toml"] and (outside / "x.toml").read_bytes() == b"theirs"


def test_a_link_in_place_of_the_file_is_replaced_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    (root / "x.toml").symlink_to(theirs)
    with pytest.raises(DurableError):
        durable.append(root / "x.toml", b"ours", root)
    with pytest.raises(DurableError):
        read(root / "x.toml", root=root)
    durable.write(root / "x.toml", b"ours", root)
    assert theirs.read_bytes() == b"theirs" and (root / "x.toml").read_bytes() == b"ours"


def test_a_link_above_the_root_is_the_users_own_choice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    root = tmp_path / "link"
    root.symlink_to(tmp_path / "real")
    make_folder(root / "sessions", root)
    durable.write(root / "sessions" / "x", b"1", root)
    assert (tmp_path / "real" / "sessions" / "x").read_bytes() == b"1"


def test_reading_is_bounded_and_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a" * 100)
    assert read(tmp_path / "x") == b"a" * 100
    assert read(tmp_path / "x", limit=10) == b"a" * 11
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DurableError, match="not a regular file"):
        read(tmp_path / "pipe")
    with pytest.raises(DurableError):
        read(tmp_path / "missing")


def test_a_kept_copy_survives_the_replacement(tmp_path: Path) -> None:
    for folder in ("sessions", "history"):
        make_folder(tmp_path / folder, tmp_path)
    session, copy = tmp_path / "sessions" / "x.toml", tmp_path / "history" / "1.toml"
    durable.write(session, b"revision 1", tmp_path)
    durable.keep_copy(session, copy, tmp_path)
    durable.write(session, b"revision 2", tmp_path)
    assert (session.read_bytes(), copy.read_bytes()) == (b"revision 2", b"revision 1")
    with pytest.raises(DurableError):
        durable.keep_copy(session, copy, tmp_path)
    assert copy.read_bytes() == b"revision 1", "a copy that exists is never replaced"


def test_move_and_remove(tmp_path: Path) -> None:
    make_folder(tmp_path / "trash", tmp_path)
    durable.write(tmp_path / "x", b"1", tmp_path)
    durable.move(tmp_path / "x", tmp_path / "trash" / "x", tmp_path)
    assert names(tmp_path) == ["trash"] and (tmp_path / "trash" / "x").read_bytes() == b"1"
    durable.remove(tmp_path / "trash" / "x", tmp_path)
    durable.remove(tmp_path / "trash" / "x", tmp_path)
    assert names(tmp_path / "trash") == []


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_bytes(b"")
    with pytest.raises(DurableError, match="a file stands where a folder should be"):
        make_folder(tmp_path / "sessions", tmp_path)
    with pytest.raises(DurableError, match="a file stands where a folder should be"):
        durable.write(tmp_path / "sessions" / "x", b"", tmp_path)
