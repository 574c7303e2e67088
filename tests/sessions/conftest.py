"""A store in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sarcoma_tui.sessions.store import Store
from tests.sessions.making import store_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "data").mkdir(mode=0o700)
    return store_in(tmp_path / "data")
