"""`sarcoma-tui content`: check the content, prove it, or show what it holds."""

from __future__ import annotations

import click

from sarcoma_tui.commands.lazy import LazyGroup

_COMMANDS = {
    "check": ("sarcoma_tui.commands.content_check", "Find everything that is wrong, and run the examples."),
    "prove": ("sarcoma_tui.commands.content_prove", "Prove it over every case, and show what fails."),
    "mutate": ("sarcoma_tui.commands.content_mutate", "Change one thing at a time, and say what notices it."),
    "show": ("sarcoma_tui.commands.content_show", "Options, rules, tables, questions, notices, sources."),
}


@click.group("content", cls=LazyGroup, lazy=_COMMANDS, no_args_is_help=False)
def command() -> None:
    """Check the content, prove it, or show what it holds."""
