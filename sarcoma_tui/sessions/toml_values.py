"""One value or one line of TOML, by tomli-w, always on one line but for text that has line breaks.

tomli-w chooses between inline tables and blocks by length, and blocks must stand last: a whole file written
by it changes its order with its content. So a session is written line by line, and this writes the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

import tomli_w

LOG: Final = "[[changes]]"
"""The heading of each record of the log, on a line of its own: no line of a text may look like a heading."""

_HEADING: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_WHOLE_BELOW: Final = 1 << 63
"""A larger number stays as it was written: as a whole one it could not be read again."""


def line(key: str, value: object) -> str:
    """One `key = value` line with its line break."""
    if isinstance(value, str) and "\n" in value and "\r\n" not in value and not _HEADING.search(value):
        return tomli_w.dumps({key: value}, multiline_strings=True)  # it would turn \r\n into \n
    return f"{name(key)} = {inline(value)}\n"


def lines(values: Mapping[str, object]) -> str:
    """A line for each value; those that are None are left out."""
    return "".join(line(key, value) for key, value in values.items() if value is not None)


def record(heading: str, values: Mapping[str, object]) -> str:
    """A record under its heading, each value on one line: no empty line stands within it."""
    members = (f"{name(key)} = {inline(value)}\n" for key, value in values.items() if value is not None)
    return f"\n{heading}\n" + "".join(members)


def records(key: str, items: list[dict[str, object]]) -> str:
    """A list of tables under one key: one record alone on the line of the key, several one a line."""
    if len(items) < 2:
        return line(key, items)
    return f"{name(key)} = [\n" + "".join(f"    {inline(item)},\n" for item in items) + "]\n"


def inline(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        members = ", ".join(f"{name(key)} = {inline(member)}" for key, member in value.items())
        return f"{{ {members} }}" if members else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(member) for member in value) + "]"
    return _scalar(value)


@lru_cache(maxsize=1024)
def name(key: str) -> str:
    """A key, quoted where TOML wants it."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _scalar(value: object) -> str:
    if isinstance(value, datetime) and value.utcoffset() is not None:
        if value.utcoffset() == UTC.utcoffset(None):
            return value.replace(tzinfo=None).isoformat() + "Z"
        return value.isoformat()
    if isinstance(value, Decimal) and value.is_finite():
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= 0 and abs(value) < _WHOLE_BELOW:
            return str(int(value))
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)  # Python writes no longer number in decimal, and only hex can have been read
    return tomli_w.dumps({"_": value}).removeprefix("_ = ").removesuffix("\n")
