"""Text from outside made harmless and legible: nothing in it can act on a terminal or hide from a reader."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# Printable by their category, yet nothing is seen: joiners, fillers, variation selectors, the braille blank.
_BLANK: Final = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, newlines: bool = False) -> str:
    r"""The same text with every character that could act or hide written as an escape.

    Control characters, escape sequences, direction overrides, zero-width characters, lone surrogates and
    unassigned code points become `\x1b`, `\u202e` and alike; `newlines` keeps line feeds as they are.
    """
    plain = text.replace("\n", "") if newlines else text
    if plain.isascii() and plain.isprintable():
        return text
    blank, space = _pattern(_BLANK), _pattern(_SPACES)
    return "".join(
        character
        if (character.isprintable() and not blank.match(character))
        or space.match(character)
        or (newlines and character == "\n")
        else _escape(character)
        for character in text
    )


@cache
def _pattern(characters: str) -> re.Pattern[str]:
    """Compiled when first needed: most texts need none, and every start loads this module."""
    return re.compile(f"[{characters}]")


def _escape(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
