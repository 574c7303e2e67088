"""`sarcoma-tui sessions restore`: bring a session back from the trash."""

from __future__ import annotations

import click

from sarcoma_tui.commands.saved import store_given, told
from sarcoma_tui.commands.streams import result
from sarcoma_tui.files.visible import visible


@click.command("restore")
@click.argument("prefix", metavar="ID")
def command(prefix: str) -> int:
    """Bring a session back from the trash; never onto a file that is there."""
    store = store_given()
    with told():
        path = store.restore(store.find(prefix, trashed=True))
    result(f"restored: {visible(str(path))}\n")
    return 0
