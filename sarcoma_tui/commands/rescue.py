"""The last resort: a fault in the program becomes one sentence and a report without a word of any answer."""

from __future__ import annotations

from pathlib import Path

from sarcoma_tui.tui.crash import write_report


def rescue(error: BaseException) -> str:
    """Write the report; the sentence that names it."""
    path = write_report(error, _folder())
    where = f"the report, which holds no answers, is in {path}" if path else "no report could be written"
    return f"sarcoma-tui: this command stopped because of a fault in the program; {where}"


def _folder() -> Path | None:
    """The data folder, where it is there already."""
    from sarcoma_tui.files.paths import Folders

    data = Folders.find().data
    return data if data.is_dir() else None
