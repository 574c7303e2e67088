"""Compiled packs kept in the cache folder, so that only the first start compiles.

A file there is used only if it is ours alone, whole, and made by this program from this very pack. Anything
else is as if it were not there; nothing here raises because of what lies on the disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import sarcoma_tui
from sarcoma_tui.domain.pack import ENGINE, Pack
from sarcoma_tui.files.reach import make_folder
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.packs import form

FORMAT: Final = 1
KEPT: Final = 8
"""So many compiled packs are kept, the newest."""

_LIMIT: Final = 64 << 20
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def key_of(sha256: str) -> str:
    """Under what a pack with this digest is kept, compiled: program, engine and format count too."""
    parts = (sha256, sarcoma_tui.__version__, str(ENGINE), str(FORMAT), *_modules())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def recall(folder: Path, key: str) -> Pack | None:
    """The pack kept under this key, or None."""
    try:
        with _opened(folder) as descriptor:
            data = _own_file(_name(key), descriptor)
        digest, _, rest = data.partition(b"\n")
        if hashlib.sha256(rest).hexdigest().encode() != digest:
            return None
        kept_key, _, text = rest.partition(b"\n")
        return form.loads(text.decode()) if kept_key.decode() == key else None
    except Exception:  # whatever is wrong with a cache, it is made anew
        return None


def keep(folder: Path, key: str, pack: Pack) -> None:
    """Keep a compiled pack; where that cannot be, nothing happens."""
    rest = f"{key}\n{form.dumps(pack)}".encode()
    data = hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest
    with suppress(OSError, DurableError):
        _make(folder)
        with _opened(folder) as descriptor:
            _replace(_name(key), data, descriptor)
            _forget_old(descriptor)


def _name(key: str) -> str:
    return f"pack-{key[:32]}.json"


def _modules() -> Iterator[str]:
    """Size and time of the modules that make a compiled pack: in a checkout they change without a version."""
    package = Path(sarcoma_tui.__file__).parent
    for folder in (package / "domain", package / "packs"):
        with suppress(OSError), os.scandir(folder) as found:
            for entry in sorted(
                (entry for entry in found if entry.name.endswith(".py")), key=lambda e: e.name
            ):
                status = entry.stat()
                yield f"{entry.name} {status.st_size} {status.st_mtime_ns}"


def _make(folder: Path) -> None:
    above = folder
    while not os.path.lexists(above) and above != above.parent:
        above = above.parent
    if above != folder:
        make_folder(folder, above)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """A descriptor of the folder, if nobody else can write there."""
    descriptor = os.open(folder, _FOLDER)
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.geteuid() or status.st_mode & 0o022:
            raise PermissionError(f"others can write to {folder}")
        yield descriptor
    finally:
        os.close(descriptor)


def _own_file(name: str, folder: int) -> bytes:
    descriptor = os.open(name, _READ, dir_fd=folder)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        ours = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o077
        if not ours or status.st_size > _LIMIT:
            raise PermissionError(name)
        return file.read()


def _replace(name: str, data: bytes, folder: int) -> None:
    """Write beside and rename: a reader sees a whole file. A cache need not survive a power cut."""
    temporary = f".{name}.{os.getpid()}.{os.urandom(4).hex()}.tmp"
    try:
        with open(os.open(temporary, _CREATE, 0o600, dir_fd=folder), "wb") as file:
            file.write(data)
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise


def _forget_old(folder: int) -> None:
    """Remove all but the newest packs, and what a killed program left half written."""
    with os.scandir(folder) as found:
        times = {entry.name: entry.stat(follow_symlinks=False).st_mtime for entry in found}
    packs = sorted((name for name in times if _is_pack(name)), key=lambda name: times[name], reverse=True)
    newest = times[packs[0]] if packs else 0.0
    left = [name for name in times if name.startswith(".pack-") and times[name] < newest - 3600]
    for name in (*packs[KEPT:], *left):
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)


def _is_pack(name: str) -> bool:
    return name.startswith("pack-") and name.endswith(".json")
