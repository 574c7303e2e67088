"""`sarcoma-tui changes`: what each single answer would change in a case."""

from __future__ import annotations

from pathlib import Path

import click

from sarcoma_tui.commands.case import case_given
from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.streams import result
from sarcoma_tui.domain.changes import changes


@click.command("changes")
@click.argument("case", metavar="CASE.toml")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@pack_option
def command(case: str, as_json: bool, pack_folder: Path | None) -> int:
    """Say what would change it: every single answer that alters the stage or a verdict, and to what.

    CASE.toml is a case file or a saved session; - reads standard input.
    """
    pack, answers = case_given(case, pack_folder)
    found = changes(pack, answers)
    if as_json:
        from sarcoma_tui.domain.contract_insight import changes_json

        result(changes_json(found))
        return 0
    from sarcoma_tui.reports.changes import changes_blocks
    from sarcoma_tui.reports.text import as_text

    result(as_text(changes_blocks(pack, found)))
    return 0
