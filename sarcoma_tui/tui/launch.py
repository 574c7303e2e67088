"""Starts the full-screen program: refuses what is no terminal, sets what Textual reads, then loads it."""

from __future__ import annotations

import gc
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sarcoma_tui.tui.app import SarcomaApp
    from sarcoma_tui.tui.ready import Ready

_DEVELOPER = (
    "TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT", "TEXTUAL_DRIVER",
    "TEXTUAL_FILTERS", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SHOW_RETURN", "TEXTUAL_THEME",
)  # fmt: skip
"""Variables that could write the screen to a file or a socket, press keys, or change how it is painted."""


def launch(
    stage: str | None = None, pack_folder: Path | None = None, mouse: bool = False, debug: bool = False
) -> int:
    """Run the program until it is left; returns the exit status.

    0 left; 1 a fault in the program; 2 no terminal, or content that cannot be used; 129, 130, 143 after
    SIGHUP, SIGINT, SIGTERM.
    """
    refusal = _refusal()
    if refusal:
        print(refusal, file=sys.stderr)
        return 2
    gc.disable()  # until the first screen is painted: nothing that start makes becomes garbage
    _settle(debug)
    SarcomaApp = _application()  # noqa: N806

    def prepared() -> Ready:
        from datetime import date

        from sarcoma_tui.tui.ready import prepare_content  # after the first paint, with engine and content

        return prepare_content(pack_folder, date.today())

    app = SarcomaApp(prepared, stage)
    threading.excepthook = lambda _: None  # a thread whose terminal is gone must not print what it held
    app.run(mouse=mouse)
    return _ended(app)


def _application() -> type[SarcomaApp]:
    """Import the application, without the encryption that asyncio would load: nothing here uses a network."""
    hidden = "ssl" not in sys.modules
    if hidden:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        from sarcoma_tui.tui.app import SarcomaApp
    finally:
        if hidden:
            del sys.modules["ssl"]
    return SarcomaApp


def _ended(app: SarcomaApp) -> int:
    """After the screen is restored: bring to disk what is not there yet, say what went wrong."""
    trouble = app.flush()
    if trouble:
        print(f"sarcoma-tui: not on disk: {trouble}", file=sys.stderr)
    if app.failure is not None:
        from sarcoma_tui.tui.crash import sentence

        folder = app.ready.folders.data if app.ready is not None else None
        print(sentence(app.failure, folder), file=sys.stderr)
        return 1
    return app.return_code or 0


def _refusal() -> str:
    """Why the program cannot run here, with what to do; "" when it can."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return (
            "sarcoma-tui: this is not a terminal; run it in one, or use "
            "`sarcoma-tui assess CASE.toml`, which needs none."
        )
    if os.environ.get("TERM", "") == "dumb":
        return (
            "sarcoma-tui: TERM=dumb cannot show screens; set TERM to what your terminal is (often "
            "TERM=xterm-256color), or use `sarcoma-tui assess CASE.toml`."
        )
    return ""


def _settle(debug: bool) -> None:
    """Set the variables that Textual reads when it is imported."""
    if not debug:
        for name in _DEVELOPER:
            os.environ.pop(name, None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    os.environ.setdefault("ESCDELAY", "200" if os.environ.get("SSH_CONNECTION") else "100")
