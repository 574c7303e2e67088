"""What a command is given: a folder of content, a case file or standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sarcoma_tui.commands.streams import Refused
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.packs.load import PackError, load_pack

LIMIT = 1 << 20
"""No case file is larger: 1 MiB."""

STANDARD_INPUT = "-"

_Command = TypeVar("_Command", bound=Callable[..., Any])


def pack_option(function: _Command) -> _Command:
    """Give a command `--pack DIR`; where it is not said, that of `sarcoma-tui --pack DIR` holds."""
    return click.option(
        "--pack",
        "pack_folder",
        metavar="DIR",
        callback=_folder,
        help="Use the content in this folder instead of the installed one.",
    )(function)


def _folder(context: click.Context, _parameter: click.Parameter, value: str | None) -> Path | None:
    if value is None:
        value = context.find_root().params.get("pack_folder")
    return None if value is None else Path(value)


def pack_given(folder: Path | None) -> Pack:
    """The compiled content of a folder (None: the installed one), from the cache where it is there.

    Raises:
        Refused: with one line for each fault.
    """
    try:
        return load_pack(folder, Folders.find().cache)
    except PackError as error:
        raise Refused(*(str(fault) for fault in error.faults)) from None


def bytes_given(name: str) -> bytes:
    """What stands in a file, or on standard input for `-`: at most one byte beyond what may be read.

    Raises:
        Refused: it cannot be read.
    """
    try:
        if name != STANDARD_INPUT:
            with open(name, "rb") as file:
                return file.read(LIMIT + 1)
        if sys.stdin is not None:
            return sys.stdin.buffer.read(LIMIT + 1)
        reason = "no standard input"
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
    raise Refused(str(Fault(name, 0, "", reason, "a case file that can be read")))
