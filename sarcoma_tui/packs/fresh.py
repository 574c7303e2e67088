"""A pack read and compiled from its files, with everything that is wrong as positioned faults."""

from __future__ import annotations

from typing import Final

from sarcoma_tui.domain.compile import CompileError, CompileFault, compile_pack
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.files.faults import Fault
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import PackFiles
from sarcoma_tui.packs.names import Names
from sarcoma_tui.packs.read import ReadPack, read_pack

_COMPILED: Final = ("row", "fact", "option", "impossible", "notice", "schedule", "rule")
"""Kinds of entries that a compiler speaks of."""

_ALLOWED: Final = {
    "row": "rows of which exactly one matches every case",
    "fact": "rows of which exactly one matches every case",
    "impossible": "some case that can be",
}


def fresh_pack(files: PackFiles, laws: bool = False) -> tuple[Pack, ReadPack]:
    """The compiled pack, and how it was read; with its laws where they are asked for.

    Raises:
        PackError: with every fault; what the compiler finds only where nothing else is wrong.
    """
    read = read_pack(files, laws)
    try:
        return compile_pack(read.content), read
    except CompileError as error:
        raise PackError(_located(fault, read.names, files) for fault in error.faults) from None


def _located(fault: CompileFault, names: Names, files: PackFiles) -> Fault:
    """A compiler's fault on the line of its entry."""
    for kind in _COMPILED:
        place = names.places[kind].get(fault.entry)
        if place is not None:
            return place.fault(f"{fault.entry}: {fault.message}", _ALLOWED.get(kind, ""))
    return Fault(files.shown, 0, fault.entry, fault.message, "")
