"""Reaching folders and files below a root without ever following a symbolic link out of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sarcoma_tui.files.trouble import DurableError, naming

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
# Not blocking: a pipe in the folder must not hang the program.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@contextmanager
def opened_folder(folder: Path, root: Path | None = None) -> Iterator[int]:
    """A descriptor of a folder; below `root` no link is followed (without one only the path itself counts).

    Raises:
        OSError: it is missing, not a folder, or a link stands in its place.
    """
    start = folder if root is None else root
    descriptor = os.open(start, _FOLDER)
    try:
        for part in folder.relative_to(start).parts:
            inner = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def sync_folder(descriptor: int) -> None:
    """Bring the names in a folder to the disk; some network disks have no such call, and need none."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):
            raise


def make_folder(path: Path, root: Path) -> None:
    """Make a folder within `root` with those above it, 0700 whatever the umask says, durably.

    Raises:
        DurableError: it cannot be made, or a file or a link stands in its place.
    """
    with naming(path):
        for folder in [*reversed(path.relative_to(root).parents), path.relative_to(root)][1:]:
            with opened_folder((root / folder).parent, root) as parent:
                _make_one(folder.name, parent)
        with opened_folder(path, root):
            pass


def read(path: Path, limit: int | None = None, root: Path | None = None) -> bytes:
    """The bytes of a regular file; at most one more than `limit`, so that too large shows.

    Raises:
        DurableError: it cannot be read, or it is a link, a pipe or a folder.
    """
    with naming(path), opened_folder(path.parent, root) as folder:
        descriptor = os.open(path.name, _READ, dir_fd=folder)
        with open(descriptor, "rb", buffering=0) as file:
            if not _is_regular(descriptor):
                raise DurableError(path, "it is not a regular file", "move it away")
            return _read_all(file.fileno(), limit)


def _make_one(name: str, parent: int) -> None:
    try:
        os.mkdir(name, 0o700, dir_fd=parent)
    except FileExistsError:
        return
    if os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode & 0o700 != 0o700:
        with suppress(OSError):
            os.chmod(name, 0o700, dir_fd=parent)
    sync_folder(parent)


def _is_regular(descriptor: int) -> bool:
    return os.fstat(descriptor).st_mode & 0o170000 == 0o100000


def _read_all(descriptor: int, limit: int | None) -> bytes:
    parts, length = [], 0
    while limit is None or length <= limit:
        part = os.read(descriptor, 1 << 20 if limit is None else limit + 1 - length)
        if not part:
            break
        parts.append(part)
        length += len(part)
    return b"".join(parts)
