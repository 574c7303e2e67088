"""Commands in this process, each test with its own folders, all with one cache of compiled contents."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sarcoma_tui.cli import main
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack

from .running import BICYCLE, Ran

Call = Callable[..., Ran]


@pytest.fixture(scope="session")
def bicycle() -> Pack:
    """The small content about bicycles, compiled."""
    return load_pack(BICYCLE)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests: compiling the same content again would prove nothing."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where this test's user keeps everything."""
    return tmp_path / "home"


@pytest.fixture
def call(
    home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Call]:
    """Runs the console command in this process."""
    monkeypatch.setenv("SARCOMA_TUI_HOME", str(home))
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGTERM)}
    shutil.copytree(cache, home / "cache")
    home.chmod(0o700)

    def calling(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["sarcoma-tui", *map(str, arguments)])
        capsys.readouterr()
        status = main()
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    yield calling
    if (home / "cache").is_dir():
        shutil.copytree(home / "cache", cache, dirs_exist_ok=True)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a case file."""

    def writing(text: str, name: str = "case.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return writing
