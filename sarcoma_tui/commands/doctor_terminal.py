"""The program and the terminal, as doctor finds them; Textual is not imported for its version."""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from sarcoma_tui import __version__


def program_rows() -> Iterator[tuple[str, str]]:
    """Versions."""
    yield "sarcoma-tui", __version__
    yield "Python", platform.python_version()
    for name in ("textual", "pydantic"):
        yield name.capitalize(), _version(name)


def terminal_rows() -> Iterator[tuple[str, str]]:
    """What the terminal is and can do, as far as the environment tells."""
    term = os.environ.get("TERM", "")
    yield "TERM", term or "not set"
    yield "Input, output", f"{_kind(sys.stdin)}, {_kind(sys.stdout)}"
    yield "Size", _size()
    yield "Colours", _colours(term)
    encoding = locale.getpreferredencoding(False)
    utf8 = encoding.lower().replace("-", "") == "utf8"
    yield "Characters", encoding if utf8 else f"{encoding}: set LANG to a UTF-8 locale, such as C.UTF-8"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _kind(stream: object) -> str:
    isatty = getattr(stream, "isatty", None)
    return "a terminal" if isatty is not None and isatty() else "no terminal"


def _size() -> str:
    """Columns and lines of the first stream that is a terminal."""
    for stream in (0, 1, 2):
        try:
            size = os.get_terminal_size(stream)
        except OSError:
            continue
        small = " (the screens need 60 x 18)" if size.columns < 60 or size.lines < 18 else ""
        return f"{size.columns} x {size.lines}{small}"
    return "not known"


def _colours(term: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "off, by NO_COLOR"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "16 million, by COLORTERM"
    try:
        import curses

        curses.setupterm(term, -1)
        return f"{max(curses.tigetnum('colors'), 0)}, by the description of {term}"
    except Exception as error:  # a terminal without a description is no fault of anybody
        return f"not known ({str(error) or 'no description of this terminal'})"
