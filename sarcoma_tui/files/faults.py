"""What is wrong with a file that somebody wrote: one line for people, always in the same form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from sarcoma_tui.files.visible import visible

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where something stands in a document: keys of tables and indices of arrays, from the top."""

LONGEST: Final = 160
"""Of what was found, so many characters are shown."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file, line (0: the whole file), key (empty: no key), found, allowed, the nearest valid name.

    `str()` is one line, with control and invisible characters of foreign text as visible escapes:
    `content/options/surgery.toml:12: options[3].offer[0].when.extent: found "localized" (text);
    allowed: localised, nodal, metastatic; nearest: localised`.
    """

    file: str
    line: int
    key: str
    found: str
    allowed: str
    nearest: str | None = None

    def __str__(self) -> str:
        """The fault in one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f"{shortened(self.key)}: " if self.key else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        nearest = f"; nearest: {shortened(self.nearest)}" if self.nearest else ""
        return visible(f"{place}: {key}found {shortened(self.found)}{allowed}{nearest}")


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, its middle left out where it is longer than `longest` characters."""
    if len(text) <= longest:
        return text
    end = longest // 4
    return f"{text[: longest - end - 5]} ... {text[-end:]}"


def key_text(path: Sequence[str | int]) -> str:
    """A key path as people write it: `options[3].offer[0].when.extent`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if _BARE.match(part) else f'"{part}"'
            text += f".{name}" if text else name
    return text
