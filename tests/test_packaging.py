"""The wheel holds the whole content: the builder drops ignored files in silence, and a program without a
table would be a wrong program.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel that is built from an sdist, as an index would offer it."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run([*command, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    subprocess.run(["tar", "-xzf", archive.name], cwd=folder, check=True)
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    subprocess.run([*command, "-t", "wheel"], cwd=unpacked, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def written(folder: str) -> set[str]:
    """Every file below a folder of the project, but what Python makes of it."""
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_file_of_the_content(wheel: set[str]) -> None:
    shipped = {name for name in wheel if name.startswith("sarcoma_tui/content/")}

    assert shipped == {f"sarcoma_tui/{name}" for name in written("content")}


def test_the_wheel_holds_the_program_and_nothing_else(wheel: set[str]) -> None:
    outside = {name for name in wheel if ".dist-info/" not in name and "sarcoma_tui/content/" not in name}

    assert outside == written("sarcoma_tui")
