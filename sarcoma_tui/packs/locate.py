"""Where the pack that came with the program is."""

from __future__ import annotations

from pathlib import Path

import sarcoma_tui
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.errors import PackError


def installed_pack() -> Path:
    """The folder of the installed pack: beside the package's modules, else (a checkout) beside the package.

    Raises:
        PackError: it is in neither place.
    """
    package = Path(sarcoma_tui.__file__).parent
    places = (package / "content", package.parent / "content")
    for folder in places:
        if (folder / "pack.toml").is_file():
            return folder
    fault = Fault(
        str(places[0] / "pack.toml"), 0, "", "no such file", "the content that is installed with the program"
    )
    raise PackError([fault])
