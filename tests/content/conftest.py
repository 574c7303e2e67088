"""The pack that the program ships with, compiled once for all tests of its content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the content: a copy, so that all tests of a run read the same."""
    copy = tmp_path_factory.mktemp("pack") / "content"
    shutil.copytree(CONTENT, copy)
    return str(copy)


@pytest.fixture(scope="session")
def pack(content: str) -> Pack:
    """The content, compiled."""
    return load_pack(Path(content))
