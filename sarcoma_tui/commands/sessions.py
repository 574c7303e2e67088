"""`sarcoma-tui sessions`: what was saved, listed, shown, compared, exported, made, deleted and restored."""

from __future__ import annotations

import click

from sarcoma_tui.commands.lazy import LazyGroup

_COMMANDS = {
    "list": ("sarcoma_tui.commands.sessions_list", "The sessions, newest first."),
    "show": ("sarcoma_tui.commands.sessions_show", "One session: answers, what was shown, what was decided."),
    "compare": ("sarcoma_tui.commands.sessions_compare", "Two sessions side by side."),
    "export": ("sarcoma_tui.commands.sessions_export", "Write sessions into a report to hand on."),
    "new": ("sarcoma_tui.commands.sessions_new", "Make a session from a case file."),
    "trash": ("sarcoma_tui.commands.sessions_trash", "Move a session into the trash."),
    "restore": ("sarcoma_tui.commands.sessions_restore", "Bring a session back from the trash."),
}


@click.group("sessions", cls=LazyGroup, lazy=_COMMANDS, no_args_is_help=False)
def command() -> None:
    """List, show, compare, export, make, delete and restore saved sessions.

    An id may be cut to any beginning that no other id has.
    """
