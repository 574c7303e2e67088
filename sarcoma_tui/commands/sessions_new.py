"""`sarcoma-tui sessions new`: a session from a case file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from sarcoma_tui.commands.case import case_given
from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.saved import store_given, told
from sarcoma_tui.commands.streams import RefusedError, result, tell
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.sessions.desk import apply, begin
from sarcoma_tui.sessions.events import Answered
from sarcoma_tui.sessions.ids import new_id
from sarcoma_tui.sessions.shown import pack_ref
from sarcoma_tui.tui.pseudonym import warning


@click.command("new")
@click.argument("case", metavar="CASE.toml")
@click.option("--label", metavar="LABEL", default="", help="A pseudonym of your choice; never a name.")
@pack_option
def command(case: str, label: str, pack_folder: Path | None) -> int:
    """Make and save a session from a case file (- reads standard input), and print its id."""
    pack, answers = case_given(case, pack_folder)
    troubles = Folders.find().prepare()
    blocking = [trouble.sentence for trouble in troubles if trouble.blocks]
    if blocking:
        raise RefusedError(*blocking, status=1)
    now = datetime.now(UTC)
    session = begin(new_id(), pack_ref(pack), tuple(pack.questions), now, label)
    for question, answer in answers.items():
        session = apply(session, Answered(question, answer), now)
    with told():
        store_given(pack_folder).new(session, pack)
    tell(*(trouble.sentence for trouble in troubles), *filter(None, [warning(label)]))
    result(f"{session.id}\n")
    return 0
