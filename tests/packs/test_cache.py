"""Compiled packs in the cache folder: the same as fresh ones, and never trusted when anything is odd."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs import form
from sarcoma_tui.packs.cache import KEPT, keep, key_of, recall
from sarcoma_tui.packs.load import load_pack
from tests.domain.generated import answers, content

from .conftest import MINIMAL, Copy

KEY = key_of("0" * 64)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def the_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_cached_is_fresh(folder: Path) -> None:
    fresh = load_pack(MINIMAL)
    first, second = load_pack(MINIMAL, folder), load_pack(MINIMAL, folder)
    assert fresh == first == second
    assert second is not first
    assert form.dumps(second) == form.dumps(fresh)


def test_the_cache_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_pack(MINIMAL, folder)
    monkeypatch.setattr("sarcoma_tui.packs.fresh.fresh_pack", None)
    assert load_pack(MINIMAL, folder).content.info.id == "bicycle"


@given(st.integers(0, 1 << 32))
def test_any_pack_comes_back_as_it_was(seed: int) -> None:
    chance = Random(seed)
    try:
        pack = compile_pack(content(chance))
    except CompileError:
        return
    again = form.loads(form.dumps(pack))
    assert again == pack
    case = answers(chance)
    assert assess(again, case) == assess(pack, case)


def test_the_collector_is_left_as_it_was() -> None:
    import gc

    text = form.dumps(load_pack(MINIMAL))
    gc.disable()
    try:
        form.loads(text)
        assert not gc.isenabled()
    finally:
        gc.enable()
    form.loads(text)
    assert gc.isenabled()


def test_it_is_ours_alone(folder: Path) -> None:
    before = os.umask(0)
    try:
        load_pack(MINIMAL, folder)
    finally:
        os.umask(before)
    assert the_file(folder).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_it_is_json_under_its_digest(folder: Path) -> None:
    load_pack(MINIMAL, folder)
    digest, key, data = the_file(folder).read_text().split("\n")
    assert len(digest) == len(key) == 64
    assert json.loads(data)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut"),
        pytest.param(lambda data: data[:-1], id="one byte short"),
        pytest.param(lambda data: data + b" ", id="one byte long"),
        pytest.param(lambda data: data.replace(b"bicycle", b"bicicle"), id="changed"),
        pytest.param(lambda data: b"0" * 64 + data[64:], id="another digest"),
        pytest.param(lambda data: b"\0" * len(data), id="zeros"),
        pytest.param(lambda data: _sealed(data.split(b"\n")[1], b"[]"), id="another form"),
        pytest.param(lambda data: _sealed(data.split(b"\n")[1], b"[" * 100_000), id="nested"),
        pytest.param(lambda data: _sealed(data.split(b"\n")[1], b"{"), id="not JSON"),
        pytest.param(lambda data: _sealed(b"0" * 64, data.split(b"\n")[2]), id="another key"),
        pytest.param(lambda data: _sealed(data.split(b"\n")[1], b"\xff"), id="not UTF-8"),
    ],
)
def test_a_damaged_cache_is_made_anew(folder: Path, damage: object) -> None:
    good = load_pack(MINIMAL, folder)
    whole = the_file(folder).read_bytes()
    assert callable(damage)
    the_file(folder).write_bytes(damage(whole))
    assert load_pack(MINIMAL, folder) == good
    assert the_file(folder).read_bytes() == whole


def _sealed(key: bytes, data: bytes) -> bytes:
    """A file whose digest is right."""
    from hashlib import sha256

    rest = key + b"\n" + data
    return sha256(rest).hexdigest().encode() + b"\n" + rest


@given(st.data())
def test_any_flipped_bit_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    keep(folder, KEY, load_pack(MINIMAL))
    whole = bytearray(the_file(folder).read_bytes())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    the_file(folder).write_bytes(whole)
    assert recall(folder, KEY) is None


def test_another_pack_has_another_file(copy: Copy, folder: Path) -> None:
    first = load_pack(copy.folder, folder)
    copy.change("pack.toml", 'title = "Bicycle"', 'title = "Tricycle"')
    second = load_pack(copy.folder, folder)
    assert second.content.info.title == "Tricycle"
    assert first.content.info.sha256 != second.content.info.sha256
    assert len(list(folder.iterdir())) == 2


def test_another_version_of_the_program_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sarcoma_tui.__version__", "99")
    assert key_of("0" * 64) != KEY


def test_a_pack_kept_under_another_name_is_not_taken(folder: Path) -> None:
    keep(folder, KEY, load_pack(MINIMAL))
    other = key_of("1" * 64)
    the_file(folder).rename(folder / f"pack-{other[:32]}.json")
    assert recall(folder, other) is None


def kept(folder: Path) -> Pack:
    keep(folder, KEY, load_pack(MINIMAL))
    pack = recall(folder, KEY)
    assert pack is not None
    return pack


def test_a_file_that_others_can_read_or_write_is_not_taken(folder: Path) -> None:
    kept(folder)
    for mode in (0o640, 0o604, 0o660, 0o602):
        the_file(folder).chmod(mode)
        assert recall(folder, KEY) is None
    the_file(folder).chmod(0o600)
    assert recall(folder, KEY) is not None


def test_a_folder_that_others_can_write_is_not_used(folder: Path) -> None:
    kept(folder)
    folder.chmod(0o777)
    assert recall(folder, KEY) is None
    the_file(folder).unlink()
    keep(folder, KEY, load_pack(MINIMAL))
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_not_taken(folder: Path) -> None:
    kept(folder)
    os.chown(the_file(folder), 12345, -1)
    assert recall(folder, KEY) is None


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    kept(folder)
    the_file(folder).rename(tmp_path / "elsewhere")
    link = folder / f"pack-{KEY[:32]}.json"
    link.symlink_to(tmp_path / "elsewhere")
    assert recall(folder, KEY) is None
    kept(folder)
    assert not link.is_symlink()
    folder.rename(tmp_path / "real")
    folder.symlink_to(tmp_path / "real")
    assert recall(folder, KEY) is None


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe", "a folder"])
def test_something_else_in_its_place(folder: Path, make: object) -> None:
    folder.mkdir(mode=0o700)
    assert callable(make)
    make(folder / f"pack-{KEY[:32]}.json")
    assert recall(folder, KEY) is None
    keep(folder, KEY, load_pack(MINIMAL))


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load_pack(MINIMAL, tmp_path / "file") == load_pack(MINIMAL)
    assert load_pack(MINIMAL, tmp_path / "file" / "below") == load_pack(MINIMAL)
    assert load_pack(MINIMAL, Path("/proc/none")) == load_pack(MINIMAL)


def test_no_temporary_file_is_left(folder: Path) -> None:
    kept(folder)
    assert [path.name for path in folder.iterdir()] == [f"pack-{KEY[:32]}.json"]


def test_only_the_newest_are_kept(folder: Path) -> None:
    pack = load_pack(MINIMAL)
    folder.mkdir(mode=0o700)
    left = folder / ".pack-x.1.tmp"
    left.write_text("")
    os.utime(left, (1, 1))
    keys = [key_of(f"{number:064}") for number in range(KEPT + 3)]
    for number, key in enumerate(keys):
        keep(folder, key, pack)
        os.utime(folder / f"pack-{key[:32]}.json", (1e9 + number, 1e9 + number))
    keep(folder, keys[-1], pack)
    assert {path.name for path in folder.iterdir()} == {f"pack-{key[:32]}.json" for key in keys[-KEPT:]}


def test_a_pack_with_an_odd_file_is_refused_though_it_was_kept(copy: Copy, folder: Path) -> None:
    load_pack(copy.folder, folder)
    copy.write("notes.txt", b"")
    assert copy.fault().found == "a file that a pack does not have"
    with pytest.raises(ValueError, match=r"notes\.txt"):
        load_pack(copy.folder, folder)


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_kept_pack_needs_neither_pydantic_nor_a_toml_parser(folder: Path) -> None:
    code = """
import sys
from pathlib import Path
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.domain.assess import assess
pack = load_pack(Path(sys.argv[1]), Path(sys.argv[2]))
assess(pack, {})
print(sorted({"pydantic", "pydantic_core", "tomllib", "tomli", "textual"} & sys.modules.keys()))
"""
    assert run(code, str(MINIMAL), str(folder)) == "['pydantic', 'pydantic_core', 'tomli']\n"
    assert run(code, str(MINIMAL), str(folder)) == "[]\n"
