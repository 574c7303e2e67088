"""What goes out: results on standard output, diagnostics on standard error, both UTF-8 whatever the locale."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


class Refused(Exception):
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
        Refused: it cannot be written.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:  # closed before the program started
        raise Refused("sarcoma-tui: there is no standard output to write to", status=1)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go()
        reason = (error.strerror or str(error)).lower()
        raise Refused(f"sarcoma-tui: the result could not be written: {reason}", status=1) from None


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
        let_go()


def let_go() -> None:
    """Point both streams at nothing: what they still hold must not raise again when Python ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nothing, stream.fileno())
