"""What only the content's files can tell: its certificate of proof, and who signed. Reads them; blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sarcoma_tui.domain.pack import PackInfo
from sarcoma_tui.packs.digest import SIGNATURES, pack_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import PackFiles, read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.proof.certificate import Kind, state
from sarcoma_tui.tui.guidance.items import counted


@dataclass(frozen=True, slots=True)
class FilesState:
    """The proof as a kind and a sentence; a line for each who signed, with how many entries."""

    proof: Kind | Literal["changed"]
    text: str
    signers: tuple[str, ...] = ()


CHANGED: Final = "not known: the files are not what this program read when it started"


def files_state(folder: Path | None, info: PackInfo) -> FilesState:
    """The state of the files in a folder (None: those installed), if they still are the content in use."""
    try:
        folder = folder if folder is not None else installed_pack()
        files = read_files(folder)
    except PackError as error:
        return FilesState("none", f"not known: the content cannot be read: {error.faults[0]}")
    if pack_sha256(files.toml) != info.sha256:
        return FilesState("changed", CHANGED)
    proof = state(folder)
    return FilesState(proof.kind, proof.text, _signers(files))


def _signers(files: PackFiles) -> tuple[str, ...]:
    """Everyone in the signatures; the TOML parser is loaded only where there are any."""
    data = files.toml.get(SIGNATURES)
    if data is None:
        return ()
    from sarcoma_tui.files.toml import Document

    entries = Document(data, SIGNATURES).data.get("signatures", ())
    counts: dict[str, int] = {}
    for entry in entries:
        name = f"{entry['name']}, {entry['role']}, {entry['institution']}"
        counts[name] = counts.get(name, 0) + 1
    return tuple(f"{name}: {counted(count, 'signature')}" for name, count in counts.items())
