"""What the program needs beyond its first screen, loaded in a thread after that screen is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.paths import Folders

if TYPE_CHECKING:
    from sarcoma_tui.sessions.store import Listed, Store


class NotReadyError(Exception):
    """The program cannot work: the content has faults. `sentences` name them, one each."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        """Keep the sentences; the text is the first of them."""
        super().__init__(sentences[0] if sentences else "")
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Ready:
    """Pack, folders, sessions. `store` is None when nothing can be saved; `banners` say why.

    `rest` is set while only the content is there: it opens the store and gives the whole. It blocks.
    `pack_folder` is where the content was read; None: what is installed.
    """

    pack: Pack
    folders: Folders
    store: Store | None
    drafts: tuple[Listed, ...]
    banners: tuple[str, ...]
    rest: Callable[[], Ready] | None = None
    pack_folder: Path | None = None


def prepare(pack_folder: Path | None, today: date) -> Ready:
    """Load everything; blocks.

    Raises:
        NotReadyError: the content cannot be used.
    """
    ahead = prepare_content(pack_folder, today)
    return ahead.rest() if ahead.rest is not None else ahead


def prepare_content(pack_folder: Path | None, today: date) -> Ready:
    """Load the content, which is all that a panel needs; `rest` of the result opens the store.

    Both block, so they run in a thread.

    Raises:
        NotReadyError: the content cannot be used.
    """
    folders = Folders.find()
    pack, remember = _pack(pack_folder, folders)
    ahead = Ready(pack, folders, None, (), tuple(_about(pack, pack_folder, today)), pack_folder=pack_folder)

    def rest() -> Ready:
        remember()
        return _opened(ahead, pack_folder)

    return replace(ahead, rest=rest)


def _opened(ahead: Ready, pack_folder: Path | None) -> Ready:
    """The same with its store, where the data folder can be used."""
    from sarcoma_tui.sessions.drafts import pending
    from sarcoma_tui.sessions.store import Store

    troubles = ahead.folders.prepare()
    banners = (*(trouble.sentence for trouble in troubles), *ahead.banners)
    if any(trouble.blocks for trouble in troubles):
        return replace(ahead, banners=banners, rest=None)
    store = Store(ahead.folders.data, pack_folder)
    return replace(ahead, store=store, drafts=tuple(pending(store)), banners=banners, rest=None)


def _about(pack: Pack, folder: Path | None, today: date) -> Iterator[str]:
    """What every screen says of the content: that it is not the installed one, that it is old."""
    info = pack.content.info
    if not info.installed:
        yield f"content from outside: {folder}, {info.id} {info.version}, {info.sha256[:12]}"
    if info.review_by < today.isoformat():
        yield f"content past its review date: it was to be reviewed by {info.review_by}"


def _pack(folder: Path | None, folders: Folders) -> tuple[Pack, Callable[[], None]]:
    """The content, and what keeps it for the next start if it had to be compiled."""
    from sarcoma_tui.packs.load import PackError, load_unkept

    try:
        return load_unkept(folder, folders.cache)
    except PackError as error:
        raise NotReadyError(tuple(str(fault) for fault in error.faults)) from None
