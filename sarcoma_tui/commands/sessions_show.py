"""`sarcoma-tui sessions show`: one session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.saved import session_given, store_given, words_given
from sarcoma_tui.commands.streams import result
from sarcoma_tui.reports.plain import as_json, session_plain


@click.command("show")
@click.argument("prefix", metavar="ID")
@click.option("--json", "as_json_", is_flag=True, help="Print it as JSON.")
@pack_option
def command(prefix: str, as_json_: bool, pack_folder: Path | None) -> int:
    """Show a session: its answers, what was shown then, what was decided, and what is other today."""
    listed, read = session_given(store_given(), prefix)
    if as_json_:
        result(as_json(session_plain(listed, read.session, read.remarks)))
        return 0
    from sarcoma_tui.reports.session import Saved, session_blocks
    from sarcoma_tui.reports.text import as_text

    result(as_text(session_blocks(Saved(listed, read, words_given(pack_folder)), date.today())))
    return 0
