"""The one door to a pack: from a folder, by way of the cache, to a compiled pack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.cache import keep, key_of, recall
from sarcoma_tui.packs.digest import pack_sha256
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack

__all__ = ["PackError", "load_pack"]


def load_pack(folder: Path | None = None, cache: Path | None = None) -> Pack:
    """The compiled pack of a folder (None: the installed one), kept in `cache` (None: compiled every time).

    A cache that cannot be read or written is no fault. With a cached pack neither pydantic nor a TOML parser
    is imported.

    Raises:
        PackError: the pack cannot be used; `faults` holds every reason.
    """
    files = read_files(folder if folder is not None else installed_pack())
    key = key_of(pack_sha256(files.toml))
    pack = recall(cache, key) if cache is not None and not files.odd else None
    if pack is None:
        from sarcoma_tui.packs.fresh import fresh_pack  # only here: it needs pydantic and the TOML parser

        pack, _ = fresh_pack(files)
        if cache is not None:
            keep(cache, key, pack)
    return pack if folder is None else _given(pack)


def _given(pack: Pack) -> Pack:
    """The same pack, marked as not the installed one."""
    content = pack.content
    return replace(pack, content=replace(content, info=replace(content.info, installed=False)))
