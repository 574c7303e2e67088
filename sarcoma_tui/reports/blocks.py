"""What a report is made of, before it is text or Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Title:
    """What the report is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the report begins."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of its own; `mark` stands before it. Line breaks in it are kept."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Short names, each with what is said of it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with its mark; `tail` says in a few words what it is, `notes` what there is to know."""

    mark: str
    text: str
    tail: str = ""
    notes: tuple[tuple[str, str], ...] = ()


Block: TypeAlias = Title | Heading | Paragraph | Pairs | Entry
Blocks: TypeAlias = tuple[Block, ...]
