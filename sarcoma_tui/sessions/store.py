"""The store: every session file of the data folder, found, read, moved to the trash and back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sarcoma_tui.domain.questions import nearest
from sarcoma_tui.files.durable import move
from sarcoma_tui.files.reach import read
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.files.visible import visible
from sarcoma_tui.sessions.held import hold
from sarcoma_tui.sessions.history import edited
from sarcoma_tui.sessions.listing import (
    DRAFT_SUFFIX,
    SUFFIX,
    Listed,
    file_names,
    holds_draft,
    newest_first,
    parsed,
    rows,
)
from sarcoma_tui.sessions.places import SIZE_LIMIT, Places, free
from sarcoma_tui.sessions.toml_read import DamagedError, Read

if TYPE_CHECKING:
    from sarcoma_tui.domain.pack import Pack
    from sarcoma_tui.sessions.session import Session

__all__ = ["DamagedError", "Listed", "NoSuchSession", "Store"]

_FOUND_FIRST: Final = ("saved", "draft", "newer-format", "damaged", "trashed", "conflict-copy")
_TRASHED: Final = re.compile(r"(?P<stem>.+?)(?P<draft>\.draft)?(?:\.\d+)?\.toml")


class NoSuchSession(Exception):  # noqa: N818 - a name of the agreed interface
    """No session, or more than one, has an id that begins so; the text is one sentence."""


class Store:
    """The sessions below `data`; nothing is made there before something is written.

    `content` is the folder that the content in use was loaded from (None: the installed one): what is saved
    archives it.
    """

    def __init__(self, data: Path, content: Path | None = None) -> None:
        """Look at nothing yet."""
        self.data, self.content = data, content
        self.places = Places(data)
        self.archived: set[str] = set()  # packs that are in the archive for sure

    def listed(self) -> list[Listed]:
        """Every file of `sessions/` and `drafts/`, one row each, newest first.

        Raises:
            DurableError: one of the folders cannot be read. One bad file raises nothing.
        """
        folders = (self.places.sessions, self.places.drafts)
        return newest_first(row for folder in folders for row in rows(folder, self.data))

    def trashed(self) -> list[Listed]:
        """Every file of the trash, newest first."""
        return newest_first(rows(self.places.trash, self.data))

    def find(self, prefix: str, trashed: bool = False) -> Listed:
        """The one session whose id begins so; the saved file rather than its own draft.

        Raises:
            NoSuchSession: there is none, or more than one.
        """
        folders = (self.places.trash,) if trashed else (self.places.sessions, self.places.drafts)
        wanted = prefix.lower()
        begin = [
            row.listed
            for folder in folders
            for row in rows(folder, self.data, _beginning(file_names(folder, self.data), wanted))
        ]
        if not begin:  # an id need not be the name of its file
            begin = self.trashed() if trashed else self.listed()
        found = [listed for listed in begin if listed.id.lower().startswith(wanted)]
        ids = {listed.id for listed in found}
        exact = ids & {prefix} or {each for each in ids if each.lower() == wanted}
        if len(exact or ids) != 1:
            raise NoSuchSession(_sentence(prefix, ids, [listed.id for listed in begin]))
        (wanted_id,) = exact or ids
        return min(
            (listed for listed in found if listed.id == wanted_id),
            key=lambda listed: (_FOUND_FIRST.index(listed.status), holds_draft(listed.path)),
        )

    def read(self, listed: Listed) -> Read:
        """The whole session, with what has to be said about the file.

        Raises:
            DamagedError: it is no session.
            DurableError: it cannot be read.
        """
        found = parsed(read(listed.path, SIZE_LIMIT, self.data), listed.path)
        return found if holds_draft(listed.path) else edited(self.places, found)

    def trash(self, listed: Listed) -> Path:
        """Move a session into the trash, its draft too; the new path.

        Raises:
            DurableError: it may be where it was, or it cannot be read: such a file is left as it is.
            HeldElsewhere: it is being edited.
        """
        if listed.status == "damaged":
            advice = "it is left as it is; move it yourself if it is not needed"
            raise DurableError(listed.path, "it cannot be read", advice)
        lock = hold(self.places, listed.id)
        try:
            target = self._move(listed.path, self._trash_path(listed.path))
            draft = self.places.draft(listed.id)
            if listed.status == "saved" and self._is_readable(draft):
                self._move(draft, self._trash_path(draft))
        finally:
            lock.release()
        return target

    def restore(self, listed: Listed) -> Path:
        """Move a session back from the trash, its draft too; the new path.

        Raises:
            DurableError: it may still be in the trash, or there is a file where it was.
            HeldElsewhere: it is being edited.
        """
        lock = hold(self.places, listed.id)
        try:
            target = self._restored_path(listed.path)
            draft = self.places.trash / f"{listed.id}{DRAFT_SUFFIX}"
            own = self.places.draft(listed.id)
            along = not holds_draft(listed.path) and draft.is_file() and not own.exists()
            self._move(listed.path, target)
            if along:
                self._move(draft, own)
        finally:
            lock.release()
        return target

    def new(self, session: Session, pack: Pack) -> Session:
        """Save a brand-new session at once, as its first revision at the time of its making.

        Raises:
            DurableError: it is not on disk.
        """
        from sarcoma_tui.sessions.first import first_saved  # the engine is loaded for nothing else here

        return first_saved(self, session, pack)

    def _is_readable(self, path: Path) -> bool:
        """Whether there is such a session file; a damaged one is left where it is."""
        try:
            parsed(read(path, SIZE_LIMIT, self.data), path)
        except (DamagedError, DurableError):
            return False
        return True

    def _trash_path(self, path: Path) -> Path:
        name = path.name
        if holds_draft(path):
            name = f"{name.removesuffix(SUFFIX)}{DRAFT_SUFFIX}"
        return free(self.places.trash / name)

    def _restored_path(self, path: Path) -> Path:
        parts = _TRASHED.fullmatch(path.name)
        if path.parent != self.places.trash or parts is None:
            raise DurableError(path, "it is not in the trash", "nothing is to be done")
        folder = self.places.drafts if parts["draft"] else self.places.sessions
        return folder / f"{parts['stem']}{SUFFIX}"

    def _move(self, source: Path, target: Path) -> Path:
        if target.exists() or target.is_symlink():
            raise DurableError(target, "a file with this name is there already", "move one of them away")
        move(source, self.places.ready(target), self.data)
        return target


def _beginning(names: list[str], wanted: str) -> list[str]:
    return [name for name in names if name.lower().startswith(wanted)]


def _sentence(prefix: str, ids: set[str], all_ids: list[str]) -> str:
    shown = visible(prefix)
    if ids:
        listed = sorted(ids)
        more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
        return f"{shown or 'an empty id'} is the beginning of {len(ids)} ids: {', '.join(listed[:5])}{more}"
    close = nearest(prefix.upper(), all_ids)
    return f"no session has an id that begins with {shown}" + (f"; nearest: {close}" if close else "")
