"""`sarcoma-tui sessions trash`: delete a session, undoably."""

from __future__ import annotations

import click

from sarcoma_tui.commands.saved import store_given, told
from sarcoma_tui.commands.streams import result
from sarcoma_tui.files.visible import visible


@click.command("trash")
@click.argument("prefix", metavar="ID")
def command(prefix: str) -> int:
    """Move a session into the trash; `sessions restore` brings it back."""
    store = store_given()
    with told():
        listed = store.find(prefix)
        store.trash(listed)
    name = visible(listed.label) or "session"
    result(f"{name} is in the trash; `sarcoma-tui sessions restore {visible(listed.id)}` brings it back\n")
    return 0
