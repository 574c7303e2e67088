"""The one door to a pack: from a folder, by way of the cache, to a compiled pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.cache import keep, key_of, recall
from sarcoma_tui.packs.digest import pack_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack

__all__ = ["PackError", "load_pack", "load_unkept"]


def load_pack(folder: Path | None = None, cache: Path | None = None) -> Pack:
    """The compiled pack of a folder (None: the installed one), kept in `cache` (None: compiled every time).

    A cache that cannot be read or written is no fault. With a cached pack neither pydantic nor a TOML parser
    is imported.

    Raises:
        PackError: the pack cannot be used; `faults` holds every reason.
    """
    pack, remember = load_unkept(folder, cache)
    remember()
    return pack


def load_unkept(folder: Path | None, cache: Path | None) -> tuple[Pack, Callable[[], None]]:
    """The same, and what keeps a pack that was compiled: to be called when nobody waits any more.

    Raises:
        PackError: as `load_pack`.
    """
    files = read_files(folder if folder is not None else installed_pack())
    key = key_of(pack_sha256(files.toml))
    pack = recall(cache, key) if cache is not None and not files.odd else None
    if pack is not None:
        return _marked(pack, folder), lambda: None
    from sarcoma_tui.packs.fresh import fresh_pack  # only here: it needs pydantic and the TOML parser

    fresh, _ = fresh_pack(files)

    def remember() -> None:
        if cache is not None:
            keep(cache, key, fresh)

    return _marked(fresh, folder), remember


def _marked(pack: Pack, folder: Path | None) -> Pack:
    """The same pack; from a folder that was given it is marked as not the installed one."""
    if folder is None:
        return pack
    content = pack.content
    return replace(pack, content=replace(content, info=replace(content.info, installed=False)))
