"""A pack that cannot be used, with every reason."""

from __future__ import annotations

from collections.abc import Iterable

from sarcoma_tui.files.faults import Fault


class PackError(ValueError):
    """The pack does not load; `faults` holds every fault of every file, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Sort and keep the faults, each once; the text is one line a fault."""
        self.faults = tuple(
            sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line, fault.key))
        )
        super().__init__("\n".join(str(fault) for fault in self.faults))
