"""Each kind of fault that a pack can have: break one thing, and exactly that is told, on its line and key."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .conftest import Copy

BROKEN: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "broken.toml").read_text())["broken"]


@pytest.mark.parametrize(
    "broken", BROKEN, ids=[f"{entry['key']} {entry['found'][:30]!a}" for entry in BROKEN]
)
def test_one_thing_broken_is_one_fault(copy: Copy, broken: dict[str, Any]) -> None:
    line = copy.change(broken["file"], broken["old"], broken["new"])
    fault = copy.fault()
    assert (fault.key, fault.found, fault.nearest) == (broken["key"], broken["found"], broken.get("nearest"))
    if "down" in broken:
        assert fault.file == f"{copy.folder}/{broken['file']}"
        assert fault.line == line + broken["down"]
    assert fault.allowed
    assert str(fault).isprintable()
