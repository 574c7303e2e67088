"""The small pack about bicycles as it is (it does not prove), and mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.packs.conftest import MINIMAL

LAWS = """
[[laws]]
id = "law.chains-are-oiled"
says = "A chain is always oiled."
always = { when = { part = "chain" }, some_of = ["oil-chain"], verdict = ["standard"] }
sources = ["manual"]
"""

MENDED = (
    ("options/others.toml", 'modality = "supportive"', 'modality = "surgery"'),
    ("options/wheels.toml", 'any = [{ grade = "A" }, { noises', "all = [{ noises"),
    ("options/wheels.toml", 'show = "always"', 'show = "always"\nwithdrawn = true'),
    ("shared.toml", "by_wish = true", "by_wish = true\nwithdrawn = true"),
)


@pytest.fixture
def mended(tmp_path: Path) -> Path:
    """A pack that proves, with a law."""
    folder = tmp_path / "pack"
    shutil.copytree(MINIMAL, folder)
    for inside, old, new in MENDED:
        path = folder / inside
        assert path.read_text().count(old) == 1
        path.write_text(path.read_text().replace(old, new))
    (folder / "laws.toml").write_text(LAWS)
    return folder
