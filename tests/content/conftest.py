"""The pack that the program ships with, compiled once for all tests of its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.load import load_pack

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def content() -> str:
    """The folder of the content."""
    return str(CONTENT)


@pytest.fixture(scope="session")
def pack(content: str) -> Pack:
    """The content, compiled."""
    return load_pack(Path(content))
