"""The content, its review, its proof and its cache, as doctor finds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sarcoma_tui.commands.doctor_files import Check
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.packs.cache import key_of, recall
from sarcoma_tui.packs.digest import pack_sha256
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.load import PackError, load_pack
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.proof.certificate import State, state

SHOWN = 5
"""So many faults are named; `content check` names all."""


def content_check(given: Path | None, folders: Folders) -> Check:
    """Which content is used and in which state, or why it cannot be."""
    try:
        folder = given if given is not None else installed_pack()
        kept = _kept(folder, folders)
        pack = load_pack(given, folders.cache)
    except PackError as error:
        lines = [str(fault) for fault in error.faults[:SHOWN]]
        more = len(error.faults) - len(lines)
        further = [f"and {more} more faults: see `sarcoma-tui content check`"] if more else []
        count = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        return Check("Content", (("State", f"cannot be used: {count}"),), (*lines, *further))
    proof = state(folder)
    damage = (proof.text,) if proof.kind == "damaged" else ()
    return Check("Content", tuple(_rows(pack, folder, proof, kept, date.today())), damage)


def _kept(folder: Path, folders: Folders) -> bool:
    """Whether this content was compiled before and is still in the cache."""
    return recall(folders.cache, key_of(pack_sha256(read_files(folder).toml))) is not None


def _rows(pack: Pack, folder: Path, proof: State, kept: bool, today: date) -> Iterator[tuple[str, str]]:
    info = pack.content.info
    yield "Folder", f"{folder} ({'comes with the program' if info.installed else 'given by --pack'})"
    yield "Content", f"{info.id} {info.version}, {info.title} ({info.status})"
    yield "SHA-256", info.sha256
    yield "Signed", f"{pack.signed_count} of {pack.rule_count} rules"
    past = "; that day is past" if today.isoformat() > info.review_by else ""
    yield "Review", f"{info.reviewed or 'never reviewed'}, due by {info.review_by}{past}"
    yield "Proof", proof.text
    yield "Cache", "compiled and kept" if kept else "not kept before this run"
