"""Where files are, and what start says when nothing can be saved there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sarcoma_tui.files.paths import Folders

as_user = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to act as another user")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("SARCOMA_TUI_HOME", str(home))
    return home


@pytest.fixture
def not_root() -> Iterator[None]:
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_everything_lives_under_the_given_folder(home: Path) -> None:
    folders = Folders.find()
    assert folders.data == home
    assert all(path.is_relative_to(home) for path in (folders.cache, folders.config))
    assert not home.exists(), "finding makes nothing"
    assert folders.check() == () and not home.exists()
    assert folders.prepare() == ()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_without_it_the_users_folders_are_used(tmp_path: Path) -> None:
    code = (
        "from sarcoma_tui.files.paths import Folders; f = Folders.find(); f.prepare();"
        "print(f.data, f.cache, f.config, sep='\\n')"
    )
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    data, cache, config = map(Path, ran.stdout.splitlines())
    assert len({data, cache, config}) == 3
    assert all(path.is_relative_to(tmp_path) and path.name == "sarcoma-tui" for path in (data, cache, config))
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_platformdirs_is_not_loaded_when_the_folder_is_given(home: Path) -> None:
    code = (
        "import sys; from sarcoma_tui.files.paths import Folders; Folders.find().prepare();"
        "print([name for name in sys.modules if 'platformdirs' in name])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def only_sentence(folders: Folders, blocks: bool = True) -> str:
    (trouble,) = folders.prepare()
    assert trouble.blocks is blocks
    assert "\n" not in trouble.sentence
    return trouble.sentence


def test_a_file_in_its_place(home: Path) -> None:
    home.write_text("")
    assert f"{home} is a file" in only_sentence(Folders.find())


def test_a_file_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SARCOMA_TUI_HOME", str(tmp_path / "file" / "home"))
    assert "file" in only_sentence(Folders.find())
    assert Folders.find().check()[0].blocks


def test_a_link_inside_that_leads_outside(home: Path, tmp_path: Path) -> None:
    home.mkdir(mode=0o700)
    (tmp_path / "outside").mkdir()
    (home / "sessions").symlink_to(tmp_path / "outside")
    assert f"{home / 'sessions'} is a link that leads elsewhere" in only_sentence(Folders.find())
    (home / "sessions").unlink()
    (home / "kept").mkdir()
    (home / "again").symlink_to(home / "kept")
    assert Folders.find().prepare() == ()


def test_the_usual_folder_as_a_link_that_leads_outside(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir(mode=0o700)
    (tmp_path / "share").mkdir()
    data = tmp_path / "share" / "sarcoma-tui"
    data.symlink_to(tmp_path / "outside")
    assert "leads elsewhere" in only_sentence(Folders(data, data, data))
    assert Folders(data, data, data, given=True).prepare() == (), "one that was named is the user's choice"
    data.unlink()
    data.symlink_to(tmp_path / "gone")
    assert "leads nowhere" in only_sentence(Folders(data, data, data))


def test_readable_by_others_is_said_and_blocks_nothing(home: Path) -> None:
    home.mkdir()
    home.chmod(0o755)
    assert "can be read by other users" in only_sentence(Folders.find(), blocks=False)
    assert stat.S_IMODE(home.stat().st_mode) == 0o755, "a folder that exists is left as it is"


@as_user
def test_it_belongs_to_another_user(home: Path) -> None:
    home.mkdir(mode=0o700)
    os.chown(home, 65534, 65534)
    assert "belongs to another user" in only_sentence(Folders.find())


@as_user
@pytest.mark.usefixtures("not_root")
def test_it_cannot_be_written() -> None:
    folder = Path("/proc/self")  # of this user, and nobody can make a file there
    assert "nothing can be saved" in only_sentence(Folders(folder, folder, folder, given=True))
    missing = Path("/etc/sarcoma-tui-missing")
    assert "nothing can be saved" in only_sentence(Folders(missing, missing, missing, given=True))
    assert "is missing and cannot be made" in Folders(missing, missing, missing).check()[0].sentence
