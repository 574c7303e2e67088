"""TOML from outside, read with bounds and with positions.

Whatever the bytes hold, reading gives a document or exactly one fault: no traceback, no hang, no value that
overflows later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import tomli

from sarcoma_tui.files.faults import Fault, KeyPath, key_text
from sarcoma_tui.files.locate import Scanner

LIMIT: Final = 1 << 20
"""The largest file that is read where nothing else is said: 1 MiB."""

DEEPEST: Final = 40
"""The most keys and indices that may stand above one another."""

_WHOLE_NUMBERS: Final = range(-(1 << 63), 1 << 63)
# A dotted key this long costs the parser quadratic time; between words of a text it is rare enough.
_LONG_KEY: Final = re.compile(rf"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_TWICE: Final = re.compile(r"Cannot overwrite a value|Cannot declare .* twice|Duplicate inline table key")
_SAID: Final = {
    "Invalid date or datetime": "a date or time that does not exist",
    "Invalid statement": "a line that is no key, table or comment",
    "Invalid value": "a value that TOML does not know",
    "Invalid initial character for a key part": "a key that TOML does not allow",
    "Unbalanced quotes": "a line that ends within a text",
    'Expected "\'"': "a text without its closing quotes",
    "Unterminated string": "a text without its closing quotes",
    "Illegal character '\\n'": "a line that ends within a text",
    "Found invalid character '\\n'": "a line that ends within a text",
    "Expected newline or end of document after a statement": "more text after a value",
    "Expected '=' after a key in a key/value pair": "a key without = after it",
    "Unclosed array": "a list without its closing bracket",
    "Unclosed inline table": "a table without its closing brace",
}


class TomlError(ValueError):
    """The bytes are not a TOML document within bounds; `fault` says why and where."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault; the text is its line."""
        self.fault = fault
        super().__init__(str(fault))


class Document:
    """A TOML document: its name for messages, its `data` (numbers as int or Decimal), and its lines.

    Raises:
        TomlError: too large, not UTF-8, not TOML, nested too deeply, or a whole number beyond 64 bits.
    """

    def __init__(self, data: bytes, name: str, limit: int = LIMIT) -> None:
        """Parse the bytes."""
        self.name = name
        self._lines: dict[KeyPath, int] | None = None
        self._text = _decoded(data, name, limit).replace("\r\n", "\n")
        self.data: dict[str, Any] = self._parsed()
        self._bounded()

    def line_of(self, path: KeyPath) -> int:
        """The line on which a key or element stands, or the one that holds it; 1 for the whole document."""
        if self._lines is None:
            self._lines = Scanner(self._text, DEEPEST).lines
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return line
        return 1

    def fault(self, path: KeyPath, found: str, allowed: str, nearest: str | None = None) -> Fault:
        """A fault of this document at a key path."""
        return Fault(self.name, self.line_of(path), key_text(path), found, allowed, nearest)

    def _parsed(self) -> dict[str, Any]:
        if _LONG_KEY.search(self._text):
            self._refuse_depth()
        try:
            return tomli.loads(self._text, parse_float=Decimal)
        except tomli.TOMLDecodeError as error:
            raise TomlError(self._not_toml(str(error))) from None
        except RecursionError:
            self._refuse_depth()
            fault = Fault(self.name, 0, "", "lists or tables that are nested too deeply", "")
            raise TomlError(fault) from None
        except (ValueError, InvalidOperation):
            path = Scanner(self._text, DEEPEST).widest[1]
            found = "a number with too many digits"
            raise TomlError(self.fault(path, found, "whole numbers of 64 bits")) from None

    def _not_toml(self, message: str) -> Fault:
        """A parser's complaint in our words, with the line and the last key on it."""
        scanner = Scanner(self._text, DEEPEST)
        said = _PLACE.sub("", message)
        if scanner.twice[0] and _TWICE.match(said):
            line, path = scanner.twice
            return Fault(self.name, line, key_text(path), "a key that stands twice", "each key once")
        place = _PLACE.search(message)
        line = int(place[1]) if place and place[1] else self._text.rstrip().count("\n") + 1
        column = f" at column {place[2]}" if place and place[2] else ""
        path = next((path for path, noted in reversed(scanner.lines.items()) if noted == line), ())
        if said.startswith("Cannot"):
            said = "A table that was ended before"
        found = _SAID.get(said, f"{said[:1].lower()}{said[1:]}") + column
        return Fault(self.name, line, key_text(path), found, "TOML")

    def _bounded(self) -> None:
        """Refuse what parses and would overflow later; without recursion."""
        waiting: list[tuple[KeyPath, object]] = [((), self.data)]
        while waiting:
            path, value = waiting.pop()
            if len(path) > DEEPEST:
                self._refuse_depth()
            if isinstance(value, Mapping):
                waiting += [((*path, key), inner) for key, inner in value.items()]
            elif isinstance(value, Sequence) and not isinstance(value, str):
                waiting += [((*path, index), inner) for index, inner in enumerate(value)]
            elif isinstance(value, int) and value not in _WHOLE_NUMBERS:
                found = "a number with too many digits"
                raise TomlError(self.fault(path, found, "whole numbers of 64 bits"))

    def _refuse_depth(self) -> None:
        scanner = Scanner(self._text, DEEPEST)
        if scanner.too_deep:
            line = scanner.lines[scanner.too_deep]
            found = f"more than {DEEPEST} keys and lists within each other"
            raise TomlError(
                Fault(self.name, line, key_text(scanner.too_deep[:4]), found, f"{DEEPEST} at most")
            )


def _decoded(data: bytes, name: str, limit: int) -> str:
    if len(data) > limit:
        found = f"more than {limit // 1024} KiB"
        raise TomlError(Fault(name, 0, "", found, f"a file of {limit // 1024} KiB at most"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        found = f"byte 0x{data[error.start]:02x} at column {column}, which is not UTF-8"
        raise TomlError(Fault(name, line, "", found, "UTF-8 text")) from None
    if text.startswith("\ufeff"):
        found = "a byte order mark at the start of the file"
        raise TomlError(Fault(name, 1, "", found, "UTF-8 text without one"))
    return text
