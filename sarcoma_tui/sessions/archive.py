"""The content that sessions were assessed with, kept beside them: a folder for each SHA-256, checked."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sarcoma_tui.files.durable import move, write
from sarcoma_tui.files.reach import make_folder
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.packs.digest import pack_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.sessions.places import free

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Store

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def archived(store: Store, sha256: str) -> Path | None:
    """The folder of an archived pack whose files have this SHA-256; None: there is none, or it is damaged."""
    if not _DIGEST.fullmatch(sha256):
        return None
    folder = store.places.packs / sha256
    return folder if _digest(folder) == sha256 else None


def archive(store: Store, pack_folder: Path, sha256: str) -> Path:
    """Keep the pack in `pack_folder` for good, if it still is the one with this SHA-256; where it is kept.

    Raises:
        DurableError: it is not certain that it is on disk, or the folder holds another pack by now.
    """
    kept = archived(store, sha256)
    if kept is not None:
        return kept
    toml = _files(pack_folder, sha256)
    root, packs = store.data, store.places.packs
    make_folder(packs, root)
    folder = packs / sha256
    _sweep(packs)
    temporary = packs / f"{_mark()}{os.getpid()}.{os.urandom(4).hex()}.tmp"
    try:
        make_folder(temporary, root)
        for inside, data in toml.items():
            path = temporary / inside
            if path.parent != temporary:
                make_folder(path.parent, root)
            write(path, data, root)
        if os.path.lexists(folder):
            move(folder, free(packs / f"{sha256}.damaged"), root)
        move(temporary, folder, root)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return folder


def archive_for(store: Store, sha256: str) -> Path:
    """Keep the pack that a session is saved under, which is the one in use; checked once in a run.

    Raises:
        DurableError: it is not certain that it is on disk, or the pack is nowhere any more.
    """
    if sha256 not in store.archived:
        archive(store, store.content or installed_pack(), sha256)
        store.archived.add(sha256)
    return store.places.packs / sha256


def _files(folder: Path, sha256: str) -> dict[str, bytes]:
    try:
        toml = read_files(folder).toml
    except PackError as error:
        raise DurableError(folder, f"the content cannot be read ({error})", "bring it back") from None
    if pack_sha256(toml) != sha256:
        advice = "start again to use it as it is now; what was answered is kept in the draft"
        raise DurableError(folder, "the content was changed since it was loaded", advice)
    return toml


def _mark() -> str:
    """How the names of this machine's half-written packs begin."""
    return f".{sha256_of(os.uname().nodename.encode()).hexdigest()[:8]}."


def _sweep(packs: Path) -> None:
    """Remove what a killed process of this machine left half written."""
    for path in packs.glob(f"{_mark()}*.tmp"):
        with suppress(OSError, ValueError):
            if not _is_alive(int(path.name.split(".")[2])):
                shutil.rmtree(path)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _digest(folder: Path) -> str:
    """The SHA-256 of a pack; empty where there is none that can be read."""
    try:
        return pack_sha256(read_files(folder).toml)
    except PackError:
        return ""
