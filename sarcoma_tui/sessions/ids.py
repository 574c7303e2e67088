"""Ids of sessions: they sort by time, never collide across sites, and become file names."""

from __future__ import annotations

import re

_SAFE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")


def new_id() -> str:
    """A new ULID: 26 letters and digits, the first ten tell the time."""
    from ulid import ULID  # loaded when the first session begins, not at start

    return str(ULID())


def is_safe(text: object) -> bool:
    """Whether an id from a file may become part of a path."""
    return isinstance(text, str) and _SAFE.fullmatch(text) is not None
