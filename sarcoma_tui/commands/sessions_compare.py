"""`sarcoma-tui sessions compare`: two sessions side by side."""

from __future__ import annotations

from pathlib import Path

import click

from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.saved import session_given, store_given, words_given
from sarcoma_tui.commands.streams import result, tell
from sarcoma_tui.reports.plain import as_json, compared_plain
from sarcoma_tui.sessions.comparison import compare, left_first


@click.command("compare")
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@click.option("--json", "as_json_", is_flag=True, help="Print it as JSON.")
@pack_option
def command(first: str, second: str, as_json_: bool, pack_folder: Path | None) -> int:
    """Hold two sessions against each other, as they were saved: answers, stage, panel.

    Nothing is assessed again. Of two sessions under one label the older stands left, else the first named.

    \b
    JSON keys, in this order:
      left, right    id, label, status, revision, created, saved, pack
      same           no difference in any of the three below
      other_content  made with different content
      other_engine   made with different engines
      answers        by question: changed, left, right, same
      stage          by body: changed, left, right, same
      panel          by option: changed, left, right, same
    Each of the four has, by id, {"left": ..., "right": ...}; null: not there.
    """
    store = store_given()
    one, other = session_given(store, first), session_given(store, second)
    if not left_first(one[1].session, other[1].session):
        one, other = other, one
    found = compare(one[1].session, other[1].session)
    tell(*(f"{listed.id}: {remark}" for listed, read in (one, other) for remark in read.remarks))
    if as_json_:
        result(as_json(compared_plain(one[0], other[0], found)))
        return 0
    from sarcoma_tui.reports.comparison import comparison_blocks
    from sarcoma_tui.reports.text import as_text

    result(as_text(comparison_blocks(found, words_given(pack_folder))))
    return 0
