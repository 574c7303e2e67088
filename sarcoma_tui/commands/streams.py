"""What goes out: results on standard output, diagnostics on standard error, UTF-8 whatever the locale."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TextIO


class RefusedError(Exception):
    """The command cannot do what it was asked: one line a reason, and the exit status."""

    def __init__(self, *lines: str, status: int = 2) -> None:
        """Keep the lines; the text joins them."""
        self.lines, self.status = lines, status
        super().__init__("\n".join(lines))


def settle() -> None:
    """Make both streams write UTF-8, and what no encoding can hold as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def result(text: str) -> None:
    """Write a result, whole, to standard output.

    Raises:
        RefusedError: it cannot be written.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:  # closed before the program started
        raise RefusedError("sarcoma-tui: there is no standard output to write to", status=1)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go(sys.stdout)
        reason = (error.strerror or str(error)).lower()
        message = f"sarcoma-tui: the result could not be written: {reason}"
        raise RefusedError(message, status=1) from None


def tell(*lines: str) -> None:
    """Write diagnostics to standard error, one a line, with nothing in them that could act on a terminal."""
    from sarcoma_tui.files.visible import visible

    if sys.stderr is None:
        return
    try:
        for line in lines:
            sys.stderr.write(visible(line) + "\n")
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def let_go(stream: TextIO | None) -> None:
    """Point a stream at nothing: what it still holds must not raise again when Python ends."""
    if stream is not None:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def finish() -> None:
    """Write out what the streams still hold; what nobody can take must not change the exit status."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            let_go(stream)
