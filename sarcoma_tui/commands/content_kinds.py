"""The kinds of entries that `content show` knows, and an entry of each in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sarcoma_tui.commands.content_entries import (
    Entry,
    notices,
    options,
    questions,
    rules,
    sources,
    stages,
    tables,
)
from sarcoma_tui.domain.pack import Pack

KINDS: Final[Mapping[str, Callable[[Pack], list[Entry]]]] = MappingProxyType(
    {
        "questions": questions,
        "tables": tables,
        "options": options,
        "rules": rules,
        "notices": notices,
        "stages": stages,
        "sources": sources,
    }
)
"""What can be listed, in the order of the help."""

_SAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "questions": ("label", "kind"),
        "tables": ("title",),
        "options": ("modality", "phase", "title"),
        "rules": ("kind", "strength", "because"),
        "notices": ("level", "title"),
        "stages": ("title",),
        "sources": ("body", "year", "title"),
    }
)


def one_line(kind: str, entry: Entry) -> str:
    """An entry in a list: its id, then what tells it from the others."""
    said = "  ".join(str(entry[name]) for name in _SAYS[kind] if entry[name])
    return f"{entry['id']!s:36}  {said}"
