"""The last resort: a fault in the program becomes one sentence and a report without a word of any answer."""

from __future__ import annotations

import os
from pathlib import Path

from sarcoma_tui.tui.crash import write_report


def rescue(error: BaseException) -> str:
    """Write the report; the sentence that names it."""
    if _lost():
        return "sarcoma-tui: the folder in which this was started is gone; change to another and try again"
    path = write_report(error, _folder())
    where = f"the report, which holds no answers, is in {path}" if path else "no report could be written"
    return f"sarcoma-tui: this command stopped because of a fault in the program; {where}"


def _lost() -> bool:
    """Whether relative names mean nothing any more: no fault of the program."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _folder() -> Path | None:
    """The data folder, where it is there already."""
    from sarcoma_tui.files.paths import Folders

    data = Folders.find().data
    return data if data.is_dir() else None
