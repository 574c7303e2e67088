"""A group of commands, each imported when it is called; help is a result like any other."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from sarcoma_tui.commands.streams import result


def _help(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        result(context.get_help() + "\n")
        context.exit()


HELP = click.Option(
    ["--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    help="Show this message and exit.",
    callback=_help,
)
"""In the place of click's own, which would take a full disk for a fault of the program."""


class LazyGroup(click.Group):
    """Commands by name, each with the module that holds it (as `command`) and what help says of it."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """`lazy` is in the order of the help."""
        super().__init__(*args, **kwargs)
        self.params.append(HELP)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Import and give a command.

        Raises:
            click.UsageError: there is none of this name.
        """
        if cmd_name not in self._lazy:
            raise click.UsageError(unknown("command", cmd_name, self._lazy), ctx)
        command = import_module(self._lazy[cmd_name][0]).command
        assert isinstance(command, click.Command)
        if HELP not in command.params:
            command.params.append(HELP)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self._lazy.items()])


def unknown(kind: str, found: str, names: Mapping[str, Any] | list[str]) -> str:
    """`no command "asess"; nearest: assess`, or all there are when nothing is near."""
    from sarcoma_tui.domain.questions import nearest

    close = nearest(found, names)
    return f'no {kind} "{found}"; ' + (f"nearest: {close}" if close else f"there is: {', '.join(names)}")
