"""`sarcoma-tui doctor`: where files are, what the terminal can do, which content is used, what is damaged."""

from __future__ import annotations

from pathlib import Path

import click

from sarcoma_tui.commands.doctor_content import content_check
from sarcoma_tui.commands.doctor_files import files_check, sessions_check
from sarcoma_tui.commands.doctor_terminal import program_rows, terminal_rows
from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.streams import result, tell
from sarcoma_tui.files.paths import Folders
from sarcoma_tui.reports.blocks import Heading, Pairs, Title
from sarcoma_tui.reports.text import as_text


@click.command("doctor")
@pack_option
def command(pack_folder: Path | None) -> int:
    """Say where files are, what the terminal can do, and which content is used.

    Exit status 1 when something is damaged; what it is stands on standard error.
    """
    folders = Folders.find()
    checks = (files_check(folders), sessions_check(folders), content_check(pack_folder, folders))
    parts = (
        ("Program", program_rows()),
        *((check.title, check.rows) for check in checks),
        ("Terminal", terminal_rows()),
    )
    blocks = [block for title, rows in parts for block in (Heading(title), Pairs(tuple(rows)))]
    result(as_text((Title("sarcoma-tui doctor"), *blocks)))
    damage = [sentence for check in checks for sentence in check.damage]
    tell(*damage)
    return 1 if damage else 0
