"""Where in the data folder each kind of file of a session lives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sarcoma_tui.files.reach import make_folder
from sarcoma_tui.sessions.ids import is_safe

SIZE_LIMIT: Final = 1 << 20
"""A session file is no larger than a case file may be: 1 MiB."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders below `root`, the data folder. None is made before something is written into it."""

    root: Path

    @property
    def sessions(self) -> Path:
        """What was saved."""
        return self.root / "sessions"

    @property
    def drafts(self) -> Path:
        """What was not saved yet."""
        return self.root / "drafts"

    def session(self, session_id: str) -> Path:
        """The saved session."""
        return self.sessions / f"{_checked(session_id)}.toml"

    def draft(self, session_id: str) -> Path:
        """The draft of a session: the same name in another folder."""
        return self.drafts / f"{_checked(session_id)}.toml"

    def lock(self, session_id: str) -> Path:
        """The lock file of a session that is being edited."""
        return self.root / "locks" / f"{_checked(session_id)}.lock"

    def history(self, session_id: str) -> Path:
        """The folder of a session's earlier revisions."""
        return self.root / "history" / _checked(session_id)

    def revision(self, session_id: str, revision: int) -> Path:
        """An earlier revision."""
        return self.history(session_id) / f"{revision}.toml"

    def segment(self, session_id: str, revision: int, start: int) -> Path:
        """Changes of one revision that its file has no room for, from the `start`-th."""
        return self.history(session_id) / f"{revision}.changes-{start}.toml"

    @property
    def trash(self) -> Path:
        """What was deleted, undoably."""
        return self.root / "trash"

    @property
    def packs(self) -> Path:
        """The content that sessions were assessed with, a folder for each SHA-256."""
        return self.root / "packs"

    def ready(self, path: Path) -> Path:
        """The same path, its folder made."""
        if not path.parent.is_dir() or path.parent.is_symlink():
            make_folder(path.parent, self.root)
        return path


def free(path: Path) -> Path:
    """The path, or the first of `name.1.toml`, `name.2.toml` … that nothing has."""
    candidate, number = path, 0
    while candidate.exists() or candidate.is_symlink():
        number += 1
        candidate = path.with_name(f"{path.stem}.{number}{path.suffix}")
    return candidate


def _checked(session_id: str) -> str:
    if not is_safe(session_id):
        raise ValueError(f"not an id that may be a file name: {session_id!r}")
    return session_id
