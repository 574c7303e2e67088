"""Where a user's data, cache and settings are, and whether anything can be saved there."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from sarcoma_tui.files.reach import make_folder
from sarcoma_tui.files.trouble import DurableError

NAME = "sarcoma-tui"
HOME = "SARCOMA_TUI_HOME"
"""Environment variable: everything lives in this folder then (tests, a shared machine, a USB stick)."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a folder, as a sentence; `blocks`: nothing can be saved there."""

    sentence: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Folders:
    """The three folders of the program. `given` is set when the environment chose them."""

    data: Path
    cache: Path
    config: Path
    given: bool = False

    @classmethod
    def find(cls) -> Folders:
        """Where they are; nothing is made or looked at."""
        home = os.environ.get(HOME)
        if home:
            data = Path(home).absolute()
            return cls(data, data / "cache", data / "config", given=True)
        from platformdirs import PlatformDirs  # only here: it costs as much as half an assessment

        places = PlatformDirs(NAME, appauthor=False)
        return cls(places.user_data_path, places.user_cache_path, places.user_config_path)

    def check(self) -> tuple[Trouble, ...]:
        """What is wrong with the data folder as it is; a missing one is no trouble if it can be made."""
        return tuple(_troubles(self.data, self.given))

    def prepare(self) -> tuple[Trouble, ...]:
        """Make the data folder (0700) if it is missing; then what is wrong with it."""
        if not os.path.lexists(self.data):
            try:
                _make(self.data)
            except DurableError as error:
                return (Trouble(f"nothing can be saved: {error}", blocks=True),)
        return self.check()


def _make(folder: Path) -> None:
    """Make a folder and those above it that are missing."""
    above = folder
    while not os.path.exists(above) and above != above.parent:
        above = above.parent
    make_folder(folder, above)


def _troubles(folder: Path, given: bool) -> list[Trouble]:
    """The troubles of one folder, those that end the search first."""
    advice = f"set {HOME} to a folder of your own"
    try:
        status = folder.stat()
        if folder.is_symlink() and not given and not _stays(folder):
            return [_blocking(folder, "is a link that leads elsewhere", f"set {HOME} to where it leads")]
    except FileNotFoundError:
        if folder.is_symlink():
            return [_blocking(folder, "is a link that leads nowhere", "remove it")]
        return _missing(folder)
    except OSError as error:
        reason = DurableError.of(folder, error).reason
        return [_blocking(folder, f"cannot be reached ({reason})", advice)]
    if not stat.S_ISDIR(status.st_mode):
        return [_blocking(folder, "is a file, not a folder", "move it away")]
    if status.st_uid != os.geteuid():
        return [_blocking(folder, "belongs to another user of this machine", advice)]
    if not _may(folder, os.R_OK | os.W_OK | os.X_OK):
        why = "is on a disk that is read only" if _read_only(folder) else "cannot be written"
        return [_blocking(folder, why, advice)]
    troubles = [
        _blocking(inner, "is a link that leads elsewhere", "put a real folder in its place")
        for inner in sorted(folder.iterdir())
        if inner.is_symlink() and inner.is_dir() and not _stays(inner)
    ]
    if status.st_mode & 0o077:
        sentence = f"{folder} can be read by other users of this machine: chmod 700 it"
        troubles.append(Trouble(sentence, blocks=False))
    return troubles


def _missing(folder: Path) -> list[Trouble]:
    """A missing folder is no trouble where it can be made."""
    above = folder.parent
    while not os.path.exists(above) and above != above.parent:
        above = above.parent
    if not above.is_dir():
        return [_blocking(above, "is a file, not a folder", "move it away")]
    if _may(above, os.W_OK | os.X_OK):
        return []
    return [_blocking(folder, "is missing and cannot be made", f"set {HOME} to a folder of your own")]


def _stays(link: Path) -> bool:
    """Whether a link leads to somewhere within the folder it stands in."""
    return link.resolve().is_relative_to(link.parent.resolve())


def _may(folder: Path, rights: int) -> bool:
    return os.access(folder, rights, effective_ids=os.access in os.supports_effective_ids)


def _read_only(folder: Path) -> bool:
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _blocking(folder: Path, what: str, advice: str) -> Trouble:
    return Trouble(f"nothing can be saved: {folder} {what}; {advice}", blocks=True)
