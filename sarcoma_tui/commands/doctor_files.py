"""Folders and sessions, as doctor finds them."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sarcoma_tui.commands.saved import reason_of
from sarcoma_tui.files.paths import HOME, Folders
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """A part of what doctor says; `damage` are the sentences that make its exit status 1."""

    title: str
    rows: tuple[tuple[str, str], ...]
    damage: tuple[str, ...] = ()


def files_check(folders: Folders) -> Check:
    """Where the three folders are, and whether they can be written."""
    by = f"by {HOME}" if folders.given else "the usual places of this system"
    named = (("Data", folders.data), ("Cache", folders.cache), ("Settings", folders.config))
    troubles = folders.check()
    notes = [("Note", trouble.sentence) for trouble in troubles if not trouble.blocks]
    rows = (("Chosen", by), *((name, f"{path} ({_state(path)})") for name, path in named), *notes)
    return Check("Files", rows, tuple(trouble.sentence for trouble in troubles if trouble.blocks))


def sessions_check(folders: Folders) -> Check:
    """How many sessions there are, and which are damaged."""
    store = Store(folders.data)
    try:
        found = store.listed()
        trashed = len(store.trashed())
    except DurableError as error:
        return Check("Sessions", (("Listed", "no"),), (str(error),))
    counts = Counter(listed.status for listed in found)
    said = ", ".join(f"{number} {status}" for status, number in sorted(counts.items())) or "none"
    reasons = [reason_of(listed) for listed in found if listed.reason and listed.status != "damaged"]
    rows = (("Listed", said), ("In the trash", str(trashed)), *(("Note", reason) for reason in reasons))
    return Check("Sessions", rows, tuple(reason_of(listed) for listed in found if listed.status == "damaged"))


def _state(path: Path) -> str:
    """What can be done with a folder as it is."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return "not there yet"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    if not path.is_dir():
        return "a file, not a folder"
    can = "can" if os.access(path, os.W_OK | os.X_OK) else "cannot"
    return f"{can} be written, mode {status.st_mode & 0o777:o}"
