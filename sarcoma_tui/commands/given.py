"""What a command is given: a folder of content, a case file or standard input."""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sarcoma_tui.commands.streams import RefusedError
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.packs.load import PackError, load_pack

LIMIT = 1 << 20
"""No case file is larger: 1 MiB."""

STANDARD_INPUT = "-"

_OPEN = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
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
    return folder_given(context.find_root().params.get("pack_folder") if value is None else value)


def folder_given(name: str | None) -> Path | None:
    """The folder of a `--pack`; an empty name is none, and does not mean the current folder.

    Raises:
        click.UsageError: the name is empty.
    """
    if name == "":
        raise click.UsageError("--pack names no folder")
    return None if name is None else Path(name)


def pack_given(folder: Path | None) -> Pack:
    """The compiled content of a folder (None: the installed one), from the cache where it is there.

    Raises:
        RefusedError: with one line for each fault.
    """
    try:
        return load_pack(folder, Folders.find().cache)
    except PackError as error:
        raise RefusedError(*(str(fault) for fault in error.faults)) from None


def name_given(name: str) -> str:
    """A case file as messages name it."""
    return {STANDARD_INPUT: "standard input", "": '""'}.get(name, name)


def bytes_given(name: str) -> bytes:
    """What stands in a file, or on standard input for `-`: at most one byte beyond what may be read.

    Raises:
        RefusedError: it cannot be read.
    """
    try:
        if name != STANDARD_INPUT:
            return _file(name)
        if sys.stdin is not None:
            return _all(sys.stdin.fileno())
        reason = "no standard input"
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
    raise RefusedError(str(Fault(name_given(name), 0, "", reason, "a case file that can be read")))


def _file(name: str) -> bytes:
    """The bytes of a file, or of a pipe that somebody writes to: one that nobody opened is not waited for."""
    descriptor = os.open(name, _OPEN)
    with open(descriptor, "rb", buffering=0) as file:
        data = _all(file.fileno())
        if not data and stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            raise OSError(0, "a pipe that nobody writes to")
        return data


def _all(descriptor: int) -> bytes:
    parts, left = [], LIMIT + 1
    while left:
        try:
            part = os.read(descriptor, left)
        except BlockingIOError:  # a pipe whose writer is not done
            select.select([descriptor], [], [])
            continue
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
