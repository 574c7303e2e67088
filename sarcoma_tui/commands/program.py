"""The command line as a whole: `sarcoma-tui` is the full-screen program, its commands need no terminal."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING

import click

from sarcoma_tui import __version__
from sarcoma_tui.commands.lazy import LazyGroup, unknown
from sarcoma_tui.commands.streams import RefusedError, result

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

_HERE = "sarcoma_tui.commands"
_COMMANDS = {
    "assess": (f"{_HERE}.assess", "What the content says of a case file: stage, options, notices."),
    "explain": (f"{_HERE}.explain", "Why an option has its verdict in a case, or why it is not offered."),
    "changes": (f"{_HERE}.changes", "What each single answer would change in a case."),
    "sessions": (f"{_HERE}.sessions", "List, show, export, make, delete and restore saved sessions."),
    "content": (f"{_HERE}.content", "Check the content, or show what it holds."),
    "doctor": (f"{_HERE}.doctor", "Where files are, what the terminal can do, which content is used."),
}
_SETTINGS = {"max_content_width": 100}


_GARBAGE = 100_000
"""So many more things made than dropped before Python looks for cycles: a content alone is as much."""


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        result(f"sarcoma-tui {__version__}\n")
        context.exit()


@click.group(
    "sarcoma-tui",
    cls=LazyGroup,
    lazy=_COMMANDS,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings=_SETTINGS,
)
@click.option("--stage", metavar="STAGE", help="Open the screen of this stage at once.")
@click.option("--pack", "pack_folder", metavar="DIR", help="Use the content in this folder.")
@click.option("--mouse", is_flag=True, help="Let the mouse be used too.")
@click.option("--debug", is_flag=True, help="Leave Textual's developer variables (TEXTUAL...) in force.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.pass_context
def program(
    context: click.Context, stage: str | None, pack_folder: str | None, mouse: bool, debug: bool
) -> int:
    """Start the full-screen program, or run one of the commands, which need no terminal.

    A terminal assistant for clinicians who decide about a patient with a soft tissue sarcoma, or a lump that
    may be one. It informs; it does not decide.
    """
    if context.invoked_subcommand is not None:
        gc.set_threshold(_GARBAGE)
        gc.enable()
        for name in ("stage", "mouse", "debug"):
            if context.params[name]:
                raise click.UsageError(f"--{name} belongs to the full-screen program alone", context)
        return 0
    from sarcoma_tui.commands.given import folder_given

    folder = folder_given(pack_folder)
    if stage is not None:
        _check_stage(stage, folder, context)
    from sarcoma_tui.tui.launch import launch

    return launch(stage, folder, mouse=mouse, debug=debug)


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name; its exit status.

    Raises:
        RefusedError: with what is wrong, in one line or more.
    """
    for number in (signal.SIGHUP, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` keeps its meaning
            signal.signal(number, _ended)
    try:
        with program.make_context("sarcoma-tui", arguments) as context:
            status = program.invoke(context)
            return status if isinstance(status, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        raise RefusedError(_sentence(error)) from None


def _ended(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _sentence(error: click.ClickException) -> str:
    """A usage error as one line that says where help is."""
    context = getattr(error, "ctx", None)
    message = error.format_message().rstrip(".")
    if isinstance(error, click.NoSuchOption) and context is not None:
        names = [name for parameter in context.command.get_params(context) for name in parameter.opts]
        message = unknown("option", error.option_name, [name for name in names if name.startswith("-")])
    where = context.command_path if context is not None else "sarcoma-tui"
    return f"{where}: {message[:1].lower()}{message[1:]} (see `{where} --help`)"


def _check_stage(stage: str, folder: Path | None, context: click.Context) -> None:
    """Refuse a stage that has no screen, before the screen is taken.

    A stage has a file of its name; only where there is none is the content read to say which there are.
    """
    from sarcoma_tui.packs.locate import installed_pack

    if stage.isprintable() and "/" not in stage:
        try:
            if ((folder or installed_pack()) / "stages" / f"{stage}.toml").is_file():
                return
        except (OSError, ValueError):
            pass
    from sarcoma_tui.commands.given import pack_given

    names = [item.id for item in pack_given(folder).content.stages]
    if stage not in names:
        raise click.UsageError(unknown("stage", stage, names), context)
