"""`sarcoma-tui explain`: why an option has its verdict in a case, or why it is not offered."""

from __future__ import annotations

from pathlib import Path

import click

from sarcoma_tui.commands.case import case_given
from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.streams import result
from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.questions import nearest


@click.command("explain")
@click.argument("case", metavar="CASE.toml")
@click.argument("option", metavar="OPTION")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@pack_option
@click.pass_context
def command(context: click.Context, case: str, option: str, as_json: bool, pack_folder: Path | None) -> int:
    """Say why: the rules of an option, what they ask, which answers made the verdict, which block it.

    CASE.toml is a case file or a saved session, - reads standard input; OPTION is the id of an option.
    """
    pack, answers = case_given(case, pack_folder)
    if option not in pack.options:
        raise click.UsageError(_unknown(option, list(pack.options)), context)
    found = basis(pack, answers, option)
    if as_json:
        from sarcoma_tui.domain.contract_insight import explanation_json

        result(explanation_json(found))
        return 0
    from sarcoma_tui.reports.explanation import explanation_blocks
    from sarcoma_tui.reports.text import as_text

    result(as_text(explanation_blocks(pack, answers, found)))
    return 0


def _unknown(option: str, names: list[str]) -> str:
    close = nearest(option, names)
    hint = f"nearest: {close}" if close else "`sarcoma-tui content show options` lists them"
    return f'no option "{option}"; {hint}'
