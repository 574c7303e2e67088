"""Text snapshots: what a screen shows, one plain file a screen and size.

`SNAPSHOTS=write pytest tests/tui` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App

FOLDER = Path(__file__).parent / "snapshots"
SIZES = ((60, 18), (80, 24), (120, 40))


def text_of(app: App[int]) -> str:
    """The glyphs on the screen, without styles; blanks at the ends of lines are left out."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def same(app: App[int], name: str) -> None:
    """The screen is as the file of this name says; the size is part of the name."""
    shown = text_of(app)
    path = FOLDER / f"{name}-{app.size.width}x{app.size.height}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no snapshot {path.name}; SNAPSHOTS=write makes it"
    assert shown == path.read_text(encoding="utf-8")
