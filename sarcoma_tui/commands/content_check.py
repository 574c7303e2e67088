"""`sarcoma-tui content check`: every fault of a folder of content, and its worked examples."""

from __future__ import annotations

from pathlib import Path

import click

from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.streams import result, tell
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.packs.check import CheckReport, Counts, check_pack


@click.command("check")
@pack_option
def command(pack_folder: Path | None) -> int:
    """Check the content: every fault with file, line and key; every example that comes out otherwise.

    Exit status 1 when there is anything to mend.
    """
    report = check_pack(pack_folder)
    tell(*(str(fault) for fault in report.faults), *(str(item) for item in report.mismatches))
    tell(
        *(f"the signature under {name} no longer holds: what was signed has changed" for name in report.void)
    )
    if report.pack is not None and report.counts is not None:
        result(_summary(report.pack, report.counts))
    result(f"{_outcome(report)}\n")
    return 0 if report.passed else 1


def _summary(pack: Pack, counts: Counts) -> str:
    info = pack.content.info
    largest = ", ".join(f"{name} {nodes}" for name, nodes in counts.largest)
    lines = [
        f"{info.id} {info.version}: {info.title} ({info.status})",
        f"sha256       {info.sha256}",
        f"questions    {counts.questions}",
        f"tables       {counts.facts}, rows {counts.rows}",
        f"options      {counts.options}, rules {counts.rules}, signed {counts.signed}",
        f"notices      {counts.notices}, follow-up schedules {counts.schedules}",
        f"impossible   {counts.impossible} pairs of answers",
        f"stages       {counts.stages}",
        f"sources      {counts.sources}, read for this content {counts.read_sources}",
        f"examples     {counts.examples}, laws {counts.laws}",
        f"diagrams     {counts.nodes} nodes; the largest options: {largest}",
    ]
    return "\n".join(lines) + "\n"


def _outcome(report: CheckReport) -> str:
    if report.faults:
        return f"check failed: {_counted(len(report.faults), 'fault')}"
    if report.mismatches:
        return f"check failed: {_counted(len(report.mismatches), 'example line')} came out otherwise"
    return "check passed"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
