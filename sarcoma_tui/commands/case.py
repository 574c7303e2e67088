"""The case file that a command is given, read by the content that it is given."""

from __future__ import annotations

from pathlib import Path

from sarcoma_tui.commands.given import bytes_given, name_given, pack_given
from sarcoma_tui.commands.streams import RefusedError
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.case_file import CaseError, read_case_file


def case_given(name: str, folder: Path | None) -> tuple[Pack, dict[str, Answer]]:
    """The content, and the answers of a case file or of standard input (`-`).

    Raises:
        RefusedError: with one line for each fault.
    """
    data = bytes_given(name)
    pack = pack_given(folder)
    try:
        return pack, read_case_file(data, name_given(name), pack)
    except CaseError as error:
        raise RefusedError(*map(str, error.faults)) from None
