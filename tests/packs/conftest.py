"""The small pack about bicycles, whole or with one thing broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.fresh import fresh_pack

MINIMAL = Path(__file__).parent / "minimal"


class Copy:
    """A copy of the small pack that a test may break."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, inside: str, old: str, new: str) -> int:
        """Replace the one place with `old`; the line on which the new text begins."""
        path = self.folder / inside
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {inside}"
        at = text.index(old)
        path.write_text(text.replace(old, new))
        return text.count("\n", 0, at) + 1

    def write(self, inside: str, data: bytes) -> None:
        path = self.folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def faults(self) -> tuple[Fault, ...]:
        with pytest.raises(PackError) as caught:
            fresh_pack(read_files(self.folder))
        return caught.value.faults

    def fault(self) -> Fault:
        """The only one."""
        faults = self.faults()
        assert len(faults) == 1, "\n".join(map(str, faults))
        return faults[0]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(MINIMAL, tmp_path / "pack")
    return Copy(tmp_path / "pack")
