"""The sessions of this user, for commands: the store, one session by its id, the words to show it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sarcoma_tui.commands.streams import RefusedError, tell
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.listing import Listed
from sarcoma_tui.sessions.store import NoSuchSession, Store
from sarcoma_tui.sessions.toml_read import DamagedError, Read


@contextmanager
def told() -> Iterator[None]:
    """Turn what can go wrong with files into the sentences of a refusal: 2 no such session, else 1."""
    try:
        yield
    except NoSuchSession as error:
        raise RefusedError(str(error)) from None
    except DamagedError as error:
        raise RefusedError(*map(str, error.faults), status=1) from None
    except DurableError as error:
        raise RefusedError(str(error), status=1) from None


def store_given(content: Path | None = None) -> Store:
    """The store in the user's data folder; what is saved there archives `content`."""
    return Store(Folders.find().data, content)


def session_given(store: Store, prefix: str) -> tuple[Listed, Read]:
    """One session by the beginning of its id.

    Raises:
        RefusedError: there is none, or more than one, or it cannot be read.
    """
    with told():
        listed = store.find(prefix)
        return listed, store.read(listed)


def words_given(folder: Path | None) -> Pack | None:
    """The content that has the words for a session; without it a session is still shown, in ids."""
    from sarcoma_tui.packs.load import PackError, load_pack

    try:
        return load_pack(folder, Folders.find().cache)
    except PackError as error:
        count = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        check = "sarcoma-tui content check" + (f" --pack {folder}" if folder else "")
        tell(f"the content cannot be used ({count}, see `{check}`): sessions are shown in ids")
        return None


def reason_of(listed: Listed) -> str:
    """Why a file is not simply a saved session, with the file's name."""
    name = f"{listed.path.parent.name}/{listed.path.name}"
    return listed.reason if name in listed.reason else f"{name}: {listed.reason}"
