"""The files of a pack as bytes: which there are, each within bounds, named as a person would name them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.errors import PackError

FILE_LIMIT: Final = 1 << 20
PACK_LIMIT: Final = 16 << 20
MOST_FILES: Final = 1000
DEEPEST: Final = 3
"""Folders within each other; what lies deeper is not looked at."""

BESIDE: Final = ("certificate.json", "README.md")
"""What may stand in a pack besides its TOML files."""

_READ: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC  # not blocking: a pipe must not hang the program


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The TOML files of a pack: bytes by path within it (`/` between folders), in sorted order.

    `shown` is the folder as messages name it; `odd` are other files and folders, which a pack does not have.
    """

    folder: Path
    shown: str
    toml: dict[str, bytes]
    odd: tuple[str, ...]

    def name(self, inside: str) -> str:
        """A file of the pack as messages name it."""
        return f"{self.shown}/{inside}"


def read_files(folder: Path) -> PackFiles:
    """The files of the pack in `folder`. A link to a file is followed, a loop of folders ends at `DEEPEST`.

    Raises:
        PackError: there is no such folder, a file cannot be read, or there is more than a pack may hold.
    """
    reader = _Reader(folder)
    try:
        reader.scan(folder, "", 1)
    except OSError as error:
        raise PackError([Fault(str(folder), 0, "", _reason(error), "a folder with pack.toml")]) from None
    if reader.faults:
        raise PackError(reader.faults)
    toml = {inside: reader.toml[inside] for inside in sorted(reader.toml)}
    return PackFiles(folder, reader.shown, toml, tuple(sorted(reader.odd)))


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.shown = _shown(folder)
        self.toml: dict[str, bytes] = {}
        self.odd: list[str] = []
        self.faults: list[Fault] = []
        self.size = 0

    def scan(self, folder: Path, inside: str, depth: int) -> None:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            name = inside + entry.name
            if entry.name.startswith((".", "#")) or entry.name.endswith("~") or name in BESIDE:
                continue
            if entry.is_dir() and depth < DEEPEST:
                self.scan(Path(entry.path), f"{name}/", depth + 1)
            elif entry.name.endswith(".toml"):
                self._read(entry.path, name)
            else:
                self.odd.append(name)

    def _read(self, path: str, name: str) -> None:
        if len(self.toml) >= MOST_FILES or self.size > PACK_LIMIT:
            allowed = f"{MOST_FILES} files and {PACK_LIMIT >> 20} MiB in all"
            raise PackError([Fault(self.shown, 0, "", "more than a pack may hold", allowed)])
        try:
            descriptor = os.open(path, _READ)
            with open(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise OSError(None, "no regular file")
                data = file.read(FILE_LIMIT + 1)
        except OSError as error:
            self.faults.append(
                Fault(f"{self.shown}/{name}", 0, "", _reason(error), "a file that can be read")
            )
            return
        self.size += len(data)
        self.toml[name] = data


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _shown(folder: Path) -> str:
    """The folder from here, where it lies below; else whole."""
    whole = folder.absolute()
    try:
        inside = whole.relative_to(Path.cwd())
    except (ValueError, OSError):
        return str(whole)
    return str(inside) if inside.parts else whole.name
