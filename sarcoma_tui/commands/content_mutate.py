"""`sarcoma-tui content mutate`: how much of what can go wrong with the content is noticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from sarcoma_tui.commands.content_prove import progress_bar, read_given
from sarcoma_tui.commands.given import pack_option
from sarcoma_tui.commands.lazy import unknown
from sarcoma_tui.commands.streams import result
from sarcoma_tui.packs.read import ReadPack
from sarcoma_tui.proof.mutants import Mutant
from sarcoma_tui.proof.mutate import CAUGHT, Tried, mutate
from sarcoma_tui.proof.tell import place_of


@click.command("mutate")
@click.option(
    "--n", "number", type=click.IntRange(min=1), default=200, show_default=True, help="How many mutants."
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Which mutants: the same seed, the same ones."
)
@click.option(
    "--in",
    "files",
    multiple=True,
    metavar="FILE",
    help="Only what stands in FILE, as options/surgery.toml.",
)
@pack_option
def command(number: int, seed: int, files: tuple[str, ...], pack_folder: Path | None) -> int:
    """Change one thing of the content at a time, and say what notices it.

    Thresholds, comparators, values, rules, strengths, rows and gates are changed; survivors are listed with
    file and line. Exit status 0 whatever survives.
    """
    _, read = read_given(pack_folder)
    _check_files(files, read)

    def meant(mutant: Mutant) -> bool:
        return place_of(mutant.entry, read).rsplit(":", 2)[0].endswith(files)

    tried = mutate(read, number, seed, progress_bar(), meant if files else None)
    lines = [
        f"{place_of(item.mutant.entry, read)}{item.mutant.entry}: {item.mutant.kind}: {item.mutant.done}"
        for item in tried
        if item.caught == "nothing"
    ]
    result("\n".join([*lines, *_summary(tried)]) + "\n")
    return 0


def _check_files(files: tuple[str, ...], read: ReadPack) -> None:
    """Refuse a file that the content does not have: nothing of it could be changed."""
    there = [item.inside for documents in read.raw.documents.values() for item in documents]
    for file in files:
        if not any(inside.endswith(file) for inside in there):
            raise click.UsageError(unknown("file of the content", file, there))


def _summary(tried: tuple[Tried, ...]) -> list[str]:
    by = Counter(item.caught for item in tried)
    real = len(tried) - by["the same content"]
    caught = real - by["nothing"]
    share = f"{caught / real:.1%}" if real else "none"
    return [
        f"mutants      {len(tried)}",
        *(f"{name:<18} {by[name]}" for name in CAUGHT),
        f"caught       {caught} of {real} ({share})",
    ]
