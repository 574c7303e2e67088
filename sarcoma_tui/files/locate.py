"""On which line each key of a TOML document stands. No parser for TOML tells it.

The document has been read by a real parser before: this scanner only follows its shape, and is lenient. It
does not recurse, so that no nesting can overflow it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import tomli

from sarcoma_tui.files.faults import KeyPath

_BLANKS: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_COMMAS: Final = re.compile(r"(?:[ \t\r\n,]+|#[^\n]*)*")
_INLINE: Final = re.compile(r"[ \t]*")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:""?)?'
    r"|'''.*?'''(?:''?)?"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_TRIPLE: Final = ('"""', "'''")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\n]+")


@dataclass(slots=True)
class _Open:
    """An array or an inline table whose end has not come yet; `index` is -1 in a table."""

    path: KeyPath
    index: int


class _EndError(Exception):
    """Ends a scan that would only grow."""


class Scanner:
    """Walks the text once; afterwards `lines` holds the line of each key path, in written order.

    `twice` is the first key or table that stands twice, with the line of the second. `too_deep` is the first
    path with more than `bound` parts, where the scan ends. `widest` is length and path of the longest
    value (a number or a date): what a parser gave up on without saying where.
    """

    def __init__(self, text: str, bound: int) -> None:
        """Scan the whole text (line ends as LF)."""
        self.lines: dict[KeyPath, int] = {}
        self.twice: tuple[int, KeyPath] = (0, ())
        self.too_deep: KeyPath = ()
        self.widest: tuple[int, KeyPath] = (0, ())
        self._bound = bound
        self._text = text
        self._at = 0
        self._line, self._counted = 1, 0
        self._tables: dict[KeyPath, int] = {}
        self._given: set[KeyPath] = set()
        with suppress(_EndError):
            self._scan()

    def _scan(self) -> None:
        table: KeyPath = ()
        while True:
            self._skip(_BLANKS)
            if self._at >= len(self._text):
                return
            before = self._at
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            if self._at == before:
                self._at += 1  # not TOML: get past it

    def _header(self) -> KeyPath:
        """The path of the table that `[a.b]` or `[[a.b]]` opens."""
        several = self._text.startswith("[[", self._at)
        line = self._line_here()
        self._at += 2 if several else 1
        keys = self._keys()
        self._at = self._end_of_line()
        path: KeyPath = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            self._note(path, line)
            if several and position == len(keys) - 1:
                self._tables[path] = self._tables.get(path, 0) + 1
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
                self._note(path, line)
        if not several:
            self._give(path, line)
        return path

    def _pair(self, table: KeyPath) -> None:
        path = self._key_path(table)
        if path is None:
            self._at = self._end_of_line()
            return
        opened: list[_Open] = []
        following: KeyPath | None = path
        while following is not None and self._at < len(self._text):
            self._value(following, opened)
            following = self._following(opened)

    def _value(self, path: KeyPath, opened: list[_Open]) -> None:
        """Step over a plain value, or into an array or a table."""
        self._note(path, self._line_here())
        self._give(path, self._line_here())
        character = self._text[self._at]
        if character in "[{":
            opened.append(_Open(path, 0 if character == "[" else -1))
            self._at += 1
            return
        string = _STRING.match(self._text, self._at) if character in "\"'" else None
        match = string or _SCALAR.match(self._text, self._at)
        if self._text.startswith(_TRIPLE, self._at) and (match is None or len(match[0]) < 6):
            raise _EndError  # a text that never closes: looking for its end again and again takes for ever
        if match is None:
            self._at += 1
            return
        self._at = match.end()
        if string is None:
            self.widest = max(self.widest, (len(match[0]), path), key=lambda found: found[0])

    def _following(self, opened: list[_Open]) -> KeyPath | None:
        """Where the next value of the innermost open array or table stands; None when all are closed."""
        while opened:
            self._skip(_COMMAS)
            if self._at >= len(self._text):
                return None
            inner = opened[-1]
            if self._text[self._at] in "]}":
                opened.pop()
                self._at += 1
            elif inner.index >= 0:
                inner.index += 1
                return (*inner.path, inner.index - 1)
            else:
                return self._key_path(inner.path)
        return None

    def _key_path(self, table: KeyPath) -> KeyPath | None:
        """The path of `a.b =` in a table, leaving off at its value; None where none stands."""
        line = self._line_here()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path, line)
        self._skip(_INLINE)
        if path == table or not self._text.startswith("=", self._at):
            return None
        self._at += 1
        self._skip(_INLINE)
        return path

    def _keys(self) -> list[str]:
        """The parts of a dotted key."""
        keys: list[str] = []
        while True:
            self._skip(_INLINE)
            quoted = _STRING.match(self._text, self._at)
            match = quoted or _BARE_KEY.match(self._text, self._at)
            if match is None:
                return keys
            keys.append(_unquoted(match[0]) if quoted else match[0])
            self._at = match.end()
            self._skip(_INLINE)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _note(self, path: KeyPath, line: int) -> None:
        self.lines.setdefault(path, line)
        if len(path) > self._bound:
            self.too_deep = path
            raise _EndError

    def _give(self, path: KeyPath, line: int) -> None:
        if path in self._given and not self.twice[0]:
            self.twice = (line, path)
        self._given.add(path)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _end_of_line(self) -> int:
        end = self._text.find("\n", self._at)
        return len(self._text) if end < 0 else end

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _unquoted(key: str) -> str:
    try:
        value = tomli.loads(f"key = {key}")["key"]
    except tomli.TOMLDecodeError:
        return key
    return str(value)
