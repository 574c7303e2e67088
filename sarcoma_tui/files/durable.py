"""Writing so that what was written is still there after a crash, and the old file is whole until then.

Every path is reached from `root` folder by folder, never through a symbolic link: a link in the data folder
cannot send a write outside of it. Files are created 0600.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from sarcoma_tui.files.reach import opened_folder, read, sync_folder
from sarcoma_tui.files.trouble import DurableError, naming

__all__ = ["DurableError", "append", "keep_copy", "move", "remove", "write"]

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC


def write(path: Path, data: bytes, root: Path | None = None) -> None:
    """Replace or create a file: after this it is on the disk whole, and before it the old one is.

    Raises:
        DurableError: it is not certain that the file is on the disk. No temporary file is left.
    """
    with naming(path), opened_folder(path.parent, root) as folder:
        temporary = f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp"
        try:
            _fill(temporary, data, folder)
            os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=folder)
            raise
        sync_folder(folder)


def append(path: Path, data: bytes, root: Path | None = None, length: int | None = None) -> None:
    """Add to the end of a file that exists; after this the addition is on the disk.

    With `length` the file must be so long before; else somebody else wrote to it.

    Raises:
        DurableError: it is not certain that the addition is on the disk; the file was cut back if possible.
    """
    with naming(path), opened_folder(path.parent, root) as folder:
        descriptor = os.open(path.name, _APPEND, dir_fd=folder)
        try:
            before = os.fstat(descriptor).st_size
            if length is not None and before != length:
                raise DurableError(path, "it was changed by another program", "open it again")
            try:
                _write_all(descriptor, data)
                _sync_data(descriptor)
            except BaseException:
                with suppress(OSError):
                    os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)


def keep_copy(source: Path, target: Path, root: Path) -> None:
    """Give a file a second name, by a hard link or, where a disk has none, by a copy; both durable.

    Raises:
        DurableError: the copy may not be on the disk, or another file has that name.
    """
    with (
        naming(target),
        opened_folder(source.parent, root) as here,
        opened_folder(target.parent, root) as there,
    ):
        try:
            os.link(source.name, target.name, src_dir_fd=here, dst_dir_fd=there, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK):
                raise
        else:
            sync_folder(there)
            return
    write(target, read(source, root=root), root)


def move(source: Path, target: Path, root: Path) -> None:
    """Rename a file within `root`, durably. The caller chose a free name.

    Raises:
        DurableError: the file may still have its old name.
    """
    with (
        naming(source),
        opened_folder(source.parent, root) as here,
        opened_folder(target.parent, root) as there,
    ):
        os.rename(source.name, target.name, src_dir_fd=here, dst_dir_fd=there)
        sync_folder(there)
        sync_folder(here)


def remove(path: Path, root: Path) -> None:
    """Unlink a file whose content is safe elsewhere; a missing one is none.

    Raises:
        DurableError: it could not be removed.
    """
    with naming(path), opened_folder(path.parent, root) as folder, suppress(FileNotFoundError):
        os.unlink(path.name, dir_fd=folder)


def _fill(name: str, data: bytes, folder: int) -> None:
    descriptor = os.open(name, _CREATE, 0o600, dir_fd=folder)
    try:
        if os.fstat(descriptor).st_mode & 0o777 != 0o600:  # an odd umask took the owner's own rights
            with suppress(OSError):
                os.fchmod(descriptor, 0o600)
        _write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_data(descriptor: int) -> None:
    getattr(os, "fdatasync", os.fsync)(descriptor)  # some systems have only the stronger call
