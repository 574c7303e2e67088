"""`sarcoma-tui assess`: what the content says of a case file."""

from __future__ import annotations

from pathlib import Path

import click

from sarcoma_tui.commands.case import case_given
from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.streams import result
from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.contract import to_json


@click.command("assess")
@click.argument("case", metavar="CASE.toml")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--all", "everything", is_flag=True, help="With the options that are not indicated.")
@pack_option
def command(case: str, as_json: bool, everything: bool, pack_folder: Path | None) -> int:
    """Say what the content says of a case: stage, options, notices, what is still open.

    CASE.toml is a case file or a saved session; - reads standard input. Answers that disagree are told and
    end with status 0; a file with faults with status 2.
    """
    pack, answers = case_given(case, pack_folder)
    assessment = assess(pack, answers)
    if as_json:
        result(to_json(pack, assessment, everything))
        return 0
    from datetime import date

    from sarcoma_tui.reports.assessment import assessment_blocks
    from sarcoma_tui.reports.text import as_text

    result(as_text(assessment_blocks(pack, answers, assessment, date.today(), everything)))
    return 0
