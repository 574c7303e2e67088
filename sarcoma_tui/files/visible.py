"""Text from outside made harmless and legible: nothing in it can act on a terminal or hide from a reader."""

from __future__ import annotations

import re
from typing import Final

# Printable by their category, yet nothing is seen: joiners, fillers, variation selectors, the braille blank.
_BLANK: Final = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
_SUSPECT: Final = re.compile(f"[^\x20-\x7e\xa1-\xac\xae-\u02ff]|[{_BLANK}]")
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_IS_SPACE: Final = re.compile(f"[{_SPACES}]")
_IS_BLANK: Final = re.compile(f"[{_BLANK}]")


def visible(text: str, newlines: bool = False) -> str:
    r"""The same text with every character that could act or hide written as an escape.

    Control characters, escape sequences, direction overrides, zero-width characters, lone surrogates and
    unassigned code points become `\x1b`, `\u202e` and alike; `newlines` keeps line feeds as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SUSPECT.sub(lambda match: _escape(match[0], newlines), text)


def _escape(character: str, newlines: bool) -> str:
    if character == "\n" and newlines:
        return character
    if _IS_SPACE.match(character) or (character.isprintable() and not _IS_BLANK.match(character)):
        return character
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
