"""A pack as parsed, before anything is known to be right: its documents by kind, and ways to walk them.

Checks that read other files walk these raw tables, so that a fault of one place never hides one of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from sarcoma_tui.files.faults import Fault, KeyPath
from sarcoma_tui.files.toml import Document


@dataclass(frozen=True, slots=True)
class Place:
    """One place in one document of the pack."""

    document: Document
    path: KeyPath

    def __truediv__(self, part: str | int) -> Place:
        """A place within this one."""
        return Place(self.document, (*self.path, part))

    def fault(self, found: str, allowed: str, nearest: str | None = None) -> Fault:
        """A fault here."""
        return self.document.fault(self.path, found, allowed, nearest)

    @property
    def text(self) -> str:
        """File and line."""
        return f"{self.document.name}:{self.document.line_of(self.path)}"


@dataclass(frozen=True, slots=True)
class PackDocument:
    """One document and its path within the pack."""

    inside: str
    document: Document

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.inside).stem


@dataclass(slots=True)
class RawPack:
    """The documents by kind; `broken` are the kinds of which some file could not be parsed."""

    documents: dict[str, list[PackDocument]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def of(self, kind: str) -> list[PackDocument]:
        """The documents of a kind, in the order of their paths."""
        return self.documents.get(kind, [])

    def each(self, kind: str, *pattern: str) -> Iterator[tuple[Place, Any]]:
        """Every place of a kind's documents that the pattern meets; `*` stands for each item of a list."""
        for item in self.of(kind):
            for path, value in _each(item.document.data, pattern, ()):
                yield Place(item.document, path), value

    def tables(self, kind: str, *pattern: str) -> Iterator[tuple[Place, dict[str, Any]]]:
        """The same, only what is a table."""
        for place, value in self.each(kind, *pattern):
            if isinstance(value, dict):
                yield place, value


def _each(value: Any, pattern: tuple[str, ...], path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if not pattern:
        yield path, value
    elif pattern[0] == "*":
        if isinstance(value, list):
            for index, inner in enumerate(value):
                yield from _each(inner, pattern[1:], (*path, index))
    elif isinstance(value, dict) and pattern[0] in value:
        yield from _each(value[pattern[0]], pattern[1:], (*path, pattern[0]))


def texts(value: Any) -> list[str]:
    """The texts of a raw list; nothing where it is none."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def misnamed(item: PackDocument, allowed: str, near: str | None = None) -> Fault:
    """A fault of a file whose name does not fit what it holds."""
    return Fault(item.document.name, 0, "", f"the file name {item.stem}", allowed, near)
