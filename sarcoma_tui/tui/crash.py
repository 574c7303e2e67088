"""What is left of a crash: one sentence on the terminal, and a report without any answer in it.

A traceback with local variables, or only the text of an exception, can hold what a patient's form says. The
report names the kinds of the errors and the places in the code, nothing else.
"""

from __future__ import annotations

import os
import platform
import tempfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from traceback import walk_tb


def report(error: BaseException) -> str:
    """The report: versions, and for each error in the chain its kind and where it passed."""
    lines = [
        f"sarcoma-tui {_version('sarcoma-tui')}, textual {_version('textual')}",
        f"Python {platform.python_version()}",
        f"{platform.system()}, TERM={os.environ.get('TERM', '')}, {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Places in the program only: no answers, labels, notes or variables.",
    ]
    link: BaseException | None = error
    while link is not None and len(lines) < 400:
        lines.append(f"\n{type(link).__module__}.{type(link).__qualname__}")
        for frame, number in walk_tb(link.__traceback__):
            code = frame.f_code
            lines.append(f"  {code.co_filename}:{number} in {code.co_qualname}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path | None) -> Path | None:
    """Write the report into the data folder, else the temporary one; None when neither can be."""
    for place in (folder, Path(tempfile.gettempdir())):
        if place is None:
            continue
        try:
            handle, name = tempfile.mkstemp(prefix="sarcoma-tui-crash-", suffix=".txt", dir=place)
            with open(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(report(error))
        except OSError:
            continue
        return Path(name)
    return None


def sentence(error: BaseException, folder: Path | None) -> str:
    """What is told on the terminal: one sentence and a file name."""
    path = write_report(error, folder)
    where = f"the report is in {path}" if path else "no report could be written"
    return (
        f"sarcoma-tui stopped because of a fault in the program; your answers are in the draft, and {where}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
