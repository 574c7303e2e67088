"""Telling at a glance that a log or a panel is as this program writes it, so that a list need not parse it.

Anything else is not wrong: it is parsed then.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sarcoma_tui.sessions.toml_values import LOG

START: Final = f"\n{LOG}\n".encode()
"""Where the head of a file ends: no text that this program writes into a head holds it."""

_TEXT = rb'"(?:[^"\\\x00-\x1f\x7f]|\\[btnfr"\\]|\\u00[0-9a-f]{2})*+"'
_NUMBER = rb"-?+(?:0|[1-9]\d{0,17}+)(?:\.\d{1,18}+)?+"
_DAY = rb"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_LIST = rb"\[(?:" + _TEXT + rb"(?:, " + _TEXT + rb")*+)?+\]"
_VALUE = rb"(?:" + rb"|".join((_TEXT, _DAY, _NUMBER, _LIST)) + rb")"
_RECORD: Final = re.compile(
    rb"\n\[\[changes\]\]\n"
    rb"at = " + _DAY + rb"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ\n"
    rb"(?:question|name) = " + _TEXT + rb"\n"
    rb"(?:from = " + _VALUE + rb"\n)?+"
    rb"(?:to = " + _VALUE + rb"\n)?+"
)
_LOG: Final = re.compile(rb"(?:" + _RECORD.pattern + rb")*+")
_DATES: Final = re.compile(rb"(?<![\w.])" + _DAY)
_PANEL: Final = re.compile(
    rb"(\n\[shown\]\n(?:[a-z0-9_]++ = [^\n]*+\n)*?panel = \[)"
    rb"(\n(?:    \{ option = " + _TEXT + rb", verdict = " + _TEXT + rb" \},\n)++)\]\n"
)


def without_panel(head: bytes) -> bytes:
    """A head without the lines of its panel, if they surely are in order; the others keep their numbers."""
    found = _PANEL.search(head)
    if found is None or not _is_utf8(found[2]):
        return head
    return head[: found.end(1)] + b"\n" * found[2].count(b"\n") + head[found.end(2) :]


def is_plain(log: bytes) -> bool:
    """Whether these records are surely TOML, with nothing in them that only a parser can judge."""
    if not _LOG.fullmatch(log):
        return False
    try:
        for day in set(_DATES.findall(log)):
            date.fromisoformat(day.decode())
    except ValueError:
        return False
    return _is_utf8(log)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
