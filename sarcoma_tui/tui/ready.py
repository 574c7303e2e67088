"""What the program needs beyond its first screen, loaded in a thread after that screen is painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    """Pack, folders, sessions. `store` is None when nothing can be saved; `banners` say why."""

    pack: Pack
    folders: Folders
    store: Store | None
    drafts: tuple[Listed, ...]
    banners: tuple[str, ...]


def prepare(pack_folder: Path | None, today: date) -> Ready:
    """Load everything; blocks, so it runs in a thread.

    Raises:
        NotReadyError: the content cannot be used.
    """
    from sarcoma_tui.sessions.drafts import pending
    from sarcoma_tui.sessions.store import Store

    folders = Folders.find()
    pack = _pack(pack_folder, folders)
    troubles = folders.prepare()
    banners = [*(trouble.sentence for trouble in troubles), *_about(pack, pack_folder, today)]
    if any(trouble.blocks for trouble in troubles):
        return Ready(pack, folders, None, (), tuple(banners))
    store = Store(folders.data, pack_folder)
    return Ready(pack, folders, store, tuple(pending(store)), tuple(banners))


def _about(pack: Pack, folder: Path | None, today: date) -> Iterator[str]:
    """What every screen says of the content: that it is not the installed one, that it is old."""
    info = pack.content.info
    if not info.installed:
        yield f"content from outside: {folder}, {info.id} {info.version}, {info.sha256[:12]}"
    if info.review_by < today.isoformat():
        yield f"content past its review date: it was to be reviewed by {info.review_by}"


def _pack(folder: Path | None, folders: Folders) -> Pack:
    from sarcoma_tui.packs.load import PackError, load_pack

    try:
        return load_pack(folder, folders.cache)
    except PackError as error:
        raise NotReadyError(tuple(str(fault) for fault in error.faults)) from None
