"""How content stands to its certificate, and that telling it needs neither solver nor validator."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sarcoma_tui.packs.digest import rules_sha256
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.read import read_pack
from sarcoma_tui.proof.certificate import NAME, state
from sarcoma_tui.proof.prove import prove
from sarcoma_tui.proof.written import certificate


@pytest.fixture
def certified(mended: Path) -> Path:
    """A pack with its certificate."""
    files = read_files(mended)
    read = read_pack(files, laws=True)
    written = certificate(read.content, prove(read.content, read.laws), rules_sha256(files.toml))
    (mended / NAME).write_text(json.dumps(written))
    return mended


def changed(folder: Path, **keys: object) -> Path:
    path = folder / NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | keys))
    return folder


def test_proved(certified: Path) -> None:
    found = state(certified)
    assert found.kind == "proved"
    assert "by diagrams and by CaDiCaL" in found.text


def test_by_diagrams_alone(certified: Path) -> None:
    found = state(changed(certified, readings={"diagrams": True, "solver": None}))
    assert (found.kind, "by diagrams alone" in found.text) == ("proved", True)


def test_any_change_of_the_content_voids_it(certified: Path) -> None:
    notices = certified / "notices.toml"
    notices.write_text(notices.read_text() + "\n")
    assert state(certified).kind == "other-content"


def test_a_changed_law_voids_it(certified: Path) -> None:
    (certified / "laws.toml").unlink()
    assert state(certified).kind == "other-content"


def test_a_signature_does_not(certified: Path) -> None:
    (certified / "signatures.toml").write_text("signatures = []\n")
    assert state(certified).kind == "proved"


@pytest.mark.parametrize("keys", [{"engine": 0}, {"format": 2}, {"rules_sha256": "0"}])
def test_of_something_else(certified: Path, keys: dict[str, object]) -> None:
    assert state(changed(certified, **keys)).kind == "other-content"


def test_not_proved(certified: Path) -> None:
    found = state(changed(certified, proved=False, obligations={"laws": {"all": 3, "hold": 1}}))
    assert (found.kind, found.text) == ("not-proved", "not proved: 2 of 3 obligations do not hold")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"format": 1', "\x00", '{"readings": 1}', "[" * 100_000]
)
def test_damaged(certified: Path, text: str) -> None:
    (certified / NAME).write_text(text)
    assert state(certified).kind == "damaged"


def test_none(mended: Path, tmp_path: Path) -> None:
    assert state(mended).kind == "none"
    assert state(tmp_path / "nowhere").kind == "none"


def test_it_is_read_without_solver_pydantic_or_toml(certified: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sarcoma_tui.proof.certificate import state\n"
        "print(state(Path(sys.argv[1])).kind)\n"
        "print(*sorted({'pysat', 'pydantic', 'tomllib', 'textual', 'click'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(certified)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "proved\n\n"
