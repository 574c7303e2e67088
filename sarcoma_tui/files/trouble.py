"""What an error of the disk means for a person: which file, why, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What the errors that really happen mean for a person: the reason, and what to do.
_MEANING = {
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space and try again"),
    errno.EROFS: ("the disk is read only", "set SARCOMA_TUI_HOME to a folder that can be written"),
    errno.EACCES: ("writing there is not allowed", "check who owns the folder and its permissions"),
    errno.EPERM: ("writing there is not allowed", "check who owns the folder and its permissions"),
    errno.EIO: ("the disk reports an error", "save to another disk: set SARCOMA_TUI_HOME to a folder there"),
    errno.EMFILE: ("too many files are open", "close other programs and try again"),
    errno.ENFILE: ("too many files are open", "close other programs and try again"),
    errno.ENOENT: ("the folder is gone", "bring it back, or start again to make a new one"),
    errno.ENOTDIR: ("a file stands where a folder should be", "move it away and try again"),
    errno.ELOOP: ("a link stands in the way", "replace it by a real folder or file"),
    errno.EISDIR: ("a folder stands where a file should be", "move it away and try again"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
}


class DurableError(Exception):
    """Something could not be written for good: `path`, the `reason`, the `advice` what to do, and `errno`."""

    def __init__(self, path: Path, reason: str, advice: str, number: int = 0) -> None:
        """Keep the parts; the text joins them into one sentence."""
        self.path, self.reason, self.advice, self.errno = path, reason, advice, number
        super().__init__(f"{path}: {reason}; {advice}")

    @classmethod
    def of(cls, path: Path, error: OSError) -> DurableError:
        """The same for an error of the system."""
        usual = (error.strerror or str(error), "try again")
        reason, advice = _MEANING.get(error.errno or 0, usual)
        return cls(path, reason, advice, error.errno or 0)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an `OSError` inside into a `DurableError` that names the file."""
    try:
        yield
    except OSError as error:
        raise DurableError.of(path, error) from error
