"""One row for each session file of a folder: from its head alone, in bounded time, whatever it holds."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sarcoma_tui.files.reach import opened_folder, read
from sarcoma_tui.files.trouble import DurableError, naming
from sarcoma_tui.sessions.log_scan import START, is_plain, without_panel
from sarcoma_tui.sessions.places import SIZE_LIMIT
from sarcoma_tui.sessions.session import FORMAT, PackRef, Session, Status
from sarcoma_tui.sessions.toml_draft import loads_draft
from sarcoma_tui.sessions.toml_read import DamagedError, Read, loads

SUFFIX: Final = ".toml"
DRAFT_SUFFIX: Final = ".draft.toml"
"""How the name of a draft in the trash ends."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file, as `sessions list --json` prints it.

    `id` is from the file; for one that cannot be read it is the file's name. `groups` are the stage sets as
    stored under `[shown]`; `reason` says why it is damaged, of a newer format or a conflict copy.
    """

    id: str
    label: str
    status: Status
    revision: int
    created: datetime | None
    saved: datetime | None
    tags: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    situation: str | None
    pack: PackRef | None
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A listed file and when it was last saved or changed."""

    listed: Listed
    when: datetime


def rows(folder: Path, root: Path, names: Iterable[str] | None = None) -> list[Row]:
    """The rows of a folder, or of those of its files that are named; none where there is no folder.

    Raises:
        DurableError: the folder cannot be read. One bad file raises nothing.
    """
    found = file_names(folder, root) if names is None else names
    return _with_conflicts([row for name in found for row in _row(folder / name, root)])


def newest_first(found: Iterable[Row]) -> list[Listed]:
    """By the last save or change; of the same second the later id first."""
    ordered = sorted(found, key=lambda row: (row.when, row.listed.id, row.listed.path.name), reverse=True)
    return [row.listed for row in ordered]


def file_names(folder: Path, root: Path) -> list[str]:
    """The names of the session files in a folder; what begins with a dot is none."""
    with naming(folder):
        try:
            with opened_folder(folder, root) as descriptor:
                names = os.listdir(descriptor)
        except FileNotFoundError:
            return []
    return sorted(name for name in names if name.endswith(SUFFIX) and not name.startswith("."))


def holds_draft(path: Path) -> bool:
    """Whether a file is a draft, by where it is."""
    return path.parent.name == "drafts" or path.name.endswith(DRAFT_SUFFIX)


def name_of(path: Path) -> str:
    """A file as messages name it."""
    return f"{path.parent.name}/{path.name}"


def parsed(data: bytes, path: Path) -> Read:
    """A whole file.

    Raises:
        DamagedError: it is no session.
    """
    return loads_draft(data, name_of(path)) if holds_draft(path) else loads(data, name_of(path))


def _row(path: Path, root: Path) -> Iterator[Row]:
    """The row of a file; none when it is gone meanwhile."""
    try:
        data = read(path, SIZE_LIMIT, root)
        session = _head(data, path)
    except DamagedError as error:
        yield _damaged(path, str(error.faults[0]))
    except DurableError as error:
        if os.path.lexists(path):
            yield _damaged(path, str(error))
    else:
        yield _row_of(session, path)


def _head(data: bytes, path: Path) -> Session:
    """What a list needs of a file: of a saved one without its log, if that is surely in order."""
    start = data.find(START)
    if start >= 0 and not holds_draft(path) and len(data) <= SIZE_LIMIT and is_plain(data[start:]):
        try:
            # The first record stays, so that the file does not seem to end early.
            second = data.find(START, start + 1)
            head = without_panel(data[:second] if second >= 0 else data)
            return loads(head, name_of(path)).session
        except DamagedError:
            pass  # the log may have begun within a text; else it is said with all its faults
    return parsed(data, path).session


def _row_of(session: Session, path: Path) -> Row:
    status: Status = "draft" if holds_draft(path) else "saved"
    reason = ""
    if session.format > FORMAT:
        status = "newer-format"
        reason = f"written by a newer program (format {session.format}): read only"
    if path.parent.name == "trash":
        status = "trashed"
    situation = session.answers.get("situation")
    listed = Listed(
        id=session.id or path.name.removesuffix(SUFFIX),
        label=session.label,
        status=status,
        revision=session.revision,
        created=session.created,
        saved=session.saved,
        tags=session.tags,
        groups=dict(session.shown.groups) if session.shown else {},
        situation=situation if isinstance(situation, str) else None,
        pack=session.pack,
        path=path,
        reason=reason,
    )
    changed = session.changes[-1].at if status == "draft" and session.changes else None
    return Row(listed, changed or session.saved or session.created)


def _damaged(path: Path, reason: str) -> Row:
    name = path.name.removesuffix(SUFFIX)
    listed = Listed(name, "", "damaged", 0, None, None, (), {}, None, None, path, reason)
    try:
        when = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        when = datetime.min.replace(tzinfo=UTC)
    return Row(listed, when)


def _with_conflicts(found: list[Row]) -> list[Row]:
    """Files that are not named by their id, or share it with another, marked."""
    owners = Counter(row.listed.id for row in found if row.listed.status != "damaged")
    return [replace(row, listed=_marked(row.listed, owners)) for row in found]


def _marked(listed: Listed, owners: Mapping[str, int]) -> Listed:
    own = f"{listed.id}{SUFFIX}"
    if listed.status not in ("saved", "draft") or listed.path.name == own:
        return listed
    if owners[listed.id] > 1:
        reason = f"{name_of(listed.path)}: a copy of {own} with the same id, as two machines may make"
    else:
        reason = f"{name_of(listed.path)}: its id is {listed.id}; to use it, name the file {own}"
    return replace(listed, status="conflict-copy", reason=reason)
